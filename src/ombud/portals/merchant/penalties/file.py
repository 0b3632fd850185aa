"""One file of a penalty: its pages, whose it is, and its fingerprint; the original for whoever gave it."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from ombud.portals.common.page import show
from ombud.portals.common.penalty.files import file_page
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.reach import shop_penalty
from ombud.reads.penalty_story import penalty_story
from ombud.vault.access import signed_original_url


@for_member
@require_safe
def file(request: SignedIn, number: str, id: str) -> HttpResponse:
    """The file, for members of the shop. `?original` goes to the untouched one, where it is the shop's own."""
    case = shop_penalty(request, number)
    t = PenaltyTeller(case, penalty_story(request.platform.id, case.penalty, case.party))
    page = file_page(t, id)
    if page is None:
        raise Http404
    if "original" in request.GET and page["own"]:
        return HttpResponseRedirect(signed_original_url(page["file"], request.actor.id))
    back = {"back_url": reverse("merchant-penalty", args=[case.penalty.number])}
    return show(request, "common/exhibit.html", {**page, **back})
