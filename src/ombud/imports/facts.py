"""Turns joined rows into the facts of one order: what is unknown is marked, what contradicts itself is flagged."""

from collections.abc import Container, Sequence

from django.utils.translation import gettext as _
from msgspec.structs import replace

from ombud.core.order.contradictions import flagged
from ombud.core.order.events import Facts, Line
from ombud.imports.cells import INT_MAX, RowError, instant, minor, pieces, readable, status
from ombud.imports.mapping import ItemColumns, Mapping
from ombud.imports.rows import Row


def facts_of(order: Row, items: Sequence[Row], sellers: Container[str], mapping: Mapping) -> Facts:
    """One order with its lines, as told; `sellers` are the shops that it can be of. Raises RowError."""
    columns, told_items = mapping.orders, mapping.items
    readable(order, (columns.id, columns.consumer, columns.shop))
    for column, allowed in mapping.only.items():
        if (said := order.get(column, "")) not in allowed:
            sentence = _("{column}: “{text}” is of another platform or shop than {ours}")
            raise RowError(sentence, column=column, text=said[:60], ours=", ".join(allowed))
    for row in items:
        readable(row, (told_items.seller, told_items.product), (told_items.title, told_items.specification))
    lines = tuple(_line(item, place, mapping) for place, item in enumerate(items, 1))
    ids = {line.id for line in lines}
    if len(ids) < len(lines):
        sentence = _("{column}: the order has two lines “{text}”")
        raise RowError(sentence, column=told_items.line or "line", text=_twice([one.id for one in lines]))
    freight = minor(order, columns.freight, mapping) + sum(minor(item, told_items.freight, mapping) for item in items)
    paid = sum(line.unit_price * line.quantity for line in lines) + freight
    if columns.paid and order.get(columns.paid):
        paid = minor(order, columns.paid, mapping)
    if paid > INT_MAX:
        raise RowError(_("the order comes to {paid}, which is no amount"), paid=paid)
    facts = Facts(
        number=order.get(columns.number or columns.id, ""),
        shop=_shop(order, lines, sellers, mapping),
        consumer=order.get(columns.consumer, ""),
        currency=order.get(columns.currency, "") or mapping.currency,
        paid=paid,
        freight=freight,
        payment_way=order.get(columns.payment_way, ""),
        status=status(order, columns.status, mapping),
        lines=lines,
        purchased_at=instant(order, columns.purchased_at, mapping),
        approved_at=instant(order, columns.approved_at, mapping),
        shipped_at=instant(order, columns.shipped_at, mapping),
        delivered_at=instant(order, columns.delivered_at, mapping),
        promised_at=instant(order, columns.promised_at, mapping),
    )
    if columns.kind and order.get(columns.kind):
        facts = replace(facts, kind=order[columns.kind])
    return marked(facts, paid_known=bool(lines or columns.paid))


def _shop(order: Row, lines: tuple[Line, ...], sellers: Container[str], mapping: Mapping) -> str:
    if mapping.orders.shop:
        shop = order.get(mapping.orders.shop, "")
        if shop and shop not in sellers:
            sentence = _("{column}: this platform has no shop “{text}”")
            raise RowError(sentence, column=mapping.orders.shop, text=shop[:60])
        return shop
    told = {line.seller for line in lines}
    shop = told.pop() if len(told) == 1 else ""
    return shop if shop in sellers else ""


def marked(facts: Facts, *, paid_known: bool) -> Facts:
    """The facts with what is unknown and what contradicts itself written beside them."""
    known = (
        ("shop", facts.shop),
        ("consumer", facts.consumer),
        ("lines", facts.lines),
        ("paid", paid_known),
        ("purchased_at", facts.purchased_at),
    )
    unknown = tuple(name for name, said in known if not said)
    return flagged(replace(facts, unknown=unknown) if unknown else facts)


def _twice(ids: list[str]) -> str:
    return next((one for one in ids if ids.count(one) > 1), "")


def _line(item: Row, place: int, mapping: Mapping) -> Line:
    columns: ItemColumns = mapping.items
    return Line(
        id=item.get(columns.line, "") or str(place),
        product=item.get(columns.product, ""),
        title=item.get(columns.title, ""),
        specification=item.get(columns.specification, ""),
        quantity=pieces(item, columns.quantity),
        unit_price=minor(item, columns.unit_price, mapping),
        seller=item.get(columns.seller, ""),
    )
