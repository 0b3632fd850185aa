"""One message of each notice about a fund: what a ruling keeps back, pays ahead, and what was paid wrongly."""

from typing import Any

from ombud.core.fund import confirm_payment
from ombud.core.fund.events import FundsHeld, PaymentMismatched, PaymentOrdered
from ombud.core.fund.state import Fund
from tests.core.fund.cast import TILL, settled
from tests.core.fund.test_follow import moved, owing

HELD = moved(settled(2_000), owing(5_000))
AHEAD = moved(HELD, owing(5_000, on="platform"))
WRONG = AHEAD.then(confirm_payment, TILL, payment="case:c1", amount=4_999, currency="CNY")
FUNDS: dict[str, tuple[Fund, Any, str]] = {
    notice: (made.now, next(one for one in made.events if isinstance(one, event)), to)
    for notice, made, event, to in (
        ("funds_held", HELD, FundsHeld, "shop"),
        ("payment_ordered", AHEAD, PaymentOrdered, "shop"),
        ("payment_mismatched", WRONG, PaymentMismatched, "queue"),
    )
}
