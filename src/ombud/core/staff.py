"""The rungs of refusals that every thing's verbs share: who is of the platform's staff, and with which right."""

from ombud.core.people import Actor, Reviewer, Right, can
from ombud.core.refusal import Refusal

NOT_STAFF = Refusal(code="reviewer-only", because="Only the platform's reviewers can do this.")
NO_RIGHT = Refusal(
    code="no-right",
    because="Your role doesn't include this.",
    way_out="Ask whoever manages roles to do it or to give you the right.",
)


def not_staff(by: Actor) -> Refusal | None:
    """Why this actor can't do the staff's own work, which needs no right to decide."""
    return None if isinstance(by, Reviewer) else NOT_STAFF


def not_reviewer(by: Actor, right: Right = "rule") -> Refusal | None:
    """Why this actor can't decide for the platform."""
    return not_staff(by) or (None if can(by, right) else NO_RIGHT)
