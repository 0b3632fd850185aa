"""The consultation about a penalty: its thread, the platform's phone and hours, and whether somebody is there now."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.calendar import Calendar
from ombud.core.penalty.events.work import ConsultationAnswered, ConsultationAsked
from ombud.desk.access import PenaltyCase
from ombud.desk.handle import Done
from ombud.portals.common.act import RIGHT, Wrong, act
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft, save_draft
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.reach import allowed, penalty_page, shop_penalty, told_wrong
from ombud.reads.penalty_story import penalty_story
from ombud.reads.timeline import Timeline

FORM = "merchant-consult"
DAYS_AHEAD = 14
"""Longer than any holiday: a platform that serves at all serves within it."""


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def consult(request: SignedIn, number: str) -> HttpResponse:
    """The thread by itself, and a question to the platform."""
    case = shop_penalty(request, number)
    about = case.penalty.number
    stops = RIGHT
    if request.method == "POST":
        words = request.POST.get("words", "").replace("\r\n", "\n")
        save_draft(request, FORM, about, {"words": [words]})
        done = act(request, "penalty.consult", case.penalty.id, {"words": words})
        if isinstance(done, Done):
            drop_draft(request, FORM, about)
            messages.success(request, _("The platform has your question, and answers here."))
            return redirect(f"{reverse('merchant-penalty', args=[about])}#consultation")
        stops = told_wrong(done, request, case)
    timeline = penalty_story(request.platform.id, case.penalty, case.party)
    context = {"consultation": consultation(request, case, timeline, stops), "wrong": stops}
    return penalty_page(request, "consult.html", case, context, 422 if stops.errors else 200)


def consultation(request: SignedIn, case: PenaltyCase, timeline: Timeline, wrong: Wrong = RIGHT) -> dict[str, Any]:
    """What the consultation shows, with the form where this member may ask."""
    pack = case.policy.pack
    channel = next((one for one in pack.channels if one.code == "platform"), None)
    calendar = case.policy.calendar
    due = case.penalty.deadline("consultation")
    draft = draft_of(request, FORM, case.penalty.number)
    return {
        "lines": _lines(timeline),
        "phone": channel.phone if channel else "",
        "hours": hours_words(calendar),
        "open_now": _serves(calendar, case.at),
        "opens_at": next_service(calendar, case.at),
        "due": due,
        "may": allowed(case, "penalty.consult"),
        "words": draft.one("words"),
        "saved_at": draft.saved_at,
        "wrong": wrong,
        "draft_url": draft_url(FORM, case.penalty.number),
        "url": reverse("merchant-penalty-consult", args=[case.penalty.number]),
    }


def hours_words(calendar: Calendar) -> str:
    """When somebody serves on a working day: 09:00–12:00, 13:00–18:00."""
    return _(", ").join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in calendar.service_hours)


def next_service(calendar: Calendar, at: datetime) -> datetime | None:
    """When somebody serves again; None while somebody does, or where nobody ever does."""
    if _serves(calendar, at):
        return None
    return next((start for start, _end in _stretches(calendar, at) if start > at), None)


def _serves(calendar: Calendar, at: datetime) -> bool:
    return any(start <= at < end for start, end in _stretches(calendar, at))


def _stretches(calendar: Calendar, at: datetime) -> list[tuple[datetime, datetime]]:
    """The service of the next days as instants."""
    zone = ZoneInfo(calendar.zone)
    first = at.astimezone(zone).date()
    differing = dict(calendar.service_hours_of)
    found = []
    for day in (first + timedelta(days=n) for n in range(DAYS_AHEAD)):
        weekend = day.weekday() in calendar.weekend and day not in calendar.extra_working_days
        if weekend or day in calendar.off_days:
            continue
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        for opens, closes in differing.get(day.weekday(), calendar.service_hours):
            found.append((midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes)))
    return found


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _lines(timeline: Timeline) -> list[dict[str, Any]]:
    """What was said, oldest first, for parts/thread_line.html."""
    said = [one.event for one in timeline.entries if isinstance(one.event, ConsultationAsked | ConsultationAnswered)]
    return [
        {
            "kind": "said",
            "party": "merchant" if isinstance(one, ConsultationAsked) else "platform",
            "at": one.at,
            "text": timeline.said(one.words),
        }
        for one in said
    ]
