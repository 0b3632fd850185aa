"""C9 from the shop's side: the file of a complaint, and of a penalty, to take to a mediator, a court or a lawyer."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ombud.portals.common.along import door
from ombud.portals.common.along.page import Row
from ombud.portals.common.along.taken import complaint_along, penalty_along
from ombud.portals.common.case.present import allowed
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import case_page, shop_case
from ombud.portals.merchant.penalties.reach import penalty_page, shop_penalty


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: SignedIn, number: str) -> HttpResponse:
    """What the file of a complaint holds, the way to it, and how far it is where it takes long."""
    return door.page(_of_case(request, number))


@for_member
@require_safe
def paper(request: SignedIn, number: str) -> HttpResponseBase:
    """The file as PDF; where there can be none, the page says why."""
    return door.take(_of_case(request, number), "pdf")


@for_member
@require_safe
def archive(request: SignedIn, number: str) -> HttpResponseBase:
    """The same with the evidence and the record, as a ZIP file."""
    return door.take(_of_case(request, number), "zip")


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def penalty_take_along(request: SignedIn, number: str) -> HttpResponse:
    """What the file of a penalty holds, and the way to it."""
    return door.page(_of_penalty(request, number))


@for_member
@require_safe
def penalty_paper(request: SignedIn, number: str) -> HttpResponseBase:
    """The file of a penalty as PDF."""
    return door.take(_of_penalty(request, number), "pdf")


@for_member
@require_safe
def penalty_file(request: SignedIn, number: str) -> HttpResponseBase:
    """The same as a ZIP file."""
    return door.take(_of_penalty(request, number), "zip")


def _of_case(request: SignedIn, number: str) -> door.Taking:
    case = shop_case(request, number)
    number = case.complaint.number

    def show(told: Row, status: int) -> HttpResponse:
        leave = reverse("merchant-ruling", args=[number]) if allowed(case, "complaint.take-elsewhere") else ""
        return case_page(request, "take_along.html", case, {**told, "elsewhere_url": leave}, status)

    here = reverse("merchant-take-along", args=[number])
    return door.Taking(request, "complaint", case.complaint.id, number, here, lambda: complaint_along(case), show)


def _of_penalty(request: SignedIn, number: str) -> door.Taking:
    case = shop_penalty(request, number)

    def show(told: Row, status: int) -> HttpResponse:
        return penalty_page(request, "take_along.html", case, told, status)

    number = case.penalty.number
    here = reverse("merchant-penalty-along", args=[number])
    return door.Taking(request, "penalty", case.penalty.id, number, here, lambda: penalty_along(case), show)
