"""Choosing the order: unfinished complaints first, then the reader's orders, the newest on top."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.accounts.models import Draft
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.who import SignedIn
from ombud.portals.consumer.filing.paper import FORM
from ombud.portals.consumer.frame import consumer_page
from ombud.reads.consumer import MOST, MyOrder, orders_of


def choose_order(request: SignedIn) -> HttpResponse:
    """The reader's orders; `?shop=…` shows those of one shop."""
    shop = request.GET.get("shop", "")
    mine = orders_of(request.platform.id, request.actor.id)
    rows = [one for one in mine if not shop or one.shop == shop]
    context = {
        "here": "file",
        "back_url": reverse("consumer-complaints"),
        "step": 1,
        "steps": 5,
        "begun": begun(request, mine),
        "orders": [order_row(one, request) for one in rows],
        "more": len(mine) == MOST,
    }
    return consumer_page(request, "file/order.html", context)


def begun(request: SignedIn, mine: list[MyOrder]) -> list[dict[str, Any]]:
    """Orders about which the reader has begun a complaint and not sent it, the latest first; an empty form is none."""
    drafts = Draft.objects.filter(platform_id=request.platform.id, person=request.person, form=FORM)
    by_id = {one.id: one for one in mine}
    return [
        order_row(by_id[one.about], request)
        for one in drafts.order_by("-saved_at")
        if one.about in by_id and any((*one.fields.get("reason", ()), *one.fields.get("problem", ())))
    ]


def order_row(one: MyOrder, request: SignedIn) -> dict[str, Any]:
    """An order to choose, as parts/order_strip.html wants it."""
    return {
        "title": one.title or one.number,
        "image": picture_of(one.picture, request.platform.id, request.actor.id),
        "shop": one.shop_name,
        "number": one.number,
        "amount_minor": one.paid or None,
        "currency": one.currency or "CNY",
        "url": f"{reverse('consumer-file')}?{urlencode({'order': one.id})}",
        "unknown": "" if one.complete else _("We don’t know enough of this order yet to take a complaint about it."),
    }
