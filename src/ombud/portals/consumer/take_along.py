"""C9: one file to take along to a consumer association or a court, as PDF and as an archive with its proofs."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ombud.desk.access import Case
from ombud.portals.common.along import door
from ombud.portals.common.along.page import Row, where
from ombud.portals.common.along.taken import complaint_along
from ombud.portals.common.case.present import allowed
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.frame import case_page, case_url


@for_follower
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: SignedIn, number: str) -> HttpResponse:
    """What the file holds, the way to it, and how far it is where it takes long."""
    return door.page(_taking(request, number))


@for_follower
@require_safe
def paper(request: SignedIn, number: str) -> HttpResponseBase:
    """The file as PDF; where there can be none, the page says why."""
    return door.take(_taking(request, number), "pdf")


@for_follower
@require_safe
def archive(request: SignedIn, number: str) -> HttpResponseBase:
    """The same with the evidence and the record, as a ZIP file."""
    return door.take(_taking(request, number), "zip")


def _taking(request: SignedIn, number: str) -> door.Taking:
    case = open_case(request, number)

    def show(told: Row, status: int) -> HttpResponse:
        return case_page(request, "take_along.html", case, told | _beside(case), status)

    number = case.complaint.number
    here = case_url(number, "file")
    return door.Taking(request, "complaint", case.complaint.id, number, here, lambda: complaint_along(case), show)


def _beside(case: Case) -> Row:
    """Where the file can be taken, and that it was."""
    number, left = case.complaint.number, bool(allowed(case, "complaint.take-elsewhere"))
    return {
        "where": where(case),
        "elsewhere_url": case_url(number, "elsewhere") if left else "",
        "channels_url": reverse("consumer-channels") + f"?case={number}",
    }
