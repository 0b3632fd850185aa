"""The platform doesn't find the proof good, with reasons: it is owed still.

Who:    a reviewer.
When:   while a proof waits to be checked.
Event:  ProofSentBack.
Next:   desk/reactions.py, under ProofSentBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns, verify
from ombud.core.complaint.events.execution import ProofSentBack
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class SendProofBack(Command, frozen=True):
    """What the proof lacks."""

    complaint: str
    words: Words


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide on the proof at this instant, the first reason that applies, or None."""
    return verify.may(by, complaint, policy, at)


def decide(command: SendProofBack, complaint: Complaint, policy: Policy) -> tuple[ProofSentBack, ...] | Refusal:
    """Back to whoever owes it, with a new time to do it."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    assert complaint.obligation is not None, "what is proved is owed"
    again = turns.owed(complaint.obligation, policy, command.at, goods_sent=complaint.goods_sent)
    return (ProofSentBack(by=command.by, at=command.at, words=command.words.kept, deadline=again),)
