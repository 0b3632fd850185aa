"""Receipts: of one event, what shows that it was recorded; of a case, all events that the reader may see."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ombud.accounts.log_keys import NoKey, signer_of, verifiers_of
from ombud.desk.access import access_complaint, access_penalty
from ombud.desk.access_event import Recorded, access_events, stream_of
from ombud.desk.handle import NotFound
from ombud.ledger.log.papers import ABSENT, Receipt, paper_bytes
from ombud.ledger.log.receipt import latest, receipt_of, waiting_of
from ombud.notices.links import path_to
from ombud.portals.common.case.events import timeline_events
from ombud.portals.common.case.reach import story
from ombud.portals.common.page import VIEWERS, show
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import penalty_events
from ombud.portals.common.who import SignedIn, for_anybody
from ombud.reads.penalty_story import penalty_story

AGAIN_SECONDS = 2
"""How soon the page of an event that isn't in yet asks anew, with or without scripts."""


class Told(NamedTuple):
    """The thing whose entries they are: where its page is, and each entry in words."""

    home: str = ""
    titles: Mapping[int, str] = {}


@for_anybody
@require_safe
def receipts(request: SignedIn, name: str) -> HttpResponse:
    """All events of one thing that the reader may see, the newest first, each with its place in the log."""
    stream, events = _events(request, name)
    thing = _told(request, stream)
    told = [_row(one, name, thing.titles.get(one.seq, "")) for one in reversed(events)]
    waits = any(one["leaf"] is None for one in told)
    context = {"rows": told, "name": name, "waits": waits, "again": AGAIN_SECONDS, "back_url": thing.home}
    return show(request, "common/proof/receipts.html", context)


@for_anybody
@require_safe
def receipt(request: SignedIn, seq: int, name: str) -> HttpResponse:
    """One receipt in words: that it is in the log, or that it is being entered and since when."""
    stream, event, paper = _receipt(request, seq, name)
    kept = latest(request.platform.id)
    waits = paper.leaf is ABSENT
    context = {
        **_row(event, name, _told(request, stream).titles.get(seq, "")),
        "name": name,
        "waits": waits,
        "late": waits and _late(request.platform.id, stream, seq),
        "again": AGAIN_SECONDS,
        "checkpoint": kept,
        "key": paper.keys[0] if paper.keys else "",
        "origin": paper.origin,
        "file_url": reverse("receipt-file", args=[seq, name]),
        "file": _file_name(name, seq),
        "all_url": reverse("receipts", args=[name]),
        "log_url": reverse("log"),
    }
    return show(request, "common/proof/receipt.html", context)


@for_anybody
@require_safe
def receipt_file(request: SignedIn, seq: int, name: str) -> HttpResponse:
    """The receipt as a file that anybody can check without us."""
    _stream, _event, paper = _receipt(request, seq, name)
    answer = HttpResponse(paper_bytes(paper), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(name, seq)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _events(request: SignedIn, name: str) -> tuple[str, list[Recorded]]:
    stream = stream_of(request.platform.id, name)
    if request.only_case and stream != request.only_case:
        raise NotFound
    return stream, access_events(request.platform.id, stream, request.actor)


def _receipt(request: SignedIn, seq: int, name: str) -> tuple[str, Recorded, Receipt]:
    platform = request.platform.id
    stream, events = _events(request, name)
    event = next((one for one in events if one.seq == seq), None)
    if event is None:
        raise NotFound
    try:
        paper = receipt_of(platform, stream, seq, signer_of(platform), verifiers_of(platform))
    except NoKey as error:
        raise Http404 from error
    if paper is None:
        raise NotFound
    return stream, event, paper


def _file_name(name: str, seq: int) -> str:
    """What the receipt of this entry is called once it lies on somebody's disk."""
    plain = "".join(one if one.isalnum() else "-" for one in name)
    return f"receipt-{plain.encode('ascii', 'ignore').decode()}-{seq}.json"


def _late(platform: int, stream: str, seq: int) -> bool:
    """Whether it waits longer than was promised, since it was written down: an event may tell of the past."""
    waits = waiting_of(platform, stream, seq)
    return waits is None or waits.late


def _told(request: SignedIn, stream: str) -> Told:
    """What happened, as its own page tells it; nothing of things that are neither complaints nor penalties."""
    platform, reader = request.platform.id, VIEWERS[request.person.kind]
    try:
        case = access_complaint(platform, stream, request.actor, request.at)
    except NotFound:
        pass
    else:
        home = path_to("complaint", case.complaint.number, reader)
        return Told(home, {one["seq"]: str(one["what"]) for one in timeline_events(case, story(case))})
    try:
        about = access_penalty(platform, stream, request.actor, request.at)
    except NotFound:
        return Told()
    told = penalty_story(platform, about.penalty, about.party)
    events = penalty_events(PenaltyTeller(about, told), told)
    return Told(path_to("penalty", about.penalty.number, reader), {one["seq"]: str(one["what"]) for one in events})


def _row(event: Recorded, name: str, title: str) -> dict[str, Any]:
    fingerprint = event.hash.hex()
    return {
        "seq": event.seq,
        "at": event.at,
        "title": title,
        "leaf": event.leaf,
        "place": None if event.leaf is None else event.leaf + 1,
        "entered_at": event.entered_at,
        "hash": " ".join(fingerprint[n : n + 8] for n in range(0, len(fingerprint), 8)),
        "url": reverse("receipt", args=[event.seq, name]),
    }
