"""The forms beside a penalty: shown on GET, carried out on POST; what was typed stays whatever happens."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.refusal import Refusal
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, wrong
from ombud.portals.common.drafts import drop_draft
from ombud.portals.common.who import SignedIn, for_decider
from ombud.portals.reviewer.panel import sent
from ombud.portals.reviewer.panel.form import Filled, Intent
from ombud.portals.reviewer.penalties.case import claim, show_penalty
from ombud.portals.reviewer.penalties.form import Move
from ombud.portals.reviewer.penalties.invite import resend
from ombud.portals.reviewer.penalties.offer import FORMS
from ombud.portals.reviewer.penalties.on_desk import KEPT_IN_ADDRESS, PenaltyDesk
from ombud.portals.reviewer.penalties.panel import draft_name
from ombud.portals.reviewer.penalties.preview import digest, dry_run, preview
from ombud.portals.reviewer.penalties.start import next_penalty
from ombud.reads import penalty_queues as read

BUTTONS = {"claim": claim, "resend": resend}
"""What stands elsewhere on the page than in a form."""


@for_decider
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: SignedIn, number: str, form: str) -> HttpResponse:
    """One form of a penalty."""
    desk = PenaltyDesk(request, number)
    if form in BUTTONS:
        return BUTTONS[form](desk)
    chosen = FORMS.get(form)
    if chosen is None:
        raise Http404
    if request.method != "POST":
        return show_penalty(desk, chosen)
    return _sent(desk, chosen)


def _sent(desk: PenaltyDesk, move: Move) -> HttpResponse:
    """Read it, check that the penalty is as it was, preview where that is due, and carry it out."""
    intent = move.read(desk)
    if isinstance(intent, list):
        return _again(desk, move, wrong(intent, desk.request))
    if move.ends and (new := desk.news(sent.version(desk.request, desk.version))):
        filled = Filled(sent.typed(desk.request, KEPT_IN_ADDRESS), RIGHT)
        return show_penalty(desk, move, filled, panel={"changed": desk.told(new)}, status=409)
    if move.previews:
        shown = _previewed(desk, move, intent)
        if shown is not None:
            return shown
    done = act(desk.request, intent.verb, intent.target or desk.penalty.id, intent.fields)
    if move.after is not None:
        move.after(desk, intent, done)
    if not isinstance(done, Done):
        return _again(desk, move, _wrong(desk, move, done))
    drop_draft(desk.request, draft_name(move), desk.number)
    return _onwards(desk, move, done)


def _previewed(desk: PenaltyDesk, move: Move, intent: Intent) -> HttpResponse | None:
    """The page with the preview, unless just this was previewed and is now sent."""
    tried = dry_run(desk, intent)
    if isinstance(tried, Refusal | Misread):
        return _again(desk, move, _wrong(desk, move, tried))
    mark = digest(intent)
    sending = desk.request.POST.get("step") == "send"
    if sending and desk.request.POST.get("previewed") == mark:
        return None
    left = {
        "preview": preview(desk, *tried),
        "preview_changed": sending and bool(desk.request.POST.get("previewed")),
    }
    return show_penalty(
        desk, move, Filled(sent.typed(desk.request, KEPT_IN_ADDRESS)), left=left, panel={"previewed": mark}
    )


def _onwards(desk: PenaltyDesk, move: Move, done: Done) -> HttpResponse:
    """The next penalty by itself where this one left the queue; else this one, as it is now."""
    if desk.outside and {"AppealDecided", "AppealFoundIncomplete"} & set(done.events):
        return HttpResponseRedirect(reverse("invited-done"))
    messages.success(desk.request, _("Penalty {number}: {what}").format(number=desk.number, what=_told(desk, done)))
    if move.ends and desk.queue:
        row = read.listed(desk.request.platform.id, desk.penalty.id)
        if "PenaltyHandedBack" in done.events or row is None or row.queue != desk.queue:
            return next_penalty(desk.request, desk.queue, but=desk.penalty.id)
    return HttpResponseRedirect(desk.url())


def _told(desk: PenaltyDesk, done: Done) -> str:
    in_account = desk.penalty.imposition.told == "in-account"
    words = {
        "PenaltyRevoked": _("revoked; every measure is lifted. The shop is told."),
        "AppealDecided": _("the appeal is decided. The shop is told."),
        "AppealFoundIncomplete": _("sent back as incomplete. The shop is told what is missing."),
        "AppealGrantedOnCondition": _("granted on a condition. The shop is told."),
        "QuestionAsked": _("the question was sent."),
        "PenaltyImposed": (
            _("imposed. Nothing was sent; it lies in the shop’s account.")
            if in_account
            else _("imposed. The shop has its notice.")
        ),
        "FreezeLookedAt": _("the freeze stays. The shop is told."),
        "MeasureForfeited": _("taken for good. The shop is told."),
        "PenaltyDropped": _("dropped."),
        "MeasuresLifted": _("lifted. The shop is told."),
        "ConsultationAnswered": _("the answer was sent."),
        "PenaltyHandedBack": _("handed back."),
        "OutsideInvited": _("the invitation was sent."),
    }
    return next((words[one] for one in words if one in done.events), _("done."))


def _again(desk: PenaltyDesk, move: Move, fault: Wrong) -> HttpResponse:
    return show_penalty(desk, move, Filled(sent.typed(desk.request, KEPT_IN_ADDRESS), fault), status=422)


def _wrong(desk: PenaltyDesk, move: Move, outcome: Refusal | Misread) -> Wrong:
    return wrong(outcome, desk.request, move.names, currency=desk.teller.currency, pack=desk.penalty.pack)
