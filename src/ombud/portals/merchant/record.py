"""The shop's own public record, as everybody reads it, and its answers to ratings."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.people import can
from ombud.desk.access import access_order, access_shop
from ombud.desk.handle import Done
from ombud.portals.common.act import act, typed, wrong
from ombud.portals.common.shop_record import rated, shown
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.reads.shop_record import record


@for_member
@require_http_methods(["GET", "HEAD"])
def record_view(request: SignedIn) -> HttpResponse:
    """Figures and ratings, with a form below each rating that can be answered."""
    return _page(request)


@for_member
@require_POST
def answer(request: SignedIn, order: str) -> HttpResponse:
    """The answer to one rating."""
    shop_of(request)
    access_order(request.platform.id, order, request.actor)
    # Each form on the page has a field of its own name, so that no id stands twice.
    field = next((name for name in request.POST if name.startswith("words")), "words")
    words = typed(request, field)[field]
    done = act(request, "order.answer-rating", order, {"words": words})
    if isinstance(done, Done):
        messages.success(request, _("Your answer stands beside the rating."))
        return HttpResponseRedirect(reverse("merchant-record"))
    return _page(request, order, words, wrong(done, request).errors[0]["text"])


def _page(request: SignedIn, order: str = "", words: str = "", fault: str = "") -> HttpResponse:
    shop, platform = shop_of(request), request.platform.id
    context = {
        **shown(access_shop(platform, shop), record(platform, shop, request.at)),
        **rated(platform, shop, request.at, request, reverse("merchant-record")),
        "here": "record",
        "public_url": reverse("shop-record", args=[shop]),
    }
    for place, one in enumerate(context["ratings"] if can(request.actor, "answer") else (), 1):
        if one["answered_at"] is None:
            url = reverse("merchant-record-answer", args=[one["order"]])
            one |= {"answer_url": url, "field": f"words-{place}"}
        if one["order"] == order:
            one |= {"typed": words, "fault": fault}
    return console(request, "record.html", context, 422 if fault else 200)
