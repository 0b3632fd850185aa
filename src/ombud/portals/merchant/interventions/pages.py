"""A shop's interventions: what the platform sees and asks, whose turn it is, and the shop's plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.surge import events
from ombud.core.surge.figures import Figures
from ombud.desk.access_surge import SurgeCase, access_surge
from ombud.desk.handle import Done
from ombud.desk.things import VERBS
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Misread, Outcome, Wrong, act, refusal_words, wrong
from ombud.portals.common.display import when
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft, fields_of, save_draft
from ombud.portals.common.typed import instant
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.reads.complaint_row import NEVER
from ombud.reads.surges.gathered import gathered
from ombud.reads.surges.monitor import Listed, of_shop
from ombud.reads.surges.story import surge_record

FORM = "merchant-intervention"
CASES_SHOWN = 20


@for_member
@require_safe
def interventions(request: SignedIn) -> HttpResponse:
    """All of them, the newest first."""
    found = of_shop(request.platform.id, shop_of(request), told_only=True)
    context = {"here": "interventions", "rows": [_row(request, one) for one in found], "columns": columns()}
    return console(request, "interventions/list.html", context)


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def intervention(request: SignedIn, number: str) -> HttpResponse:
    """One of them, with the form for the plan."""
    shop_of(request)
    case = access_surge(request.platform.id, number, request.actor, request.at)
    fault: Wrong = RIGHT
    if request.method == "POST":
        save_draft(request, FORM, case.surge.number, fields_of(request))
        outcome = _answer(request, case)
        if isinstance(outcome, Done):
            drop_draft(request, FORM, case.surge.number)
            messages.success(request, _("The platform has your answer."))
            return HttpResponseRedirect(reverse("merchant-intervention", args=[case.surge.number]))
        fault = wrong(outcome, request, pack=case.surge.pack)
    return console(request, "interventions/one.html", _page(request, case, fault), 422 if fault.errors else 200)


def waiting(request: SignedIn, shop: str) -> dict[str, Any] | None:
    """A banner about the intervention that waits for the shop, for its first page; None where none does."""
    found = next((one for one in of_shop(request.platform.id, shop, told_only=True, most=3) if _waits(one)), None)
    if found is None:
        return None
    due = when(found.due_at, request.platform.zone, request.at)
    action = {"label": _("Answer"), "url": reverse("merchant-intervention", args=[found.number]), "method": "get"}
    return {
        "tone": "warn",
        "text": _("The platform asks what you do about your customers’ complaints. Answer by {time}.").format(time=due),
        "action": action,
    }


def columns() -> list[str]:
    """The heads of the list."""
    return [_("Intervention"), _("Cause"), _("Whose turn"), _("Time left")]


def say(case_pack: str, key: str) -> str:
    """The words of a pack in the reader's language; the code itself where it has none."""
    words, lang = texts(case_pack), get_language() or "en"
    return words.say(key, lang) if words.has(key, lang) else key.rpartition(".")[2]


def _answer(request: SignedIn, case: SurgeCase) -> Outcome:
    fields: dict[str, Any] = {"words": request.POST.get("words", "").replace("\r\n", "\n")}
    if request.POST.get("done_by"):
        done_by = instant(request.POST["done_by"], request.platform.zone, "done_by")
        if isinstance(done_by, Misread):
            return done_by
        fields["done_by"] = done_by
    return act(request, "surge.answer", case.surge.id, fields)


