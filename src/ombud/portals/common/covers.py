"""Covering places of a picture, and taking a cover off again: for the side that brought it, and for the staff."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from msgspec.structs import replace

from ombud.core.people import Actor, Consumer, Party, can
from ombud.core.refusal import Refusal
from ombud.portals.common.act import Misread, Wrong, refusal_words, wrong
from ombud.portals.common.case.exhibits import held_files
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.display import joined
from ombud.portals.common.kept.reach import reach
from ombud.portals.common.page import show
from ombud.portals.common.places import Circled, circle_tool, circled, moves_places
from ombud.portals.common.who import SignedIn, for_anybody, for_no_follower
from ombud.vault.access import signed_picture_url
from ombud.vault.models import EvidenceFile
from ombud.vault.redact import Author, cover, layers, lift

PLACES = "places"


class Coverable(NamedTuple):
    """A file whose pictures the reader may cover, and where the page leads back to."""

    file: EvidenceFile
    party: Party
    back_url: str


@for_anybody
@require_http_methods(["GET", "HEAD", "POST"])
def cover_exhibit(request: SignedIn, number: str, file: UUID) -> HttpResponse:
    """Cover places of an exhibit."""
    case = open_case(request, number)
    found = next(((exhibit, one) for exhibit, one in held_files(case) if exhibit.id == str(file)), None)
    if found is None or not may_cover(request.actor, case.party, found[0].side):
        raise Http404
    return _page(request, Coverable(found[1], case.party, reverse("exhibit", args=[case.complaint.number, file])))


@for_no_follower
@require_http_methods(["GET", "HEAD", "POST"])
def cover_kept(request: SignedIn, file: str, order: str) -> HttpResponse:
    """Cover places of a file that the reader's side keeps for an order."""
    seen, held = reach(request, file, order)
    if not may_cover(request.actor, seen.party, seen.sides[file]):
        raise Http404
    return _page(request, Coverable(held, seen.party, reverse("kept-file", args=[file, order])))


def may_cover(by: Actor, party: Party, side: str) -> bool:
    """Whether somebody may cover what this side brought: that side itself, and the staff who decide."""
    if party == "platform":
        return can(by, "rule")
    return party == side and (isinstance(by, Consumer) or can(by, "answer"))


def shown_covers(file: EvidenceFile) -> list[dict[str, Any]]:
    """The covers that stand on a file, for common/covers.html: by whom, when and why."""
    return [
        {
            "id": one.id,
            "party": one.by.party,
            "at": one.at,
            "reason": one.reason,
        }
        for one in layers(file)
    ]


def _page(request: SignedIn, it: Coverable) -> HttpResponse:
    pages = it.file.variants()
    if not pages:
        raise Http404
    variant = request.GET.get("page", pages[0])
    if variant not in pages:
        raise Http404
    given = circled(request, PLACES) if request.method == "POST" else Circled((), {})
    stops = Wrong([], {})
    if request.method == "POST" and not moves_places(request, PLACES):
        outcome = _done(request, it, variant, given)
        if outcome is None:
            return HttpResponseRedirect(it.back_url)
        stops = outcome
    return show(
        request, "common/cover.html", _context(request, it, variant, given, stops), 422 if stops.errors else 200
    )


def _done(request: SignedIn, it: Coverable, variant: str, given: Circled) -> Wrong | None:
    """Cover or lift as the form says; what is wrong, or None where it is done."""
    by, reason = Author(id=request.actor.id, party=it.party), request.POST.get("reason", "").replace("\r\n", "\n")
    if gone := request.POST.get("lift", ""):
        mine = it.party == "platform" or any(one.id == gone and one.by.party == it.party for one in layers(it.file))
        if not mine:
            raise Http404
        outcome = lift(it.file, gone, by, reason, request.at)
        said = _("The cover is off. That it was there stays in the record.")
    else:
        if given.error:
            return wrong([Misread(PLACES, given.error)], request)
        boxes = tuple(replace(one, kind="rectangle") for one in given.shapes)
        outcome = cover(it.file, {variant: boxes}, by, reason, request.at)
        said = _("It is covered. Everybody now sees the covered picture; the original is kept.")
    if isinstance(outcome, Refusal):
        text, way_out = refusal_words(outcome, request)
        words = joined(text, way_out)
        field = PLACES if outcome.field == "covers" else outcome.field
        return Wrong([{"field": field, "text": words}], {field: words}, outcome.code)
    messages.success(request, said)
    return None


def _context(request: SignedIn, it: Coverable, variant: str, given: Circled, stops: Wrong) -> dict[str, Any]:
    shown = it.file.pictures[variant]
    picture = {
        "src": signed_picture_url(it.file, variant, request.actor.id),
        "alt": it.file.filename,
        "width": shown["width"],
        "height": shown["height"],
    }
    label = _("What to cover")
    told = _("Circle a name, a telephone number, a face. The whole box around each circle turns black.")
    covers = [one | {"liftable": it.party in ("platform", one["party"])} for one in shown_covers(it.file)]
    return {
        "tool": circle_tool(PLACES, picture, given, label=label, help=told, error=stops.at.get(PLACES, "")),
        "variants": [
            {"label": one.removeprefix("page-"), "url": f"?page={one}", "current": one == variant}
            for one in it.file.variants()
        ],
        "covers": covers,
        "reason": request.POST.get("reason", ""),
        "wrong": stops,
        "back_url": it.back_url,
    }
