"""A shop's page, thin: what is known of it, and behind ⋯ the ways to complain or report."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.desk.access import access_open_shop, access_shop
from ombud.desk.handle import NotFound
from ombud.desk.papers import contact_of, words_of
from ombud.packs.load import load_pack, texts
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import consumer_page
from ombud.reads.consumer import orders_at, wares
from ombud.reads.promotions import promotions_now


def shop_name(platform: int, shop: str) -> str:
    """What the shop is called; nothing where we were not told which it is."""
    try:
        return access_shop(platform, shop).facts.name if shop else ""
    except NotFound:
        return ""


def say_category(pack: str, category: str) -> str:
    """What a shop sells: in the pack's words where it is one of its codes, else as the platform told it."""
    words, lang = texts(load_pack(pack).pack.id), get_language() or "en"
    key = f"category.{category}"
    return words.say(key, lang) if category and words.has(key, lang) else category


@for_consumer
@require_safe
def shop(request: SignedIn, shop: str) -> HttpResponse:
    """Name, whether it is verified, its after-sales policy, its goods; and the entrances to a complaint."""
    platform, reader = request.platform.id, request.actor.id
    found = access_open_shop(platform, shop)
    bought = orders_at(platform, reader, shop)
    goods = wares(platform, shop)
    promised = promotions_now(platform, [one.id for one in goods], request.at)
    context = {
        "shop": found.facts,
        "category": say_category(request.platform.pack, found.facts.category),
        "contact": contact_of(platform, found),
        "away": found.absence if found.absence and found.absence.holds(request.at) else None,
        "away_words": words_of(platform, found, found.absence.words) if found.absence else "",
        "look": {
            "background": found.look.background,
            "logo": picture_of(found.look.logo.file, platform, reader) if found.look.logo else "",
            "poster": picture_of(found.look.poster.file, platform, reader, "page-1") if found.look.poster else "",
        },
        "verified": found.verified,
        "wares": [
            {"title": one.title, "price": one.price, "currency": one.currency or "CNY",
             "image": picture_of(one.picture, platform, reader), "promotions": promised.get(one.id, ())}
            for one in goods
        ],
        "rows": [
            *(
                [{"url": f"{reverse('consumer-file')}?{urlencode({'shop': shop})}", "icon": "flag",
                  "label": _("Complain about an order"), "hint": _("You bought here")}]
                if bought
                else []
            ),
            {"url": reverse("consumer-report", args=[shop]), "icon": "shield-alert", "label": _("Report this shop"),
             "hint": _("Without an order")},
        ],
        "record_rows": [
            {"url": reverse("shop-record", args=[shop]), "icon": "list-checks", "label": _("The shop’s public record"),
             "hint": _("Complaints, time to answer, rulings and ratings")},
        ],
        "back_url": reverse("consumer-orders"),
    }  # fmt: skip
    return consumer_page(request, "shop.html", context)
