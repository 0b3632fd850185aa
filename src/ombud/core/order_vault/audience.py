"""Who may see that something happened to what one side keeps: fixed when it happens."""

from ombud.core.order_vault.events import EvidenceDrawn, EvidenceKept, OrderVaultEvent
from ombud.core.people import Party

ALL: tuple[Party, ...] = ("consumer", "merchant", "platform")


def audience(event: OrderVaultEvent) -> tuple[Party, ...]:
    """The parties to which this event is shown: its side alone, unless it was kept for all or a case draws on it."""
    if isinstance(event, EvidenceDrawn) or (isinstance(event, EvidenceKept) and event.shown == "all"):
        return ALL
    return (event.side,)
