"""The shop's sales figures: what counts, what penalties keep from counting, and which penalties these are."""

from datetime import date
from typing import Any

from babel.dates import format_date
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ombud.packs.load import load_pack, texts
from ombud.portals.common.display import language, money
from ombud.portals.common.typed import BABEL
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.reads.sales import MONTHS, Month, sales, taken_out


@for_member
@require_safe
def sales_view(request: SignedIn) -> HttpResponse:
    """The last twelve months."""
    shop = shop_of(request)
    today = request.at.astimezone(request.platform.zone).date()
    found = sales(request.platform.id, shop, request.platform.zone.key, _months_before(today, MONTHS - 1))
    words, lang = texts(load_pack(request.platform.pack).pack.id), get_language() or "en"
    penalties = [
        {
            "url": reverse("merchant-penalty", args=[one.number]),
            "number": one.number,
            "violation": words.say(key, lang) if words.has(key := f"violation.{one.violation}", lang) else "",
            "orders": one.orders,
        }
        for one in taken_out(request.platform.id, shop)
    ]
    context = {
        "here": "sales",
        "rows": [_row(one) for one in found],
        "any_out": any(one.orders_out for one in found),
        "penalties": penalties,
    }
    return console(request, "sales.html", context)


def _row(one: Month) -> dict[str, Any]:
    return {
        "month": format_date(one.month, "y年M月" if language().startswith("zh") else "MMM y", locale=BABEL[language()]),
        "orders": one.orders,
        "amount": money(one.amount, one.currency or "CNY"),
        "orders_out": one.orders_out,
        "amount_out": money(one.amount_out, one.currency or "CNY"),
        "orders_counted": one.orders_counted,
        "amount_counted": money(one.amount_counted, one.currency or "CNY"),
    }


def _months_before(day: date, n: int) -> date:
    """The first day of the month that lies `n` months before."""
    months = day.year * 12 + day.month - 1 - n
    return date(months // 12, months % 12 + 1, 1)
