"""The head of a case: what it is about, what is at stake, and how long is left."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.deadlines import DueKind
from ombud.portals.common.case.present import talk
from ombud.portals.common.display import money, remaining
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.rows import case_url, is_late, late_words
from ombud.reads import queues as read

TABS = ("evidence", "talk", "order", "history", "parties", "record")
TONES = {"calm": "", "soon": "warn", "late": "bad"}


def tab_of(desk: OnDesk) -> str:
    """The tab that is open."""
    wanted = desk.kept.get("tab", "")
    return wanted if wanted in TABS else "evidence"


def head(desk: OnDesk) -> dict[str, Any]:
    """Title, people, tabs and figures, and the way to the next case of the queue."""
    complaint = desk.complaint
    return {
        "title": desk.title,
        "parties": _("{consumer} v {shop}").format(consumer=desk.masked or _("Consumer"), shop=desk.teller.shop_name),
        "number": complaint.number,
        "marks": _marks(desk),
        "tabs": _tabs(desk),
        "facts": [_dispute(desk), _offer(desk), _window(desk), _due(desk)],
        "here": desk.queue,
        **_place(desk),
    }


def _tabs(desk: OnDesk) -> list[dict[str, Any]]:
    labels = {
        "evidence": (_("Evidence"), len(desk.complaint.exhibits)),
        "talk": (_("Talks"), sum(1 for one in talk(desk.case, desk.timeline) if _is_said(one))),
        "order": (_("Order"), ""),
        "history": (_("History"), ""),
        "parties": (_("Parties"), ""),
        "record": (_("Who saw it"), ""),
    }
    here = tab_of(desk)
    return [
        {"label": label, "count": count, "url": desk.url(tab="" if tab == "evidence" else tab), "current": tab == here}
        for tab, (label, count) in labels.items()
    ]


def _is_said(row: dict[str, Any]) -> bool:
    return "offer" in row or row["line"]["kind"] == "said"


def _marks(desk: OnDesk) -> list[dict[str, str]]:
    complaint = desk.complaint
    marks = []
    if is_late(desk.complaint.overdue, desk.due):
        marks.append({"text": late_words(), "tone": "bad"})
    if complaint.held:
        marks.append({"text": desk.teller.pack(f"door.{complaint.held}"), "tone": "warn"})
    if complaint.review and complaint.review.state == "asked":
        marks.append({"text": _("Review asked for"), "tone": "plat"})
    asked = {one.of for one in complaint.open_requests if not one.excuse}
    if asked:
        waits = {
            "consumer": _("Waits for the consumer’s evidence"),
            "merchant": _("Waits for the shop’s evidence"),
            "both": _("Waits for both sides’ evidence"),
        }
        marks.append({"text": waits["both" if len(asked) == 2 else asked.pop()], "tone": ""})
    if complaint.deadline("reply"):
        marks.append({"text": _("Waits for a reply to what came last"), "tone": ""})
    if complaint.stage == "closed":
        marks.append({"text": desk.teller.pack(f"how.{complaint.how}"), "tone": ""})
    return marks


def _dispute(desk: OnDesk) -> dict[str, Any]:
    asked = desk.complaint.asked
    if asked.amount:
        return {"label": _("In dispute"), "minor": asked.amount, "currency": desk.complaint.currency}
    return {"label": _("Asked for"), "value": desk.teller.terms(asked)}


def _offer(desk: OnDesk) -> dict[str, Any]:
    made = [one for one in desk.complaint.offers if one.side == "merchant"]
    if not made:
        return {"label": _("Shop offers"), "value": _("Nothing")}
    last = made[-1]
    label = _("Shop offers") if last.state == "open" else _("Shop offered")
    value = money(last.terms.amount, desk.complaint.currency) if last.terms.amount else desk.teller.terms(last.terms)
    return {"label": label, "value": value}


def _window(desk: OnDesk) -> dict[str, Any]:
    label = _("Evidence window")
    waits = [one for one in desk.complaint.deadlines if one.kind in ("evidence", "reply")]
    if waits:
        return {"label": label, **_left(desk, max(one.due_at for one in waits))}
    if desk.complaint.deadline("excuse") is not None:
        return {"label": label, "value": pgettext("time for evidence", "Stands still")}
    return {
        "label": label,
        "value": pgettext("time for evidence", "Closed") if desk.complaint.requests else _("Not asked for"),
    }


def _due(desk: OnDesk) -> dict[str, Any]:
    labels: dict[DueKind, str] = {
        "ruling": _("Rule within"),
        "review": _("Decide within"),
        "approval": _("Sign within"),
        "verification": _("Check within"),
        "admission": _("Accept within"),
        "excuse": _("Answer within"),
        "advance": _("Pay within"),
    }
    due = desk.due
    if due is None:
        return {"label": _("Time left"), "value": "–"}
    if due.on == "platform":
        late = is_late(desk.complaint.overdue, due)
        label = _("Senior reviewers have") if late else labels.get(due.kind, _("Time left"))
        return {"label": label, **_left(desk, due.due_at)}
    waits = {"consumer": _("Consumer has"), "merchant": _("Shop has")}.get(due.on, _("Both have"))
    return {"label": waits, **_left(desk, due.due_at)}


def _left(desk: OnDesk, due_at: datetime) -> dict[str, Any]:
    left = remaining(due_at, desk.case.at)
    return {"value": left.text, "tone": TONES[left.level]}


def _place(desk: OnDesk) -> dict[str, Any]:
    """Where the case stands in the queue one came from: its position, and the cases before and after it."""
    if not desk.queue:
        return {}
    row = read.listed(desk.request.platform.id, desk.complaint.id)
    if row is None:
        return {}
    platform, key = desk.request.platform.id, (row.due_at, row.id)
    before, after = read.neighbours(platform, desk.queue, key)
    found: dict[str, Any] = {
        "before_url": _other(desk, before),
        "after_url": _other(desk, after),
    }
    if row.queue == desk.queue:
        place, all_ = read.ahead(platform, desk.queue, key), read.counts(platform).get(desk.queue, 0)
        shown = bar.CAPPED if place >= read.CAP else str(place + 1)
        found["position"] = _("{place} of {all}").format(place=shown, all=all_)
    return found


def _other(desk: OnDesk, number: str) -> str:
    return case_url(number, desk.queue) if number else ""
