"""Covers over places of a picture, the hands a file went through, and what its screening found, for who may know."""

import re
from datetime import timedelta
from typing import Annotated, Any, NamedTuple

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ombud.api.v1.body import fields_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.problems import Problem, refused
from ombud.api.v1.sound import NAME_MAX, TEXT_MAX
from ombud.core.people import Actor, Consumer, Party, Reviewer, can
from ombud.core.refusal import Refusal
from ombud.core.shapes import WHOLE, Shape
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.access_order_vault import access_order_vault
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.reads.sources import sources
from ombud.vault import access as vault
from ombud.vault.access import BARE
from ombud.vault.custody import hands
from ombud.vault.models import EvidenceFile
from ombud.vault.redact import Author, Layer, cover, layers, lift
from ombud.vault.screening import Screening, findings_of

BELOW_MINUTES = 5
Tenths = Annotated[int, msgspec.Meta(ge=0, le=WHOLE)]
COVERED_MAX = 50
"""Places in one call."""


class Box(msgspec.Struct, forbid_unknown_fields=True):
    """A place on a picture, in ten-thousandths of its width and height."""

    left: Tenths
    top: Tenths
    width: Tenths
    height: Tenths


class Covered(msgspec.Struct, forbid_unknown_fields=True):
    """What is to be covered, by the picture's name."""

    covers: dict[str, Annotated[list[Box], msgspec.Meta(max_length=COVERED_MAX)]] = {}
    reason: Annotated[str, msgspec.Meta(max_length=TEXT_MAX)] = ""


class Lifted(msgspec.Struct, forbid_unknown_fields=True):
    """Which cover is to be taken off, and why."""

    cover: Annotated[str, msgspec.Meta(max_length=NAME_MAX)]
    reason: Annotated[str, msgspec.Meta(max_length=TEXT_MAX)] = ""


class Held(NamedTuple):
    """A file in the case or beside the order that the call names, as the caller's side stands to it."""

    file: EvidenceFile
    party: Party
    side: str
    """Whose it is."""


