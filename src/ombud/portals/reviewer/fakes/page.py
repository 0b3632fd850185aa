"""One report of fake evidence: the picture and the proof side by side, what each side says, and the conclusion."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.refusal import Refusal
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Misread, Outcome, Wrong, act, typed, wrong
from ombud.portals.common.drafts import Kept, drop_draft, save_draft
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.fakes import conclusion
from ombud.portals.reviewer.fakes.aside import DRAFT, aside
from ombud.portals.reviewer.fakes.left import left
from ombud.portals.reviewer.fakes.on_desk import FakeDesk
from ombud.portals.reviewer.fakes.preview import dry_run, preview
from ombud.portals.reviewer.panel import sent
from ombud.portals.reviewer.panel.form import Filled
from ombud.portals.reviewer.panel.preview import digest

SMALL = {"claim": (), "hand-back": ("words",), "note": ("words",), "first-view": ("view", "words")}
"""What is done with one button or one text, and its inputs."""


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedIn, number: str) -> HttpResponse:
    """The page, and what its forms do."""
    desk = FakeDesk(request, number)
    if request.method != "POST":
        return _page(desk)
    doing = request.POST.get("do", "")
    if doing in SMALL:
        return _small(desk, doing)
    if request.POST.get("step") == "keep":
        save_draft(request, DRAFT, desk.report.number, _typed(desk).fields)
        messages.success(request, _("Your draft is kept."))
        return HttpResponseRedirect(desk.url())
    return _conclude(desk)


def _small(desk: FakeDesk, doing: str) -> HttpResponse:
    verb = f"evidence_report.{'note-first-view' if doing == 'first-view' else doing}"
    outcome = act(desk.request, verb, desk.report.id, typed(desk.request, *SMALL[doing]))
    if isinstance(outcome, Done):
        if doing == "first-view":
            return HttpResponseRedirect(f"{desk.url()}#lab")
        told = {"claim": _("You work on it now."), "hand-back": _("Handed back."), "note": _("Your note is kept.")}
        messages.success(desk.request, told[doing])
        return HttpResponseRedirect(desk.url())
    return _page(desk, small={"doing": doing, "wrong": _wrong(desk, outcome), "typed": desk.request.POST}, status=422)


def _conclude(desk: FakeDesk) -> HttpResponse:
    """Read it, preview it, and carry it out once just this was previewed."""
    intent = conclusion.read(desk)
    if isinstance(intent, list):
        return _again(desk, wrong(intent, desk.request))
    if sent.version(desk.request, desk.version) != desk.version:
        changed = _("The report has changed since you opened the form. Look at what is new, then send it again.")
        return _again(desk, wrong(Misread("", changed), desk.request), 409)
    tried = dry_run(desk, intent)
    if isinstance(tried, Refusal | Misread):
        return _again(desk, _wrong(desk, tried))
    mark = digest(intent)
    sending = desk.request.POST.get("step") == "send"
    if not sending or desk.request.POST.get("previewed") != mark:
        changed_ = sending and bool(desk.request.POST.get("previewed"))
        shown = {"preview": preview(desk, tried), "preview_changed": changed_}
        return _page(desk, Filled(_typed(desk)), shown, previewed=mark)
    outcome = act(desk.request, intent.verb, intent.target, intent.fields)
    if not isinstance(outcome, Done):
        return _again(desk, _wrong(desk, outcome))
    drop_draft(desk.request, DRAFT, desk.report.number)
    messages.success(desk.request, _("Report {number}: concluded.").format(number=desk.report.number))
    return HttpResponseRedirect(desk.url())


def _typed(desk: FakeDesk) -> Kept:
    return sent.typed(desk.request, tuple(desk.kept))


def _wrong(desk: FakeDesk, outcome: Outcome) -> Wrong:
    assert not isinstance(outcome, Done), "what was done isn't wrong"
    currency = desk.linked.complaint.currency if desk.linked else "CNY"
    return wrong(outcome, desk.request, conclusion.names(outcome.field), currency=currency, pack=desk.report.pack)


def _again(desk: FakeDesk, fault: Wrong, status: int = 422) -> HttpResponse:
    return _page(desk, Filled(_typed(desk), fault), status=status)


def _page(
    desk: FakeDesk,
    filled: Filled | None = None,
    shown: Mapping[str, Any] | None = None,
    *,
    previewed: str = "",
    small: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **left(desk),
        **aside(desk, filled or Filled(Kept({})), previewed),
        "small": small or {"doing": "", "wrong": RIGHT, "typed": {}},
        **(shown or {}),
    }
    return bar.page(desk.request, "reviewer/fakes/page.html", context, status)
