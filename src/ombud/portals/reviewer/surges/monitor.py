"""The monitor of waves (R8): alarms that wait, shops by how much more there is than normal, and one shop's picture."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.policy.surge import SurgeRules
from ombud.core.surge.figures import Point
from ombud.core.surge.units import unit_of
from ombud.desk.access import access_shop
from ombud.packs.load import load_pack
from ombud.portals.common.display import when
from ombud.portals.common.plots import gauge
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.queue import key_of
from ombud.portals.reviewer.rows import ACTION, CELL, Row, late_words, staff_names
from ombud.portals.reviewer.surges import told
from ombud.reads.queues import FIRST
from ombud.reads.shop_search import shops
from ombud.reads.surges import monitor as read

LAST = (datetime.max.replace(tzinfo=UTC), "")


@for_reviewer
@require_safe
def monitor(request: SignedIn) -> HttpResponse:
    """Alarms that wait and the ranking of now; or, by `?ended`, those that were concluded."""
    ended = "ended" in request.GET
    found, more = (read.ended if ended else read.opened)(
        request.platform.id, key_of(request.GET.get("after", "")) or (LAST if ended else FIRST)
    )
    rules, wanted = rules_of(request), request.GET.get("q", "").strip()
    last = found[-1] if found else None
    at = (last.moved_at if ended else last.due_at) if last else None
    context = {
        "here": "surges",
        "tabs": tabs("ended" if ended else "open"),
        "rows": alarm_rows(request, found),
        "columns": columns(),
        "older_url": f"?{'ended&' if ended else ''}after={at:%Y-%m-%dT%H:%M:%S.%f}%2B00:00~{last.id}"
        if more and last and at
        else "",
        "ended": ended,
        "q": wanted,
        "knows": rules is not None,
        "ranking": [] if ended or rules is None else _ranking(request, rules, wanted),
        "rate": told.certainty_words_of(rules) if rules else "",
    }
    return bar.page(request, "reviewer/surges/monitor.html", context)


@for_reviewer
@require_safe
def of_shop(request: SignedIn, shop: str) -> HttpResponse:
    """One shop: its counts beside what is normal, by reason, its alarms before."""
    name = access_shop(request.platform.id, shop).facts.name or shop
    rules = rules_of(request)
    now = read.shop_now(request.platform.id, shop, open_unit(request, rules), rules.one_in) if rules else None
    context: dict[str, Any] = {
        "here": "surges",
        "name": name,
        "alarms": alarm_rows(request, read.of_shop(request.platform.id, shop)),
        "columns": columns(),
        "public_url": reverse("review-public") + f"?shop={shop}",
    }
    if rules and now:
        point = Point(
            unit=open_unit(request, rules), observed=round(now.observed),
            expected_hundredths=round(now.expected * 100), upper=round(now.upper),
        )  # fmt: skip
        words = _("{n} so far; normal: {expected}, alarm above {upper}.").format(
            n=point.observed, expected=told.number(now.expected), upper=point.upper
        )
        context |= {
            "words": words,
            "rate": told.certainty_words_of(rules),
            "enough": now.enough,
            "series": told.series(request, now.history, point, rules.unit, name, words),
            "parts": told.parts_table(request, now.parts),
        }
    return bar.page(request, "reviewer/surges/of_shop.html", context)


def rules_of(request: SignedIn) -> SurgeRules | None:
    """What the platform's rules of now say of surges."""
    return load_pack(request.platform.pack).pack.surge


def open_unit(request: SignedIn, rules: SurgeRules) -> int:
    """The unit in which we are."""
    return unit_of(request.at, request.platform.zone, rules.unit)


def tabs(current: str) -> list[Row]:
    """The pages about waves."""
    entries = (
        ("open", _("Alarms"), reverse("review-surges")),
        ("ended", _("Concluded"), reverse("review-surges") + "?ended"),
        ("public", _("Said in public"), reverse("review-public")),
        ("weekly", _("Weekly figures"), reverse("review-weekly")),
    )
    return [{"label": label, "url": url, "current": name == current} for name, label, url in entries]


def columns() -> list[str]:
    """The heads of a list of alarms."""
    return [_("Alarm"), _("Shop"), _("Figures"), _("Stands"), _("Time left")]


def alarm_rows(request: SignedIn, found: list[read.Listed]) -> list[Row]:
    """One row for each alarm."""
    staff = staff_names(request) if any(one.claimed_by for one in found) else {}
    return [_alarm(request, one, staff) for one in found]


def _alarm(request: SignedIn, one: read.Listed, staff: dict[str, str]) -> Row:
    url = reverse("review-surge", args=[one.number])
    raised = when(one.raised_at, request.platform.zone, request.at)
    rise = one.kind == "rise"
    expected = told.number(one.expected_hundredths / 100)
    figures: Row = {
        "text": _("{n} instead of {expected}").format(n=one.observed, expected=expected)
        if rise
        else _("{n} turns missed").format(n=one.observed),
        "sub": _("Alarm above {upper}").format(upper=one.upper) if rise else "",
    }
    stands: Row = {"text": told.stage_words(one.stage), "sub": staff.get(one.claimed_by, one.claimed_by)}
    if one.overdue:
        stands |= {"tag": late_words(), "tone": "bad"}
    clock: Row = {"due_at": one.due_at, "by": _("By {time}")} if one.due_kind else {"text": "–"}
    cells = (
        {"text": told.kind_words(one.kind), "url": url, "sub": one.number, "sub2": raised},
        {"text": one.shop_name},
        figures,
        stands,
        clock,
    )
    action = {"label": _("Open"), "url": url, "method": "get"}
    return {"cells": [CELL | cell for cell in cells], "taken": "", "action": ACTION | action}


def _ranking(request: SignedIn, rules: SurgeRules, wanted: str) -> list[Row]:
    """Shops by excess, or those that the search names."""
    unit = open_unit(request, rules)
    if wanted:
        found = read.named(request.platform.id, unit, [one.id for one in shops(request.platform.id, wanted)])
    else:
        found = read.ranked(request.platform.id, unit)
    return [
        {
            "name": one.name,
            "url": reverse("review-surge-shop", args=[one.shop]),
            "observed": round(one.observed),
            "expected": told.number(one.expected),
            "upper": round(one.upper),
            "excess": told.number(max(0.0, one.observed - one.expected)),
            "over": one.enough and one.observed > one.upper,
            "enough": one.enough,
            "gauge": gauge(one.observed, one.expected, one.upper),
            "alarm": one.number or "",
            "alarm_url": reverse("review-surge", args=[one.number]) if one.number else "",
        }
        for one in found
    ]
