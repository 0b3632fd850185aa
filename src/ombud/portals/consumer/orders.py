"""The consumer's orders, thin: what was bought, and the way to complain about it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ombud.core.complaint import file
from ombud.desk.access import access_order_case
from ombud.packs.load import load_pack
from ombud.portals.common.act import refusal_words
from ombud.portals.common.case.present import order_of, unknown_words
from ombud.portals.common.kept.shown import kept_rows
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.filing.orders import order_row
from ombud.portals.consumer.frame import case_url, consumer_page
from ombud.portals.consumer.order_acts import complain_url, on_its_way
from ombud.portals.consumer.rate import rate_rows
from ombud.portals.consumer.shops import shop_name
from ombud.reads.consumer import MOST, orders_of
from ombud.reads.conversations import unread


@for_consumer
@require_safe
def orders(request: SignedIn) -> HttpResponse:
    """All orders, the newest first."""
    text = request.GET.get("skip", "")
    skip = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    mine = orders_of(request.platform.id, request.actor.id, skip)
    context = {
        "here": "orders",
        "chats": _all_chats(request),
        "orders": [{**order_row(one, request), "url": reverse("consumer-order", args=[one.id])} for one in mine],
        "older_url": f"?skip={skip + MOST}" if len(mine) == MOST else "",
        "newer_url": f"?skip={max(0, skip - MOST)}" if skip else "",
    }
    return consumer_page(request, "orders.html", context)


@for_consumer
@require_safe
def order(request: SignedIn, order: str) -> HttpResponse:
    """One order: its lines, its shop, its complaints, and the way to a new one."""
    case = access_order_case(request.platform.id, order, request.actor, request.at)
    found, facts = case.order, case.order.facts
    policy = load_pack(request.platform.pack)
    refusal = file.may(request.actor, found, policy, request.at)
    text, way_out = refusal_words(refusal, request) if refusal else ("", "")
    name = shop_name(request.platform.id, facts.shop)
    context = {
        **on_its_way(case, request),
        "order": order_of(found, request.platform.id, request.actor.id, shop=name),
        "facts": _facts(facts, name),
        "lines": [
            {"title": one.title or one.id, "specification": one.specification, "quantity": one.quantity,
             "price": one.unit_price, "after_sales": one.after_sales}
            for one in facts.lines
        ],
        "currency": facts.currency or "CNY",
        "rows": [
            {"url": case_url(one.number), "icon": "message-circle", "label": one.number,
             "hint": pgettext("state", "Open") if one.live else _("Closed")}
            for one in found.complaints
        ] + ([{"url": reverse("consumer-shop", args=[facts.shop]), "icon": "store", "label": name or facts.shop}]
             if facts.shop else [])
        + [_chat_row(found.id)] + kept_rows(case) + rate_rows(request, found),
        "why_not": text,
        "way_out": way_out,
        "unknown": unknown_words(facts),
        "dock": [{"label": _("Complain about this order"), "url": complain_url(case), "icon": "flag", "primary": True}]
        if refusal is None else [],
        "back_url": reverse("consumer-orders"),
        "here": "orders",
    }  # fmt: skip
    return consumer_page(request, "order.html", context)


def _all_chats(request: SignedIn) -> list[dict[str, Any]]:
    """The way to all talks, with how many of them hold something unread."""
    waits = unread(request.platform.id, "consumer", request.actor.id)
    row = {"url": reverse("consumer-chats"), "icon": "messages-square", "label": _("Chats with shops")}
    return [row | ({"tag": str(waits), "tone": "warn"} if waits else {})]


def _chat_row(order: str) -> dict[str, Any]:
    return {
        "url": reverse("consumer-chat", args=[order]),
        "icon": "messages-square",
        "label": _("Chat with the shop"),
        "hint": _("About this order, with pictures"),
    }


def _facts(facts: Any, shop: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = [{"label": _("Order number"), "value": facts.number}]
    told += [{"label": _("Shop"), "value": shop}] if shop else []
    moments = (
        (_("Bought"), facts.purchased_at),
        (_("Sent"), facts.shipped_at),
        (_("Delivered"), facts.delivered_at),
        (_("Promised for"), facts.promised_at),
    )
    told += [{"label": label, "at": at} for label, at in moments if at]
    told += [{"label": _("Paid by"), "value": facts.payment_way}] if facts.payment_way else []
    if facts.paid:
        told.append({"label": _("Paid"), "minor": facts.paid, "currency": facts.currency or "CNY"})
    return told
