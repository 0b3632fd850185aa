"""One alarm: its figures in words and as a picture, its cases, what was done, and what can be done now."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.policy.surge import Dismissal, Outcome
from ombud.core.surge import events
from ombud.core.surge.figures import Point
from ombud.core.surge.units import unit_of
from ombud.desk.access import access_shop
from ombud.desk.access_surge import SurgeCase, access_surge
from ombud.desk.handle import Done, NotFound
from ombud.desk.things import VERBS
from ombud.portals.common.act import RIGHT, Wrong, act, typed, wrong
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import Row, case_rows, columns, say, staff_names
from ombud.portals.reviewer.surges import money, told
from ombud.reads.surges.gathered import gathered
from ombud.reads.surges.story import surge_record

DISMISSALS: tuple[Dismissal, ...] = ("expected", "not-the-shops", "acting-together", "miscounted", "other")
OUTCOMES: tuple[Outcome, ...] = ("put-right", "watched", "measures-taken", "nothing-wrong")
FORMS: dict[str, tuple[str, ...]] = {
    "look-at": (), "dismiss": ("reason", "words"), "close": ("outcome", "words"), "note": ("words",),
}  # fmt: skip
CASES_SHOWN = 5


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def alarm(request: SignedIn, number: str) -> HttpResponse:
    """The page, and what its forms do."""
    case = access_surge(request.platform.id, number, request.actor, request.at)
    fault: Wrong = RIGHT
    doing = request.POST.get("do", "")
    if request.method == "POST" and doing in FORMS:
        outcome = act(request, f"surge.{doing}", case.surge.id, typed(request, *FORMS[doing]))
        if isinstance(outcome, Done):
            if doing == "close":
                money.release(request, case.surge, request.POST.get("words", ""))
            messages.success(request, _told(doing))
            return HttpResponseRedirect(reverse("review-surge", args=[case.surge.number]))
        fault = wrong(outcome, request, pack=case.surge.pack)
    context = {**page_of(request, case), "fault": fault, "doing": doing, "typed": request.POST}
    return bar.page(request, "reviewer/surges/alarm.html", context, 422 if fault.errors else 200)


def page_of(request: SignedIn, case: SurgeCase) -> dict[str, Any]:
    """What the alarm's page shows."""
    surge = case.surge
    cases = gathered(request.platform.id, surge, CASES_SHOWN)
    staff = staff_names(request)
    return {
        "here": "surges",
        "surge": surge,
        "shop_name": shop_name(request, surge.shop),
        "shop_url": reverse("review-surge-shop", args=[surge.shop]),
        "kind": told.kind_words(surge.kind),
        "stage": told.stage_words(surge.stage),
        "claimed": staff.get(surge.claimed_by, surge.claimed_by),
        "due": surge.deadlines[0] if surge.deadlines else None,
        "due_words": say(request, f"deadline.{surge.deadlines[0].kind}") if surge.deadlines else "",
        "silence": say(request, f"deadline.{surge.deadlines[0].kind}.lapse") if surge.deadlines else "",
        **_figures(request, case),
        "events": story(request, case, staff),
        "case_columns": columns(),
        "case_rows": case_rows(request, cases),
        "cases": len(surge.cases),
        "held": money.now(request, surge),
        "cause": say(request, f"surge-cause.{surge.cause}") if surge.cause else "",
        "ended": say(request, f"surge-outcome.{surge.outcome}") if surge.outcome else _dismissed(request, case),
        "may": {
            name.replace("-", "_"): _may(case, name)
            for name in ("look-at", "dismiss", "open-intervention", "close", "note")
        },
        "dismissals": [{"value": one, "label": say(request, f"surge-dismissal.{one}")} for one in DISMISSALS],
        "outcomes": [
            {"value": one, "label": say(request, f"surge-outcome.{one}")}
            for one in OUTCOMES
            if surge.stage != "intervention" or one == "nothing-wrong"
        ],
    }


def story(request: SignedIn, case: SurgeCase, staff: dict[str, str]) -> list[Row]:
    """What happened, the newest first."""
    record = surge_record(request.platform.id, case.surge.id, case.party)
    sentences: dict[Any, str] = {
        events.SurgeRaised: _("The counts raised the alarm."),
        events.SurgeLookedAt: _("Took the alarm to look at."),
        events.SurgeNoted: _("Wrote an internal note."),
        events.CasesGathered: _("Changed which cases are gathered."),
        events.SurgeDismissed: _("Dismissed the alarm."),
        events.InterventionOpened: _("Opened an intervention and turned to the shop."),
        events.InterventionAnswered: _("Answered with a plan."),
        events.InterventionUnanswered: _("The shop did not answer in time."),
        events.InterventionClosed: _("Concluded the intervention."),
        events.SurgeOverdue: _("The platform is late; senior reviewers take it over."),
    }
    return [
        {
            "party": "merchant" if isinstance(one, events.InterventionAnswered) else "platform",
            "who": staff.get(one.by.id, "") if case.party == "platform" else "",
            "at": one.at,
            "what": sentences[type(one)],
            "quote": record.said(getattr(one, "words", "")),
            "internal": case.party == "platform" and not _shown_to_shop(one),
        }
        for one in reversed(record.events)
    ]


def shop_name(request: SignedIn, shop: str) -> str:
    """What a shop is called."""
    try:
        return access_shop(request.platform.id, shop).facts.name or shop
    except NotFound:
        return shop


def _figures(request: SignedIn, case: SurgeCase) -> dict[str, Any]:
    """The figures it stands on, as they were when it was raised."""
    figures, backlog = case.surge.figures, case.surge.backlog
    if figures is not None:
        words = told.figures_words(figures, request)
        unit = unit_of(figures.since, request.platform.zone, figures.unit)
        now = Point(
            unit=unit, observed=figures.observed, expected_hundredths=figures.expected_hundredths, upper=figures.upper
        )
        return {
            "words": words,
            "of": told.part_words(request, figures.of) if figures.of else "",
            "certainty": told.certainty_words(figures),
            "capped": told.capped_words(figures),
            "series": told.series(
                request, figures.history, now, figures.unit, shop_name(request, case.surge.shop), words
            ),
            "parts": told.parts_table(request, case.surge.parts),
        }
    assert backlog is not None, "an alarm stands on figures or on a backlog"
    return {
        "words": told.backlog_words(backlog, request),
        "certainty": told.threshold_words(backlog),
        "share": backlog.missed_percent,
    }


def _dismissed(request: SignedIn, case: SurgeCase) -> str:
    return say(request, f"surge-dismissal.{case.surge.dismissal}") if case.surge.dismissal else ""


def _may(case: SurgeCase, name: str) -> bool:
    return VERBS[f"surge.{name}"].may(case.by, case.surge, case.policy, case.at) is None


def _shown_to_shop(event: Any) -> bool:
    return isinstance(
        event,
        events.InterventionOpened
        | events.InterventionAnswered
        | events.InterventionUnanswered
        | events.InterventionClosed,
    )


def _told(doing: str) -> str:
    return {
        "look-at": _("It is yours to look at."),
        "dismiss": _("Dismissed. The reason stands with the alarm."),
        "close": _("Concluded. The shop is told."),
        "note": _("Your note is kept."),
    }[doing]
