"""The draft of an intervention: the cause, what the shop reads, what is held; a person sends it or lets it lie."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.surge.events import InterventionOpened
from ombud.core.surge.rungs import rules_of
from ombud.desk.access_surge import SurgeCase, access_surge
from ombud.desk.handle import Done
from ombud.desk.things import VERBS
from ombud.portals.common.act import RIGHT, Misread, Outcome, act, refusal_words, wrong
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft, fields_of, save_draft
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import say
from ombud.portals.reviewer.surges import money, told
from ombud.portals.reviewer.surges.alarm import shop_name
from ombud.reads.surges.story import surge_record

FORM = "intervention"
NAMES = ("cause", "words", "hold_percent", "hold_reasons")


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def intervene(request: SignedIn, number: str) -> HttpResponse:
    """The draft; nothing leaves before it is sent."""
    case = access_surge(request.platform.id, number, request.actor, request.at)
    surge, fault = case.surge, RIGHT
    if request.method == "POST":
        save_draft(request, FORM, surge.number, fields_of(request))
        if "keep" in request.POST:
            messages.success(request, _("The draft is kept. Nothing was sent."))
            return HttpResponseRedirect(reverse("review-surge", args=[surge.number]))
        outcome = _sent(request, case)
        if isinstance(outcome, Done):
            drop_draft(request, FORM, surge.number)
            messages.success(request, _("The intervention is open, and the shop is told."))
            say_held(request, access_surge(request.platform.id, surge.id, request.actor, request.at))
            return HttpResponseRedirect(reverse("review-surge", args=[surge.number]))
        fault = wrong(outcome, request, pack=surge.pack)
    return bar.page(
        request, "reviewer/surges/intervene.html", _page(request, case, fault), 422 if fault.errors else 200
    )


@for_reviewer
@require_POST
def hold_now(request: SignedIn, number: str) -> HttpResponse:
    """Hold what the open intervention says, where nothing was free when it was opened."""
    case = access_surge(request.platform.id, number, request.actor, request.at)
    if case.surge.opened_at and not case.surge.over:
        say_held(request, case)
    return HttpResponseRedirect(reverse("review-surge", args=[case.surge.number]))


def say_held(request: SignedIn, case: SurgeCase) -> None:
    """Hold what was said, and tell what came of it. It can be done again where something came between."""
    percent = case.surge.hold_percent
    if not percent:
        return
    record = surge_record(request.platform.id, case.surge.id, "platform")
    opened = next(one for one in record.events if isinstance(one, InterventionOpened))
    held, faults = money.hold(request, case.surge, percent, record.said(opened.hold_reasons))
    for one in held:
        messages.success(request, _("{amount} of the shop’s funds is held.").format(amount=one))
    for one in faults:
        messages.warning(request, one)
    if not held and not faults:
        messages.warning(request, _("Nothing is free in the shop’s funds here, so nothing is held."))


def _sent(request: SignedIn, case: SurgeCase) -> Outcome:
    percent = request.POST.get("hold_percent", "").strip() or "0"
    if not (percent.isascii() and percent.isdecimal() and len(percent) <= 3):
        return Misread("hold_percent", _("Enter a whole number, such as 20."))
    if not request.POST.get("cause"):
        return Misread("cause", _("Choose the cause as you see it."))
    fields: dict[str, Any] = {
        "cause": request.POST["cause"],
        "words": request.POST.get("words", "").replace("\r\n", "\n"),
        "hold_percent": int(percent),
        "hold_reasons": request.POST.get("hold_reasons", "").replace("\r\n", "\n"),
    }
    return act(request, "surge.open-intervention", case.surge.id, fields)


def _page(request: SignedIn, case: SurgeCase, fault: Any) -> dict[str, Any]:
    surge, rules = case.surge, rules_of(case.policy)
    draft = draft_of(request, FORM, surge.number)
    refusal = VERBS["surge.open-intervention"].may(request.actor, surge, case.policy, case.at)
    answer_by = case.policy.end(rules.windows.answer, case.at)
    return {
        "here": "surges",
        "surge": surge,
        "shop_name": shop_name(request, surge.shop),
        "back_url": reverse("review-surge", args=[surge.number]),
        "figures": told.figures_words(surge.figures, request)
        if surge.figures
        else told.backlog_words(surge.backlog, request)
        if surge.backlog
        else "",
        "why_not": refusal_words(refusal, request)[0] if refusal else "",
        "causes": [
            {"value": one, "label": say(request, f"surge-cause.{one}"), "hint": say(request, f"surge-cause.{one}.help")}
            for one in rules.causes
        ],
        "fields": {name: draft.one(name) for name in NAMES},
        "saved_at": draft.saved_at,
        "draft_url": draft_url(FORM, surge.number),
        "hold_max": rules.hold_percent_max,
        "hold_help": _("Between 0 and {most} percent of what the shop is owed. Leave it empty to hold nothing.").format(
            most=rules.hold_percent_max
        ),
        "answer_by": answer_by,
        "fault": fault,
    }
