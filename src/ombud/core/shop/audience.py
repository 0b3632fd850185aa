"""Who may read what happened to a shop: what it shows is everybody's, its papers and people are its own."""

from ombud.core.shop.events import MemberTold, ShopEvent, ShopRetold, ShopTold
from ombud.core.shop.keeping_events import ShopSetUp
from ombud.core.shop.opening_events import CredentialsSeen, ShopOpened

EVERYBODY = ("consumer", "merchant", "platform")
OWN = ("merchant", "platform")
STAFF = ("platform",)


def audience(event: ShopEvent) -> tuple[str, ...]:
    """Fixed when the event is written, for ever."""
    match event:
        case ShopTold() | ShopRetold() | MemberTold() | ShopSetUp() | ShopOpened():
            return EVERYBODY
        case CredentialsSeen():
            return STAFF
        case _:
            return OWN
