"""Reports of shops, and limits on accounts: one's own, and for the platform's people those that wait for them."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import After, cursor_of, limit_of, page
from ombud.api.v1.seen import seen
from ombud.api.v1.shown import Shown
from ombud.core.people import Consumer, Party, Reviewer
from ombud.desk import clock
from ombud.desk.handle import NotFound
from ombud.ledger.connection import rows
from ombud.reads.record import Record, account_record, report_record

NAMES = ("id", "number", "shop", "consumer", "about", "outcome", "overdue", "due_at", "filed_at")
REPORTS = "SELECT id, number, shop, consumer, type, outcome, overdue, due_at, filed_at FROM report_row"
OF_CONSUMER = f"""{REPORTS} WHERE platform = %(platform)s AND consumer = %(who)s
    AND (%(first)s OR (filed_at <= %(at)s AND (filed_at < %(at)s OR id > %(id)s)))
    ORDER BY filed_at DESC, id LIMIT %(limit)s"""
WAITING = f"""{REPORTS} WHERE platform = %(platform)s AND outcome = ''
    AND (%(first)s OR (due_at, id) > (%(at)s, %(id)s)) ORDER BY due_at, id LIMIT %(limit)s"""
OBJECTIONS = """SELECT id, reason, until FROM account_row
    WHERE platform = %(platform)s AND objection = 'open' AND until > %(now)s
    AND (%(first)s OR (until, id) > (%(at)s, %(id)s)) ORDER BY until, id LIMIT %(limit)s"""


def list_reports(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A consumer's own, the newest first; for the platform's people those that wait, the nearest deadline first."""
    match caller.by:
        case Consumer(id=who):
            statement, by = OF_CONSUMER, "filed_at"
        case Reviewer(id=who):
            statement, by = WAITING, "due_at"
        case _:
            raise NotFound
    place = NAMES.index(by)
    found = rows(statement, {**_asked(request, caller), "who": who})
    return page(found, limit_of(request), _named, lambda row: ("", row[place], row[0]))


def list_objections(request: HttpRequest, caller: Caller) -> HttpResponse:
    """For the platform's people: limits that their owners object to, the one that ends first first."""
    if not isinstance(caller.by, Reviewer):
        raise NotFound
    found = rows(OBJECTIONS, {**_asked(request, caller), "now": clock.now(caller.platform)})

    def after(row: Any) -> After:
        return "", row[2], row[0]

    return page(found, limit_of(request), lambda row: dict(zip(("id", "reason", "until"), row, strict=True)), after)


def read_report(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A report with what was said in it, for its maker and the platform's people."""
    report = seen(caller.platform, "report", id, caller.by)
    record = report_record(caller.platform, report.id, _party(caller))
    shown = Shown(_party(caller), record.said)
    body = {**shown.value(report), "stage": report.stage, "timeline": _timeline(record, shown)}
    if _party(caller) == "consumer":
        body["penalty"] = ""  # what the platform does about the shop is between those two
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def read_account(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The limit on a consumer's account and what was said of it, for the consumer and the platform's people."""
    account = seen(caller.platform, "account", id, caller.by)
    body: dict[str, Any]
    if account is None:
        if not isinstance(caller.by, Consumer):
            raise NotFound
        body = {"id": id, "until": None}
    else:
        record = account_record(caller.platform, id, _party(caller))
        told = _timeline(record, Shown(_party(caller), record.said))
        limit = {"reason": account.reason, "until": account.until, "objection": account.objection}
        body = {"id": account.id, **limit, "timeline": told}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _asked(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    after = cursor_of(request)
    _group, at, id = after or ("", None, "")
    return {"platform": caller.platform, "first": after is None, "at": at, "id": id, "limit": limit_of(request) + 1}


def _named(row: Any) -> dict[str, Any]:
    return dict(zip(NAMES, row, strict=True))


def _party(caller: Caller) -> Party:
    return "platform" if isinstance(caller.by, Reviewer) else "consumer"


def _timeline(record: Record, shown: Shown) -> list[Any]:
    return [shown.value(event) for event in record.events]
