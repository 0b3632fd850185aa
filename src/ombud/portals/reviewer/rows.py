"""Cases as the lists of the reviewers show them: one row each, for parts/table.html."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ombud.accounts.models import Person
from ombud.core.deadlines import Deadline
from ombud.packs.load import texts
from ombud.portals.common.display import mask, money
from ombud.portals.common.who import SignedIn
from ombud.reads import queues as read
from ombud.reads.complaint_row import NEVER
from ombud.reads.queues import Listed

Row = dict[str, Any]
CELL: Row = dict.fromkeys(("text", "url", "sub", "sub2", "tag", "tone", "num", "due_at", "start_at", "by"), "")
ACTION: Row = dict.fromkeys(("icon", "primary", "fields", "name", "value", "look"), "")
"""Every key that a row's template asks for: one that is missing costs far more than an empty one."""


def columns() -> list[str]:
    """The heads of the columns."""
    return [_("Case"), _("Parties"), _("In dispute"), _("Waits for"), _("Time left")]


def case_rows(request: SignedIn, cases: Collection[Listed], queue: str = "") -> list[Row]:
    """One row for each case. What somebody else works on is greyed, with the name."""
    people, shops = read.names(request.platform.id, cases)
    staff = staff_names(request) if any(one.claimed_by for one in cases) else {}
    return [_row(request, one, queue, people.get(one.id, ""), shops.get(one.shop, one.shop), staff) for one in cases]


def is_late(overdue: int, due: Deadline | None) -> bool:
    """Whether the platform's turn ran out and is the senior reviewers' now; while a side's runs, nobody is late."""
    return bool(overdue and due and due.on == "platform")


def late_words() -> str:
    """What is said of something whose time ran out: who has it now. The time that is left, beside it, is theirs."""
    return _("Late, with senior reviewers")


def staff_names(request: SignedIn) -> dict[str, str]:
    """The platform's people by the id that events name."""
    people = Person.objects.filter(platform=request.platform.id, kind__in=("reviewer", "admin"))
    return {one.ref: str(one) for one in people}


def say(request: SignedIn, key: str) -> str:
    """The words of the platform's pack in the reader's language; the code itself where it has none."""
    words, lang = texts(request.platform.pack), get_language() or "en"
    return words.say(key, lang) if words.has(key, lang) else key.rpartition(".")[2]


def case_url(number: str, queue: str = "") -> str:
    """The page of a case, coming from a queue."""
    return reverse("review-case", args=[number]) + (f"?queue={queue}" if queue else "")


def _row(request: SignedIn, case: Listed, queue: str, person: str, shop: str, staff: dict[str, str]) -> Row:
    mine = case.claimed_by == request.actor.id
    taken = "" if mine or not case.claimed_by else _("{name} works on it").format(
        name=staff.get(case.claimed_by, case.claimed_by))  # fmt: skip
    waits: Row = {
        "text": say(request, f"deadline.{case.due_kind}") if case.due_kind else say(request, f"stage.{case.stage}")
    }
    if case.queue == "senior":
        waits |= {"tag": late_words(), "tone": "bad"}
    elif case.held:
        waits |= {"tag": say(request, f"door.{case.held}"), "tone": "warn"}
    clock: Row = {"due_at": case.due_at, "by": _("By {time}")} if case.due_at < NEVER else {"text": "–"}
    title, reason = case.title or case.order_number, say(request, f"reason.{case.reason}")
    cells = (
        {"text": title, "url": case_url(case.number, queue), "sub": f"{reason} · {case.number}"},
        {"text": mask(person) if person else "–", "sub": shop},
        {"text": money(case.amount, case.currency) if case.amount else "–", "num": True},
        waits,
        clock,
    )
    action = {"label": _("Go on") if mine else _("Open"), "url": case_url(case.number, queue), "method": "get"}
    return {"cells": [CELL | one for one in cells], "taken": taken, "action": ACTION | action}
