"""C7: adding evidence, or answering what the platform asks for."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.complaint.state import Request
from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.case.present import allowed, refusal_of, requests
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.kept.drawing import choosable, chosen, together
from ombud.portals.common.uploads import Files, upload_url
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.by_kind import boxes, drafted, failures, named, rows_of, sent
from ombud.portals.consumer.case_form import refused
from ombud.portals.consumer.frame import case_page, case_url

FORM = "evidence"
STATEMENTS = ("words", "communicated", "logistics", "refund_voucher")


@for_follower
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: SignedIn, number: str) -> HttpResponse:
    """What is asked for and still missing, a box for each, and one for anything else."""
    case = open_case(request, number)
    asked = _asked(case)
    kinds = _kinds(case, asked)
    if request.method != "POST":
        refusal = refusal_of(case, "complaint.submit")
        if refusal is not None:
            return refused(request, case, _("Add evidence"), refusal)
        return _shown(request, case, asked, kinds, RIGHT, None)
    files = sent(request, kinds)
    if "remove_file" in request.POST:
        return _shown(request, case, asked, kinds, RIGHT, files)
    if failed := failures(files):
        stops = Wrong(failed, {one["field"]: one["text"] for one in failed})
        return _shown(request, case, asked, kinds, stops, files, 422)
    fields: dict[str, Any] = {**typed(request, *STATEMENTS), "files": together(named(files), chosen(request, case))}
    fields |= {"request": request.POST.get("request", ""), "declared_true": "declared_true" in request.POST}
    done = act(request, "complaint.submit", case.complaint.id, fields)
    if isinstance(done, Done):
        drop_draft(request, FORM, case.complaint.id)
        messages.success(request, _("Your evidence is in the case. Nobody can change it any more."))
        return HttpResponseRedirect(case_url(number))
    stops = wrong(done, request, {"files": f"photos_{kinds[0]}"}, pack=case.complaint.pack)
    return _shown(request, case, asked, kinds, stops, files, 422)


def _asked(case: Case) -> Request | None:
    """The request the reader is to answer."""
    return next((one for one in case.complaint.open_requests if one.of == "consumer"), None)


def _kinds(case: Case, asked: Request | None) -> tuple[str, ...]:
    """The kinds of evidence that have a box: what is asked for, else what helps with this reason; then the rest."""
    reason = case.policy.pack.reason(case.complaint.reason)
    wanted = asked.items if asked else (reason.checklist if reason else ())
    return tuple(dict.fromkeys((*wanted, "other")))


def _shown(
    request: SignedIn,
    case: Case,
    asked: Request | None,
    kinds: tuple[str, ...],
    stops: Wrong,
    files: dict[str, Files] | None,
    status: int = 200,
) -> HttpResponse:
    kept = draft_of(request, FORM, case.complaint.id)
    given = rows_of(files) if files is not None else drafted(request, kept, kinds)
    made = boxes(case.complaint.pack, kinds, given, errors=stops.at)
    told = next((one for one in requests(case) if asked and one["id"] == asked.id), None)
    posted = request.method == "POST"
    context = {
        "asked": told,
        "first": made if asked else made[:2],
        "more": [] if asked else made[2:],
        "wrong": stops,
        "value_of": {name: request.POST.get(name, "") if posted else kept.one(name) for name in STATEMENTS},
        "declared": "declared_true" in request.POST if posted else bool(kept.one("declared_true")),
        "keepings": choosable(request, case),
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM, case.complaint.id),
        "saved_at": kept.saved_at,
        "more_time_url": case_url(case.complaint.number, "more-time") if allowed(case, "complaint.excuse") else "",
        "reply": case.complaint.deadline("reply", "consumer"),
        "late": any(one.state == "lost" and one.of == "consumer" for one in case.complaint.requests),
    }
    return case_page(request, "evidence.html", case, context, status)
