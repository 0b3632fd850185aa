"""What is said of shops in public: a list, a form to record more, and taking back what was a mistake."""

from datetime import UTC
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.refusal import Refusal
from ombud.desk.access import access_shop
from ombud.desk.access_surge import access_public_item
from ombud.desk.handle import Done, NotFound
from ombud.desk.things import VERBS
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Outcome, Wrong, act, typed, wrong
from ombud.portals.common.typed import instant
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import Row, say
from ombud.portals.reviewer.surges.monitor import LAST, tabs
from ombud.reads.shop_search import shops
from ombud.reads.surges.story import ListedItem, items, words_of

NAMES = ("shop", "link", "words", "said_at", "reach", "about")


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def public(request: SignedIn) -> HttpResponse:
    """The list, of all shops or of one, and the form."""
    fault: Wrong = RIGHT
    if request.method == "POST":
        outcome = _back(request) if "item" in request.POST else _record(request)
        if isinstance(outcome, Done):
            messages.success(
                request,
                _("Taken back.") if "item" in request.POST else _("Recorded. It counts with the shop’s complaints."),
            )
            return HttpResponseRedirect(request.get_full_path())
        fault = wrong(outcome, request)
    return bar.page(request, "reviewer/surges/public.html", _page(request, fault), 422 if fault.errors else 200)


def _record(request: SignedIn) -> Outcome:
    given = typed(request, *NAMES)
    shop = _shop(request, given["shop"])
    if not shop:
        return Misread("shop", _("Enter the shop’s id, or a name that only one shop has."))
    fields: dict[str, Any] = {"shop": shop, "link": given["link"], "words": given["words"], "about": given["about"]}
    if given["said_at"]:
        said_at = instant(given["said_at"], request.platform.zone, "said_at")
        if isinstance(said_at, Misread):
            return said_at
        fields["said_at"] = said_at
    reach = given["reach"].strip()
    if reach and not (reach.isascii() and reach.isdecimal() and len(reach) < 12):
        return Misread("reach", _("Enter a whole number, such as 20."))
    return act(request, "public_item.record", "", {**fields, "reach": int(reach or 0)})


def _back(request: SignedIn) -> Outcome | Refusal:
    item = access_public_item(request.platform.id, request.POST["item"], request.actor)
    return act(request, "public_item.take-back", item.id, typed(request, "words"))


def _shop(request: SignedIn, wanted: str) -> str:
    """The id of the one shop that this names."""
    found = shops(request.platform.id, wanted)
    exact = [one for one in found if wanted.strip() in (one.id, one.name)]
    return exact[0].id if exact else found[0].id if len(found) == 1 else ""


def _page(request: SignedIn, fault: Wrong) -> dict[str, Any]:
    shop = request.GET.get("shop", "")
    found, more = items(request.platform.id, key_of(request.GET.get("after", "")) or LAST, shop)
    words = words_of(request.platform.id, found)
    last = found[-1] if found else None
    pack = load_pack(request.platform.pack).pack
    refusal = VERBS["public_item.record"].may(request.actor, None, load_pack(request.platform.pack), request.at)
    recording = request.method == "POST" and "item" not in request.POST
    rows: list[Row] = [
        {
            "id": one.id, "shop": one.shop_name, "shop_url": reverse("review-surge-shop", args=[one.shop]),
            "link": one.link, "words": words.get(one.id, ""), "said_at": one.said_at, "reach": one.reach or "",
            "about": say(request, f"report-type.{one.about}") if one.about else "", "taken_back": one.taken_back,
        }
        for one in found
    ]  # fmt: skip
    return {
        "here": "surges",
        "tabs": tabs("public"),
        "rows": rows,
        "of_shop": _name(request, shop) if shop else "",
        "older_url": _older(shop, last) if more and last else "",
        "may": refusal is None,
        "types": [
            {"value": "", "label": "–"},
            *({"value": one, "label": say(request, f"report-type.{one}")} for one in pack.report_types),
        ],
        "typed": {name: request.POST.get(name, "") for name in NAMES} if recording else {"shop": shop},
        "fault": fault,
        "most_at": request.at.astimezone(request.platform.zone).strftime("%Y-%m-%dT%H:%M"),
    }


def _older(shop: str, last: ListedItem) -> str:
    place = f"{last.recorded_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.id}"
    return f"?shop={quote(shop)}&after={place}" if shop else f"?after={place}"


def _name(request: SignedIn, shop: str) -> str:
    try:
        return access_shop(request.platform.id, shop).facts.name or shop
    except NotFound:
        return shop
