"""A penalty as its reader may see it, a shop's penalties page by page, and what it takes to draw its orders again."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ombud.api.v1.act import OFFERED
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import After, cursor_of, limit_of, page, word_of
from ombud.api.v1.shown import Shown
from ombud.core.penalty import standing
from ombud.core.penalty.notice import as_notice
from ombud.core.people import Member, Reviewer
from ombud.desk import clock
from ombud.desk.access import PenaltyCase, access_penalty
from ombud.desk.handle import NotFound
from ombud.desk.said import said
from ombud.ledger.connection import rows
from ombud.packs.load import texts
from ombud.reads import penalties
from ombud.reads.penalty_row import PENALTY_QUEUES, RANKS
from ombud.reads.penalty_story import penalty_story
from ombud.reads.timeline import Timeline

PLAIN = (
    "id", "number", "shop", "pack", "stage", "imposed_at", "ended_at", "measures", "terms", "opened_by", "appeal",
    "declined", "draw", "attempts", "submissions", "submission", "appealed_at", "complete_until", "missing",
    "questions", "condition_met", "verdicts", "outcome", "restored", "overdue", "deadlines", "closes_at", "slots",
    "uncounted",
)  # fmt: skip
STAFF_ONLY = ("proposed_by", "decided_by", "claimed_by", "outside")
LISTED = (
    "id", "number", "shop", "violation", "stage", "tab", "rank", "sort_at", "opens_at", "closes_at", "due_kind",
    "due_at", "overdue", "imposed_at", "moved_at",
)  # fmt: skip
QUEUED = (
    "id", "number", "shop", "violation", "stage", "queue", "due_kind", "due_at", "overdue", "claimed_by",
    "imposed_at", "moved_at",
)  # fmt: skip
OF_SHOP = f"""SELECT {", ".join(LISTED)} FROM penalty_row WHERE platform = %(platform)s AND shop = %(shop)s
    AND (%(tab)s = '' OR tab = %(tab)s) AND tab <> ''
    AND (%(first)s OR (rank, sort_at, id) > (%(rank)s, %(at)s, %(id)s)) ORDER BY rank, sort_at, id LIMIT %(limit)s
"""  # noqa: S608 - constants


OF_STAFF = f"""SELECT {", ".join(QUEUED)} FROM penalty_row WHERE platform = %(platform)s AND queue <> ''
    AND (%(first)s OR (queue, due_at, id) > (%(group)s, %(at)s, %(id)s)) ORDER BY queue, due_at, id LIMIT %(limit)s
"""  # noqa: S608 - constants
OF_QUEUE = f"""SELECT {", ".join(QUEUED)} FROM penalty_row WHERE platform = %(platform)s AND queue = %(queue)s
    AND (%(first)s OR (due_at, id) > (%(at)s, %(id)s)) ORDER BY due_at, id LIMIT %(limit)s
"""  # noqa: S608 - constants


def read_penalty(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The penalty, time already passed over it."""
    case = access_penalty(caller.platform, id, caller.by)
    told = penalty_story(caller.platform, case.penalty, case.party)
    return HttpResponse(msgspec.json.encode(as_json(case, told)), content_type="application/json")


