"""Turns joined rows into the facts of one order: what is unknown is marked, what contradicts itself is flagged."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from ombud.core.order.events import Facts, Line
from ombud.imports.mapping import Mapping
from ombud.imports.rows import Row


class RowError(Exception):
    """One row can't be read: which column, and why."""


def facts_of(order: Row, items: list[Row], sellers: set[str], mapping: Mapping) -> Facts:
    """One order with its items, as told. Raises RowError."""
    columns, zone = mapping.orders, ZoneInfo(mapping.zone)
    lines = tuple(_line(item, place, mapping) for place, item in enumerate(items, 1))
    freight = sum(_minor(item, mapping.items.freight, mapping) for item in items)
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


def _before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _line(item: Row, place: int, mapping: Mapping) -> Line:
    columns = mapping.items
    quantity = item.get(columns.quantity, "") or "1"
    if not quantity.isdigit():
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
    except InvalidOperation:
        raise RowError(f"{column}: “{text}” is no amount") from None
    if not amount.is_finite() or amount != amount.to_integral_value() or amount < 0:
        raise RowError(f"{column}: “{text}” is no amount with {mapping.decimals} decimals")
    return int(amount)


def _instant(row: Row, column: str, zone: ZoneInfo) -> datetime | None:
    text = row.get(column, "")
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise RowError(f"{column}: “{text}” is no date and time") from None
    return (instant if instant.tzinfo else instant.replace(tzinfo=zone)).astimezone(UTC)
