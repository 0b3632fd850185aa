"""The talk about an order: lists for its two sides, one talk with what was read, and its messages page by page."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.act import OFFERED
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, limit_of, page
from ombud.api.v1.shown import Shown
from ombud.core.people import Consumer, Member
from ombud.desk.access_conversation import ConversationCase, access_conversation
from ombud.desk.handle import NotFound
from ombud.reads.conversations import After, Listed, Whose, conversations
from ombud.reads.said_record import Line, newest

NOT_LISTED = ("shop_name", "title", "picture", "waits")
NUMBER_MAX = 9
"""Digits of a message's number: no talk has more."""
PRIVATE = ("pace", "pace_from")


def list_conversations(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One's own talks: what waits to be read first, then what was said last. A shop narrows them by `search`."""
    match caller.by:
        case Member(shop=shop) if shop:
            whose: Whose = "shop"
            ref = shop
        case Consumer(id=ref):
            whose = "consumer"
        case _:
            raise NotFound
    after, limit = cursor_of(request), limit_of(request)
    start = After(after[0] == "waits", after[1], after[2]) if after and after[1] is not None else None
    found = conversations(caller.platform, whose, ref, start, request.GET.get("search", ""), limit)
    return page(found, limit, _listed, lambda one: ("waits" if one.waits else "", one.last_at, one.id))


def read_conversation(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The talk about this order: how much was said and read by each side, and what can be done."""
    case = access_conversation(caller.platform, id, caller.by)
    talk = case.conversation
    value = {} if talk is None else Shown(case.side, lambda kept: kept).value(talk)
    parts = {name: _part(value.pop(f"{name}_part", {})) for name in ("consumer", "merchant")}
    body = {
        "order": case.order.id,
        "number": case.order.facts.number,
        "shop": case.order.shop,
        "begun_at": talk.begun_at if talk else None,
        "last_at": talk.last_at if talk else None,
        "last_seq": talk.last_seq if talk else 0,
        "unread": talk.unread(case.side) if talk else 0,
        "sides": parts,
        "can": can(case),
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def list_said(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Its messages, the newest first; each has its number in the record, which names it where it becomes evidence."""
    case = access_conversation(caller.platform, id, caller.by)
    limit, shown = limit_of(request), Shown(case.side, lambda kept: kept)
    found = newest(caller.platform, case.order.id, _before(request), limit)
    items = [_line(one, shown) for one in reversed(found.lines)]
    body = {"items": items, "next_cursor": str(found.before) if found.before else None}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def can(case: ConversationCase) -> list[str]:
    """The verbs that would not be refused now for a reason of who or when."""
    verbs = [verb for verb in OFFERED.values() if verb.thing == "conversation"]
    if case.conversation is None:
        verbs = [verb for verb in verbs if verb.name == "say"]
    return [verb.name for verb in verbs if verb.may(case.by, case.about, case.policy, case.at) is None]


def _listed(one: Listed) -> dict[str, Any]:
    return {name: value for name, value in one._asdict().items() if name not in NOT_LISTED}


def _part(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if name not in PRIVATE}


def _line(line: Line, shown: Shown) -> dict[str, Any]:
    event = line.event
    return {
        "seq": line.seq,
        "at": event.at,
        "by": shown.value(event.by),
        "side": event.side,
        "words": line.text,
        "files": shown.value(event.files),
    }


def _before(request: HttpRequest) -> int:
    """The cursor is a message's number; anything else is the newest page."""
    said = request.GET.get("cursor", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= NUMBER_MAX else 0
