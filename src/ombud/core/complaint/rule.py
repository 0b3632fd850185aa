"""The platform rules: who is liable, what is owed, why, and on which evidence and rules.

Who:    a reviewer with the right to rule.
When:   while the platform has the case and waits for nobody's evidence or reply; also where the ladder ended at
        something that the platform can't do in the shop's place.
Event:  Ruled, with ComplaintClosed where nothing is owed; RulingProposed where the amount needs a second person.
Next:   desk/reactions.py, under Ruled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.ruling import Liability, Ruling, RulingProposed
from ombud.core.complaint.findings import Findings, ruling_of
from ombud.core.complaint.rungs import NOT_WITH_PLATFORM, claimed_by_another, closed
from ombud.core.complaint.state import Complaint
from ombud.core.money import Terms
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class RuleComplaint(Command, frozen=True):
    """All of it is required: a ruling without facts, reasons and grounds can't be saved."""

    complaint: str
    liability: Liability
    merchant_share: int
    """Percent of the loss on the shop: 100 where it alone is liable, 1 to 99 where both are, else 0."""
    terms: Terms
    reason: str
    facts: Words
    reasons: Words
    relied_on: tuple[str, ...]
    rules: tuple[str, ...]


IN_REVIEW = Refusal(
    code="in-review",
    because="A review of the ruling runs in this case.",
    way_out="Decide the review instead, if you haven't decided in this case before.",
)
PROPOSED = Refusal(code="ruling-waits-for-approval", because="A ruling in this case waits for a second person.")
EVIDENCE_OUTSTANDING = Refusal(
    code="evidence-outstanding",
    because="A side was asked for evidence and has until {due_at}.",
    way_out="Rule once it has answered or lost its turn.",
)
REPLY_OUTSTANDING = Refusal(
    code="reply-outstanding",
    because="Something was handed in at the last moment, and the other side has until {due_at} to reply to it.",
    way_out="Decide once it has replied, or its time is over.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't rule at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint):
        return refusal
    if complaint.stage != "platform" and not _beyond_the_ladder(complaint):
        return NOT_WITH_PLATFORM
    if complaint.review and complaint.review.state == "asked":
        return IN_REVIEW
    if complaint.proposed:
        return PROPOSED
    if refusal := claimed_by_another(by, complaint):
        return refusal
    return outstanding(complaint)


def outstanding(complaint: Complaint) -> Refusal | None:
    """That a side's time to give evidence, or to reply to the other's, still runs."""
    waits = [one.due_at for one in complaint.deadlines if one.kind in ("evidence", "excuse")]
    if waits:
        return EVIDENCE_OUTSTANDING.given(due_at=max(waits))
    return unreplied(complaint)


def unreplied(complaint: Complaint) -> Refusal | None:
    """That a side's time to reply to what the other brought at the last moment still runs."""
    replies = [one.due_at for one in complaint.deadlines if one.kind == "reply"]
    return REPLY_OUTSTANDING.given(due_at=max(replies)) if replies else None


def needs_two(ruling: Ruling, policy: Policy) -> bool:
    """Whether the amount is beyond what one person decides."""
    return ruling.terms.amount > policy.pack.limits.two_people_above


def _beyond_the_ladder(complaint: Complaint) -> bool:
    """The platform took over what only the shop could have done: an exchange, a second parcel."""
    owed = complaint.obligation
    return complaint.stage == "executing" and owed is not None and owed.on == "platform" and not owed.terms.amount


def decide(command: RuleComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The ruling, or its proposal to a second person."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    found = Findings(
        liability=command.liability,
        merchant_share=command.merchant_share,
        terms=command.terms,
        reason=command.reason,
        facts=command.facts,
        reasons=command.reasons,
        relied_on=command.relied_on,
        rules=command.rules,
    )
    ruling = ruling_of(found, complaint, policy)
    if isinstance(ruling, Refusal):
        return ruling
    if needs_two(ruling, policy):
        deadline = policy.deadline("approval", "platform", policy.pack.windows.approval, command.at)
        return (RulingProposed(by=command.by, at=command.at, ruling=ruling, deadline=deadline),)
    return turns.ruled(command.by, command.at, ruling, complaint, policy, decided_by=command.by.id)
