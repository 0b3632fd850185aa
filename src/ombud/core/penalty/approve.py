"""A second person agrees to a penalty that one alone can't impose.

Who:    another reviewer than the one who proposed it, with the right to approve.
When:   while it waits for that.
Event:  PenaltyImposed; only now the shop is told, and only now its clocks start.
Next:   desk/reactions.py, under PenaltyImposed.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.imposing import PenaltyImposed
from ombud.core.penalty.impose import ALREADY_PENALISED
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import imposed
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer


class ApprovePenalty(Command, frozen=True):
    """Yes to the penalty that waits."""

    penalty: str
    penalised: tuple[tuple[str, str], ...] = ()
    """Stamped by the desk: order and number of a penalty that came into force for the same violation meanwhile."""


NONE_WAITS = Refusal(code="no-penalty-waits", because="This penalty doesn't wait for a second person.")
YOUR_OWN = Refusal(
    code="own-proposal",
    because="You proposed this penalty, so somebody else decides on it.",
    way_out="Leave it to another reviewer with this right.",
)


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't agree to it at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by, "approve"):
        return refusal
    if penalty.stage != "proposed":
        return NONE_WAITS
    return YOUR_OWN if by.id == penalty.proposed_by else None


def decide(command: ApprovePenalty, penalty: Penalty, policy: Policy) -> tuple[PenaltyImposed, ...] | Refusal:
    """The penalty, in force from now on."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    if command.penalised:
        order, number = command.penalised[0]
        return ALREADY_PENALISED.given(order=order, number=number).at_field("")
    decided_by = (penalty.proposed_by, command.by.id)
    by, at = command.by, command.at
    return (imposed(by, at, penalty.id, penalty.number, penalty.imposition, decided_by, policy),)
