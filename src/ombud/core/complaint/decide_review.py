"""Another reviewer upholds the ruling, or puts a full new one in its place. Where nobody had ruled, a first one.

Who:    a reviewer who hasn't decided in this case.
When:   while a review was asked for and no side's time to give evidence runs.
Event:  ReviewDecided, with ComplaintClosed where nothing is left to do; RulingProposed where the amount needs two.
Next:   desk/reactions.py, under ReviewDecided.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.events.ruling import Liability, ReviewDecided, Ruling, RulingProposed
from ombud.core.complaint.findings import Findings, ruling_of
from ombud.core.complaint.rule import PROPOSED, needs_two, outstanding
from ombud.core.complaint.rungs import claimed_by_another, closed, decided_before, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.money import Terms
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words


class DecideReview(Command, frozen=True):
    """Upheld with words; or not, and then all that a ruling needs."""

    complaint: str
    upheld: bool
    words: Words
    liability: Liability | None = None
    merchant_share: int = 0
    terms: Terms = Terms(remedy="none")
    reason: str = ""
    facts: Words = EMPTY
    reasons: Words = EMPTY
    relied_on: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


NO_REVIEW = Refusal(code="no-review-asked", because="No review waits to be decided in this case.")
NO_LIABILITY = Refusal(
    code="liability-missing",
    because="A ruling that takes the place of another says who is liable.",
    field="liability",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide the review at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by) or closed(complaint):
        return refusal
    if complaint.review is None or complaint.review.state != "asked":
        return NO_REVIEW
    if refusal := decided_before(by, complaint):
        return refusal
    if complaint.proposed:
        return PROPOSED
    return claimed_by_another(by, complaint) or outstanding(complaint)


def decide(command: DecideReview, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The last word of the platform."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    if command.upheld:
        return _upheld(command, complaint, policy)
    ruling = _ruling(command, complaint, policy)
    if isinstance(ruling, Refusal):
        return ruling
    if needs_two(ruling, policy):
        deadline = policy.deadline("approval", "platform", policy.pack.windows.approval, command.at)
        return (RulingProposed(by=command.by, at=command.at, ruling=ruling, deadline=deadline),)
    return turns.replaced(command.by, command.at, ruling, complaint, policy, words=command.words.kept)


def _ruling(command: DecideReview, complaint: Complaint, policy: Policy) -> Ruling | Refusal:
    if command.liability is None:
        return NO_LIABILITY
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
    return ruling_of(found, complaint, policy)


def _upheld(command: DecideReview, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...]:
    """Back to where the case was: its obligation with a fresh deadline, or closed as before."""
    by, at = command.by, command.at
    event = ReviewDecided(
        by=by,
        at=at,
        upheld=True,
        words=command.words.kept,
        obligation=complaint.obligation,
        deadline=turns.afresh(complaint, policy, at),
    )
    if event.deadline is None:
        return (event, ComplaintClosed(by=by, at=at, how=complaint.before_how or "ruled"))
    return (event,)
