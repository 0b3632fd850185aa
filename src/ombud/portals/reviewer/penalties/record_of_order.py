"""What the record knows of a penalised order, to be read beside what the shop hands in about it."""

from typing import Any

from django.utils.translation import gettext as _

from ombud.core.order.state import Order
from ombud.core.penalty.events.imposing import PenalisedOrder
from ombud.desk.access import access_penalised_order
from ombud.desk.handle import NotFound
from ombud.portals.common.case.about import unknown_words
from ombud.portals.common.display import order_status
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.rows import case_url

Row = dict[str, Any]


def record_of_order(desk: PenaltyDesk, order: PenalisedOrder) -> Row:
    """{facts, lines, unknown, complaints}: the order as it was penalised, and as it is known now."""
    facts: list[Row] = [{"label": _("Paid"), "minor": order.amount, "currency": order.currency}]
    told: Row = {"number": order.number or order.id, "lines": [], "unknown": "", "complaints": []}
    try:
        known = access_penalised_order(desk.case, order.id)
    except NotFound:
        facts += [{"label": _("Bought"), "at": order.purchased_at}] if order.purchased_at else []
        return told | {"facts": facts, "unknown": _("The record knows nothing more of this order.")}
    return told | _known(desk, known, facts)


def _known(desk: PenaltyDesk, known: Order, facts: list[Row]) -> Row:
    told = known.facts
    dates = (
        (_("Bought"), told.purchased_at),
        (_("Approved"), told.approved_at),
        (_("Sent"), told.shipped_at),
        (_("Promised for"), told.promised_at),
        (_("Delivered"), told.delivered_at),
    )
    facts += [{"label": _("Paid by"), "value": told.payment_way}] if told.payment_way else []
    facts += [{"label": _("Status"), "value": order_status(told.status)}] if told.status else []
    facts += [{"label": label, "at": at} for label, at in dates if at]
    if told.shipped_at and told.promised_at and told.shipped_at > told.promised_at:
        facts.append({"label": _("Late"), "value": _("Sent after the day promised"), "tone": "late"})
    return {
        "facts": facts,
        "lines": [" · ".join(one for one in (line.title, line.specification) if one) for line in told.lines],
        "unknown": unknown_words(told),
        "complaints": [
            {
                "number": one.number,
                "reason": desk.teller.pack(f"reason.{one.reason}"),
                "url": "" if desk.outside else case_url(one.number),
                "state": _("Open") if one.live else _("Closed"),
            }
            for one in known.complaints
        ],
    }
