"""One's own complaints and orders, a page at a time."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import After, cursor_of, dated, limit_of, page, word_of
from ombud.core.people import Consumer, Member, Reviewer
from ombud.desk.handle import NotFound
from ombud.ledger.connection import rows
from ombud.reads.complaint_row import NEVER, QUEUES
from ombud.reads.search import search

TURNS = ("consumer", "merchant", "both", "platform", "closed")
CASES = "SELECT id, number, order_number, shop, consumer, title, reason, stage, queue, turn, due_kind, due_at, amount,"
CASES += " currency, how, overdue, claimed_by, filed_at, moved_at FROM complaint_row WHERE platform = %(platform)s"
OF_CONSUMER = f"""{CASES} AND consumer = %(who)s
    AND (%(first)s OR (moved_at <= %(at)s AND (moved_at < %(at)s OR id > %(id)s)))
    ORDER BY moved_at DESC, id LIMIT %(limit)s"""
OF_SHOP = f"""{CASES} AND shop = %(who)s
    AND (%(first)s OR (turn, due_at, id) > (%(group)s, %(at)s, %(id)s)) ORDER BY turn, due_at, id LIMIT %(limit)s"""
OF_SHOP_IN_TURN = f"""{CASES} AND shop = %(who)s AND turn = %(wanted)s
    AND (%(first)s OR (due_at, id) > (%(at)s, %(id)s)) ORDER BY due_at, id LIMIT %(limit)s"""
OF_STAFF = f"""{CASES} AND (%(first)s OR (queue, due_at, id) > (%(group)s, %(at)s, %(id)s))
    ORDER BY queue, due_at, id LIMIT %(limit)s"""
OF_STAFF_IN_QUEUE = f"""{CASES} AND queue = %(wanted)s
    AND (%(first)s OR (due_at, id) > (%(at)s, %(id)s)) ORDER BY due_at, id LIMIT %(limit)s"""
ORDERS = "SELECT id, number, shop, consumer, title, paid, currency, status, purchased_at, complete FROM order_row"
ORDERS_PAGE = f"""{ORDERS} WHERE platform = %(platform)s AND {{whose}} = %(who)s
    AND (%(first)s OR (%(at)s::timestamptz IS NULL AND (purchased_at IS NOT NULL OR id > %(id)s))
         OR (purchased_at <= %(at)s AND (purchased_at < %(at)s OR id > %(id)s)))
    ORDER BY purchased_at DESC, id LIMIT %(limit)s"""
ORDERS_OF = {Consumer: ORDERS_PAGE.format(whose="consumer"), Member: ORDERS_PAGE.format(whose="shop")}
CASE_NAMES = (
    "id", "number", "order_number", "shop", "consumer", "title", "reason", "stage", "queue", "turn", "due_kind",
    "due_at", "amount", "currency", "how", "overdue", "claimed_by", "filed_at", "moved_at",
)  # fmt: skip
ORDER_NAMES = (
    "id", "number", "shop", "consumer", "title", "paid", "currency", "status", "purchased_at", "complete",
)  # fmt: skip


def list_cases(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A consumer's own, newest movement first; a shop's by whose turn it is and how soon; the platform's by queue."""
    turn, queue = word_of(request, "turn", TURNS), word_of(request, "queue", QUEUES)
    if "search" in request.GET:
        return _found(request, caller)
    match caller.by:
        case Consumer(id=who):
            statement, wanted, by = OF_CONSUMER, "", "moved_at"
        case Member(shop=who):
            statement, wanted, by = OF_SHOP_IN_TURN if turn else OF_SHOP, turn, "due_at"
        case Reviewer(id=who):
            statement, wanted, by = OF_STAFF_IN_QUEUE if queue else OF_STAFF, queue, "due_at"
        case _:
            raise NotFound
    group = "queue" if isinstance(caller.by, Reviewer) else "turn"
    found = _page_of(statement, request, caller, who=who, wanted=wanted)
    group_at, by_at, id_at = (CASE_NAMES.index(name) for name in (group, by, "id"))

    def after(row: Any) -> After:
        return row[group_at], row[by_at], row[id_at]

    staff = isinstance(caller.by, Reviewer)
    return page(found, limit_of(request), lambda row: _case(row, staff=staff), after)


def _found(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Cases by what somebody on the telephone knows, for the platform's people: the surest way of finding first."""
    if not isinstance(caller.by, Reviewer):
        raise NotFound
    found = search(caller.platform, request.GET["search"])
    hits = [dated({**hit.case._asdict(), "found_by": hit.how}) for hit in found]
    return HttpResponse(msgspec.json.encode({"items": hits, "next_cursor": None}), content_type="application/json")


def list_orders(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A consumer's or a shop's orders, the newest first."""
    if not isinstance(caller.by, Consumer | Member):
        raise NotFound
    who = caller.by.shop if isinstance(caller.by, Member) else caller.by.id
    found = _page_of(ORDERS_OF[type(caller.by)], request, caller, who=who)
    return page(
        found,
        limit_of(request),
        lambda row: dict(zip(ORDER_NAMES, row, strict=True)),
        lambda row: ("", row[ORDER_NAMES.index("purchased_at")], row[0]),
    )


def _page_of(statement: str, request: HttpRequest, caller: Caller, *, who: str, wanted: str = "") -> list[Any]:
    after = cursor_of(request)
    group, at, id = after or ("", None, "")
    if at is None and after is not None and statement not in ORDERS_OF.values():
        at = NEVER
    return rows(
        statement,
        {
            "platform": caller.platform, "who": who, "wanted": wanted, "first": after is None,
            "group": group, "at": at, "id": id, "limit": limit_of(request) + 1,
        },
    )  # fmt: skip


def _case(row: Any, *, staff: bool) -> dict[str, Any]:
    case = dict(zip(CASE_NAMES, row, strict=True))
    if not staff:
        del case["queue"], case["claimed_by"]
    return case
