"""A side marks that the case goes on outside the platform: mediation, arbitration, court or an authority.

Who:    the consumer, or a member of the shop with the right to answer.
When:   after the platform's final word: closed with a ruling, and no review running.
Event:  TakenElsewhere.
Next:   desk/reactions.py, under TakenElsewhere.
"""

from datetime import datetime
from typing import Literal

from ombud.core.command import Command
from ombud.core.complaint.events.work import TakenElsewhere
from ombud.core.complaint.rungs import not_side, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class TakeElsewhere(Command, frozen=True):
    """Where to, and under which reference there."""

    complaint: str
    where: Literal["mediation", "arbitration", "court", "authority"]
    reference: Words = EMPTY


NO_FINAL_WORD = Refusal(
    code="no-final-word",
    because="The platform hasn't spoken its final word in this case.",
    way_out="You can go elsewhere at any time; it can be marked here once the case is closed with a ruling.",
)
TAKEN = Refusal(code="taken-already", because="It is marked already that this case went on elsewhere.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't mark it at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint):
        return refusal
    if complaint.ruling is None or complaint.how not in ("ruled", "executed", "advanced"):
        return NO_FINAL_WORD
    return TAKEN if complaint.elsewhere else None


def decide(command: TakeElsewhere, complaint: Complaint, policy: Policy) -> tuple[TakenElsewhere, ...] | Refusal:
    """The mark."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.reference, policy, required=False, field="reference"):
        return refusal
    return (TakenElsewhere(by=command.by, at=command.at, where=command.where, reference=command.reference.kept),)
