"""What the platform keeps of a shop's money: balances, what is held and why, and the statement line by line."""

import base64
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import After, cursor_of, limit_of, word_of
from ombud.core.people import Member, Reviewer, System
from ombud.desk.access import FundCase, access_fund
from ombud.desk.handle import NotFound
from ombud.reads import funds
from ombud.reads.fund_entry import ACCOUNTS, KINDS
from ombud.reads.funds import Balance, Line

OF_KIND = tuple(dict.fromkeys(KINDS.values()))
SEQ_MAX = 9
"""Digits of a place in a statement."""


def list_funds(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A shop's own; all of the platform's for its people and its software, what has to be looked at first."""
    match caller.by:
        case Member(shop=shop) if shop:
            found, more = funds.of_shop(caller.platform, shop), False
        case Reviewer() | System():
            after = cursor_of(request)
            since = (int(after[0]), after[2]) if after and after[0].isascii() and after[0].isdigit() else None
            found, more = funds.of_platform(caller.platform, since, limit_of(request))
        case _:
            raise NotFound
    last: After | None = (str(found[-1].rank), None, found[-1].id) if more else None
    return _answer({"items": [_balance(one) for one in found], "next_cursor": _cursor(last)})


def read_fund(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One fund: what is free, what is held by which decision, what is on its way to consumers, and what is owed."""
    return _answer(_fund(access_fund(caller.platform, id, caller.by)))


def list_entries(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Its statement, the newest line first; `available_after` is what was free then."""
    case = access_fund(caller.platform, id, caller.by)
    kind, limit, after = word_of(request, "kind", OF_KIND), limit_of(request), cursor_of(request)
    place = after[2] if after and after[2].isascii() and after[2].isdigit() and len(after[2]) <= SEQ_MAX else ""
    found, more = funds.statement(
        case.platform.id, case.fund.id, before=int(place) if place else funds.FROM_THE_END, kind=kind,
        staff=case.party == "platform", limit=limit,
    )  # fmt: skip
    words = funds.said(case.platform.id, case.fund.id, [one.words for one in found])
    last: After | None = ("", None, str(found[-1].seq)) if more else None
    return _answer({"items": [_line(one, words) for one in found], "next_cursor": _cursor(last)})


def _fund(case: FundCase) -> dict[str, Any]:
    fund, staff = case.fund, case.party == "platform"
    ids = [*(one.id for one in fund.holds), *(one.id for one in fund.payments)]
    began = funds.began(case.platform.id, fund.id, ids)
    words = funds.said(case.platform.id, fund.id, [one.words for one in began.values()])
    since = {id: {"since": one.at, "words": words.get(one.words, "")} for id, one in began.items()}
    return {
        "id": fund.id,
        "shop": fund.shop,
        "currency": fund.currency,
        **{one: getattr(fund, one) for one in ACCOUNTS},
        "frozen": fund.frozen,
        "holds": [
            {"id": one.id, "cause": one.cause, "wanted": one.wanted, "kept": one.kept, "lacks": one.lacks,
             "forfeited": one.forfeited, **since.get(one.id, {})} for one in fund.holds
        ],
        "payments": [
            {"id": one.id, "cause": one.cause, "amount": one.amount, "mismatched": staff and one.mismatched,
             **({"consumer": one.consumer} if staff else {}), **since.get(one.id, {})} for one in fund.payments
        ],
        "debts": fund.debts,
    }  # fmt: skip


def _balance(one: Balance) -> dict[str, Any]:
    return {name: value for name, value in one._asdict().items() if name != "rank"}


def _line(one: Line, words: dict[str, str]) -> dict[str, Any]:
    cause = {"kind": one.cause, "id": one.cause_id, "number": one.number, "about": one.about} if one.cause else None
    return {
        "seq": one.seq,
        "at": one.at,
        "type": one.type,
        "kind": one.kind,
        "moved": one.moved,
        "available_after": one.free,
        "cause": cause,
        "about": one.hold,
        "reference": one.reference,
        "words": words.get(one.words, ""),
    }


def _cursor(last: After | None) -> str | None:
    return base64.urlsafe_b64encode(msgspec.json.encode(last)).decode() if last else None


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
