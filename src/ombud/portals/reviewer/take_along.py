"""The file of a case or of a penalty for an outside body: both sides masked; who of the staff takes it is on record."""

from http import HTTPStatus

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ombud.desk.access import access_penalty
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.along import door
from ombud.portals.common.along.page import Row
from ombud.portals.common.along.taken import complaint_along, penalty_along
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def take_along(request: SignedIn, number: str) -> HttpResponse:
    """What the file of a case holds, the way to it, and how far it is where it takes long."""
    return door.page(_of_case(request, number))


@for_reviewer
@require_safe
def paper(request: SignedIn, number: str) -> HttpResponseBase:
    """The file as PDF; where there can be none, the page says why."""
    return _taken(_of_case(request, number), "pdf")


@for_reviewer
@require_safe
def archive(request: SignedIn, number: str) -> HttpResponseBase:
    """The same with viewing copies and the record, as a ZIP file."""
    return _taken(_of_case(request, number), "zip")


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def penalty_take_along(request: SignedIn, number: str) -> HttpResponse:
    """What the file of a penalty holds, and the way to it."""
    return door.page(_of_penalty(request, number))


@for_reviewer
@require_safe
def penalty_paper(request: SignedIn, number: str) -> HttpResponseBase:
    """The file of a penalty as PDF."""
    return _taken(_of_penalty(request, number), "pdf")


@for_reviewer
@require_safe
def penalty_file(request: SignedIn, number: str) -> HttpResponseBase:
    """The same as a ZIP file."""
    return _taken(_of_penalty(request, number), "zip")


def _taken(taking: door.Taking, form: str) -> HttpResponseBase:
    """Written down before anything leaves."""
    answer = door.take(taking, form)
    if answer.status_code == HTTPStatus.OK:
        request, about = taking.request, About(taking.thing, taking.number)
        recorded(request.platform.id, request.actor.id, "file-taken-along", about, request.at, via="session")
    return answer


def _of_case(request: SignedIn, number: str) -> door.Taking:
    case = open_case(request, number)
    number = case.complaint.number
    here, back = (reverse(name, args=[number]) for name in ("review-take-along", "review-case"))
    show = _shower(request, number, back)
    return door.Taking(request, "complaint", case.complaint.id, number, here, lambda: complaint_along(case), show)


def _of_penalty(request: SignedIn, number: str) -> door.Taking:
    case = access_penalty(request.platform.id, number, request.actor, request.at)
    number = case.penalty.number
    here, back = (reverse(name, args=[number]) for name in ("review-penalty-along", "review-penalty"))
    show = _shower(request, number, back)
    return door.Taking(request, "penalty", case.penalty.id, number, here, lambda: penalty_along(case), show)


def _shower(request: SignedIn, number: str, back: str) -> door.Show:
    def show(told: Row, status: int) -> HttpResponse:
        return bar.page(request, "reviewer/take_along.html", {**told, "number": number, "back_url": back}, status)

    return show
