"""The ladder of where to turn: what is open now, what comes next, and what to take along."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.desk.access import Case
from ombud.packs.guide import Row
from ombud.packs.load import load_pack
from ombud.portals.common.case.present import refusal_of
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.guide import process
from ombud.portals.common.service import service
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.frame import case_url, consumer_page


@for_follower
@require_safe
def channels(request: SignedIn) -> HttpResponse:
    """Shop, platform, association, law; with `?case=…` as far as that case has come."""
    number = request.GET.get("case", "")
    case = open_case(request, number) if number else None
    pack = case.complaint.pack if case else load_pack(request.platform.pack).pack.id
    where = next(one for one in process(pack).sections if one.code == "where")
    rows = [row for group in where.groups for row in group.rows]
    context: dict[str, Any] = {
        "steps": [_step(row, case) for row in rows],
        "service": service(request, request.platform, request.at),
        "case": case.complaint.number if case else "",
        "file_url": case_url(case.complaint.number, "file") if case else "",
        "back_url": case_url(case.complaint.number) if case else reverse("consumer-me"),
        "here": "complaints" if case else "me",
    }
    return consumer_page(request, "channels.html", context)


def _step(row: Row, case: Case | None) -> dict[str, Any]:
    open_now, note, url, label = _open(row.code, case)
    return {"row": row, "open": open_now, "note": note, "url": url, "label": label}


def _open(code: str, case: Case | None) -> tuple[bool, str, str, str]:
    """Whether this step is open now, why, and the way there."""
    if case is None:
        if code in ("shop", "platform"):
            return True, "", reverse("consumer-file") if code == "platform" else "", _("File a complaint")
        return True, _("Open at any time."), "", ""
    number, complaint = case.complaint.number, case.complaint
    if code == "shop":
        talking = complaint.stage in ("received", "negotiating")
        return talking, "" if talking else _("The talks are over."), case_url(number, "talk"), _("The talks")
    if code == "platform":
        if complaint.stage == "platform":
            return True, _("The platform has the case now."), case_url(number), _("See the complaint")
        may = refusal_of(case, "complaint.escalate") is None
        return may, "", case_url(number, "ask-platform"), _("Ask the platform to step in")
    return True, _("Open at any time. It helps to have the platform’s word first."), "", ""
