"""The tabs of a case besides the evidence: talks, order, history, parties, and who saw what."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.complaint.events.talk import CallRecorded
from ombud.core.fund.names import fund_id
from ombud.core.order.events import Facts
from ombud.desk.access import OrderCase, access_order_case, access_shop
from ombud.desk.handle import NotFound
from ombud.portals.common.as_bought import as_bought
from ombud.portals.common.case.events import told_event
from ombud.portals.common.case.present import (
    allowed,
    deadlines,
    facts,
    held_files,
    order_strip,
    requests,
    rules_in_force,
    ruling,
    stage_bar,
    talk,
    timeline_events,
    unknown_words,
)
from ombud.portals.common.chat.looks import looked_at
from ombud.portals.common.chat.talk_cards import talk_cards
from ombud.portals.common.display import money, order_status
from ombud.portals.common.order import path as order_path
from ombud.portals.common.order.trail import trail_events
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.claims import claims
from ombud.portals.reviewer.evidence import evidence
from ombud.portals.reviewer.funds.one import fund_url
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.penalties.rows import penalty_url
from ombud.portals.reviewer.rows import staff_names
from ombud.reads import penalty_queues
from ombud.reads.order_trail import order_trail
from ombud.vault.custody import hands

Row = dict[str, Any]
CUSTODY_MAX = 200
"""Looks at files that one page lists; the record itself keeps all."""


def evidence_tab(desk: OnDesk) -> Row:
    """Both sides' evidence at once, what each piece is worth, and what each side says."""
    return evidence(desk) | {"claims": claims(desk)}


def talk_tab(desk: OnDesk) -> Row:
    """What was said, oldest first, and a message to both sides."""
    looked_at(desk.request, desk.case, desk.timeline, [one.id for one in desk.complaint.talks])
    rows = talk(desk.case, desk.timeline)
    for row in rows:
        for file in row.get("line", {}).get("files", ()):
            file["url"] = _here(desk, file)
    cards = talk_cards(desk.case, desk.timeline)
    return {"talk": rows, "talks": cards, "may_write": bool(allowed(desk.case, "complaint.message"))}


def order_tab(desk: OnDesk) -> Row:
    """The order as it was told, and what of it the complaint is about."""
    order = desk.complaint.order
    told = order.facts if order else None
    claimed = {one.line for one in desk.complaint.lines}
    currency = desk.complaint.currency
    dates = (
        (_("Bought"), told.purchased_at),
        (_("Paid"), told.approved_at),
        (_("Sent"), told.shipped_at),
        (_("Promised for"), told.promised_at),
        (_("Delivered"), told.delivered_at),
    ) if told else ()  # fmt: skip
    return {
        "order": order_strip(desk.case),
        "as_bought": as_bought(desk.case.platform.id, told),
        "order_facts": [{"label": label, "at": at} for label, at in dates if at] + _more(told, currency),
        "unknown": unknown_words(told) if told else "",
        "lines": [
            {
                "title": one.title or one.id,
                "specification": one.specification,
                "quantity": one.quantity,
                "price": money(one.unit_price, currency),
                "after_sales": one.after_sales,
                "claimed": one.id in claimed,
            }
            for one in (told.lines if told else ())
        ],
        "filed": facts(desk.case),
        "trail": _trail(desk),
        "details": _details(desk),
        "path": order_path.stage_bar(_its_order(desk)) if order else [],
    }  # fmt: skip


def _its_order(desk: OnDesk) -> OrderCase:
    return access_order_case(desk.case.platform.id, desk.complaint.order_id, desk.case.by, desk.case.at)


def _trail(desk: OnDesk) -> list[Row]:
    """Who changed what of the order, when, from where to where: evidence like any other."""
    return trail_events(_its_order(desk)) if desk.complaint.order else []


def _details(desk: OnDesk) -> list[Row]:
    if desk.complaint.order is None:
        return []
    case = _its_order(desk)
    return order_path.details(case, order_trail(case.platform.id, case.order.id, "platform"))


