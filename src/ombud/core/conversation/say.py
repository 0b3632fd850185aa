"""One side of an order says something to the other, in words, pictures or both.

Who:    the consumer who bought it, or a member of the shop that sold it with the right to answer.
When:   at any time after the purchase, before, beside and after any complaint; the first message begins the talk.
Event:  ConversationBegun with the first, MessageSaid.
Next:   desk/reactions.py, under MessageSaid; the order remembers that the consumer wrote: order/follow_talk.py.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.conversation.events import ConversationBegun, MessageSaid
from ombud.core.conversation.rungs import misfits, nobody_there, not_side, side_of, too_fast, too_many_files
from ombud.core.conversation.state import Conversation
from ombud.core.files import File
from ombud.core.order.state import Order
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class Say(Command, frozen=True):
    """Words, files or both."""

    conversation: str
    """The order's id."""
    words: Words = EMPTY
    files: tuple[File, ...] = ()


def may(by: Actor, about: Order | Conversation, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't say anything about it now, the first reason that applies, or None. `about` is the order as long as
    nobody has said anything."""
    side = side_of(by, about)
    return not_side(by, about) or nobody_there(about) or (too_fast(side, about, at) if side else None)


def decide(
    command: Say, about: Order | Conversation, policy: Policy
) -> tuple[ConversationBegun | MessageSaid, ...] | Refusal:
    """The message, and with the first that the talk has begun."""
    by, at = command.by, command.at
    if refusal := may(by, about, policy, at):
        return refusal
    side = side_of(by, about)
    assert side is not None, "may has seen to it"
    if refusal := misfits(command.words, command.files, policy) or too_many_files(side, about, command.files):
        return refusal
    said = MessageSaid(by=by, at=at, side=side, words=command.words.kept, files=command.files)
    if isinstance(about, Conversation):
        return (said,)
    begun = ConversationBegun(
        by=by, at=at, order=about.id, number=about.facts.number, shop=about.shop, consumer=about.consumer
    )
    return (begun, said)
