"""The forms beside a case: shown on GET, carried out on POST; what was typed stays whatever happens."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.refusal import Refusal
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, wrong
from ombud.portals.common.case.events import told_event
from ombud.portals.common.drafts import drop_draft, save_draft
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.assessing import assess
from ombud.portals.reviewer.case import show_case
from ombud.portals.reviewer.claiming import claim
from ombud.portals.reviewer.lab.first_view import first_view
from ombud.portals.reviewer.on_desk import KEPT_IN_ADDRESS, OnDesk
from ombud.portals.reviewer.panel import sent
from ombud.portals.reviewer.panel.approval import FORM as APPROVAL
from ombud.portals.reviewer.panel.form import Filled, Form, Intent
from ombud.portals.reviewer.panel.offer import FORMS
from ombud.portals.reviewer.panel.penalty import CARRY
from ombud.portals.reviewer.panel.preview import digest, dry_run, preview
from ombud.portals.reviewer.penalties.choose import new_url
from ombud.portals.reviewer.start import next_case, skip_for_now
from ombud.reads import queues as read

BUTTONS = {"claim": claim, "assess": assess, "first-view": first_view}
"""What stands elsewhere on the page than in the panel."""


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: SignedIn, number: str, form: str) -> HttpResponse:
    """One form of a case."""
    desk = OnDesk(request, number)
    if form in BUTTONS:
        return BUTTONS[form](desk)
    chosen = FORMS.get(form)
    if chosen is None:
        raise Http404
    if chosen is CARRY and bar.knows_penalties(request):
        return HttpResponseRedirect(new_url(complaint=desk.number))
    if request.method != "POST":
        return show_case(desk, chosen, left=_signing(desk, chosen))
    if request.POST.get("step") == "keep":
        save_draft(request, f"review-{form}", desk.number, sent.typed(request, KEPT_IN_ADDRESS).fields)
        messages.success(request, _("Your draft is kept."))
        return HttpResponseRedirect(desk.url(form))
    return _sent(desk, chosen)


def _sent(desk: OnDesk, form: Form) -> HttpResponse:
    """Read it, check that the case is as it was, preview where one is due, and carry it out."""
    intent = form.read(desk)
    if isinstance(intent, list):
        return _again(desk, form, wrong(intent, desk.request))
    if form.ends and (new := desk.news(sent.version(desk.request, desk.version))):
        return _changed(desk, form, new)
    if form.previews:
        shown = _previewed(desk, form, intent)
        if shown is not None:
            return shown
    outcome = act(desk.request, intent.verb, intent.target or desk.complaint.id, intent.fields)
    if not isinstance(outcome, Done):
        return _again(desk, form, _wrong(desk, form, outcome))
    drop_draft(desk.request, f"review-{form.slug}", desk.number)
    return _onwards(desk, form, outcome)


def _previewed(desk: OnDesk, form: Form, intent: Intent) -> HttpResponse | None:
    """The page with the preview, unless just this was previewed and is now sent."""
    tried = dry_run(desk, intent)
    if isinstance(tried, Refusal | Misread):
        return _again(desk, form, _wrong(desk, form, tried))
    mark = digest(intent)
    sending = desk.request.POST.get("step") == "send"
    if sending and desk.request.POST.get("previewed") == mark:
        return None
    changed = sending and bool(desk.request.POST.get("previewed"))
    left = {"preview": preview(desk, *tried), "preview_changed": changed}
    filled = Filled(sent.typed(desk.request, KEPT_IN_ADDRESS))
    return show_case(desk, form, filled, left=left, panel={"previewed": mark})


def _signing(desk: OnDesk, form: Form) -> dict[str, Any]:
    """Who signs a ruling reads what both sides will read."""
    if form is not APPROVAL:
        return {}
    tried = dry_run(desk, Intent("complaint.approve", {}))
    return {} if isinstance(tried, Refusal | Misread) else {"preview": preview(desk, *tried)}


def _onwards(desk: OnDesk, form: Form, done: Done) -> HttpResponse:
    """The next case by itself where this one left the queue; else this one, as it is now."""
    if "CaseSkipped" in done.events:
        skip_for_now(desk.request, desk.complaint.id)
    told = _("Case {number}: {what}").format(number=desk.number, what=_told(done))
    messages.success(desk.request, told)
    if form.ends and desk.queue:
        row = read.listed(desk.request.platform.id, desk.complaint.id)
        handed_on = {"CaseSkipped", "CaseHandedBack"} & set(done.events)
        if handed_on or row is None or row.queue != desk.queue:
            return next_case(desk.request, desk.queue)
    return HttpResponseRedirect(desk.url())


def _told(done: Done) -> str:
    words = {
        "RulingProposed": _("the ruling waits for a second signature."),
        "Ruled": _("ruled. Both sides are told."),
        "RulingSentBack": _("sent back to be ruled again."),
        "ReviewDecided": _("the review is decided. Both sides are told."),
        "ExecutionVerified": _("verified and closed."),
        "ProofSentBack": _("the proof was sent back."),
        "ComplaintAdmitted": _("accepted; the shop has it."),
        "ComplaintTurnedAway": _("not accepted; the consumer is told why."),
        "EvidenceRequested": _("evidence was asked for."),
        "CaseSkipped": _("skipped."),
        "CaseHandedBack": _("handed back."),
    }
    return next((words[one] for one in done.events if one in words), _("done."))


def _changed(desk: OnDesk, form: Form, new: list[Any]) -> HttpResponse:
    """Somebody acted meanwhile: what they did, and the form with all that was typed."""
    events = [told_event(one, desk.teller) for one in new]
    filled = Filled(sent.typed(desk.request, KEPT_IN_ADDRESS), RIGHT)
    return show_case(desk, form, filled, panel={"changed": events}, status=409)


def _again(desk: OnDesk, form: Form, fault: Wrong) -> HttpResponse:
    return show_case(desk, form, Filled(sent.typed(desk.request, KEPT_IN_ADDRESS), fault), status=422)


def _wrong(desk: OnDesk, form: Form, outcome: Refusal | Misread) -> Wrong:
    return wrong(outcome, desk.request, form.names, currency=desk.complaint.currency, pack=desk.complaint.pack)
