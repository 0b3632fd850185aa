"""Shows and sends the short forms of a case: all of them in the same way, so that what was typed is never lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ombud.core.complaint.rungs import NO_WORDS
from ombud.core.refusal import Refusal
from ombud.desk.access import Case
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, wrong
from ombud.portals.common.case.present import Teller, refusal_of
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn
from ombud.portals.consumer.forms import CaseForm, Field
from ombud.portals.consumer.frame import case_page, case_url


def case_form(request: SignedIn, case: Case, page: str, form: CaseForm) -> HttpResponse:
    """The form, or on POST its act; where the rules say no, why and what would make it yes."""
    if request.method != "POST":
        return _shown(request, case, page, form, RIGHT, None)
    files = files_of(request) if form.files else Files([], [])
    if "remove_file" in request.POST:
        return _shown(request, case, page, form, RIGHT, files)
    outcome = _acted(request, case, form, files)
    if isinstance(outcome, Done):
        drop_draft(request, page, case.complaint.id)
        messages.success(request, form.done)
        return HttpResponseRedirect(case_url(case.complaint.number))
    stops = outcome if isinstance(outcome, Wrong) else wrong(
        outcome, request, currency=case.complaint.currency, pack=case.complaint.pack)  # fmt: skip
    return _shown(request, case, page, form, stops, files, status=422)


def _acted(request: SignedIn, case: Case, form: CaseForm, files: Files) -> Done | Refusal | Misread | Wrong:
    if files.failed:
        return Wrong([{"field": "photos", "text": one} for one in files.failed], {"photos": files.failed[0]})
    missing = [
        Misread(one.name, _("Choose one."))
        for one in form.fields
        if one.kind == "choice" and not request.POST.get(one.name)
    ]
    if missing:
        # What is written last is asked for at once with what is chosen first, not in a second round.
        needed = (one for one in form.fields if one.kind == "textarea" and not one.optional)
        blank = [one for one in needed if not _value(request, one).strip()]
        return wrong([*missing, *(Misread(one.name, _(NO_WORDS.because)) for one in blank)], request)
    fields: dict[str, Any] = {one.name: _value(request, one) for one in form.fields}
    # What was fixed when the page was shown is what the reader said yes to, not what stands now.
    fields |= {name: request.POST.get(name, value)[:100] for name, value in form.fixed}
    if form.files:
        fields["files"] = files.named()
    return act(request, form.verb, case.complaint.id, fields)


def _value(request: SignedIn, field: Field) -> str:
    return request.POST.get(field.name, "").replace("\r\n", "\n")


def _shown(
    request: SignedIn, case: Case, page: str, form: CaseForm, stops: Wrong, files: Files | None, status: int = 200
) -> HttpResponse:
    refusal = refusal_of(case, form.verb)
    kept = draft_of(request, page, case.complaint.id)
    typed = request.method == "POST"
    fields = [
        {
            **one._asdict(),
            "value": request.POST.get(one.name, "") if typed else kept.one(one.name),
            "error": stops.at.get(one.name, ""),
            "options": [{"value": value, "label": label} for value, label in one.choices],
        }
        for one in form.fields
    ]
    fixed = [(name, request.POST.get(name, value) if typed else value) for name, value in form.fixed]
    context = {
        "form": form,
        "fields": fields,
        "fixed": fixed,
        "lead": [line for line in form.lead if line],
        "wrong": stops,
        "photos_error": stops.at.get("photos") or stops.at.get("files", ""),
        "files": files.rows if files else kept_rows(request, kept.all("file")),
        "upload_url": upload_url(),
        "draft_url": draft_url(page, case.complaint.id),
        "saved_at": kept.saved_at,
        "other_url": case_url(case.complaint.number, form.other[1]) if form.other else "",
    }
    if refusal is not None and not stops.errors:
        return refused(request, case, form.title, refusal)
    return case_page(request, "case_form.html", case, context, status)


def refused(request: SignedIn, case: Case, title: str, refusal: Refusal) -> HttpResponse:
    """That this can't be done now: why, and what would make it yes. An answer, not an error."""
    text, way_out = refusal_words(refusal, request, currency=case.complaint.currency, pack=case.complaint.pack)
    context = {"title": title, "text": text, "way_out": way_out, "code": refusal.code}
    return case_page(request, "refused.html", case, context)


def page_for(request: SignedIn, case: Case, page: str, forms: dict[str, Any]) -> HttpResponse | None:
    """The short form of this name, if there is one."""
    maker = forms.get(page)
    return case_form(request, case, page, maker(Teller(case))) if maker else None
