"""What a complaint's events mean for its order: which complaints are open about it, and how much goes back."""

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.filing import ComplaintClosed, ComplaintFiled, ComplaintReopened
from ombud.core.complaint.events.ruling import ReviewDecided, Ruled
from ombud.core.complaint.events.talk import Settled
from ombud.core.complaint.state import Complaint
from ombud.core.order.events import ComplaintEnded, ComplaintOpened, OrderEvent, RefundPromised
from ombud.core.order.state import Order

GAVE_NOTHING = ("turned-away", "withdrawn", "lapsed")
"""Ways of closing after which nothing is promised any more."""


def follow(event: ComplaintEvent, complaint: Complaint, order: Order) -> tuple[OrderEvent, ...]:
    """The order's own events after one of a complaint; `complaint` is what it is after its event."""
    promised = order.refunds.get(complaint.id, 0)
    match event:
        case ComplaintFiled() | ComplaintReopened():
            lines = tuple(one.line for one in complaint.lines)
            return (
                ComplaintOpened(
                    by=event.by,
                    at=event.at,
                    complaint=complaint.id,
                    number=complaint.number,
                    reason=complaint.reason,
                    lines=lines,
                ),
            )
        case Settled() | Ruled() | ReviewDecided():
            owed = complaint.obligation.terms.refund if complaint.obligation else 0
            if owed == promised:
                return ()
            return (RefundPromised(by=event.by, at=event.at, complaint=complaint.id, amount=owed),)
        case ComplaintClosed():
            ended = ComplaintEnded(by=event.by, at=event.at, complaint=complaint.id)
            if event.how in GAVE_NOTHING and promised:
                return (ended, RefundPromised(by=event.by, at=event.at, complaint=complaint.id, amount=0))
            return (ended,)
        case _:
            return ()
