"""Somebody says something in the case, with or without files.

Who:    the consumer, a member of the shop with the right to answer, or a reviewer.
When:   while the complaint is open; the shop from the moment it has it.
Event:  MessageSent, with ReplyTimeGiven where files come with it at the last moment.
Next:   desk/reactions.py, under MessageSent.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import replies
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.talk import MessageSent
from ombud.core.complaint.rungs import closed, not_admitted, not_side, side_of, too_many, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.conversation.rungs import PACE_MAX, TOO_FAST
from ombud.core.conversation.state import PACE_SPAN
from ombud.core.door import caught
from ombud.core.files import File
from ombud.core.people import Actor, Party, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class SendMessage(Command, frozen=True):
    """Words, files or both."""

    complaint: str
    words: Words = EMPTY
    files: tuple[File, ...] = ()
    sure: bool = False
    """The writer read the warning about the words and sends them all the same."""
    sent_in_minute: int = 0
    """What this person sent in this case lately; the desk knows."""
    sent_in_day: int = 0


DAY_MAX = 100
"""Messages of one person in one case within a day: a long talk has some dozens. Each is told to the other side, by
telephone too, so without an end they would be a way to pester."""
ENOUGH_TODAY = Refusal(
    code="too-many-messages-today",
    because="You sent {messages_max} messages in this case within a day, which is the most at once.",
    way_out="Go on tomorrow. What you hand in as evidence is taken all the same.",
)
WORDS_WARNED = Refusal(
    code="words-warned",
    because="Some of these words look like advertising or abuse ({rule}).",
    way_out="Change them, or confirm that you mean them; whoever decides the case will read them too.",
    field="words",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't write at this instant, the first reason that applies, or None."""
    if isinstance(by, Reviewer):
        return closed(complaint)
    if refusal := not_side(by, complaint) or closed(complaint):
        return refusal
    return not_admitted(complaint) if side_of(by, complaint) == "merchant" else None


def decide(command: SendMessage, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The message."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    side: Party = side_of(command.by, complaint) or "platform"
    if side != "platform" and (refusal := _too_much(command)):
        return refusal
    if refusal := unreadable(command.words, policy, required=not command.files) or too_many(
        complaint, side, command.files, policy
    ):
        return refusal
    rule = caught(command.words.text, policy.pack.door) if side != "platform" else None
    if rule is not None and not command.sure:
        return WORDS_WARNED.given(rule=rule.code)
    sent = MessageSent(by=command.by, at=command.at, words=command.words.kept, files=command.files)
    if side == "platform" or not command.files:
        return (sent,)
    return (sent, *replies.given(command.by, side, complaint, policy, command.at))


def _too_much(command: SendMessage) -> Refusal | None:
    """That they send faster than anybody types, or more than a day needs."""
    if command.sent_in_minute >= PACE_MAX:
        return TOO_FAST.given(messages_max=PACE_MAX, next_at=command.at + PACE_SPAN)
    return ENOUGH_TODAY.given(messages_max=DAY_MAX) if command.sent_in_day >= DAY_MAX else None
