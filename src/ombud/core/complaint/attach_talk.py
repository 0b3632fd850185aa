"""One side puts the talk about the order into the case: all of it, or from one message to another, as it was said.

Who:    the consumer, or a member of the shop with the right to answer.
When:   until the ruling, while the case is open; the shop from the moment it has it.
Event:  TalkAttached, with the record's hash up to the last message shown; ReplyTimeGiven at the last moment.
Next:   desk/reactions.py, under TalkAttached.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import replies
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.talk import TalkAttached
from ombud.core.complaint.rungs import side_of, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.complaint.submit import may as may_submit
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words

TALKS_MAX = 10
"""Excerpts from each side: each can hold the whole talk, so more only repeat it."""


class AttachTalk(Command, frozen=True):
    """Which messages, and what they show. Without first and last it is the whole talk."""

    complaint: str
    first: int = 0
    """The number of the first message in the conversation's record; 0: its first."""
    last: int = 0
    """The number of the last; 0: its last."""
    words: Words = EMPTY
    excerpt: Excerpt | None = None
    """These messages as the record holds them: the desk looks them up."""


TOO_MANY_TALKS = Refusal(
    code="too-many-talks",
    because="A case takes at most {talks_max} excerpts of the talk from each side.",
    way_out="Attach the whole talk: it holds every part of it.",
)
NO_TALK = Refusal(
    code="no-such-talk",
    because="Nothing was said about this order between these messages.",
    way_out="Choose the first and the last message in the conversation.",
    field="first",
)
ATTACHED_ALREADY = Refusal(
    code="talk-attached-already", because="These messages are in the case already, word for word.", field="first"
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't put any talk into the case at this instant, the first reason that applies, or None."""
    if refusal := may_submit(by, complaint, policy, at):
        return refusal
    side = side_of(by, complaint)
    held = sum(1 for one in complaint.talks if one.side == side and not one.by_platform)
    return TOO_MANY_TALKS.given(talks_max=TALKS_MAX) if held >= TALKS_MAX else None


def decide(command: AttachTalk, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The excerpt, as an exhibit of its own kind."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    excerpt = command.excerpt
    if excerpt is None or excerpt.conversation != complaint.order_id:
        return NO_TALK
    if any((one.excerpt.first, one.excerpt.last) == (excerpt.first, excerpt.last) for one in complaint.talks):
        return ATTACHED_ALREADY
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    side = side_of(command.by, complaint)
    assert side is not None, "may has seen to it"
    attached = TalkAttached(
        by=command.by,
        at=command.at,
        talk=f"t{len(complaint.talks) + 1}",
        side=side,
        excerpt=excerpt,
        words=command.words.kept,
    )
    return (attached, *replies.given(command.by, side, complaint, policy, command.at))
