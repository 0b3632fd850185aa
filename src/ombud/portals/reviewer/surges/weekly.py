"""The week's figures: filed, open, late, by reviewer and by reason, with a forecast; as pictures, tables and CSV."""

import csv
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.forecast import Forecast, forecast
from ombud.core.people import can
from ombud.core.surge.units import week_of
from ombud.portals.common.cells import plain
from ombud.portals.common.display import day, when
from ombud.portals.common.plots import Bar, plot
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import Row, say, staff_names
from ombud.portals.reviewer.surges.monitor import tabs
from ombud.portals.reviewer.surges.told import number
from ombud.reads.surges import weekly as read

COLUMNS_OF = 6
"""Weeks by reason and by reviewer that fit beside each other."""
WEEK = timedelta(days=7)


@for_reviewer
@require_safe
def weekly(request: SignedIn) -> HttpResponse:
    """Half a year by weeks; the week that isn't over stands apart from what is forecast from."""
    this = week_of(request.at, request.platform.zone)
    weeks = read.weeks(request.platform.id, this)
    ahead = forecast([one.filed for one in weeks[:-1]])
    columns = [one.week for one in weeks[-COLUMNS_OF:]]
    context: dict[str, Any] = {"here": "surges", "tabs": tabs("weekly"), "csv_url": reverse("review-weekly-csv")}
    if weeks:
        context |= {
            "filed": _filed(request, weeks, ahead),
            "open": _open(request, weeks),
            "weeks": [one._asdict() | {"label": day(one.week.isoformat())} for one in reversed(weeks)],
            "forecast": _forecast(this, ahead),
            "columns": [short(request, one) for one in columns],
            "reasons": _by(request, "reason", columns),
            "reviewers": _by(request, "reviewer", columns),
            "all_reviewers": can(request.actor, "oversee"),
            "running": day(this.isoformat()),
        }
    return bar.page(request, "reviewer/surges/weekly.html", context)


@for_reviewer
@require_safe
def weekly_csv(request: SignedIn) -> HttpResponse:
    """All tallies there are: week, what, of what, how many. By reviewer only for whoever oversees, or one's own."""
    held = StringIO()
    table = csv.writer(held)
    table.writerow(["week", "what", "of", "n"])
    oversees = can(request.actor, "oversee")
    for week, what, one, n in read.everything(request.platform.id):
        if what != "reviewer" or oversees or one == request.actor.id:
            table.writerow([week.isoformat(), what, plain(one), n])
    answer = HttpResponse("\ufeff" + held.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.platform.slug}-weeks.csv"'
    return answer


def _filed(request: SignedIn, weeks: list[read.Week], ahead: Forecast | None) -> Row:
    """Complaints by week, with the weeks to come."""
    bars = [Bar(short(request, one.week), one.filed) for one in weeks]
    if ahead:
        running, *others = ahead.weeks
        bars[-1] = bars[-1]._replace(expected=running.expected, low=running.low, high=running.high)
        bars += [
            Bar(short(request, weeks[-1].week + n * WEEK), None, one.expected, one.low, one.high)
            for n, one in enumerate(others, 1)
        ]
    said = _("{n} in the last whole week.").format(n=weeks[-2].filed if len(weeks) > 1 else weeks[-1].filed)
    names = {"value": _("Complaints")}
    if ahead:
        names |= {"expected": _("Forecast"), "band": _("Four of five weeks lie within")}
    return {"plot": plot(bars, _("Complaints by week"), said), "names": names}


def _open(request: SignedIn, weeks: list[read.Week]) -> Row:
    """What was open at each week's end."""
    bars = [Bar(short(request, one.week), one.open) for one in weeks]
    said = _("{n} open now.").format(n=weeks[-1].open)
    return {"plot": plot(bars, _("Open at the end of each week"), said), "names": {"value": _("Open cases")}}


def _forecast(this: date, ahead: Forecast | None) -> list[Row]:
    """The running week and the next, each with its interval."""
    if ahead is None:
        return []
    return [
        {
            "label": day((this + n * WEEK).isoformat()), "expected": number(one.expected),
            "low": number(one.low), "high": number(one.high),
        }
        for n, one in enumerate(ahead.weeks)
    ]  # fmt: skip


def _by(request: SignedIn, what: str, columns: list[date]) -> list[Row]:
    """Names and their counts in these weeks."""
    found = read.of(request.platform.id, what, columns[0], columns[-1])
    staff = staff_names(request) if what == "reviewer" else {}
    if what == "reviewer" and not can(request.actor, "oversee"):
        found = {one: its for one, its in found.items() if one == request.actor.id}
    return [
        {
            "name": staff.get(one, one) if what == "reviewer" else say(request, f"reason.{one}"),
            "cells": [{"n": its.get(week, 0), "h": short(request, week)} for week in columns],
        }
        for one, its in found.items()
    ]


def short(request: SignedIn, week: date) -> str:
    """A Monday without its year: 19 Oct."""
    noon = datetime.combine(week, time(12), request.platform.zone)
    return when(noon, request.platform.zone, noon, "date")
