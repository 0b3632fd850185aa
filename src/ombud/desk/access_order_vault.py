"""The way to reach what is kept for an order: its own side sees all of it, the others what was meant for them."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ombud.accounts.platforms import Settings
from ombud.core.order.state import Order
from ombud.core.order_vault.rungs import id_of
from ombud.core.order_vault.state import Item, OrderVault
from ombud.core.people import Actor, Consumer, Member, Party, Side
from ombud.core.policy.policy import Policy
from ombud.desk import clock
from ombud.desk.access import access_order_case
from ombud.desk.decide import Loaded, time_passes
from ombud.desk.handle import policy_of
from ombud.desk.load import load_many, stream_id
from ombud.ledger.connection import connection
from ombud.reads.order_vault_item import KeptItem, of_files

SIDES: tuple[Side, ...] = ("consumer", "merchant")


class KeptForOrder(NamedTuple):
    """What is kept for one order, as one reader may see it, at an instant."""

    order: Order
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime
    own: tuple[Item, ...]
    """What the reader's side keeps."""
    others: tuple[Item, ...]
    """What a side keeps for all to see, and what a case drew on, the reader's own side left out."""
    sides: dict[str, Side]
    """Whose each is, by file."""
    vault: OrderVault | None
    """Of the reader's side; None where it never kept anything, and for the platform."""


def access_order_vault(platform: int, order: str, by: Actor, at: datetime | None = None) -> KeptForOrder:
    """What is kept for this order, for its consumer, its shop's members and the platform's people. Raises NotFound."""
    at = at or clock.now(platform)
    case = access_order_case(platform, order, by, at)
    streams = load_many(connection(), platform, [stream_id("order_vault", id_of(order, side)) for side in SIDES])
    vaults = [_at(loaded, case.platform, at) for loaded in streams.values() if loaded.state is not None]
    mine = _side(by)
    own = next((one for one in vaults if one.side == mine), None)
    others = [(one.side, item) for one in vaults if one.side != mine for item in one.items if _shown(item)]
    sides: dict[str, Side] = {item.file: side for side, item in others}
    if own is not None:
        sides |= {item.file: own.side for item in own.items}
    return KeptForOrder(
        case.order, case.policy, case.platform, case.party, by, at,
        own.live if own else (), tuple(item for _, item in others), sides, own,
    )  # fmt: skip


def kept_for(platform: int, order: str, files: Iterable[str]) -> dict[str, KeptItem]:
    """Of the files of a case those that it drew on and were kept before, by file: what its parties see of that."""
    return {id: one for id, one in of_files(platform, order, files).items() if one.drawn}


def _side(by: Actor) -> Side | None:
    if isinstance(by, Member):
        return "merchant"
    return "consumer" if isinstance(by, Consumer) else None


def _shown(item: Item) -> bool:
    """Whether others than its keeper's side see it here: what a case drew on stays for them though it was let go."""
    return bool(item.drawn) or (item.live and item.shown == "all")


def _at(loaded: Loaded, settings: Settings, at: datetime) -> OrderVault:
    passed = time_passes(loaded, policy_of(loaded, settings), at)
    vault: OrderVault = passed.state if passed else loaded.state
    return vault
