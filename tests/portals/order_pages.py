"""Pages of orders on their way: the shop's late ones, a consumer's order, what the staff do for a caller."""

from collections.abc import Callable

from ombud.ledger.connection import rows
from tests.portals.demo_world import Demo
from tests.portals.shown import at


def _order(mark: str) -> Callable[[Demo], str]:
    """The demo's order with this mark."""

    def id(world: Demo) -> str:
        wanted = (world.platform, f"%{mark}")
        return str(rows("SELECT id FROM order_row WHERE platform = %s AND id LIKE %s", wanted)[0][0])

    return id


ORDERS = [
    at("merchant-late-orders", "su"),
    at("merchant-late-orders in time", "su", query="?tab=open"),
    at("merchant-late-orders missing", "su", query="?tab=missing"),
    at("merchant-late-orders narrowed", "su", query="?status=paid&by=3"),
    at("merchant-late-orders none", "gao"),
    at("merchant-late-orders of a viewer", "bai"),
    at("merchant-order late", "su", _order("L5")),
    at("merchant-order moved", "su", _order("L9")),
    at("consumer-order late", "lin", _order("L0")),
    at("consumer-order urged", "lin", _order("L5")),
    at("consumer-order not received", "lin", _order("L6")),
    at("consumer-order on its way", "wong", _order("L7")),
    at("review-calls", "luo"),
    at("review-calls found", "luo", query="?phone=1234"),
    at("review-calls nothing", "luo", query="?number=nothing"),
    at("review-order", "luo", _order("L5")),
    at("review-order for a caller", "luo", _order("L8")),
    at("review-call-file", "luo", _order("L0")),
]
NO_ORDER_PAGES = {
    "merchant-late-complete": "takes a form; its pages are seen in stories",
    "merchant-late-fill-in": "takes a form; its pages are seen in stories",
    "merchant-late-undo": "takes a form; its page is seen in stories",
    "merchant-order-answer": "takes a form and goes back",
    "consumer-order-act": "takes a form and goes back",
    "review-call-speak": "takes a form and goes back",
}
