"""Medusa v2: a subscriber in the shop system posts the whole order whenever an event is about it.

The body is `{"name": "order.placed", "created_at": …, "data": {"order": {…}}}`, the order as Medusa's query gives it,
signed as in signing.py. Amounts are decimal major units there, and integer minor units here. See docs/connectors.md.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, DecimalException
from typing import Any

import msgspec

from ombud.connectors.connector import Delivery, NotReadableError, Telling
from ombud.connectors.minor_units import digits
from ombud.connectors.signing import genuine as verify
from ombud.core.order.events import Facts, Line

__all__ = ["translate", "verify"]

EVENTS = (
    "order.placed", "order.updated", "order.canceled", "order.completed", "order.archived",
    "order.fulfillment_created", "order.fulfillment_canceled", "order-edit.confirmed", "payment.captured",
    "payment.refunded", "shipment.created", "delivery.created",
)  # fmt: skip
"""Those after which an order may stand elsewhere than before. Others are of no concern."""
INT_MAX = 2**53 - 1
LINES_MAX, NAME_MAX, TEXT_MAX = 500, 128, 4_000
PAID = ("captured", "partially_captured", "partially_refunded", "refunded")
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_decode = msgspec.json.Decoder(float_hook=Decimal).decode
_instant = msgspec.json.Decoder(datetime).decode


def translate(delivery: Delivery, shop: str) -> list[Telling]:
    """The one order of the delivery, none for an event that is of no concern. Raises NotReadableError."""
    try:
        said = _decode(delivery.body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, DecimalException) as error:
        raise NotReadableError(f"the body isn't JSON that can be read ({error})") from None
    if not isinstance(said, dict) or not isinstance(said.get("name"), str):
        raise NotReadableError("name: the event's name is missing")
    if said["name"] not in EVENTS:
        return []
    data = said.get("data")
    order = data.get("order") if isinstance(data, dict) else None
    if not isinstance(order, dict):
        raise NotReadableError("data.order: the order is missing; send the whole order, not its id alone")
    as_of = _at(order, "updated_at") or _at(said, "created_at") or delivery.sent_at
    return [Telling(_name(order, "id") or _missing("id"), _facts(order, shop), as_of)]


def _facts(order: Mapping[str, Any], shop: str) -> Facts:
    currency = _name(order, "currency_code").upper() or _missing("currency_code")
    lines = tuple(_line(one, currency, place) for place, one in enumerate(_list(order, "items")))
    freight = _minor(order, "shipping_total", currency) or 0
    paid = _minor(order, "total", currency)
    if paid is None:
        paid = sum(line.unit_price * line.quantity for line in lines) + freight
    sent = [one for one in _list(order, "fulfillments") if not one.get("canceled_at")]
    payments = [one for held in _list(order, "payment_collections") for one in _list(held, "payments")]
    status = _status(order)
    sold_by = _metadata(order, "ombud_shop") or shop
    known = (
        ("shop", sold_by), ("consumer", _name(order, "customer_id")), ("lines", lines),
        ("purchased_at", order.get("created_at")),
    )  # fmt: skip
    return Facts(
        number=_number(order),
        shop=sold_by,
        consumer=_name(order, "customer_id"),
        currency=currency,
        paid=paid,
        freight=freight,
        payment_way=next((_name(one, "provider_id") for one in payments), ""),
        status=status,
        purchased_at=_at(order, "created_at"),
        approved_at=min((at for one in payments if (at := _at(one, "captured_at"))), default=None),
        shipped_at=max((at for one in sent if (at := _at(one, "shipped_at"))), default=None),
        delivered_at=max((at for one in sent if (at := _at(one, "delivered_at"))), default=None),
        lines=lines,
        unknown=tuple(name for name, said in known if not said),
        kind=_metadata(order, "ombud_kind"),
    )


def _status(order: Mapping[str, Any]) -> str:
    """The platform's word: how far the goods are, else whether they are paid for, else Medusa's own."""
    said, goods, money = (_name(order, one) for one in ("status", "fulfillment_status", "payment_status"))
    if said == "canceled":
        return "canceled"
    if said in ("completed", "archived"):
        return "completed"
    if goods == "delivered":
        return "delivered"
    if goods in ("shipped", "partially_delivered"):
        return "shipped"
    return "paid" if money in PAID else said


def _line(item: Mapping[str, Any], currency: str, place: int) -> Line:
    quantity = _decimal(item, "quantity")
    if quantity is None or quantity != quantity.to_integral_value() or not 0 <= quantity < 10**9:
        raise NotReadableError(f"items[{place}].quantity: it is no number of pieces")
    price = _minor(item, "unit_price", currency)
    if price is None:
        raise NotReadableError(f"items[{place}].unit_price: it is missing")
    return Line(
        id=_name(item, "id") or str(place + 1),
        product=_name(item, "product_id"),
        title=_text(item, "product_title") or _text(item, "title"),
        specification=_text(item, "variant_title"),
        quantity=int(quantity),
        unit_price=price,
    )


def _minor(of: Mapping[str, Any], field: str, currency: str) -> int | None:
    """Exactly as many minor units; an amount that has a fraction of one is named instead."""
    amount = _decimal(of, field)
    if amount is None:
        return None
    units = amount.scaleb(digits(currency))
    if units != units.to_integral_value() or not 0 <= units <= INT_MAX:
        raise NotReadableError(f"{field}: {amount} {currency} is no amount in whole minor units")
    return int(units)


def _decimal(of: Mapping[str, Any], field: str) -> Decimal | None:
    """A number, also as the text or the `{"value": "…"}` by which Medusa keeps exact ones."""
    said = of.get(f"raw_{field}") or of.get(field)
    said = said.get("value") if isinstance(said, dict) else said
    if said is None:
        return None
    try:
        found = Decimal(said) if isinstance(said, str | int | Decimal) and not isinstance(said, bool) else None
    except DecimalException:
        found = None
    if found is None or not found.is_finite() or abs(found.adjusted()) > 30:
        raise NotReadableError(f"{field}: it is no number")
    return found


def _at(of: Mapping[str, Any], field: str) -> datetime | None:
    said = of.get(field)
    if said is None:
        return None
    try:
        at = _instant(msgspec.json.encode(said))
    except (msgspec.DecodeError, msgspec.ValidationError, TypeError):
        raise NotReadableError(f"{field}: it is no instant") from None
    if at.tzinfo is None or not EARLIEST <= at < LATEST:
        raise NotReadableError(f"{field}: it is no instant with its zone from 1990 to 2099")
    return at.astimezone(UTC)


def _name(of: Mapping[str, Any], field: str) -> str:
    said = of.get(field)
    if said is None:
        return ""
    if not isinstance(said, str) or len(said) > NAME_MAX or not (said.isprintable() or not said):
        raise NotReadableError(f"{field}: it is no name of at most {NAME_MAX} printable characters")
    return said


def _text(of: Mapping[str, Any], field: str) -> str:
    said = of.get(field)
    return said.replace("\x00", "")[:TEXT_MAX] if isinstance(said, str) else ""


def _number(order: Mapping[str, Any]) -> str:
    said = order.get("display_id")
    return str(said) if isinstance(said, int) and not isinstance(said, bool) else _name(order, "id")


def _metadata(order: Mapping[str, Any], field: str) -> str:
    held = order.get("metadata")
    return _name(held, field) if isinstance(held, dict) else ""


def _list(of: Mapping[str, Any], field: str) -> list[dict[str, Any]]:
    said = of.get(field) or []
    if not isinstance(said, list) or len(said) > LINES_MAX or not all(isinstance(one, dict) for one in said):
        raise NotReadableError(f"{field}: it is no list of at most {LINES_MAX} objects")
    return said


def _missing(field: str) -> str:
    raise NotReadableError(f"{field}: it is missing")
