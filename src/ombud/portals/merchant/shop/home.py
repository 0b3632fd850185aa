"""The shop's own page: the steps to its opening, and once it is open the ways to everything about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ombud.core.people import Member
from ombud.core.shop.rungs import owner_of
from ombud.desk.handle import Done
from ombud.desk.papers import ShopCase, story
from ombud.packs.load import load_pack
from ombud.portals.common.act import Misread, act, refusal_words
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.display import when
from ombud.portals.common.page import link
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import own_shop, say, shop_page
from ombud.portals.merchant.shop.steps import returned, steps, turn_card
from ombud.reads import shop_queue

Row = dict[str, Any]


@for_member
@require_safe
def shop_home(request: SignedIn) -> HttpResponse:
    """Where the shop stands."""
    case = own_shop(request)
    if load_pack(request.platform.pack).pack.shops is None and case is None:
        return shop_page(request, "elsewhere.html", {})
    if case is None:
        return shop_page(request, "start.html", {"steps": steps(request, None), "invitations": _invitations(request)})
    if case.shop.stage == "open":
        return shop_page(request, "open.html", _open(request, case))
    its = story(case)
    context = {
        "turn": turn_card(request, case),
        "steps": steps(request, case),
        "returned": returned(request, case, its),
        "shop": case.shop.facts,
        "category": say(request, f"category.{case.shop.facts.category}"),
    }
    return shop_page(request, "way.html", context)


@for_member
@require_POST
def open_shop(request: SignedIn) -> HttpResponse:
    """Open it, or say why not."""
    case = own_shop(request)
    if case is None:
        return redirect("merchant-shop")
    outcome = act(request, "shop.open", case.shop.id, {}, key=f"open-{case.shop.id}")
    if isinstance(outcome, Done):
        messages.success(request, _("Your shop is open. Everybody can see it now."))
    else:
        messages.error(request, outcome.text if isinstance(outcome, Misread) else refusal_words(outcome, request)[0])
    return redirect("merchant-shop")


@for_member
@require_POST
def join(request: SignedIn, shop: str) -> HttpResponse:
    """Act for a shop that asked for it."""
    outcome = act(request, "shop.join", shop, {})
    if isinstance(outcome, Done):
        messages.success(request, _("You act for this shop now."))
    else:
        messages.error(request, outcome.text if isinstance(outcome, Misread) else refusal_words(outcome, request)[0])
    return redirect("merchant-shop")


def _invitations(request: SignedIn) -> list[Row]:
    assert isinstance(request.actor, Member)
    return [
        {"name": one.name, "url": reverse("merchant-shop-join", args=[one.shop])}
        for one in shop_queue.invitations(request.platform.id, request.actor.id)
    ]


def _open(request: SignedIn, case: ShopCase) -> Row:
    shop = case.shop
    absence = shop.absence if shop.absence and request.at < shop.absence.until else None
    rules = case.policy.pack.shops
    changed = rules is not None and shop.applied_at is not None and shop.duties != rules.duties_version
    away = _("until {time}").format(time=when(absence.until, case.platform.zone, request.at)) if absence else ""
    rows = [
        ("merchant-shop-set-up", "pencil", _("Name, contact and look"), shop.facts.name, ""),
        ("merchant-products", "package", _("Products and promotions"), "", ""),
        ("merchant-shop-people", "users", _("People and roles"), "", ""),
        ("merchant-shop-absence", "calendar", _("Absence and substitute"), "", away),
        ("merchant-shop-calendar", "clock", _("Deadlines in your calendar"), "", ""),
        ("merchant-shop-duties", "list-checks", _("Duties and costs"), "", _("Changed") if changed else ""),
    ]
    logo = shop.look.logo.file if shop.look.logo else shop.facts.logo
    return {
        "shop": shop.facts,
        "verified": shop.verified,
        "category": say(request, f"category.{shop.facts.category}") if rules else shop.facts.category,
        "logo": picture_of(logo, request.platform.id, request.actor.id),
        "owner": owner_of(request.actor, shop),
        "changed": {
            "tone": "warn",
            "heading": _("The duties have changed"),
            "text": _("Read the new version and accept it."),
            "action": {"label": _("Read them"), "url": reverse("merchant-shop-duties")},
        } if changed else None,
        "rows": [
            {"url": link(name), "icon": icon, "label": label, "hint": hint, "tag": tag, "tone": "warn" if tag else ""}
            for name, icon, label, hint, tag in rows
        ],
    }  # fmt: skip
