"""A side asks for the ruling to be looked at again, by a reviewer who hasn't decided in the case.

Who:    the consumer, or a member of the shop with the right to answer.
When:   once in a case, until the pack's window closes; also when the case is closed. Where the pack takes reports of
        fake evidence, the shop also after a refund without return on which nobody ruled.
Event:  ReviewAsked; what is owed under the ruling waits meanwhile.
Next:   desk/reactions.py, under ReviewAsked.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.ruling import ReviewAsked
from ombud.core.complaint.rungs import not_side, side_of, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor, Side
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class AskReview(Command, frozen=True):
    """What is wrong with the ruling."""

    complaint: str
    words: Words


NO_RULING = Refusal(code="no-ruling-stands", because="There is no ruling in this case that could be reviewed.")
ASKED_BEFORE = Refusal(
    code="review-asked-before",
    because="A ruling is reviewed once, and this was asked for.",
    way_out="Outside the platform, a consumer association, mediation or a court is still open to you.",
)
WINDOW_CLOSED = Refusal(
    code="review-window-closed",
    because="A review could be asked for until {closed_at}.",
    way_out="Outside the platform, a consumer association, mediation or a court is still open to you.",
)
TAKEN_ELSEWHERE = Refusal(
    code="taken-elsewhere", because="This case was taken out of the platform's hands, so it isn't reviewed here."
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask for a review at this instant, the first reason that applies, or None."""
    if refusal := not_side(by, complaint):
        return refusal
    if complaint.review:
        return ASKED_BEFORE
    until = review_ends(complaint, policy, side_of(by, complaint))
    if until is None:
        return NO_RULING
    if complaint.elsewhere:
        return TAKEN_ELSEWHERE
    return WINDOW_CLOSED.given(closed_at=until) if at >= until else None


def review_ends(complaint: Complaint, policy: Policy, side: Side | None) -> datetime | None:
    """Until when a side can ask for a review, None where there is nothing it could ask it of.

    Where a shop can report fake evidence, it has the pack's span from a refund without return too, also where that came
    by agreement or by itself and nobody ruled.
    """
    ruled = complaint.review_until if complaint.ruling is not None else None
    rules, refunded_at = policy.pack.evidence_reports, complaint.refunded_at
    if rules is None or side != "merchant" or refunded_at is None or not _refunded_without_return(complaint):
        return ruled
    ends = policy.end(rules.appeal, refunded_at)
    return max(ruled, ends) if ruled else ends


def _refunded_without_return(complaint: Complaint) -> bool:
    """Whether the case ended with money given back and the goods left where they are."""
    ended = complaint.stage == "closed" and complaint.how not in ("withdrawn", "turned-away")
    return ended and complaint.refunded > 0 and not complaint.goods_sent


def decide(command: AskReview, complaint: Complaint, policy: Policy) -> tuple[ReviewAsked, ...] | Refusal:
    """The request, and the platform's time to decide it."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy):
        return refusal
    side = side_of(command.by, complaint)
    assert side is not None, "may has seen to it"
    return (
        ReviewAsked(
            by=command.by,
            at=command.at,
            side=side,
            words=command.words.kept,
            deadline=policy.deadline("review", "platform", policy.pack.windows.review, command.at),
        ),
    )
