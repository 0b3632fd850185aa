"""What is kept of people: one's own by kind and as a copy, what was asked to be erased; the privacy desk's lists."""

from datetime import timedelta
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.accounts.platforms import settings_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, limit_of, page, word_of
from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure, side_of
from ombud.core.people import Consumer, Member, Reviewer, can
from ombud.core.policy.retention import KINDS, Retention
from ombud.desk import clock, member_data, own_data
from ombud.desk.access_erasure import access_erasure
from ombud.desk.erasing.holds import OWN
from ombud.desk.handle import NotFound
from ombud.ledger.words import texts_of
from ombud.packs.load import load_pack
from ombud.reads.erasures import Listed, erasures, gone

STAGES = ("asked", "held", "granted", "done", "refused", "withdrawn")


def list_erasures(request: HttpRequest, caller: Caller) -> HttpResponse:
    """For who oversees: what people asked to have erased, in one stage, the nearest date first."""
    _oversees(caller)
    after, most = cursor_of(request), limit_of(request)
    key = (after[1], after[2]) if after and after[1] else None
    found, more = erasures(caller.platform, word_of(request, "stage", STAGES) or "asked", key, most)
    held = [*found, found[-1]] if more else found  # one row beyond says that there is a next page
    return page(held, most, _listed, lambda row: ("", row.due_at, row.person))


def read_erasure(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One's own, or for who oversees anybody's: where it stands, why, what is held until when."""
    now = clock.now(caller.platform)
    found = access_erasure(caller.platform, id, caller.by, now)
    if found is None:
        if side_of(caller.by) is None:
            raise NotFound
        return _json({"id": id, "stage": None})
    return _json(_told(caller.platform, found))


def read_held(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """What is kept of whoever calls by kind, for how long, and what would stay if it were erased now. For who acts for
    a shop, apart from that what they said in its name, which stays."""
    now, spans = clock.now(caller.platform), load_pack(settings_of(caller.platform).pack).pack.retention
    if isinstance(caller.by, Consumer):
        kinds, held = own_data.counted(caller.platform, caller.by.id), own_data.held_now
        others: dict[str, int] | None = None
    elif isinstance(caller.by, Member):
        kinds, others = member_data.counted(caller.platform, caller.by.id, now)
        held = member_data.held_now
    else:
        raise NotFound
    told: dict[str, Any] = {"kinds": _kinds(kinds, spans)}
    told |= {"for_shops": _kinds(others, spans)} if others is not None else {}
    return _json(told | {"would_stay": [_hold(one) for one in held(caller.platform, caller.by.id, now)]})


def _kinds(counts: dict[str, int], spans: Retention) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "count": n, "days": spans.days(kind) if kind in KINDS else None} for kind, n in counts.items()
    ]


def read_copy(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """A copy of all that is kept of whoever calls; a consumer's files are had from `/files/{id}/original`."""
    now = clock.now(caller.platform)
    settings = settings_of(caller.platform, now)
    if isinstance(caller.by, Member):
        return _json(member_data.copy_of(settings, caller.by.id, now))
    if not isinstance(caller.by, Consumer):
        raise NotFound
    return _json(own_data.copy_of(settings, caller.by.id, now).told)


def read_retention(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """For who oversees: how long each kind is kept, and what was erased so far, by reason."""
    _oversees(caller)
    spans = load_pack(settings_of(caller.platform).pack).pack.retention
    kept = [{"kind": kind, "days": timedelta(days=spans.days(kind)).days} for kind in KINDS]
    return _json({"kinds": kept, "erased": [one._asdict() for one in gone(caller.platform)]})


def _oversees(caller: Caller) -> None:
    if not (isinstance(caller.by, Reviewer) and can(caller.by, "oversee")):
        raise NotFound


def _listed(row: Listed) -> dict[str, Any]:
    return {"id": row.person, **{name: value for name, value in row._asdict().items() if name != "person"}}


def _told(platform: int, found: Erasure) -> dict[str, Any]:
    texts = texts_of(platform, OWN + found.id)
    return {
        "id": found.id,
        "stage": found.stage,
        "asked_at": found.asked_at,
        "words": texts.get(found.words, ""),
        "due_at": found.deadlines[0].due_at if found.deadlines else None,
        "overdue": found.overdue,
        "decided_at": found.decided_at,
        "reasons": texts.get(found.reasons, ""),
        "ground": found.ground,
        "keep": found.keep,
        "left": [_hold(one) for one in found.left],
        "texts": found.texts,
        "files": found.files,
        "contact": found.contact,
        "carried_at": found.carried_at,
    }


def _hold(one: Hold) -> dict[str, Any]:
    return {"stream": one.stream, "why": one.why, "until": one.until}


def _json(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
