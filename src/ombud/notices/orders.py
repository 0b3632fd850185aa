"""What the words of a notice about an order may name."""

from collections.abc import Callable

from ombud.core.order.state import Order
from ombud.notices import figures
from ombud.notices.load import Told

Say = Callable[[str], str]


def of_order(message: Told, say: Say) -> dict[str, str]:
    """Number, goods, status and the instant from which it is late, in the language in use."""
    order: Order = message.state
    facts, event = order.facts, message.event
    status = getattr(event, "status", "") or order.status
    late_at = getattr(event, "late_at", None) or order.late_at
    return {
        "number": facts.number or order.id,
        "goods": (facts.lines[0].title if facts.lines else "") or facts.number or order.id,
        "status": say(f"order-status.{status}"),
        "late": figures.instant(late_at, message.platform.zone) if late_at else "",
    }
