"""The rules themselves: a pack's guide and procedure, two versions side by side, one tried on the record, and what a
platform published."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ombud.accounts.platforms import settings_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.problems import Problem
from ombud.core.people import Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.rulebook.state import Change
from ombud.desk import clock
from ombud.desk.handle import NotFound
from ombud.packs import compare, replay, replay_penalty
from ombud.packs.guide import guide
from ombud.packs.load import UnknownPackError, announced, load_pack, load_version, texts
from ombud.packs.procedure import complaint_turns, penalty_turns_of
from ombud.packs.replay_told import Difference
from ombud.packs.words import LANGUAGES
from ombud.reads.recorded import some_complaints, some_penalties
from ombud.reads.rulebook import Published, published

AT_ONCE = 200
"""Cases of each kind in one call; the next one goes on after `complaint=` and `penalty=`."""
ID_MAX = 200
HIDDEN = ("door",)
"""What is looked for at the door would help those whom it is meant to stop."""


def read_guide(_request: HttpRequest, id: str) -> HttpResponse:
    """Who may complain or appeal, where, by when, with what, and what follows: made from the pack, in the reader's
    language."""
    return _answer(guide(_version(id).pack.id, _language()))


def read_procedure(_request: HttpRequest, id: str) -> HttpResponse:
    """Whose turn there can be in a complaint, and in a penalty for each violation: by when, and what follows."""
    policy = _version(id)
    penalties = policy.pack.penalties
    violations = penalties.violations if penalties else ()
    body = {
        "complaint": complaint_turns(policy),
        "penalty": {one.code: penalty_turns_of(one, policy) for one in violations},
    }
    return _answer(body)


def read_differences(request: HttpRequest, id: str) -> HttpResponse:
    """In which rules and words the version `?with=` differs from this one."""
    before, after = _version(id), _version(request.GET.get("with", ""))
    its = (before, texts(before.pack.id)), (after, texts(after.pack.id))
    body = {
        "before": before.pack.id,
        "after": after.pack.id,
        "rules": [one for one in compare.data(before, after) if one.way[0] not in HIDDEN],
        "words": compare.words(*its, _language()),
    }
    return _answer(body)


def try_pack(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """So many recorded complaints and penalties replayed under this version: which would have gone another way, and
    how. For the platform's people; nothing is changed by it."""
    _staff(caller)
    after = {kind: request.GET.get(kind, "") for kind in ("complaint", "penalty")}
    if any("\0" in one or len(one) > ID_MAX for one in after.values()):
        raise Problem(422, "not-understood", "An id of an earlier answer.", field="complaint")
    policy, now = _version(id), load_pack(settings_of(caller.platform).pack).pack
    complaints = [
        (events[0].complaint, replay.difference(events, policy, order))  # type: ignore[union-attr]
        for events, order in some_complaints(now.name, caller.platform, AT_ONCE, after["complaint"])
    ]
    penalties = [
        (events[0].penalty, replay_penalty.difference(events, policy))  # type: ignore[union-attr]
        for events in some_penalties(now.name, caller.platform, AT_ONCE, after["penalty"])
    ]
    return _answer({"from": now.id, "complaints": _tried(complaints), "penalties": _tried(penalties)})


def read_rulebook(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Which version applies, which are announced, which applied before; for the platform's people with the reasons."""
    staff, settings = isinstance(caller.by, Reviewer), settings_of(caller.platform)
    record, day = published(caller.platform), settings.day(clock.now(caller.platform))
    now = load_pack(record.book.on(day) or settings.pack).pack
    body = {
        "in_force": now.id,
        "coming": [_change(one, record, staff=staff) for one in record.book.coming(day)],
        "announced": [{"pack": one.id, "in_force_from": one.in_force_from} for one in announced(now.name)],
        "changes": [_change(one, record, staff=staff) for one in record.book.changes],
    }
    return _answer(body)


def _change(one: Change, record: Published, *, staff: bool) -> dict[str, Any]:
    told = msgspec.to_builtins(one)
    told.pop("words", None)
    if staff:
        return {**told, "why": record.why(one)}
    return {name: value for name, value in told.items() if name not in ("by", "taken_back_by")}


def _tried(replayed: Iterable[tuple[str, Difference | None]]) -> dict[str, Any]:
    found = list(replayed)
    parted = [one for _id, one in found if one is not None]
    items = [{"id": one.id, "number": one.number, "at": one.at, "event": one.event, "instead": one.instead,
              "dates_only": one.dates_only} for one in parted]  # fmt: skip
    return {"tried": len(found), "items": items, "go_on_after": found[-1][0] if len(found) == AT_ONCE else None}


def _version(id: str) -> Policy:
    try:
        return load_version(id) if "@" in id else load_pack(id)
    except (UnknownPackError, LookupError, ValueError):
        raise NotFound from None


def _staff(caller: Caller) -> None:
    if not isinstance(caller.by, Reviewer):
        raise NotFound


def _language() -> str:
    said = (get_language() or "en").lower()
    return next((one for one in LANGUAGES if one.lower() == said), "en")


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
