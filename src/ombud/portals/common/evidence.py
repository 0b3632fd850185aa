"""The page of one exhibit: its pictures, where it came from, and its fingerprint."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from ombud.core.people import can
from ombud.desk.access import Case
from ombud.desk.access_order_vault import kept_for
from ombud.notices.links import path_to
from ombud.portals.common.case.exhibits import exhibits, held_files, original_url, pages_of
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.covers import may_cover, shown_covers
from ombud.portals.common.page import VIEWERS, link, show
from ombud.portals.common.who import SignedIn, for_anybody


@for_anybody
@require_safe
def exhibit(request: SignedIn, number: str, file: str) -> HttpResponse:
    """One exhibit, for who may see its case. `?original` goes to the untouched file, for its side and the staff."""
    case = open_case(request, number)
    found = next((one for one in exhibits(case) if one["id"] == file), None)
    if found is None:
        raise Http404
    own = case.party in (found["party"], "platform")
    is_video = found["media_type"].startswith("video/")
    if "original" in request.GET and (case.party == found["party"] or is_video):
        return HttpResponseRedirect(original_url(case, file))
    if "original" in request.GET and own:
        return HttpResponseRedirect(reverse("custody", args=[number, file]))
    others = exhibits(case)
    held = next((one for exhibit, one in held_files(case) if exhibit.id == file), None)
    place = found["number"] - 1
    context = {
        "exhibit": found,
        "pages": pages_of(case, file),
        "own": own,
        "is_video": is_video,
        "kept": kept_for(case.platform.id, case.complaint.order_id, [file]).get(file),
        "covers": shown_covers(held) if held else [],
        "cover_url": _cover_url(case, found) if held and held.pictures else "",
        "custody_url": link("custody", number, file) if held and own else "",
        "report_url": _report_url(case, found),
        "newer_url": others[place - 1]["url"] if place > 0 else "",
        "older_url": others[place + 1]["url"] if place + 1 < len(others) else "",
        "back_url": case_home(request, case.complaint.number),
    }
    return show(request, "common/exhibit.html", context)


def _cover_url(case: Case, found: dict[str, Any]) -> str:
    return link("exhibit-cover", case.complaint.number, found["id"]) if may_cover(
        case.by, case.party, found["party"]
    ) else ""  # fmt: skip


def _report_url(case: Case, found: dict[str, Any]) -> str:
    """Where a shop reports this picture of the consumer's as fake; empty for others, and where no such reports are."""
    takes = case.policy.pack.evidence_reports is not None and case.party == "merchant" and can(case.by, "answer")
    to = link("report-evidence")
    if not (to and takes and found["party"] == "consumer" and found["media_type"].startswith("image/")):
        return ""
    return f"{to}?{urlencode({'file': found['id'], 'order': case.complaint.order_id})}"


def case_home(request: SignedIn, number: str) -> str:
    """The page of a case in the portal of whoever asks."""
    return path_to("complaint", number, VIEWERS[request.person.kind])
