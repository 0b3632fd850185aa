"""What an order learns from its complaints: which are open, what they give back, and that the platform was asked."""

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.doubt import LiabilityAdjusted
from ombud.core.complaint.events.filing import ComplaintClosed, ComplaintFiled, ComplaintReopened
from ombud.core.complaint.events.intervention import InterventionAsked
from ombud.core.complaint.events.ruling import ReviewDecided, Ruled
from ombud.core.complaint.events.talk import Settled
from ombud.core.complaint.state import Complaint
from ombud.core.order.events import ComplaintEnded, ComplaintOpened, OrderEvent, PlatformAsked, RefundPromised
from ombud.core.order.state import Order


def follow(event: ComplaintEvent, complaint: Complaint, order: Order) -> tuple[OrderEvent, ...]:
    """What happens to the order because of one event of a complaint; `complaint` is as it is after that event."""
    by, at = event.by, event.at
    match event:
        case ComplaintFiled() | ComplaintReopened():
            lines = tuple(one.line for one in complaint.lines)
            opened = ComplaintOpened(
                by=by, at=at, complaint=complaint.id, number=complaint.number, reason=complaint.reason, lines=lines
            )
            return (opened,)
        case ComplaintClosed():
            return (ComplaintEnded(by=by, at=at, complaint=complaint.id), *_promised(event, complaint, order))
        case Settled() | Ruled() | ReviewDecided() | LiabilityAdjusted():
            return _promised(event, complaint, order)
        case InterventionAsked():
            return (PlatformAsked(by=by, at=at, complaint=complaint.id, number=complaint.number),)
        case _:
            return ()


def _promised(event: ComplaintEvent, complaint: Complaint, order: Order) -> tuple[RefundPromised, ...]:
    """What this complaint gives back of the order: what has reached the consumer, and what is owed on top of it.

    What the consumer owes back after a review stays counted: until it is back it is gone, and can't be promised twice.
    """
    owed = complaint.obligation if complaint.stage != "closed" else None
    amount = complaint.refunded + (owed.terms.refund if owed else 0)
    if amount == order.refunds.get(complaint.id, 0):
        return ()
    return (RefundPromised(by=event.by, at=event.at, complaint=complaint.id, amount=amount),)
