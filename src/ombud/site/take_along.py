"""By API the same files that pages hand out: put together here, since portals and API don't know each other."""

from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _

from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import Handler, endpoint
from ombud.api.v1.problems import Problem, not_found
from ombud.core.people import Reviewer
from ombud.desk import clock
from ombud.desk.access import access_complaint, access_penalty
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.along import door, page
from ombud.portals.common.along.taken import Along, complaint_along, penalty_along
from ombud.portals.common.display import language
from ombud.portals.common.press import NotPrinted, lacking
from ombud.vault.made.asked import Asked, TooManyError, ask, drop, of


def archive(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Pages, the reader's own originals, viewing copies of the others' files, and the record with its proofs."""
    return _at_once(caller, _complaint(caller, id), "zip")


def paper(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The pages as PDF/A, with the record inside."""
    return _at_once(caller, _complaint(caller, id), "pdf")


def penalty_archive(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The same of a penalty, for its shop and for the platform's people."""
    return _at_once(caller, _penalty(caller, id), "zip")


def penalty_paper(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Its pages as PDF/A."""
    return _at_once(caller, _penalty(caller, id), "pdf")


def ask_archive(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Have the archive made, however long it is."""
    return _ask(caller, "complaint", access_complaint(caller.platform, id, caller.by).complaint.id, "zip")


def ask_paper(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Have the PDF made; a long one comes in parts."""
    return _ask(caller, "complaint", access_complaint(caller.platform, id, caller.by).complaint.id, "pdf")


def ask_penalty_archive(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The same of a penalty."""
    return _ask(caller, "penalty", access_penalty(caller.platform, id, caller.by).penalty.id, "zip")


def ask_penalty_paper(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The same of a penalty."""
    return _ask(caller, "penalty", access_penalty(caller.platform, id, caller.by).penalty.id, "pdf")


def made(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """How far it is."""
    return JsonResponse(_told(_own(caller, id)))


def forget(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Take it away before its time."""
    one = _own(caller, id)
    if one.alive:
        raise Problem(409, "still-being-made", _("It is being made just now, and can be taken away afterwards."))
    drop([one])
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def made_file(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What was made: `?part=` of a PDF in several parts."""
    one = _own(caller, id)
    # Who may see the thing itself is asked each time: a key or a part in it may have been taken away meanwhile.
    number = _number_of(caller, one)
    if one.state != "ready":
        raise Problem(409, "not-ready", _("It isn’t ready."))
    answer = door.sent(one, request.GET.get("part", "1"))
    if answer is None:
        raise not_found()
    _note(caller, About(one.thing, number))
    return cast("HttpResponse", answer)  # a streamed answer is one too


def _complaint(caller: Caller, id: str) -> Along:
    return complaint_along(access_complaint(caller.platform, id, caller.by))


def _penalty(caller: Caller, id: str) -> Along:
    return penalty_along(access_penalty(caller.platform, id, caller.by))


def _at_once(caller: Caller, along: Along, form: str) -> HttpResponse:
    if not along.quick:
        raise Problem(
            409,
            "takes-long",
            _("This file takes too long to be made within one call."),
            way_out=_("POST to the same address; then ask “GET /made-files/{id}” until it is ready."),
        )
    try:
        answer: HttpResponseBase = door.at_once(along, form)
    except NotPrinted as problem:
        raise Problem(503, "no-pdf", page.why_not(problem.why)) from None
    _note(caller, About(along.thing, along.number))
    return cast("HttpResponse", answer)


def _ask(caller: Caller, thing: str, stream: str, form: str) -> HttpResponse:
    if form == "pdf" and lacking():
        raise Problem(503, "no-pdf", page.why_not("lacking"))
    try:
        one = ask(caller.platform, caller.by, thing, stream, form, language(), clock.now())
    except TooManyError:
        raise Problem(409, "too-many-being-made", door.too_many_words()) from None
    return JsonResponse(_told(one), status=HTTPStatus.ACCEPTED)


def _own(caller: Caller, id: str) -> Asked:
    one = of(caller.platform, id, caller.by, clock.now())
    if one is None:
        raise not_found()
    return one


def _number_of(caller: Caller, one: Asked) -> str:
    if one.thing == "penalty":
        return access_penalty(caller.platform, one.stream, caller.by).penalty.number
    return access_complaint(caller.platform, one.stream, caller.by).complaint.number


def _told(one: Asked) -> dict[str, Any]:
    return {
        "id": one.id,
        "thing": one.thing,
        "about": one.stream,
        "form": one.form,
        "state": one.state,
        "step": one.step,
        "done": one.done,
        "of": one.of,
        "problem": one.problem,
        "files": [
            {"name": file.name, "media_type": file.media_type, "size_bytes": file.size_bytes} for file in one.files
        ],
        "asked_at": one.asked_at.isoformat(),
        "until": one.until.isoformat(),
    }


def _note(caller: Caller, about: About) -> None:
    """Written down before anything leaves, where the platform's own people take it."""
    if isinstance(caller.by, Reviewer):
        recorded(caller.platform, caller.by.id, "file-taken-along", about, clock.now(), via=caller.via)


ADDRESSES: dict[str, dict[str, Handler]] = {
    "complaints/<str:id>/archive": {"get": archive, "post": ask_archive},
    "complaints/<str:id>/paper": {"get": paper, "post": ask_paper},
    "penalties/<str:id>/archive": {"get": penalty_archive, "post": ask_penalty_archive},
    "penalties/<str:id>/paper": {"get": penalty_paper, "post": ask_penalty_paper},
    "made-files/<str:id>": {"get": made},
    "made-files/<str:id>/file": {"get": made_file},
    "made-files/<str:id>/remove": {"post": forget},
}
urlpatterns = [path(route, endpoint(**handlers)) for route, handlers in ADDRESSES.items()]
