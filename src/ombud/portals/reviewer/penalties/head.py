"""The head of a penalty: what it is for, where it stands, and how long is left."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.deadlines import DueKind
from ombud.portals.common.display import remaining
from ombud.portals.common.penalty.status import TONES, status_words
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.penalties.rows import penalty_url
from ombud.portals.reviewer.rows import is_late, late_words
from ombud.reads import penalty_queues as read
from ombud.reads import queues

TABS = ("appeal", "notice", "talk", "history", "seen")
LEVELS = {"calm": "", "soon": "warn", "late": "bad"}
Row = dict[str, Any]


def tab_of(desk: PenaltyDesk) -> str:
    """The tab that is open: the appeal where there is one, else the notice."""
    wanted = desk.kept.get("tab", "")
    if wanted in TABS and not (wanted == "seen" and desk.outside):
        return wanted
    if not desk.penalty.under_review and desk.penalty.deadline("consultation") is not None:
        return "talk"
    return "appeal" if desk.penalty.submissions else "notice"


def head(desk: PenaltyDesk) -> Row:
    """Title, shop, tabs and figures, and the way to the next penalty of the queue."""
    return {
        "title": f"{desk.teller.violation} · {desk.case.shop.facts.name or desk.penalty.shop}",
        "number": desk.number,
        "marks": _marks(desk),
        "tabs": _tabs(desk),
        "facts": _facts(desk),
        "here": desk.queue,
        **({} if desk.outside else _place(desk)),
    }


def _marks(desk: PenaltyDesk) -> list[Row]:
    marks = [{"text": status_words(desk.status), "tone": TONES.get(desk.status, "")}]
    if is_late(desk.penalty.overdue, desk.due):
        marks.append({"text": late_words(), "tone": "bad"})
    if desk.penalty.deadline("consultation") is not None and desk.penalty.under_review:
        marks.append({"text": _("Question in the consultation"), "tone": "warn"})
    return marks


def _tabs(desk: PenaltyDesk) -> list[Row]:
    penalty = desk.penalty
    files = len(penalty.submission.files) if penalty.submission else ""
    labels = {
        "appeal": (_("Appeal"), files),
        "notice": (_("Notice"), ""),
        "talk": (_("Consultation"), penalty.consulted or ""),
        "history": (_("History"), ""),
        "seen": (_("Who saw it"), ""),
    }
    here = tab_of(desk)
    return [
        {"label": label, "count": count, "url": desk.url(tab=tab), "current": tab == here}
        for tab, (label, count) in labels.items()
        if not (tab == "seen" and desk.outside) and not (tab == "appeal" and not penalty.submissions)
    ]


def _facts(desk: PenaltyDesk) -> list[Row]:
    penalty = desk.penalty
    facts: list[Row] = []
    if penalty.imposition.orders:
        facts.append({"label": _("Orders"), "value": len(penalty.imposition.orders)})
    if penalty.draw:
        facts.append({"label": _("Drawn"), "value": len(penalty.draw.orders)})
    if penalty.terms and penalty.attempts:
        told = _("{n} of {all}").format(n=penalty.attempts, all=penalty.terms.attempts_max)
        facts.append({"label": _("Attempt"), "value": told})
    if penalty.unread and penalty.in_force:
        facts.append({"label": _("Appeal window"), "value": _("Starts when it is read")})
    elif penalty.closes_at and not penalty.submissions and desk.case.at < penalty.closes_at:
        facts.append({"label": _("Appeal window"), **_left(desk, penalty.closes_at)})
    return [*facts, _due(desk)]


def _due(desk: PenaltyDesk) -> Row:
    labels: dict[DueKind, str] = {
        "appeal-review": _("Decide within"),
        "penalty-approval": _("Sign within"),
        "condition-check": _("Check within"),
        "consultation": _("Answer within"),
    }
    due = desk.due
    if due is None:
        return {"label": _("Time left"), "value": "–"}
    label = labels.get(due.kind, _("Time left")) if due.on == "platform" else _("Shop has")
    label = _("Senior reviewers have") if is_late(desk.penalty.overdue, due) else label
    return {"label": label, **_left(desk, due.due_at)}


def _left(desk: PenaltyDesk, due_at: datetime) -> Row:
    left = remaining(due_at, desk.case.at)
    return {"value": left.text, "tone": LEVELS[left.level]}


def _place(desk: PenaltyDesk) -> Row:
    """Where it stands in the queue one came from: its position, and the penalties before and after it."""
    row = read.listed(desk.request.platform.id, desk.penalty.id) if desk.queue else None
    if row is None:
        return {}
    platform, key = desk.request.platform.id, (row.due_at, row.id)
    before, after = read.neighbours(platform, desk.queue, key)
    found: Row = {
        "before_url": penalty_url(before, desk.queue) if before else "",
        "after_url": penalty_url(after, desk.queue) if after else "",
    }
    if row.queue == desk.queue:
        place, all_ = read.ahead(platform, desk.queue, key), queues.counts(platform).get(desk.queue, 0)
        shown = bar.CAPPED if place >= queues.CAP else str(place + 1)
        found["position"] = _("{place} of {all}").format(place=shown, all=all_)
    return found