def cover_file(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Cover places of a file that one's own side brought, or as the staff who decide."""
    held, said = _coverable(request, caller, id), _read(request, Covered)
    boxes = {
        name: tuple(Shape(kind="rectangle", **msgspec.structs.asdict(box)) for box in placed)
        for name, placed in said.covers.items()
    }
    return _done(cover(held.file, boxes, _author(caller, held), said.reason, clock.now()), held, caller)


def lift_cover(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Take a cover off again: one of one's own side, any as the staff. That it was there stays in the record."""
    held, said = _coverable(request, caller, id), _read(request, Lifted)
    if held.party != "platform" and all(
        (one.id, one.by.party) != (said.cover, held.party) for one in layers(held.file)
    ):
        raise NotFound
    return _done(lift(held.file, said.cover, _author(caller, held), said.reason, clock.now()), held, caller)


def list_covers(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The covers that stand on a file: by which side, when and why."""
    return _covers(_held(request, caller, id))


def read_custody(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Who put, saw and took a file of `?complaint=`: all of it for the staff, for whoever brought it what they did."""
    held = _held(request, caller, id)
    staff = held.party == "platform"
    if not request.GET.get("complaint", "") or held.party not in (held.side, "platform"):
        raise NotFound
    told = [one for one in hands(held.file) if staff or one.by == caller.by.id]
    items = [{"act": one.act, "variant": one.variant, "by": one.by, "at": one.at, "reason": one.reason} for one in told]
    return _answer({"items": items, "next_cursor": None})


def read_below(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A link to a picture without its covers, for the staff, who say why; who follows it stands in the custody."""
    held = _held(request, caller, id)
    if held.party != "platform" or held.file.uncovered is None:
        raise NotFound
    reason = request.GET.get("reason", "").replace("\x00", "").strip()
    if not reason:
        raise Problem(422, "reason-missing", _("Say why, as “reason”: it is written down in the file’s custody."),
                      field="reason")  # fmt: skip
    page = request.GET.get("page", "") or next(iter(held.file.variants()), "")
    if page not in held.file.variants():
        raise NotFound
    url = vault.signed_picture_url(held.file, f"{BARE}{page}", caller.by.id, BELOW_MINUTES, reason,
                                   request.GET.get("complaint", "")[:40].upper())  # fmt: skip
    until = timezone.now() + timedelta(minutes=BELOW_MINUTES)
    return _answer({"id": str(held.file.id), "page": page, "url": url, "link_until": until})


def read_findings(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What the lab found on a picture: for reviewers, once they have noted their own first view of it. Places are
    shown of the detectors whose overlay the reader has put on record."""
    if not isinstance(caller.by, Reviewer):
        raise NotFound
    viewed: Any = None
    if report := request.GET.get("evidence_report", ""):
        its = access_evidence_report(caller.platform, report, caller.by)
        if its.report.accused.file != id:
            raise NotFound
        viewed = its.report.first_view(caller.by.id)
    else:
        case = access_complaint(caller.platform, request.GET.get("complaint", ""), caller.by)
        if case.complaint.exhibit(id) is None:
            raise NotFound
        viewed = case.complaint.first_view(caller.by.id, id)
    if viewed is None:
        raise Problem(409, "first-view-missing", _("Note first what you see yourself; then the leads are shown."),
                      way_out="note-first-view")  # fmt: skip
    return _answer(_screening(findings_of(caller.platform, id, caller.by.id), viewed.overlays, caller.platform))


def _screening(found: Screening, overlays: Any, platform: int) -> dict[str, Any]:
    known = sources(platform, [match.source for one in found.findings for match in one.finding.matches])
    told = []
    for one in found.findings:
        finding, shown = msgspec.to_builtins(one.finding), one.finding.detector in overlays
        matches = [{"inliers": match.inliers, "mirrored": match.mirrored, "source": known[match.source]._asdict()}
                   for match in one.finding.matches if match.source in known]  # fmt: skip
        places = {"regions": finding["regions"], "overlay": one.overlay} if shown else {"regions": None, "overlay": ""}
        told.append({**finding, **places, "matches": matches, "at": one.at})
    names = ("state", "done", "of", "problem", "asked_at", "ended_at")
    return {**{name: getattr(found, name) for name in names}, "findings": told}


def _coverable(request: HttpRequest, caller: Caller, id: str) -> Held:
    held = _held(request, caller, id)
    if not _may_cover(caller.by, held) or not held.file.variants():
        raise NotFound
    return held


def _may_cover(by: Actor, held: Held) -> bool:
    """The page's rule: the side that brought it, and the staff who decide."""
    if held.party == "platform":
        return can(by, "rule")
    return held.party == held.side and (isinstance(by, Consumer) or can(by, "answer"))


def _held(request: HttpRequest, caller: Caller, id: str) -> Held:
    """The file in the complaint of `?complaint=`, or kept for the order of `?order=`. Raises NotFound."""
    try:
        file = vault.access_evidence(caller.platform, id)
    except vault.NotFound:
        raise NotFound from None
    own = str(file.id)
    if complaint := request.GET.get("complaint", ""):
        case = access_complaint(caller.platform, complaint, caller.by)
        exhibit = case.complaint.exhibit(own)
        if exhibit is None:
            raise NotFound
        return Held(file, case.party, exhibit.side)
    kept = access_order_vault(caller.platform, request.GET.get("order", ""), caller.by)
    if own not in {one.file for one in (*kept.own, *kept.others)}:
        raise NotFound
    return Held(file, kept.party, kept.sides[own])


def _author(caller: Caller, held: Held) -> Author:
    return Author(id=caller.by.id, party=held.party)


def _done(outcome: Layer | Refusal, held: Held, caller: Caller) -> HttpResponse:
    if isinstance(outcome, Refusal):
        raise refused(outcome, caller.platform)
    return _covers(held)


def _covers(held: Held) -> HttpResponse:
    items = [{"id": one.id, "party": one.by.party, "at": one.at, "reason": one.reason} for one in layers(held.file)]
    return _answer({"items": items, "next_cursor": None})


def _read(request: HttpRequest, wanted: Any) -> Any:
    try:
        return msgspec.convert(fields_of(request), wanted)
    except msgspec.ValidationError as error:
        at = re.search(r"`\$\.(\w+)|field `(\w+)`", str(error))
        raise NotUnderstood(at[1] or at[2] if at else "covers", str(error)) from None


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
