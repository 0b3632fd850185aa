"""The rungs that several ladders of refusals share: whose things these are, and whether they are still kept."""

from ombud.core.order.state import Order
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor, Consumer, Member, Side, can
from ombud.core.refusal import Refusal
from ombud.core.staff import NO_RIGHT

NOT_YOURS = Refusal(code="not-your-order", because="Only the two sides of this order keep evidence for it.")
NOT_OFFERED = Refusal(
    code="keeping-not-offered",
    because="This platform doesn’t keep evidence for an order before there is a dispute.",
    way_out="Keep the files yourself; they can be added to a complaint.",
)
NOT_KEPT = Refusal(
    code="not-kept",
    because="One of these files isn’t kept here, or no longer.",
    way_out="Choose among those that are.",
    field="items",
)
NOTHING_CHOSEN = Refusal(code="nothing-chosen", because="No file was chosen.", field="items")


def id_of(order: str, side: Side) -> str:
    """The id of what one side keeps for an order."""
    return f"{order}:{side}"


def parts_of(id: str) -> tuple[str, str]:
    """Order and side of such an id; the side is empty or nonsense where it is none."""
    order, _, side = id.rpartition(":")
    return order, side


def side_of(by: Actor, about: OrderVault | Order) -> Side | None:
    """Which side of the order somebody is on, if any."""
    if isinstance(by, Consumer) and by.id == about.consumer:
        return "consumer"
    if isinstance(by, Member) and by.shop and by.shop == about.shop:
        return "merchant"
    return None


def not_keeper(by: Actor, about: OrderVault | Order) -> Refusal | None:
    """Why somebody can't act on what is kept here: the other side has its own, and a shop's people need the right."""
    side = side_of(by, about)
    if side is None or (isinstance(about, OrderVault) and about.side != side):
        return NOT_YOURS
    return None if side == "consumer" or can(by, "answer") else NO_RIGHT


def not_live(items: tuple[str, ...], vault: OrderVault) -> Refusal | None:
    """Why these can't be let go or drawn on."""
    if not items:
        return NOTHING_CHOSEN
    live = {one.file for one in vault.live}
    return None if live.issuperset(items) else NOT_KEPT
