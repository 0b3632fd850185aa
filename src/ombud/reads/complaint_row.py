"""A complaint as lists show it: one row, made from its state alone, so that it can be made again."""

from datetime import UTC, datetime
from typing import NamedTuple

from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import Deadline, DueKind

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Sorts behind everything that has a deadline."""

QUEUE_OF: dict[DueKind, str] = {
    "admission": "admission",
    "excuse": "excuse",
    "approval": "approval",
    "verification": "verification",
    "review": "review",
    "advance": "advance",
    "ruling": "ruling",
}
"""The reviewers' queues, in the order in which a case that is in several of them is worked on."""
QUEUES = (*dict.fromkeys(QUEUE_OF.values()), "senior")


class ComplaintRow(NamedTuple):
    """The columns of `complaint_row`, without the platform."""

    id: str
    number: str
    order_number: str
    shop: str
    consumer: str
    title: str
    reason: str
    stage: str
    queue: str
    """Which of the reviewers' queues it waits in; empty while it waits for a party or is closed."""
    turn: str
    """Whom it waits for: consumer, merchant, both, platform; closed."""
    due_kind: str
    due_at: datetime
    amount: int
    currency: str
    how: str
    held: str
    overdue: int
    claimed_by: str
    filed_at: datetime
    moved_at: datetime


def row_of(complaint: Complaint, moved_at: datetime) -> ComplaintRow:
    """The row of a complaint that last changed at this instant."""
    nearest = _nearest(complaint)
    title = complaint.lines[0].title if complaint.lines else ""
    terms = complaint.obligation.terms if complaint.obligation else complaint.asked
    return ComplaintRow(
        id=complaint.id,
        number=complaint.number,
        order_number=complaint.order_number,
        shop=complaint.shop,
        consumer=complaint.consumer,
        title=title,
        reason=complaint.reason,
        stage=complaint.stage,
        queue=_queue(complaint),
        turn=_turn(complaint),
        due_kind=nearest.kind if nearest else "",
        due_at=nearest.due_at if nearest else NEVER,
        amount=terms.amount,
        currency=complaint.currency,
        how=complaint.how or "",
        held=complaint.held,
        overdue=complaint.overdue,
        claimed_by=complaint.claimed_by,
        filed_at=complaint.filed_at,
        moved_at=moved_at,
    )


def buckets(row: ComplaintRow) -> tuple[tuple[str, str], ...]:
    """Where the row is counted: scope and bucket. What waits at the door, or was turned away there, no shop saw."""
    unseen = row.stage == "received" or row.how == "turned-away"
    shop = (f"shop:{row.shop}", "unseen" if unseen else row.turn)
    return (("queue", row.queue), shop) if row.queue else (shop,)


def _nearest(complaint: Complaint) -> Deadline | None:
    turns = [one for one in complaint.deadlines if one.kind != "negotiation"] or list(complaint.deadlines)
    return min(turns, key=lambda one: one.due_at, default=None)


def _queue(complaint: Complaint) -> str:
    mine = {QUEUE_OF[one.kind] for one in complaint.deadlines if one.on == "platform" and one.kind in QUEUE_OF}
    if not mine:
        return ""
    if complaint.overdue:
        return "senior"
    if mine == {"ruling"} and (complaint.open_requests or complaint.deadline("reply")):
        return ""  # it waits for evidence or a reply to it, not for us
    return next(queue for queue in QUEUE_OF.values() if queue in mine)


def _turn(complaint: Complaint) -> str:
    if complaint.stage == "closed":
        return "closed"
    on = {one.on for one in complaint.deadlines if one.kind != "negotiation"}
    sides = on & {"consumer", "merchant"}
    if len(sides) == 2 or "both" in on:
        return "both"
    return next(iter(sides), "platform")
