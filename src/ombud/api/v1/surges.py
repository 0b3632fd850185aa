"""Alarms, interventions and what is said in public: lists page by page, and one alarm with what happened to it."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.act import OFFERED
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, limit_of, page, word_of
from ombud.api.v1.shown import Shown
from ombud.core.forecast import forecast
from ombud.core.people import Member, Reviewer, System
from ombud.core.surge.units import unit_of, week_of
from ombud.desk import clock
from ombud.desk.access import access_shop
from ombud.desk.access_surge import access_public_item, access_surge
from ombud.desk.handle import NotFound
from ombud.ledger.connection import rows
from ombud.reads.surges.counting import rules_of
from ombud.reads.surges.monitor import shop_now
from ombud.reads.surges.story import item_record, surge_record
from ombud.reads.surges.weekly import weeks

STAGES = ("raised", "intervention", "answered", "dismissed", "closed")
NAMES = (
    "id", "number", "shop", "kind", "stage", "observed", "expected_hundredths", "upper", "due_kind", "due_at",
    "overdue", "raised_at", "moved_at",
)  # fmt: skip
SURGES = f"""SELECT {", ".join(NAMES)} FROM surge_row WHERE platform = %(platform)s
    AND (%(all)s OR (shop = %(shop)s AND told)) AND (%(stage)s = '' OR stage = %(stage)s)
    AND (%(first)s OR (moved_at, id) < (%(at)s, %(id)s)) ORDER BY moved_at DESC, id DESC LIMIT %(limit)s
"""  # noqa: S608 - constants
ITEM_NAMES = ("id", "shop", "link", "about", "reach", "said_at", "recorded_at", "taken_back")
ITEMS = f"""SELECT {", ".join(ITEM_NAMES)} FROM public_item_row WHERE platform = %(platform)s
    AND (%(shop)s = '' OR shop = %(shop)s)
    AND (%(first)s OR (recorded_at, id) < (%(at)s, %(id)s)) ORDER BY recorded_at DESC, id DESC LIMIT %(limit)s
"""  # noqa: S608 - constants
NOT_THE_SHOPS = ("claimed_by", "opened_by", "figures", "parts", "backlog")
"""What only the staff see of an alarm; the shop gets the figures of its own page from `observed` in the list."""


def list_surges(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The platform's alarms, what moved last first; for a shop the interventions it was told of."""
    if not isinstance(caller.by, Reviewer | System | Member):
        raise NotFound
    shop = caller.by.shop if isinstance(caller.by, Member) else ""
    asked = {"all": not isinstance(caller.by, Member), "shop": shop, "stage": word_of(request, "stage", STAGES)}
    found = rows(SURGES, {**_asked(request, caller), **asked})
    return page(found, limit_of(request), _listed, lambda row: ("", row[NAMES.index("moved_at")], row[0]))


def read_surge(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One alarm: its figures, where it stands, what can be done, what happened."""
    case = access_surge(caller.platform, id, caller.by)
    record = surge_record(caller.platform, case.surge.id, case.party)
    shown = Shown(case.party, record.said)
    value = shown.value(case.surge)
    if case.party != "platform":
        for name in NOT_THE_SHOPS:
            value.pop(name)
    verbs = (verb for verb in OFFERED.values() if verb.thing == "surge")
    body = {
        **value,
        "stage": case.surge.stage,
        "can": [one.name for one in verbs if one.may(caller.by, case.surge, case.policy, case.at) is None],
        "timeline": [shown.value(event) for event in record.events],
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def list_public_items(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What was recorded, the newest first; of one shop with `?shop=`."""
    if not isinstance(caller.by, Reviewer | System):
        raise NotFound
    shop = request.GET.get("shop", "").replace("\x00", "")[:200]
    found = rows(ITEMS, {**_asked(request, caller), "shop": shop})
    at = ITEM_NAMES.index("recorded_at")
    return page(
        found, limit_of(request), lambda row: dict(zip(ITEM_NAMES, row, strict=True)), lambda row: ("", row[at], row[0])
    )


def read_public_item(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One item with its words."""
    item = access_public_item(caller.platform, id, caller.by)
    record = item_record(caller.platform, item.id, "platform")
    shown = Shown("platform", record.said)
    body = {**shown.value(item), "timeline": [shown.value(event) for event in record.events]}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def read_counts(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A shop's counts of the open unit beside what is normal, by reason, with its history; for the platform."""
    if not isinstance(caller.by, Reviewer | System):
        raise NotFound
    access_shop(caller.platform, id)
    rules, zone = rules_of(caller.platform)
    at = clock.now(caller.platform)
    now = shop_now(caller.platform, id, unit_of(at, zone, rules.unit), rules.one_in) if rules else None
    body = {"unit": rules.unit if rules else "", **(now._asdict() if now else {})}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def list_weeks(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """The last half year by weeks, the oldest first, with the forecast from the whole ones; for the platform."""
    if not isinstance(caller.by, Reviewer | System):
        raise NotFound
    this = week_of(clock.now(caller.platform), rules_of(caller.platform).zone)
    found = weeks(caller.platform, this)
    ahead = forecast([one.filed for one in found[:-1]])
    body = {"items": [one._asdict() for one in found], "forecast": ahead.weeks if ahead else [], "next_cursor": None}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _asked(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    after = cursor_of(request)
    _group, at, id = after or ("", None, "")
    first = after is None or at is None
    return {"platform": caller.platform, "first": first, "at": at, "id": id, "limit": limit_of(request) + 1}


def _listed(row: Any) -> dict[str, Any]:
    return dict(zip(NAMES, row, strict=True))
