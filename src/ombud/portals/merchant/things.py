"""The shop's orders and products as they were told to us: lists, and a page of each."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ombud.core.order.events import Facts
from ombud.core.people import can
from ombud.desk.access import access_complaint, access_order_case, access_product
from ombud.desk.handle import NotFound
from ombud.portals.common.as_bought import as_bought
from ombud.portals.common.case.present import order_of, picture_of, unknown_words
from ombud.portals.common.display import mask, money, when
from ombud.portals.common.kept.shown import kept_rows
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.goods import promotions
from ombud.portals.merchant.late.order_talk import on_its_way
from ombud.portals.merchant.suspended import unless_suspended
from ombud.reads import shop_list
from ombud.reads.shop_list import PAGE, ShopOrder

Row = dict[str, Any]


@for_member
@require_safe
@unless_suspended
def orders(request: SignedIn) -> HttpResponse:
    """The shop's orders, the newest first."""
    after = _after(request.GET.get("after", ""))
    found = shop_list.orders(request.platform.id, shop_of(request), after)
    older = ""
    if len(found) > PAGE:
        last = found[PAGE - 1]
        key = f"{last.purchased_at.isoformat() if last.purchased_at else ''}~{last.id}"
        older = f"?{urlencode({'after': key})}"
    context = {
        "here": "orders",
        "columns": [_("Goods"), _("Bought"), _("State"), _("Paid")],
        "rows": [_order_row(one, request) for one in found[:PAGE]],
        "older_url": older,
        "newest_url": reverse("merchant-orders") if after else "",
    }
    return console(request, "orders.html", context)


@for_member
@require_safe
@unless_suspended
def order(request: SignedIn, id: str) -> HttpResponse:
    """One order with its lines, and the complaints about it."""
    shop_of(request)
    case = access_order_case(request.platform.id, id, request.actor, request.at)
    found, facts = case.order, case.order.facts
    context = {
        "here": "orders",
        **on_its_way(case),
        "order": order_of(found, request.platform.id, request.actor.id),
        "facts": _facts(facts, found.status, request.platform.pack),
        "kept_rows": kept_rows(case),
        "as_bought": as_bought(request.platform.id, facts),
        "lines": [_line(one, facts, request) for one in facts.lines],
        "ways": [chat_row(found.id)],
        "complaints": [
            {
                "url": reverse("merchant-case", args=[one.number]),
                "label": one.number,
                "icon": "message-circle",
                "tag": pgettext("state", "Open") if one.live else _("Closed"),
                "tone": "warn" if one.live else "",
            }
            for one in found.complaints
            if _there(request, one.id)
        ],
    }
    return console(request, "order.html", context)


@for_member
@require_safe
@unless_suspended
def products(request: SignedIn) -> HttpResponse:
    """The shop's products."""
    after = request.GET.get("after", "").replace("\0", "")
    found = shop_list.products(request.platform.id, shop_of(request), after)
    rows = [
        {
            "url": reverse("merchant-product", args=[one.id]),
            "title": one.title or one.id,
            "price": money(one.price, one.currency or "CNY"),
            "image": picture_of(one.picture, request.platform.id, request.actor.id),
            "down": not one.up,
            "stock": one.stock,
        }
        for one in found[:PAGE]
    ]
    older = f"?{urlencode({'after': found[PAGE - 1].id})}" if len(found) > PAGE else ""
    context = {"here": "products", "rows": rows, "older_url": older, "may_sell": can(request.actor, "answer")}
    context["newest_url"] = reverse("merchant-products") if after else ""
    return console(request, "products.html", context)


@for_member
@require_safe
@unless_suspended
def product(request: SignedIn, id: str) -> HttpResponse:
    """One product of this shop."""
    shop = shop_of(request)
    found = access_product(request.platform.id, id)
    facts = found.facts
    if facts.shop != shop:
        raise NotFound
    first = facts.picture or (facts.pictures[0].file if facts.pictures else "")
    context = {
        "here": "products",
        "product": facts,
        "id": found.id,
        "up": found.up,
        "may_sell": can(request.actor, "answer"),
        "image": picture_of(first, request.platform.id, request.actor.id),
        "price": money(facts.price, facts.currency or "CNY"),
        "currency": facts.currency or "CNY",
        "promotions": promotions.shown(found, request),
    }
    return console(request, "product.html", context)


def chat_row(order: str) -> Row:
    """The way to the talk about an order."""
    return {
        "url": reverse("merchant-chat", args=[order]),
        "icon": "messages-square",
        "label": _("Chat with the consumer"),
        "hint": _("About this order, with pictures"),
    }


def _there(request: SignedIn, complaint: str) -> bool:
    """Whether the shop may know of a complaint: what is held at the door isn't there for it."""
    try:
        access_complaint(request.platform.id, complaint, request.actor, request.at)
    except NotFound:
        return False
    return True


def _order_row(one: ShopOrder, request: SignedIn) -> Row:
    bought = when(one.purchased_at, request.platform.zone, request.at) if one.purchased_at else _("not known")
    unknown = "" if one.complete else _("Not all is known of it")
    return {
        "cells": [
            {"text": one.title or one.number, "url": reverse("merchant-order", args=[one.id]), "sub": one.number},
            {"text": bought},
            {"text": OrderWords(request.platform.pack).status(one.status), "sub": unknown},
            {"text": money(one.paid, one.currency or "CNY"), "num": True},
        ]
    }


def _facts(facts: Facts, status: str, pack: str) -> list[Row]:
    currency = facts.currency or "CNY"
    told: list[tuple[str, Row]] = [
        (_("Order number"), {"value": facts.number}),
        (_("Consumer"), {"value": mask(facts.consumer) if facts.consumer else ""}),
        (_("Paid"), {"minor": facts.paid, "currency": currency}),
        (_("Freight"), {"minor": facts.freight or None, "currency": currency}),
        (_("Paid by"), {"value": facts.payment_way}),
        (_("State"), {"value": OrderWords(pack).status(status)}),
        (_("Bought"), {"at": facts.purchased_at}),
        (_("Sent"), {"at": facts.shipped_at}),
        (_("Delivered"), {"at": facts.delivered_at}),
        (_("Unknown"), {"value": unknown_words(facts)}),
    ]
    return [{"label": label, **fact} for label, fact in told if any(v for k, v in fact.items() if k != "currency")]


def _line(line: Any, facts: Facts, request: SignedIn) -> Row:
    return {
        "title": line.title or line.product or line.id,
        "specification": line.specification,
        "quantity": line.quantity,
        "price": money(line.unit_price, facts.currency or "CNY"),
        "image": picture_of(line.picture, request.platform.id, request.actor.id),
        "after_sales": line.after_sales,
    }


def _after(text: str) -> tuple[datetime | None, str] | None:
    """Where a page of orders goes on, as the pager wrote it; anything else is the start."""
    at, tilde, id = text.partition("~")
    if not tilde or "\0" in id:
        return None
    if not at:
        return None, id
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return (moment, id) if moment.tzinfo else None
