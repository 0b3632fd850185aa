"""A second person agrees to a ruling above the limit of one.

Who:    another reviewer than the one who proposed it, with the right to approve; in a review one who hasn't decided
        before.
When:   while a proposed ruling waits, and no side's time to reply to what came since then runs.
Event:  Ruled, ReviewDecided within a review, or LiabilityAdjusted; with ComplaintClosed where nothing is owed.
Next:   desk/reactions.py, under Ruled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import offer, turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.findings import unopened, unusable
from ombud.core.complaint.rule import unreplied
from ombud.core.complaint.rungs import closed, decided_before
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer


class ApproveRuling(Command, frozen=True):
    """Yes to the ruling that waits."""

    complaint: str


NONE_WAITS = Refusal(code="no-ruling-waits", because="No ruling waits for a second person in this case.")
YOUR_OWN = Refusal(
    code="own-proposal",
    because="You proposed this ruling, so somebody else decides on it.",
    way_out="Leave it to another reviewer with this right.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't agree to the proposal at this instant, the first reason that applies, or None."""
    return not_second(by, complaint) or unreplied(complaint)


def not_second(by: Actor, complaint: Complaint) -> Refusal | None:
    """Why `by` isn't the second person that a proposal waits for, the first reason that applies, or None."""
    if refusal := not_reviewer(by, "approve") or closed(complaint):
        return refusal
    if complaint.proposed is None:
        return NONE_WAITS
    return YOUR_OWN if by.id == complaint.proposed_by else decided_before(by, complaint)


def decide(command: ApproveRuling, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The ruling stands, if the order still has what it gives back and its evidence is what it was."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    ruling = complaint.proposed
    assert ruling is not None, "may has seen to it"
    evidence = unopened(complaint) or unusable(ruling.relied_on, complaint)
    if refusal := evidence or offer.too_much(ruling.terms, complaint, policy):
        return refusal.at_field("")
    by, at = command.by, command.at
    if complaint.review and complaint.review.state == "asked":
        return turns.replaced(by, at, ruling, complaint, policy, words=ruling.reasons)
    if complaint.adjusting:
        proposer, report = complaint.proposed_by, complaint.adjusting
        return turns.adjusted(by, at, ruling, complaint, policy, decided_by=proposer, report=report)
    return turns.ruled(by, at, ruling, complaint, policy, decided_by=complaint.proposed_by)
