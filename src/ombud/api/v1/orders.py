"""Orders on their way: which are late, where one stands, what can be done about it now, and its trail."""

from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, limit_of, page
from ombud.api.v1.problems import Problem
from ombud.api.v1.shown import Shown
from ombud.core.people import Member, Reviewer, System
from ombud.desk import clock
from ombud.desk.access import OrderCase, access_order_case
from ombud.desk.handle import NotFound
from ombud.desk.things import THINGS
from ombud.reads.late_orders import FIRST, Narrowed, OpenOrder, late
from ombud.reads.order_trail import order_trail

NOT_OFFERED = ("tell", "lapse")
"""Verbs that are nobody's to choose on a page."""


def list_late(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Orders late at this instant or at `as_of`: a shop's own; all of the platform, or of one shop, for its people and
    software. The longest late first."""
    match caller.by:
        case Member(shop=shop) if shop:
            wanted = shop
        case Reviewer() | System():
            wanted = _plain(request, "shop")
        case _:
            raise NotFound
    only = Narrowed(wanted, _plain(request, "kind"), _plain(request, "status"))
    after = cursor_of(request)
    start = (after[1], after[2]) if after and after[1] is not None else FIRST
    found = late(caller.platform, _as_of(request, caller.platform), only, start, limit_of(request) + 1)
    return page(found, limit_of(request), _late, lambda one: ("", one.late_at, one.id))


def read_order(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """An order for its consumer, its shop and the platform's people: facts, stage, what is missing, what is offered."""
    case = access_order_case(caller.platform, id, caller.by)
    order, trail = case.order, order_trail(caller.platform, id, case.party)
    shown = Shown(case.party, trail.said)
    live = [{"id": one.id, "number": one.number, "reason": one.reason, "live": one.live} for one in order.complaints]
    stage = order.entered
    body = {
        "id": order.id,
        "facts": order.facts,
        "complaints": live,
        "refundable": order.refundable(),
        "kind": stage.kind if stage else order.facts.kind,
        "status": order.status,
        "since": stage.since if stage else None,
        "late_at": order.late_at,
        "details": {one.code: trail.said(one.words) for one in order.details},
        "missing": order.missing,
        "receipt": order.receipt,
        "undo_until": order.move.undo_until if order.move else None,
        "offered": _offered(case),
        "trail": [shown.value(event) for event in trail.events],
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _offered(case: OrderCase) -> list[str]:
    """The verbs that would not be refused now for a reason of who or when."""
    verbs = THINGS["order"].verbs.values()
    return sorted(
        verb.id
        for verb in verbs
        if verb.name not in NOT_OFFERED and verb.may(case.by, case.order, case.policy, case.at) is None
    )


def _late(one: OpenOrder) -> dict[str, Any]:
    return {name: value for name, value in one._asdict().items() if name != "picture"}


def _plain(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:200]


def _as_of(request: HttpRequest, platform: int) -> datetime:
    text = request.GET.get("as_of", "")
    if not text:
        return clock.now(platform)
    with suppress(ValueError):
        at = datetime.fromisoformat(text)
        if at.tzinfo:
            return at
    raise Problem(422, "not-understood", _("“as_of” is an instant with its zone."), field="as_of")
