"""What a shop keeps for an order before there is any dispute."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ombud.portals.common.kept.page import answered
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.suspended import unless_suspended


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
@unless_suspended
def kept(request: SignedIn, id: str) -> HttpResponse:
    """The list, and putting more by."""
    shop_of(request)
    answer = answered(request, id, reverse("merchant-kept", args=[id]))
    if isinstance(answer, HttpResponseRedirect):
        return answer
    context, status = answer
    return console(request, "kept.html", {"here": "orders", "id": id, **context}, status)
