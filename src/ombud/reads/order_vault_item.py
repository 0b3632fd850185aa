"""What the two sides of orders keep, file by file: the rows, made from the vault's state, and reading them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from ombud.core.order_vault.state import OrderVault
from ombud.ledger.connection import rows

COLUMNS = "order_id, side, consumer, shop, file, kind, shown, stage, drawn, kept_at, until"
OF_FILES = f"SELECT {COLUMNS} FROM order_vault_item WHERE platform = %s AND order_id = %s AND file = ANY(%s)"  # noqa: S608 - constants of ours
OF_SIDE = f"""
SELECT {COLUMNS} FROM order_vault_item
WHERE platform = %s AND {{whose}} = %s AND side = %s AND stage = 'kept' AND (until, id) > (%s, %s)
ORDER BY until, id LIMIT %s
"""  # noqa: S608 - the same


class KeptItem(NamedTuple):
    """One file that one side keeps, or kept, for an order."""

    order: str
    side: str
    consumer: str
    shop: str
    file: str
    kind: str
    shown: str
    stage: str
    drawn: bool
    kept_at: datetime
    until: datetime

    @property
    def id(self) -> str:
        """What the row is found by."""
        return f"{self.order}:{self.side}\n{self.file}"


def rows_of(vault: OrderVault) -> list[tuple[Any, ...]]:
    """Rows of order_vault_item, from id to until."""
    return [
        (
            f"{vault.id}\n{one.file}", vault.order_id, vault.side, vault.consumer, vault.shop, one.file, one.kind,
            one.shown, one.stage, bool(one.drawn), one.kept_at, one.until,
        )
        for one in vault.items
    ]  # fmt: skip


def of_files(platform: int, order: str, files: Iterable[str]) -> dict[str, KeptItem]:
    """What is known of these files as kept for this order, by file; the earliest where both sides kept one."""
    found = sorted(map(KeptItem._make, rows(OF_FILES, (platform, order, list(files)))), key=lambda one: one.kept_at)
    return {one.file: one for one in reversed(found)}


def of_consumer(platform: int, consumer: str, after: tuple[datetime, str], limit: int) -> list[KeptItem]:
    """What a consumer keeps for all their orders, what ends first first, after an instant and a row's id."""
    return _of_side(platform, "consumer", consumer, "consumer", after, limit)


def of_shop(platform: int, shop: str, after: tuple[datetime, str], limit: int) -> list[KeptItem]:
    """What a shop keeps for all its orders, what ends first first, after an instant and a row's id."""
    return _of_side(platform, "shop", shop, "merchant", after, limit)


def _of_side(platform: int, whose: str, ref: str, side: str, after: tuple[datetime, str], limit: int) -> list[KeptItem]:
    found = rows(OF_SIDE.format(whose=whose), (platform, ref, side, *after, limit))
    return [KeptItem._make(one) for one in found]
