"""The first step: a name for the shop, what it sells, and how buyers reach it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.drafts import Kept, draft_of, draft_url, drop_draft
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import categories, own_shop, rules_of, shop_page

FORM = "shop-apply"
FIELDS = ("name", "category", "contact", "city")


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def apply_view(request: SignedIn) -> HttpResponse:
    """The form; what was typed before stands in it."""
    rules_of(request)
    if own_shop(request) is not None:
        return redirect("merchant-shop")
    if request.method != "POST":
        draft = draft_of(request, FORM)
        return _page(request, {name: draft.one(name) for name in FIELDS}, draft)
    values = typed(request, *FIELDS)
    outcome = act(request, "shop.apply", "", values)
    if isinstance(outcome, Done):
        drop_draft(request, FORM)
        messages.success(request, _("The first step is done. Now read the duties."))
        return redirect("merchant-shop-duties")
    return _page(request, values, Kept({}), wrong(outcome, request))


def _page(request: SignedIn, values: dict[str, str], draft: Kept, fault: Wrong = RIGHT) -> HttpResponse:
    context = {
        "values": values,
        "wrong": fault,
        "categories": categories(request),
        "draft_url": draft_url(FORM),
        "saved_at": draft.saved_at,
    }
    return shop_page(request, "apply.html", context)
