"""One message of each notice about an order: Ana's mug, paid and sent."""

from datetime import timedelta
from typing import Any

from ombud.core.order import answer_rating, complete, deny_received, lapse, rate, urge
from ombud.core.order.answer_rating import AnswerRating
from ombud.core.order.complete import CompleteStage
from ombud.core.order.contact import ContactShop
from ombud.core.order.contact import decide as contact
from ombud.core.order.deny_received import DenyReceived
from ombud.core.order.lapse import LetTimePass
from ombud.core.order.rate import RateOrder
from ombud.core.order.state import Order, evolve
from ombud.core.order.urge import UrgeOrder
from ombud.core.words import Words
from tests.core.order.world import ANA, BORIS, DAY, POLICY, SENT, T0, TIME, did, facts, told

LATER = T0 + 20 * DAY
ON_ITS_WAY = told(facts("shipped", shipped_at=T0))
MOVED = did(complete, CompleteStage(by=BORIS, at=T0, order="o1", details=SENT), told())
CAME = told(facts("completed"))
RATED = did(rate, RateOrder(by=ANA, at=LATER, order="o1", stars=4), CAME)
THANKS = Words("Thank you.")
HELLO = ContactShop(by=ANA, at=T0, order="o1", words=Words("Where is it?"))


def _happened(order: Order, outcome: Any) -> tuple[Order, Any]:
    (event,) = outcome
    return evolve(order, event), event


ORDERS: dict[str, tuple[Order, Any, str]] = {
    notice: (*_happened(order, outcome), to)
    for notice, order, outcome, to in (
        ("order_late", told(), lapse.decide(LetTimePass(by=TIME, at=LATER, order="o1"), told(), POLICY), "shop"),
        (
            "order_moved_on",
            MOVED,
            lapse.decide(LetTimePass(by=TIME, at=T0 + timedelta(minutes=10), order="o1"), MOVED, POLICY),
            "consumer",
        ),
        ("order_urged", told(), urge.decide(UrgeOrder(by=ANA, at=T0, order="o1"), told(), POLICY), "shop"),
        ("shop_contacted", told(), contact(HELLO, told(), POLICY), "shop"),
        ("order_rated", CAME, rate.decide(RateOrder(by=ANA, at=LATER, order="o1", stars=4), CAME, POLICY), "shop"),
        (
            "rating_answered",
            RATED,
            answer_rating.decide(AnswerRating(by=BORIS, at=LATER, order="o1", words=THANKS), RATED, POLICY),
            "consumer",
        ),
        (
            "receipt_asked",
            ON_ITS_WAY,
            lapse.decide(LetTimePass(by=TIME, at=T0 + 5 * DAY, order="o1"), ON_ITS_WAY, POLICY),
            "consumer",
        ),
        (
            "order_not_received",
            ON_ITS_WAY,
            deny_received.decide(DenyReceived(by=ANA, at=T0, order="o1"), ON_ITS_WAY, POLICY),
            "shop",
        ),
    )
}
