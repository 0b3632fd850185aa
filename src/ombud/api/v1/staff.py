"""What the platform's people read to work: queues, what they took on, shops and orders by what somebody knows."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, dated, page, word_of
from ombud.core.complaint.state import Complaint
from ombud.core.people import Member, Reviewer, System
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.access_surge import access_surge
from ombud.desk.handle import NotFound
from ombud.desk.load import load_many, stream_id
from ombud.ledger.connection import connection
from ombud.reads import evidence_reports, funds, order_search, penalty_queues, queues, shop_queue, shop_search
from ombud.reads.complaint_row import QUEUES
from ombud.reads.penalty_row import PENALTY_QUEUES
from ombud.reads.reports import objections_standing, reports_standing
from ombud.reads.similar import earlier_rulings
from ombud.reads.surges import monitor
from ombud.reads.surges.gathered import gathered

SHOP_QUEUES = shop_queue.SHOP_QUEUES
NARROWED = ("number", "phone", "name", "shop", "title")
"""What a caller on the telephone may know of an order."""


def list_queues(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """How each queue stands: how many wait, up to a cap, what is nearest, at risk and overdue."""
    _reviewer(caller)
    platform, now = caller.platform, clock.now(caller.platform)
    found = [
        *queues.standings(platform, QUEUES, now).values(),
        *penalty_queues.standings(platform, PENALTY_QUEUES, now).values(),
        *shop_queue.standings(platform, now).values(),
        *evidence_reports.standings(platform, now).values(),
        monitor.standing(platform, now),
        reports_standing(platform, now),
        objections_standing(platform, now),
    ]
    return _listed(found)


def list_mine(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the reviewer took on and hasn't given back: complaints, then penalties."""
    by = _reviewer(caller)
    body = {
        "complaints": [_row(one) for one in queues.mine(caller.platform, by.id)],
        "penalties": [_row(one) for one in penalty_queues.mine(caller.platform, by.id)],
    }
    return _answer(body)


def list_shops(request: HttpRequest, caller: Caller) -> HttpResponse:
    """For the staff: shops whose papers wait, by `?queue=`, or those found by `?search=`; for a newcomer the shops that
    asked them to act for them."""
    if isinstance(caller.by, Member):
        return _listed(shop_queue.invitations(caller.platform, caller.by.id))
    _reviewer(caller)
    if "search" in request.GET:
        return _listed(shop_search.shops(caller.platform, request.GET["search"]))
    queue, after = word_of(request, "queue", SHOP_QUEUES) or SHOP_QUEUES[0], cursor_of(request)
    start = (after[1], after[2]) if after and after[1] is not None else None
    found, more = shop_queue.waiting(caller.platform, queue, start)
    rows = [*found, found[-1]] if more else found
    return page(rows, max(len(found), 1), _row, lambda one: ("", one.due_at, one.id))


def find_orders(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Orders that fit all that is said of them, the newest first; too little said finds none."""
    _reviewer(caller)
    said = order_search.known(**{name: request.GET.get(name, "") for name in NARROWED})
    return _listed(order_search.find(caller.platform, said))


def list_similar(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Earlier rulings for the same reason, the same shop's first: so that like cases are decided alike."""
    _reviewer(caller)
    case = access_complaint(caller.platform, id, caller.by)
    its = case.complaint
    found = earlier_rulings(caller.platform, its.id, its.shop, its.reason)
    held = load_many(connection(), caller.platform, [stream_id("complaint", one.id) for one in found])
    told = []
    for one in found:
        loaded = held.get(stream_id("complaint", one.id))
        state = loaded.state if loaded else None
        ruling = state.ruling if isinstance(state, Complaint) else None
        told.append(_row(one) | {"liability": ruling and ruling.liability, "terms": ruling and ruling.terms})
    return _answer({"items": told, "next_cursor": None})


def list_gathered(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The cases that an intervention gathered, the nearest due first: for the platform, and the shop told of it."""
    case = access_surge(caller.platform, id, caller.by)
    found = gathered(caller.platform, case.surge)
    hidden = () if isinstance(caller.by, Reviewer | System) else ("queue", "claimed_by", "held")
    return _answer(
        {"items": [{k: v for k, v in _row(one).items() if k not in hidden} for one in found], "next_cursor": None}
    )


def read_trial_balance(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """The sums of all accounts by currency, which add up to nothing: for the platform's people and its software."""
    if not isinstance(caller.by, Reviewer | System):
        raise NotFound
    return _listed(funds.trial_balance(caller.platform))


def _reviewer(caller: Caller) -> Reviewer:
    if not isinstance(caller.by, Reviewer):
        raise NotFound
    return caller.by


def _row(one: Any) -> dict[str, Any]:
    return dated(one._asdict())


def _listed(found: Iterable[Any]) -> HttpResponse:
    return _answer({"items": [_row(one) for one in found], "next_cursor": None})


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
