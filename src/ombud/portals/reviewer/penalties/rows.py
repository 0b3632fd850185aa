"""Penalties as the lists of the reviewers show them: one row each, for parts/table.html."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.portals.common.display import when
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.rows import ACTION, CELL, Row, late_words, say, staff_names
from ombud.reads.complaint_row import NEVER
from ombud.reads.penalty_queues import ListedPenalty
from ombud.reads.queues import shop_names


def columns() -> list[str]:
    """The heads of the columns."""
    return [_("Penalty"), _("Shop"), _("Imposed on"), _("Waits for"), _("Time left")]


def penalty_rows(request: SignedIn, penalties: Collection[ListedPenalty], queue: str = "") -> list[Row]:
    """One row for each penalty. What somebody else works on is greyed, with the name."""
    shops = shop_names(request.platform.id, {one.shop for one in penalties})
    staff = staff_names(request) if any(one.claimed_by for one in penalties) else {}
    return [_row(request, one, queue, shops.get(one.shop, one.shop), staff) for one in penalties]


def penalty_url(number: str, queue: str = "") -> str:
    """The page of a penalty, coming from a queue."""
    return reverse("review-penalty", args=[number]) + (f"?queue={queue}" if queue else "")


def stage_words(stage: str) -> str:
    """Where a penalty stands as its row alone knows it."""
    return {
        "proposed": _("Waits for a second person"),
        "dropped": _("Dropped"),
        "in-force": _("In force"),
        "revoked": _("Revoked"),
        "lifted": _("All lifted"),
    }.get(stage, stage)


def _row(request: SignedIn, one: ListedPenalty, queue: str, shop: str, staff: dict[str, str]) -> Row:
    mine = one.claimed_by == request.actor.id
    name = staff.get(one.claimed_by, one.claimed_by)
    taken = _("{name} works on it").format(name=name) if one.claimed_by and not mine else ""
    url = penalty_url(one.number, queue)
    waits: Row = {"text": say(request, f"deadline.{one.due_kind}") if one.due_kind else stage_words(one.stage)}
    if one.queue == "penalty-senior":
        waits |= {"tag": late_words(), "tone": "bad"}
    clock: Row = {"due_at": one.due_at, "by": _("By {time}")} if one.due_at < NEVER else {"text": "–"}
    imposed = when(one.imposed_at, request.platform.zone, request.at, "date") if one.imposed_at < NEVER else "–"
    cells = (
        {"text": say(request, f"violation.{one.violation}"), "url": url, "sub": one.number},
        {"text": shop},
        {"text": imposed, "num": True},
        waits,
        clock,
    )
    action = {"label": _("Go on") if mine else _("Open"), "url": url, "method": "get"}
    return {"cells": [CELL | cell for cell in cells], "taken": taken, "action": ACTION | action}