def _page(request: SignedIn, case: SurgeCase, fault: Wrong) -> dict[str, Any]:
    surge = case.surge
    draft = draft_of(request, FORM, surge.number)
    refusal = VERBS["surge.answer"].may(request.actor, surge, case.policy, case.at)
    record = surge_record(request.platform.id, surge.id, "merchant")
    opened = next(one for one in record.events if isinstance(one, events.InterventionOpened))
    cases = gathered(request.platform.id, surge, CASES_SHOWN)
    return {
        "here": "interventions",
        "surge": surge,
        "turn": _turn(case),
        "figures": _figures(request, surge.figures) if surge.figures else "",
        "cause": say(surge.pack, f"surge-cause.{surge.cause}"),
        "cause_help": say(surge.pack, f"surge-cause.{surge.cause}.help"),
        "asks": record.said(opened.words),
        "hold_reasons": record.said(opened.hold_reasons),
        "events": [_entry(one, record.said(getattr(one, "words", ""))) for one in reversed(record.events)],
        "cases": [
            {
                "number": one.number, "title": one.title or one.order_number,
                "url": reverse("merchant-case", args=[one.number]),
            }
            for one in cases
        ],
        "more": max(0, len(surge.cases) - len(cases)),
        "may": refusal is None,
        "why_not": refusal_words(refusal, request)[0] if refusal and surge.stage == "intervention" else "",
        "words": draft.one("words"),
        "done_by": draft.one("done_by"),
        "saved_at": draft.saved_at,
        "draft_url": draft_url(FORM, surge.number),
        "wrong": fault,
    }  # fmt: skip


def _turn(case: SurgeCase) -> dict[str, Any]:
    """Whose turn it is, by when, and what follows if nobody acts."""
    surge = case.surge
    if surge.over:
        return {
            "state": "closed", "headline": say(surge.pack, f"surge-outcome.{surge.outcome}"),
            "why": _("The platform concluded the intervention. Nothing more is due."),
        }  # fmt: skip
    due = surge.deadlines[0]
    mine = due.on == "merchant"
    late = surge.overdue > 0 and not mine
    return {
        "state": "yours" if mine else "platform",
        "headline": _("Say what you do about it, and until when")
        if mine
        else _("The platform looks at your answer")
        if surge.answered_at
        else _("The platform concludes on what it has"),
        "why": _("The platform is late. Senior reviewers have it now.") if late else "",
        "due_at": due.due_at,
        "start_at": due.from_at,
        "by": _("Answer by {time}") if mine else _("By {time}"),
        "silence": say(surge.pack, f"deadline.{due.kind}.lapse"),
    }


def _figures(request: SignedIn, figures: Figures) -> str:
    since = when(figures.since, request.platform.zone, request.at, "date")
    return _("Independent complainants since {since}: {n}. Normal for your shop: {expected}.").format(
        since=since, n=figures.observed, expected=round(figures.expected_hundredths / 100)
    )


def _entry(event: Any, words: str) -> dict[str, Any]:
    sentences: dict[Any, str] = {
        events.InterventionOpened: _("Turned to the shop."),
        events.InterventionAnswered: _("Answered with a plan."),
        events.InterventionUnanswered: _("The time to answer was over."),
        events.InterventionClosed: _("Concluded the intervention."),
        events.SurgeOverdue: _("The platform is late; senior reviewers take it over."),
    }
    answered = isinstance(event, events.InterventionAnswered)
    return {
        "party": "merchant" if answered else "platform", "who": "", "at": event.at, "what": sentences[type(event)],
        "quote": words, "internal": False,
    }  # fmt: skip


def _waits(one: Listed) -> bool:
    return one.stage == "intervention"


def _row(request: SignedIn, one: Listed) -> dict[str, Any]:
    url = reverse("merchant-intervention", args=[one.number])
    case = access_surge(request.platform.id, one.id, request.actor, request.at)
    mine = one.stage == "intervention"
    stands = {"dismissed": _("Concluded"), "closed": _("Concluded")}.get(one.stage, _("The platform’s turn"))
    clock = {"due_at": one.due_at, "by": _("By {time}")} if one.due_at < NEVER else {"text": "–"}
    cells = [
        {"text": one.number, "url": url},
        {"text": say(case.surge.pack, f"surge-cause.{case.surge.cause}")},
        {"text": "", "tag": _("Your turn"), "tone": "warn"} if mine else {"text": stands},
        clock,
    ]
    label = _("Answer") if mine else _("Open")
    return {"cells": cells, "action": {"label": label, "url": url, "method": "get"}}
