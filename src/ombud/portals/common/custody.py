"""Who put, saw and took a file: all of it for the staff, for whoever brought it what they did themselves."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Person
from ombud.portals.common.case.exhibits import exhibits, held_files
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.page import link, show
from ombud.portals.common.who import SignedIn, for_anybody
from ombud.vault.access import BARE, REASON_MAX, signed_original_url, signed_picture_url
from ombud.vault.custody import hands
from ombud.vault.models import Custody, EvidenceFile

MINUTE = timedelta(minutes=1)
SHOWN_MAX = 200
"""The latest acts on the page; the record has all."""


@for_anybody
@require_http_methods(["GET", "HEAD", "POST"])
def custody(request: SignedIn, number: str, file: UUID) -> HttpResponse:
    """The hands that one exhibit went through. The staff ask here for its original, or for what is below a cover, and
    say why; that is written down with the act."""
    case = open_case(request, number)
    held = next((one for exhibit, one in held_files(case) if exhibit.id == str(file)), None)
    exhibit = next((one for one in exhibits(case) if one["id"] == str(file)), None)
    if held is None or exhibit is None or case.party not in (exhibit["party"], "platform"):
        raise Http404
    staff = case.party == "platform"
    reason = request.POST.get("reason", "").strip()[:REASON_MAX]
    if request.method == "POST":
        if not staff:
            raise Http404
        if reason:
            return HttpResponseRedirect(_asked_for(request, held, reason, case.complaint.number))
        messages.error(request, _("Say why; it is written down beside your name."))
    context = {
        "exhibit": exhibit,
        "hands": hands_of(held, request, everybody=staff),
        "staff": staff,
        "covered": held.uncovered is not None and bool(held.variants()),
        "pages": [{"value": f"{BARE}{one}", "label": variant_words(one)} for one in held.variants()],
        "back_url": link("exhibit", number, str(file)),
    }
    return show(request, "common/custody.html", context)


def hands_of(file: EvidenceFile, request: SignedIn, *, everybody: bool) -> list[dict[str, Any]]:
    """The acts, the latest first: {what, who, at, reason, times, since}. Without `everybody` only what the reader did.

    The same act by the same hand many times in a row is one line, with how often and since when.
    """
    told = hands(file) if everybody else [one for one in hands(file) if one.by == request.actor.id]
    latest = told[: -SHOWN_MAX - 1 : -1]
    people = Person.objects.filter(platform_id=file.platform, ref__in={one.by for one in latest})
    names = {one.ref: one.name for one in people}
    paged = sum(bool(variant_words(one)) for one in file.variants()) > 1
    folded: list[dict[str, Any]] = []
    for one in latest:
        said = {"what": _act_words(one, paged=paged), "who": names.get(one.by) or one.by, "reason": one.reason}
        if folded and said.items() <= folded[-1].items():
            folded[-1] |= {"times": folded[-1]["times"] + 1, "since": one.at}
        else:
            folded.append({**said, "at": one.at, "times": 1, "since": one.at})
    return [one | {"since": one["since"] if one["at"] - one["since"] >= MINUTE else None} for one in folded]


def variant_words(variant: str) -> str:
    """Which picture of a file it is."""
    page = variant.removeprefix(BARE).removeprefix("page-")
    return _("Page {page}").format(page=page) if page.isdigit() else ""


def _act_words(one: Custody, *, paged: bool) -> str:
    page = variant_words(one.variant)
    if one.act == "put":
        return _("Brought it")
    if one.act == "took":
        return _("Took the original")
    if one.act == "erased":
        return _("Erased under law")
    if one.variant.startswith(BARE):
        return _("Looked below the cover: {page}").format(page=page)
    return _("Saw it: {page}").format(page=page) if page and paged else _("Saw it")


def _asked_for(request: SignedIn, file: EvidenceFile, reason: str, about: str) -> str:
    below = request.POST.get("below", "")
    if below.removeprefix(BARE) in file.variants() and below.startswith(BARE):
        return signed_picture_url(file, below, request.actor.id, minutes=5, reason=reason, about=about)
    return signed_original_url(file, request.actor.id, reason=reason, about=about)
