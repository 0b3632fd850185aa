"""What every page about the shop itself has around it, also for somebody who has no shop yet."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ombud.core.people import Member
from ombud.core.policy.shopkeeping import ShopRules
from ombud.desk.handle import NotFound
from ombud.desk.papers import ShopCase, access_own_shop
from ombud.packs.load import load_pack, texts
from ombud.portals.common.act import RIGHT, Wrong
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.frame import console

Context = dict[str, Any]


def own_shop(request: SignedIn) -> ShopCase | None:
    """The reader's shop; None for somebody who has none yet, or of whose shop nothing was told."""
    if not isinstance(request.actor, Member) or not request.actor.shop:
        return None
    try:
        return access_own_shop(request.platform.id, request.actor.shop, request.actor, request.at)
    except NotFound:
        return None


def the_shop(request: SignedIn) -> ShopCase:
    """The reader's shop. Raises NotFound for somebody who has none."""
    case = own_shop(request)
    if case is None:
        raise NotFound
    return case


def rules_of(request: SignedIn) -> ShopRules:
    """What applies now to shops of this platform. Raises NotFound where shops don't open here."""
    rules = load_pack(request.platform.pack).pack.shops
    if rules is None:
        raise NotFound
    return rules


def say(request: SignedIn, key: str, otherwise: str = "") -> str:
    """The pack's words for a code, in the reader's language."""
    words, lang = texts(load_pack(request.platform.pack).pack.id), get_language() or "en"
    return words.say(key, lang) if words.has(key, lang) else otherwise or key.partition(".")[2]


def shop_page(request: SignedIn, template: str, context: Context, status: int = 200) -> HttpResponse:
    """A page of the console about the shop; a smaller one around it where there is no shop yet, or it isn't open."""
    wrong: Wrong = context.get("wrong", RIGHT)
    status = 422 if wrong.errors else status
    given = {"here": "shop", "shop_url": reverse("merchant-shop"), **context}
    case = own_shop(request)
    if case is not None and case.shop.stage == "open":
        return console(request, f"shop/{template}", given, status)
    nav = [{"url": reverse("merchant-shop"), "icon": "store", "label": _("My shop"), "current": True}]
    if case is not None:
        nav.append({"url": reverse("merchant-inbox"), "icon": "inbox", "label": _("Messages"), "current": False})
        nav.append({"url": reverse("merchant-settings"), "icon": "settings", "label": _("Settings"), "current": False})
    who = case.shop.facts.name if case else str(request.person)
    around = {"who": who, "nav": nav, "foot": [{"url": reverse("help"), "icon": "circle-question-mark",
                                                "label": _("Help")}]}  # fmt: skip
    return show(request, f"merchant/shop/{template}", {**around, **given}, status)


def categories(request: SignedIn) -> list[dict[str, str]]:
    """What a shop can sell, for a select."""
    chosen = [{"value": one, "label": say(request, f"category.{one}")} for one in rules_of(request).categories]
    return [{"value": "", "label": _("Choose one")}, *chosen]
