"""The owner is away for a while: from when to when, who stands in, and what buyers read meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.shop.rungs import owner_of
from ombud.desk.handle import Done
from ombud.desk.papers import ShopCase, story
from ombud.portals.common.act import RIGHT, Misread, Outcome, Wrong, act, typed, wrong
from ombud.portals.common.typed import instant
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import shop_page, the_shop
from ombud.portals.merchant.shop.people import members_of

FIELDS = ("from_at", "until", "substitute", "words")


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def absence(request: SignedIn) -> HttpResponse:
    """What is announced now, and the form for another."""
    case = the_shop(request)
    if request.method != "POST":
        return _page(request, case)
    if request.POST.get("do") == "end":
        outcome: Outcome | list[Misread] = act(request, "shop.end-absence", case.shop.id, {})
        said = _("The absence is over.")
    else:
        outcome, said = _announced(request, case), _("The absence is announced.")
    if isinstance(outcome, Done):
        messages.success(request, said)
        return redirect("merchant-shop-absence")
    return _page(request, case, typed(request, *FIELDS), wrong(outcome, request))


def _announced(request: SignedIn, case: ShopCase) -> Outcome | list[Misread]:
    values: dict[str, Any] = dict(typed(request, *FIELDS))
    for name in ("from_at", "until"):
        values[name] = instant(str(values[name]), request.platform.zone, name)
    misread = [one for one in values.values() if isinstance(one, Misread)]
    return misread or act(request, "shop.announce-absence", case.shop.id, values)


def _page(
    request: SignedIn, case: ShopCase, values: dict[str, str] | None = None, fault: Wrong = RIGHT
) -> HttpResponse:
    shop = case.shop
    now = shop.absence if shop.absence and request.at < shop.absence.until else None
    everybody = members_of(request, shop)
    names = {str(one["ref"]): str(one["name"]) for one in everybody}
    nobody = {"value": "", "label": _("Nobody")}
    context = {
        "now_away": now,
        "substitute": names.get(now.substitute, now.substitute) if now else "",
        "said": story(case).said(now.words) if now else "",
        "owner": owner_of(request.actor, shop),
        "options": [nobody, *({"value": one["ref"], "label": one["name"]} for one in everybody if not one["me"])],
        "values": values or dict.fromkeys(FIELDS, ""),
        "wrong": fault,
    }
    return shop_page(request, "absence.html", context)
