"""The staff look at evidence that is private to the case; each look is on record.

Who:    a reviewer.
When:   at any time.
Event:  ExhibitsOpened.
Next:   desk/reactions.py, under ExhibitsOpened.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import ExhibitsOpened
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff


class OpenExhibits(Command, frozen=True):
    """Which of them were looked at; talk that a side attached is looked at by its own id."""

    complaint: str
    exhibits: tuple[str, ...]


NONE_NAMED = Refusal(code="no-exhibit-named", because="Say which evidence was looked at.", field="exhibits")
NO_SUCH_EXHIBIT = Refusal(
    code="no-such-exhibit",
    because="There is no evidence “{exhibit}” in this case.",
    way_out="Name evidence that lies in the case.",
    field="exhibits",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't look at the evidence, or None."""
    return not_staff(by)


def decide(command: OpenExhibits, complaint: Complaint, policy: Policy) -> tuple[ExhibitsOpened, ...] | Refusal:
    """The look."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    exhibits = tuple(dict.fromkeys(command.exhibits))
    if not exhibits:
        return NONE_NAMED
    talks = {one.id for one in complaint.talks}
    if unknown := [one for one in exhibits if one not in talks and complaint.exhibit(one) is None]:
        return NO_SUCH_EXHIBIT.given(exhibit=unknown[0])
    return (ExhibitsOpened(by=command.by, at=command.at, exhibits=exhibits),)
