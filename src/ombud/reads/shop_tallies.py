"""What is counted for a shop's public record, a day at a time: every figure follows from one state, so that it can be
made again.

Only what has ended counts: orders that were bought, complaints that are closed, and of rulings those that nobody can
ask to have looked at again. A case that is reopened, or asked to be reviewed, leaves the counts until it is closed.
Days are those of UTC.
"""

from datetime import UTC, datetime, timedelta

from ombud.core.complaint.state import Complaint
from ombud.core.order.state import Order

EDGES = (1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168, 240)
"""Hours. A time to answer is counted under the first that it didn't exceed; longer ones under the last bucket."""
Bucket = tuple[str, str]
"""Scope and bucket of a kept count."""


def scope(shop: str) -> str:
    """Under which a shop's tallies are kept."""
    return f"record:{shop}"


def of_order(order: Order | None) -> tuple[Bucket, ...]:
    """The order on the day it was bought, and its rating on the day it was rated first."""
    if order is None or not order.facts.shop:
        return ()
    its, found = scope(order.facts.shop), []
    if order.facts.purchased_at is not None:
        found.append((its, f"{_day(order.facts.purchased_at)}/order"))
    if order.rating is not None:
        found.append((its, f"{_day(order.rating.at)}/stars-{order.rating.stars}"))
    return tuple(found)


def of_complaint(complaint: Complaint | None) -> tuple[Bucket, ...]:
    """A closed complaint: that it was one, how soon the shop answered, and how it ended."""
    if complaint is None or complaint.closed_at is None or not (complaint.admitted or complaint.intervened):
        return ()
    its, day = scope(complaint.shop), _day(_final_at(complaint, complaint.closed_at))
    return ((its, f"{day}/closed"), (its, f"{day}/{_answer(complaint)}"), (its, f"{day}/{_end(complaint)}"))


def _final_at(complaint: Complaint, closed_at: datetime) -> datetime:
    """From when on it counts: a ruling once nobody can ask for a review any more."""
    if complaint.ruling is None or complaint.review_until is None or complaint.review is not None:
        return closed_at
    return max(closed_at, complaint.review_until)


def _answer(complaint: Complaint) -> str:
    since, at = complaint.admitted_at, complaint.answered_at
    if at is None:
        return "unanswered"
    if since is None:
        return "answered"  # it was admitted before that instant was kept
    taken = at - since
    place = next((n for n, edge in enumerate(EDGES) if taken <= timedelta(hours=edge)), len(EDGES))
    return f"answer-{place:02}"


def _end(complaint: Complaint) -> str:
    """For whom it ended; what was agreed or taken back is nobody's ruling."""
    if complaint.ruling is not None:
        return {"merchant": "against", "both": "both"}.get(complaint.ruling.liability, "for")
    if complaint.how == "withdrawn":
        return "withdrawn"
    settled = complaint.obligation is not None and complaint.obligation.ground == "settlement"
    return "settled" if settled or complaint.how == "settled" else "other"


def _day(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()