def _more(told: Facts | None, currency: str) -> list[Row]:
    if told is None:
        return []
    return [
        {"label": _("Status"), "value": order_status(told.status) or "–"},
        {"label": _("Paid by"), "value": told.payment_way or "–"},
        {"label": _("Freight"), "minor": told.freight, "currency": currency},
    ]


def history_tab(desk: OnDesk) -> Row:
    """Every step, newest first; what only the staff may read is marked."""
    events = timeline_events(desk.case, desk.timeline)
    for event in events:
        for file in event["files"]:
            file["url"] = _here(desk, file)
    return {
        "events": events,
        "stages": stage_bar(desk.case),
        "deadlines": deadlines(desk.case),
        "rules": rules_in_force(desk.case),
        "in_force": ruling(desk.case, desk.timeline),
    }


def parties_tab(desk: OnDesk) -> Row:
    """The two sides, what was asked of each, and the calls made."""
    try:
        shop = access_shop(desk.case.platform.id, desk.complaint.shop)
        verified = shop.facts.verified
    except NotFound:
        verified = False
    calls = [one for one in desk.timeline.entries if isinstance(one.event, CallRecorded)]
    return {
        "masked": desk.masked,
        "consumer": desk.complaint.consumer,
        "shop_name": desk.teller.shop_name,
        "shop_verified": verified,
        **_penalties(desk),
        "requests": requests(desk.case),
        "calls": [told_event(one, desk.teller) for one in reversed(calls)],
    }


def _penalties(desk: OnDesk) -> Row:
    """How many penalties the shop has, and the one that this ruling was carried into."""
    platform, shop = desk.case.platform.id, desk.complaint.shop
    count = penalty_queues.count_of_shop(platform, shop)
    carried = penalty_queues.listed(platform, desk.complaint.penalty_id) if desk.complaint.penalty_id else None
    return {
        "penalties": bar.capped(count) if count else "",
        "penalties_url": reverse("review-shop-penalties", args=[shop]),
        "fund_url": fund_url(platform, fund_id(shop, desk.complaint.currency)),
        "carried": {"number": carried.number, "url": penalty_url(carried.number)} if carried else None,
    }


def record_tab(desk: OnDesk) -> Row:
    """Who of the staff saw or did what, and through whose hands each file went; for the staff alone."""
    seen = [event for event in timeline_events(desk.case, desk.timeline) if event["internal"]]
    names = staff_names(desk.request)
    files = {one["id"]: one["name"] for one in desk.exhibits}
    acts = {"put": _("Handed in"), "saw": _("Looked at"), "took": _("Downloaded the original")}
    looks = [
        {"at": one.at, "who": names.get(one.by, _party(desk, one.by)), "what": acts[one.act], "file": files[exhibit.id],
         "page": _page(one.variant, file.pages)}
        for exhibit, file in held_files(desk.case)
        for one in hands(file)
    ]  # fmt: skip
    looks.sort(key=lambda one: one["at"], reverse=True)
    return {"internal": seen, "looks": looks[:CUSTODY_MAX]}


TABS: Mapping[str, Callable[[OnDesk], Row]] = {
    "evidence": evidence_tab,
    "talk": talk_tab,
    "order": order_tab,
    "history": history_tab,
    "parties": parties_tab,
    "record": record_tab,
}


def _page(variant: str, pages: int) -> str:
    number = variant.removeprefix("page-")
    return _("page {number}").format(number=number) if pages > 1 and number.isdigit() else ""


def _here(desk: OnDesk, file: Row) -> str:
    return next((one["url"] for one in desk.exhibits if one["id"] == file["id"]), str(file["url"]))


def _party(desk: OnDesk, person: str) -> str:
    if person == desk.complaint.consumer:
        return _("Consumer")
    return _("Shop") if person else "–"
