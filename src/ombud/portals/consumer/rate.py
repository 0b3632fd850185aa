"""Rating an order: one to five stars and a few words that everybody may read."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.order import rate
from ombud.core.order.state import Order
from ombud.desk.access import access_order
from ombud.desk.handle import Done
from ombud.ledger.words import texts_of
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, wrong
from ombud.portals.common.case.present import order_of
from ombud.portals.common.display import when
from ombud.portals.common.shop_record import stars_words
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import consumer_page
from ombud.portals.consumer.shops import shop_name


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def rate_page(request: SignedIn, order: str) -> HttpResponse:
    """The form; rated already it shows what stands, which can be changed for a while."""
    found = access_order(request.platform.id, order, request.actor)
    policy = load_pack(request.platform.pack)
    here = reverse("consumer-order", args=[order])
    stops: Wrong = RIGHT
    if request.method == "POST":
        stars = request.POST.get("stars", "")
        if not (stars.isascii() and stars.isdigit() and len(stars) == 1):
            stops = wrong([Misread("stars", _("Choose one."))], request)
        else:
            words = request.POST.get("words", "").replace("\r\n", "\n")
            done = act(request, "order.rate", order, {"stars": int(stars), "words": words})
            if isinstance(done, Done):
                messages.success(request, _("Your rating stands. Everybody may read it."))
                return HttpResponseRedirect(here)
            stops = wrong(done, request)
    refusal = rate.may(request.actor, found, policy, request.at)
    barred, way_out = refusal_words(refusal, request) if refusal else ("", "")
    its = found.rating
    context: dict[str, Any] = {
        "order": order_of(
            found, request.platform.id, request.actor.id, shop=shop_name(request.platform.id, found.shop)
        ),
        "stars": [{"value": str(n), "label": stars_words(n)} for n in range(5, 0, -1)],
        "value": request.POST.get("stars", str(its.stars) if its else ""),
        "words": request.POST.get("words", _words(request, found)),
        "until": when(policy.end(policy.pack.ratings.change, its.at if its else request.at), request.platform.zone),
        "barred": barred,
        "way_out": way_out,
        "wrong": stops,
        "back_url": here,
        "here": "orders",
    }
    return consumer_page(request, "rate.html", context, 422 if stops.errors else 200)


def rate_rows(request: SignedIn, found: Order) -> list[dict[str, str]]:
    """The ways from an order to its shop's record, and to rating it where that can be done."""
    if not found.facts.shop:
        return []
    ways = [
        {
            "url": reverse("shop-record", args=[found.facts.shop]),
            "icon": "list-checks",
            "label": _("The shop’s public record"),
        }
    ]
    if rate.may(request.actor, found, load_pack(request.platform.pack), request.at) is None:
        label = _("Change your rating") if found.rating else _("Rate the shop")
        ways.insert(0, {"url": reverse("consumer-rate", args=[found.id]), "icon": "star", "label": label})
    return ways


def _words(request: SignedIn, found: Order) -> str:
    if found.rating is None or not found.rating.words:
        return ""
    words = found.rating.words
    return texts_of(request.platform.id, f"order/{found.id}", digests=[words]).get(words, "")
