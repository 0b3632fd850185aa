"""A side asks for the ruling to be looked at again, by a reviewer who hasn't decided in the case.

Who:    the consumer, or a member of the shop with the right to answer.
When:   once in a case, until the pack's window closes; also when the case is closed.
Event:  ReviewAsked; what is owed under the ruling waits meanwhile.
Next:   desk/reactions.py, under ReviewAsked.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.ruling import ReviewAsked
from ombud.core.complaint.rungs import not_side, side_of, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
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
    if complaint.ruling is None or complaint.review_until is None:
        return NO_RULING
    if complaint.elsewhere:
        return TAKEN_ELSEWHERE
    return WINDOW_CLOSED.given(closed_at=complaint.review_until) if at >= complaint.review_until else None


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
