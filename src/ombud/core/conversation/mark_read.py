"""One side has read what the other said: the other sees when.

Who:    the consumer who bought it, or a member of the shop with the right to answer; who may only look leaves no mark.
When:   while something waits to be read.
Event:  MessagesRead.
Next:   desk/reactions.py, under MessagesRead: the next message is told again.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.conversation.events import MessagesRead
from ombud.core.conversation.rungs import not_side, side_of
from ombud.core.conversation.state import Conversation
from ombud.core.people import Actor, across
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class MarkRead(Command, frozen=True):
    """That everything up to now was read."""

    conversation: str
    up_to: int = 0
    """The number of the last message that was shown; 0 where whoever marks has just read it all."""


NOTHING_NEW = Refusal(code="nothing-unread", because="You have read everything here.")
NEWER = Refusal(
    code="newer-message",
    because="The other side has written once more meanwhile.",
    way_out="Read the newest message too, then mark it.",
    field="up_to",
)


def may(by: Actor, conversation: Conversation, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` has nothing to mark, the first reason that applies, or None."""
    if refusal := not_side(by, conversation):
        return refusal
    side = side_of(by, conversation)
    assert side is not None, "not_side has seen to it"
    return None if conversation.unread(side) else NOTHING_NEW


def decide(command: MarkRead, conversation: Conversation, policy: Policy) -> tuple[MessagesRead, ...] | Refusal:
    """That the side has read up to the last message."""
    if refusal := may(command.by, conversation, policy, command.at):
        return refusal
    side = side_of(command.by, conversation)
    assert side is not None, "may has seen to it"
    if 0 < command.up_to < conversation.part(across(side)).last_seq:
        return NEWER
    return (MessagesRead(by=command.by, at=command.at, side=side, up_to=conversation.last_seq),)
