"""Turns joined rows into the facts of one order: what is unknown is marked, what contradicts itself is flagged."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, DecimalException
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from ombud.core.order.events import Facts, Line
from ombud.imports.mapping import Mapping
from ombud.imports.rows import Row

INT_MAX = 2**53 - 1
"""The largest figure that every JSON reader keeps exactly."""
NAME_MAX, TEXT_MAX = 128, 4_000
"""Characters of an id or a code, which are looked up by index, and of a title or a description."""
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""No order is older, and calendars end somewhere. The API has the same edges."""


class RowError(Exception):
    """One row can't be read: which column, and why."""


def readable(row: Row, ids: Sequence[str], texts: Sequence[str] = ()) -> None:
    """Raises RowError for a cell that no record can keep, or for an id by which nothing could be asked for."""
    for column, said in row.items():
        most = TEXT_MAX if column in texts else NAME_MAX
        if len(said) > most:
            raise RowError(f"{column}: it has {len(said)} characters; at most {most} can be kept")
        if "\x00" in said or (column in ids and not said.isprintable()):
            raise RowError(f"{column}: {said!r} holds a character that can't be kept")


def facts_of(order: Row, items: list[Row], sellers: set[str], mapping: Mapping) -> Facts:
    """One order with its items, as told. Raises RowError."""
    columns, told_items, zone = mapping.orders, mapping.items, ZoneInfo(mapping.zone)
    readable(order, (columns.id, columns.consumer))
    for row in items:
        readable(row, (told_items.seller, told_items.product), (told_items.title, told_items.specification))
    lines = tuple(_line(item, place, mapping) for place, item in enumerate(items, 1))
    freight = sum(_minor(item, mapping.items.freight, mapping) for item in items)
    if twice := _twice([line.id for line in lines]):
        raise RowError(f"{mapping.items.line}: the order has two lines “{twice}”")
    told = {line.seller for line in lines}
    shop = told.pop() if len(told) == 1 else ""

    def instant(column: str) -> datetime | None:
        return _instant(order, column, zone)

    facts = Facts(
        number=order.get(columns.number or columns.id, ""),
        shop=shop if shop in sellers else "",
        consumer=order.get(columns.consumer, ""),
        currency=mapping.currency,
        paid=sum(line.unit_price * line.quantity for line in lines) + freight,
        freight=freight,
        payment_way=order.get(columns.payment_way, ""),
        status=order.get(columns.status, ""),
        lines=lines,
        purchased_at=instant(columns.purchased_at),
        approved_at=instant(columns.approved_at),
        shipped_at=instant(columns.shipped_at),
        delivered_at=instant(columns.delivered_at),
        promised_at=instant(columns.promised_at),
    )
    return _marked(facts)


def _marked(facts: Facts) -> Facts:
    unknown = [
        name
        for name, known in (
            ("shop", facts.shop),
            ("consumer", facts.consumer),
            ("lines", facts.lines),
            ("paid", facts.lines),
            ("purchased_at", facts.purchased_at),
        )
        if not known
    ]
    flags = [
        flag
        for flag, holds in (
            ("delivered-without-date", facts.status == "delivered" and facts.delivered_at is None),
            ("canceled-yet-delivered", facts.status in ("canceled", "cancelled") and facts.delivered_at is not None),
            ("shipped-before-approved", _before(facts.shipped_at, facts.approved_at)),
            ("delivered-before-shipped", _before(facts.delivered_at, facts.shipped_at)),
            ("several-sellers", len({line.seller for line in facts.lines}) > 1),
        )
        if holds
    ]
    return replace(facts, unknown=tuple(unknown), flags=tuple(flags))


def _twice(ids: list[str]) -> str:
    return next((one for one in ids if ids.count(one) > 1), "")


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _line(item: Row, place: int, mapping: Mapping) -> Line:
    columns = mapping.items
    quantity = item.get(columns.quantity, "") or "1"
    if not (quantity.isascii() and quantity.isdigit() and len(quantity) < 10):
        raise RowError(f"{columns.quantity}: “{quantity}” is no number of pieces")
    return Line(
        id=item.get(columns.line, "") or str(place),
        product=item.get(columns.product, ""),
        title=item.get(columns.title, ""),
        specification=item.get(columns.specification, ""),
        quantity=int(quantity),
        unit_price=_minor(item, columns.unit_price, mapping),
        seller=item.get(columns.seller, ""),
    )


def _minor(row: Row, column: str, mapping: Mapping) -> int:
    """An amount in minor units; 0 where the export doesn't say."""
    text = row.get(column, "")
    if not text:
        return 0
    try:
        amount = Decimal(text).scaleb(mapping.decimals)
    except DecimalException:
        raise RowError(f"{column}: “{text}” is no amount") from None
    if not amount.is_finite() or amount < 0 or amount > INT_MAX or amount != amount.to_integral_value():
        raise RowError(f"{column}: “{text}” is no amount with {mapping.decimals} decimals")
    return int(amount)


def _instant(row: Row, column: str, zone: ZoneInfo) -> datetime | None:
    text = row.get(column, "")
    if not text:
        return None
    try:
        said = datetime.fromisoformat(text)
        instant = (said if said.tzinfo else said.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RowError(f"{column}: “{text}” is no date and time") from None
    if not EARLIEST <= instant < LATEST:
        raise RowError(f"{column}: “{text}” isn't from {EARLIEST.year} to {LATEST.year - 1}")
    return instant