def read_notice(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What `ombud penalty redraw` reads: the commitment, the list, and once it was drawn, number, seed and orders."""
    case = access_penalty(caller.platform, id, caller.by)
    return HttpResponse(msgspec.json.encode(as_notice(case.penalty)), content_type="application/json")


def list_penalties(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A shop's penalties: what can still be appealed first, by the nearest close; the platform's by queue."""
    tab, queue = word_of(request, "tab", tuple(RANKS)), word_of(request, "queue", PENALTY_QUEUES)
    if isinstance(caller.by, Reviewer):
        return _queued(request, caller, queue)
    shop = _member(caller).shop
    after = cursor_of(request)
    rank, at, id = after or ("0", None, "")
    asked = {
        "platform": caller.platform, "shop": shop, "tab": tab, "first": after is None,
        "rank": int(rank) if rank.isdigit() else 0, "at": at, "id": id, "limit": limit_of(request) + 1,
    }  # fmt: skip

    def place(row: Any) -> After:
        return str(row[LISTED.index("rank")]), row[LISTED.index("sort_at")], row[0]

    def shown(row: Any) -> dict[str, Any]:
        listed = dict(zip(LISTED, row, strict=True))
        return {name: value for name, value in listed.items() if name not in ("rank", "sort_at")}

    return page(rows(OF_SHOP, asked), limit_of(request), shown, place)


def read_popup(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the console's pop-up says to this member now: the newest unhandled penalty and how many; null if nothing."""
    shown = penalties.unhandled(caller.platform, _member(caller), clock.now(caller.platform))
    body = {"unhandled": shown._asdict() if shown else None}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def snooze_popup(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Pending: the pop-up is silent for a day on all devices of this member, unless a newer penalty arrives."""
    now = clock.now(caller.platform)
    penalties.snooze(caller.platform, _member(caller), now, now + penalties.SILENT)
    body = {"silent_until": now + penalties.SILENT}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _member(caller: Caller) -> Member:
    if not isinstance(caller.by, Member) or not caller.by.shop:
        raise NotFound
    return caller.by


def _queued(request: HttpRequest, caller: Caller, queue: str) -> HttpResponse:
    """What waits for the platform, the nearest deadline first."""
    after = cursor_of(request)
    group, at, id = after or ("", None, "")
    asked = {
        "platform": caller.platform, "queue": queue, "first": after is None, "group": group, "at": at, "id": id,
        "limit": limit_of(request) + 1,
    }  # fmt: skip
    group_at, by_at = QUEUED.index("queue"), QUEUED.index("due_at")

    def shown(row: Any) -> dict[str, Any]:
        return dict(zip(QUEUED, row, strict=True))

    found = rows(OF_QUEUE if queue else OF_STAFF, asked)
    return page(found, limit_of(request), shown, lambda row: (row[group_at], row[by_at], row[0]))


def as_json(case: PenaltyCase, told: Timeline) -> dict[str, Any]:
    """Everything the API says of a penalty."""
    shown = Shown(case.party, told.said)
    penalty = case.penalty
    names = PLAIN + (STAFF_ONLY if case.party == "platform" else ())
    due = standing.nearest(penalty, case.party)
    return {
        **{name: shown.value(getattr(penalty, name)) for name in names},
        "imposition": shown.value(penalty.imposition),
        "status": standing.status_of(penalty, case.at),
        "turn": standing.turn_of(penalty),
        "allowed_actions": _allowed(case),
        "due_at": due.due_at if due else None,
        "due": shown.value(due),
        "on_lapse": _on_lapse(standing.lapse_code(due), due.kind, case) if due else None,
        "timeline": [_entry(one, shown) for one in told.entries],
        "as_of": case.at,
    }


def _allowed(case: PenaltyCase) -> dict[str, dict[str, Any] | None]:
    found = {}
    for verb in OFFERED.values():
        if verb.thing == "penalty" and verb.name not in ("impose", "recount"):
            refusal = verb.may(case.by, case.penalty, case.policy, case.at)
            words = said(refusal, case.platform.zone, pack=case.penalty.pack) if refusal else None
            found[verb.name] = (
                {"code": words.code, "detail": words.text, "way_out": words.way_out, "facts": refusal.facts}
                if refusal and words
                else None
            )
    return found


def _on_lapse(code: str, kind: str, case: PenaltyCase) -> dict[str, str]:
    words, language = texts(case.penalty.pack), get_language() or "en"
    key = f"deadline.{kind}.lapse"
    return {"code": code, "text": words.say(key, language) if words.has(key, language) else ""}


def _entry(entry: Any, shown: Shown) -> dict[str, Any]:
    event = shown.value(entry.event)
    return {"seq": entry.seq, "type": event.pop("type"), "at": event.pop("at"), "by": event.pop("by"), **event}
