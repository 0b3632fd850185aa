"""A deadline: what is due, when, on whom. Decided by rule, not by a scheduler."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from ombud.core.people import Party
from ombud.core.struct import Value

ComplaintDue = Literal[
    "admission", "answer", "choice", "offer", "negotiation", "evidence", "excuse", "reply", "ruling",
    "approval", "goods", "execution", "advance", "verification", "review",
]  # fmt: skip
PenaltyDue = Literal[
    "penalty-approval", "appeal-opens", "appeal", "prepared", "appeal-review", "question", "condition",
    "condition-check", "consultation", "measure", "freeze-look",
]  # fmt: skip
ShopDue = Literal["qualification", "shop-verification"]
OrderDue = Literal["order-late", "order-receipt", "order-news"]
SurgeDue = Literal["surge-look", "surge-answer", "surge-close"]
EvidenceDue = Literal["heard", "examination", "kept"]
"""Of reports of fake evidence, and of evidence that is kept before any dispute."""
ErasureDue = Literal["erasure-answer", "erasure"]
"""A month for the decision; then the look at what something held."""
DueKind = Literal[ComplaintDue, "report", PenaltyDue, OrderDue, ShopDue, SurgeDue, EvidenceDue, ErasureDue]


class Deadline(Value, frozen=True):
    """An act is in time strictly before `due_at`. Set by an event, moved only by an event."""

    kind: DueKind
    on: Party | Literal["both"]
    from_at: datetime
    due_at: datetime
    remind_at: datetime | None = None
    """When the one it waits for is reminded; None once that was done, or where nobody is."""
    about: str = ""
    """Which one of several: the id of an evidence request or an offer."""
    provisional: bool = False
    """The working days of a year in question are not published yet."""
    calendar: str = ""
    """Version of the working-day table it was counted with; empty where plain hours were counted."""


def next_due_at(deadlines: Iterable[Deadline]) -> datetime | None:
    """The first instant at which something follows by itself, reminders included."""
    instants = [at for one in deadlines for at in (one.remind_at, one.due_at) if at is not None]
    return min(instants, default=None)


def find(deadlines: Iterable[Deadline], kind: DueKind, about: str = "") -> Deadline | None:
    """The open deadline of this kind, and about this thing where one is named."""
    for one in deadlines:
        if one.kind == kind and (not about or one.about == about):
            return one
    return None


def without(deadlines: tuple[Deadline, ...], *kinds: DueKind, about: str = "") -> tuple[Deadline, ...]:
    """The deadlines left when those of these kinds (about one thing, if named) are done with."""
    return tuple(one for one in deadlines if one.kind not in kinds or (about and one.about != about))
