"""What the words of a notice about evidence that is kept for an order may name."""

from ombud.core.order_vault.state import OrderVault
from ombud.notices import figures
from ombud.notices.load import Told


def of_kept(message: Told) -> dict[str, str | int]:
    """The order's number, how many files it is about, and when the first of them ends, in the language in use."""
    vault: OrderVault = message.state
    items = [one for one in vault.items if one.file in getattr(message.event, "items", ())]
    first = min((one.until for one in items), default=None)
    return {
        "number": vault.order_number or vault.order_id,
        "files": len(items),
        "until": figures.instant(first, message.platform.zone) if first else "",
    }
