"""Somebody says something in the case, with or without files.

Who:    the consumer, a member of the shop with the right to answer, or a reviewer.
When:   while the complaint is open; the shop from the moment it has it.
Event:  MessageSent.
Next:   desk/reactions.py, under MessageSent.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.talk import MessageSent
from ombud.core.complaint.rungs import closed, not_admitted, not_side, side_of, too_many, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.door import caught
from ombud.core.files import File
from ombud.core.people import Actor, Reviewer
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


def decide(command: SendMessage, complaint: Complaint, policy: Policy) -> tuple[MessageSent, ...] | Refusal:
    """The message."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    side = side_of(command.by, complaint) or "platform"
    if refusal := unreadable(command.words, policy, required=not command.files) or too_many(
        complaint, side, command.files, policy
    ):
        return refusal
    rule = caught(command.words.text, policy.pack.door) if side != "platform" else None
    if rule is not None and not command.sure:
        return WORDS_WARNED.given(rule=rule.code)
    return (MessageSent(by=command.by, at=command.at, words=command.words.kept, files=command.files),)
