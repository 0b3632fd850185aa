"""Promotions of a product: recorded with their terms before they hold, and ended, never changed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.product.events import Promotion
from ombud.core.product.state import Product
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Outcome, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.typed import amount, instant
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console
from ombud.portals.merchant.goods.edit import currency_of, product_of
from ombud.portals.merchant.suspended import unless_suspended

FORM = "merchant-promotion"
FIELDS = ("kind", "name", "terms", "from_at", "until", "price")


def kinds() -> dict[str, str]:
    """What a promotion can be."""
    return {
        "coupon": pgettext("promotion", "Coupon"),
        "group-deal": pgettext("promotion", "Group deal"),
        "flash-sale": pgettext("promotion", "Flash sale"),
        "price-cutting": pgettext("promotion", "Price-cutting"),
        "gift": pgettext("promotion", "Gift"),
        "free-shipping": pgettext("promotion", "Free shipping"),
    }


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
@unless_suspended
def promote(request: SignedIn, id: str) -> HttpResponse:
    """The form for a new one."""
    product = product_of(request, id)
    if request.method != "POST":
        draft = draft_of(request, FORM, product.id)
        return _page(request, product, {name: draft.one(name) for name in FIELDS})
    values = typed(request, *FIELDS)
    outcome = _recorded(request, product, values)
    if isinstance(outcome, Done):
        drop_draft(request, FORM, product.id)
        messages.success(request, _("The promotion is recorded. Its terms can’t be changed, only ended."))
        return redirect("merchant-product", product.id)
    return _page(request, product, values, wrong(outcome, request))


def _recorded(request: SignedIn, product: Product, values: dict[str, str]) -> Outcome | list[Misread]:
    fields: dict[str, Any] = dict(values)
    for name in ("from_at", "until"):
        fields[name] = instant(values[name], request.platform.zone, name)
    price = values["price"].strip()
    fields["price"] = amount(price, currency_of(request, product), "price") if price else None
    if values["kind"] not in kinds():
        fields["kind"] = Misread("kind", _("Choose one of these."))
    misread = [one for one in fields.values() if isinstance(one, Misread)]
    return misread or act(request, "product.promote", product.id, fields)


@for_member
@require_POST
@unless_suspended
def end(request: SignedIn, id: str, promotion: str) -> HttpResponse:
    """End one now."""
    product = product_of(request, id)
    outcome = act(request, "product.end-promotion", product.id, {"promotion": promotion})
    if isinstance(outcome, Done):
        messages.success(request, _("The promotion has ended. Whoever bought while it held keeps it."))
    else:
        messages.error(request, outcome.text if isinstance(outcome, Misread) else refusal_words(outcome, request)[0])
    return redirect("merchant-product", product.id)


def shown(product: Product, request: SignedIn) -> list[dict[str, Any]]:
    """The promotions of a product, the newest first, each with its state."""
    return [_shown(one, request) for one in reversed(product.promotions)]


def _shown(one: Promotion, request: SignedIn) -> dict[str, Any]:
    if request.at < one.from_at:
        tag, tone = pgettext("promotion", "To come"), ""
    elif one.holds(request.at):
        tag, tone = pgettext("promotion", "On now"), "good"
    else:
        tag, tone = pgettext("promotion", "Over"), ""
    return {"promotion": one, "kind": kinds()[one.kind], "tag": tag, "tone": tone, "live": request.at < one.until}


def _page(request: SignedIn, product: Product, values: dict[str, str], fault: Wrong = RIGHT) -> HttpResponse:
    currency = currency_of(request, product)
    context = {
        "here": "products",
        "product": product,
        "values": values,
        "kinds": [{"value": value, "label": label} for value, label in kinds().items()],
        "prefix": {"CNY": "¥", "EUR": "€"}.get(currency, currency),
        "draft_url": draft_url(FORM, product.id),
        "wrong": fault,
    }
    return console(request, "goods/promote.html", context, 422 if fault.errors else 200)
