"""Orders that a penalty names: ticked in the shop's list, or pasted by id or number; what isn't the shop's is named."""

import re
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.desk import penalise
from ombud.ledger.connection import connection
from ombud.portals.common.act import Misread
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import money, when
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.panel.form import Filled
from ombud.reads import shop_list
from ombud.reads.named_orders import ids_of

Row = dict[str, Any]
STEP = 30
SHOWN_MAX = 300
"""Beyond it nobody ticks: orders are pasted."""
SLIPS_SHOWN = 20
"""Enough to see what is wrong with the list that was pasted."""


class Named(NamedTuple):
    """The orders that were named, and what is wrong with some."""

    ids: list[str]
    slips: list[Misread]


def named(request: SignedIn, shop: str, violation: str) -> Named:
    """Ids in the order in which they were named, each once, and a slip for each that can't be penalised."""
    ticked = request.POST.getlist("order")
    pasted = [one for one in re.split(r"[\s,;，；、]+", request.POST.get("pasted", "")) if one]
    wanted = list(dict.fromkeys([*ticked, *pasted]))
    known = ids_of(request.platform.id, shop, wanted)
    strays = [one for one in wanted if one not in known]
    ids = list(dict.fromkeys(known[one] for one in wanted if one in known))
    fields = {"shop": shop, "violation": violation, "orders": ids}
    its = penalise.brought(connection(), request.platform.id, [("penalty.impose", fields)])
    slips = [Misread("pasted", _("“{order}” isn’t an order of this shop.").format(order=one[:80])) for one in strays]
    for _shop, _violation, id in its.penalised:
        if (_shop, _violation) == (shop, violation):
            number = its.penalised[_shop, _violation, id]
            told = _("Order {order} is penalised for this already (penalty {number}).")
            slips.append(Misread("pasted", told.format(order=its.orders[id][1].number or id, number=number)))
    more = len(slips) - SLIPS_SHOWN
    if more > 0:
        slips = [*slips[:SLIPS_SHOWN], Misread("pasted", _("And {count} more.").format(count=more))]
    return Named(ids, slips)


def order_choices(request: SignedIn, shop: str, filled: Filled) -> tuple[list[Row], bool]:
    """The shop's newest orders as boxes to tick, and whether there are more to show."""
    asked = filled.one("shown")
    shown = min(int(asked), SHOWN_MAX) if asked.isdecimal() and len(asked) < 5 else STEP
    found: list[shop_list.ShopOrder] = []
    after = None
    more = True
    while more and len(found) < shown:
        page = shop_list.orders(request.platform.id, shop, after)
        more = len(page) > shop_list.PAGE
        found += page[: shop_list.PAGE]
        after = (found[-1].purchased_at, found[-1].id) if found else None
    ticked = set(filled.all("order"))
    rows = [_choice(request, one, ticked) for one in found]
    return rows, more and shown < SHOWN_MAX


def _choice(request: SignedIn, order: shop_list.ShopOrder, ticked: set[str]) -> Row:
    bought = when(order.purchased_at, request.platform.zone, request.at, "date") if order.purchased_at else ""
    paid = money(order.paid, order.currency or "CNY")
    return {
        "value": order.id,
        "label": order.number or order.id,
        "title": order.title,
        "hint": listed([one for one in (paid, bought) if one]),
        "paid": paid,
        "bought": bought,
        "ticked": order.id in ticked,
    }
