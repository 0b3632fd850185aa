"""What is known of orders, shops and products, of the platform's rules, and of the caller."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ombud.accounts.platforms import settings_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.rules import HIDDEN
from ombud.core.people import Member, Reviewer
from ombud.core.policy.pack import Pack
from ombud.desk import clock
from ombud.desk.access import access_shop
from ombud.desk.handle import NotFound
from ombud.packs.load import UnknownPackError, load_pack, load_version, names, texts, versions
from ombud.packs.words import Texts
from ombud.reads.sales import MONTHS, sales, taken_out


def read_sales(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A shop's sales of twelve months, and what penalties in force keep from counting: for members and staff."""
    if not (isinstance(caller.by, Reviewer) or (isinstance(caller.by, Member) and caller.by.shop == id)):
        raise NotFound
    access_shop(caller.platform, id)
    zone = settings_of(caller.platform).zone
    today = clock.now(caller.platform).astimezone(zone).date()
    first = today.year * 12 + today.month - MONTHS
    found = sales(caller.platform, id, zone.key, date(first // 12, first % 12 + 1, 1))
    months = [{**one._asdict(), "month": f"{one.month:%Y-%m}", "orders_counted": one.orders_counted,
               "amount_counted": one.amount_counted} for one in found]  # fmt: skip
    return _answer({"months": months, "taken_out": [one._asdict() for one in taken_out(caller.platform, id)]})


def read_me(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Whose key it is, for whom it speaks in this call, and under which rules."""
    platform = settings_of(caller.platform)
    return _answer(
        {
            "key": {"name": caller.key.name, "speaks_for": sorted(caller.key.speaks_for)},
            "actor": caller.by,
            "platform": {
                "slug": platform.slug,
                "name": platform.name,
                "zone": platform.zone.key,
                "pack": load_pack(platform.pack).pack.id,
            },
        }
    )


def read_pack(_request: HttpRequest, id: str) -> HttpResponse:
    """The rules of a pack, by `name` or `name@version`, with the words of its catalogue in the reader's language."""
    try:
        pack = (load_version(id) if "@" in id else load_pack(id)).pack
    except UnknownPackError:
        raise NotFound from None
    body = {name: one for name, one in msgspec.to_builtins(pack).items() if name not in HIDDEN}
    return _answer({"id": pack.id, **body, "versions": versions(pack.name), "words": _words(pack)})


def read_packs(_request: HttpRequest) -> HttpResponse:
    """The packs there are, each with the version in force."""
    packs = [load_pack(name).pack for name in names()]
    return _answer(
        {"items": [{"id": pack.id, "name": pack.name, "version": pack.version} for pack in packs], "next_cursor": None}
    )


def _words(pack: Pack) -> dict[str, dict[str, str]]:
    said = texts(pack.id)
    wanted: dict[str, Iterable[str]] = {
        "reason": [one.code for one in pack.reasons],
        "evidence": [one.code for one in pack.evidence],
        "turn-away": pack.turn_away,
        "ruling-reason": pack.ruling_reasons,
        "report-type": pack.report_types,
        "report-outcome": pack.report_outcomes,
        "rule": pack.rules,
        "proof": [one.code for one in pack.proofs],
        "remedy": sorted({remedy for one in pack.reasons for remedy in one.remedies}),
    }
    return {group: _said(said, group, codes) for group, codes in wanted.items()}


def _said(said: Texts, group: str, codes: Iterable[str]) -> dict[str, str]:
    language = get_language() or "en"
    keys = {code: f"{group}.{code}" for code in codes}
    return {code: said.say(key, language) for code, key in keys.items() if said.has(key, language)}


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
