"""A penalty as lists show it: one row, made from its state alone, so that it can be made again."""

from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from ombud.core.deadlines import DueKind
from ombud.core.penalty.standing import nearest, tab_of
from ombud.core.penalty.state import Penalty
from ombud.reads.complaint_row import NEVER

ALWAYS = datetime(1, 1, 2, tzinfo=UTC)
"""Sorts before everything."""
RANKS = {"open": 0, "review": 1, "closed": 2}
"""What can still be done comes first in the shop's list."""
QUEUE_OF: dict[DueKind, str] = {
    "penalty-approval": "penalty-approval",
    "condition-check": "appeals",
    "appeal-review": "appeals",
    "consultation": "consultations",
    "freeze-look": "freezes",
}
"""The reviewers' queues of penalties, in the order in which one that is in several of them is worked on."""
PENALTY_QUEUES = ("appeals", "penalty-approval", "consultations", "freezes", "penalty-senior")


class PenaltyRow(NamedTuple):
    """The columns of `penalty_row`, without the platform."""

    id: str
    number: str
    shop: str
    violation: str
    stage: str
    tab: str
    """Of the shop's list: open, review, closed; empty while the shop doesn't know of it."""
    rank: int
    sort_at: datetime
    """Orders the list within a tab: the nearest close first; what is closed, the newest first."""
    appealable: bool
    """Whether an appeal could be begun within its window and wasn't, nor declined."""
    opens_at: datetime
    closes_at: datetime
    queue: str
    due_kind: str
    due_at: datetime
    overdue: int
    claimed_by: str
    opened_by: str
    """JSON list of the members who have opened the notice."""
    uncounted: str
    """JSON list of the orders whose sales it keeps from counting now."""
    imposed_at: datetime
    moved_at: datetime
    penalised: str
    """JSON list of the orders that can't be penalised for the same again while it stands."""


def row_of(penalty: Penalty, moved_at: datetime) -> PenaltyRow:
    """The row of a penalty that last changed at this instant."""
    due = nearest(penalty)
    tab = tab_of(penalty) if penalty.imposed else ""
    closes_at = penalty.closes_at or NEVER
    sorts = {"open": closes_at, "review": due.due_at if due else NEVER}
    return PenaltyRow(
        id=penalty.id,
        number=penalty.number,
        shop=penalty.shop,
        violation=penalty.imposition.violation,
        stage=penalty.stage,
        tab=tab,
        rank=RANKS.get(tab, len(RANKS)),
        sort_at=sorts.get(tab, NEVER - (moved_at - ALWAYS)),
        appealable=_appealable(penalty),
        opens_at=penalty.terms.opens_at if penalty.terms else NEVER,
        closes_at=closes_at,
        queue=_queue(penalty),
        due_kind=due.kind if due else "",
        due_at=due.due_at if due else NEVER,
        overdue=penalty.overdue,
        claimed_by=penalty.claimed_by,
        opened_by=written(penalty.opened_by),
        uncounted=written(penalty.uncounted),
        imposed_at=penalty.imposed_at or NEVER,
        moved_at=moved_at,
        penalised=written(penalty.penalised),
    )


def buckets(row: PenaltyRow) -> tuple[tuple[str, str], ...]:
    """Where the row is counted: scope and bucket."""
    queue = (("queue", row.queue),) if row.queue else ()
    return (*queue, (f"penalties:{row.shop}", row.tab)) if row.tab else queue


def _appealable(penalty: Penalty) -> bool:
    terms = penalty.terms
    if terms is None or not penalty.in_force or penalty.declined or penalty.attempts >= terms.attempts_max:
        return False
    return penalty.appeal in ("none", "withdrawn", "decided")


def _queue(penalty: Penalty) -> str:
    mine = [QUEUE_OF[one.kind] for one in penalty.deadlines if one.kind in QUEUE_OF]
    if not mine:
        return ""
    if penalty.overdue:
        return "penalty-senior"
    return next(queue for queue in PENALTY_QUEUES if queue in mine)


def written(values: tuple[str, ...]) -> str:
    """Names as a JSON array."""
    return msgspec.json.encode(values).decode()
