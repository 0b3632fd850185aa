"""M8: the orders to update, each with the reason why it is listed; what was moved lately can be taken back."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from ombud.core.policy.trade import TradeRules
from ombud.packs.load import load_pack
from ombud.portals.common.display import when
from ombud.portals.common.order.words import OrderWords
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.suspended import unless_suspended
from ombud.reads import late_orders
from ombud.reads.late_orders import FIRST, PAGE, Key, Narrowed, OpenOrder

Context = dict[str, Any]
Tab = Literal["late", "open", "missing"]
LATE_BY = (1, 3, 7, 30)
"""Days by which the list can be narrowed."""
ROWS = (PAGE, 200, 500)
"""How many stand on one page: whoever has five hundred late ones doesn't want to choose them ten times."""


class Asked(NamedTuple):
    """What the reader wants to see."""

    tab: Tab
    only: Narrowed
    days: int
    rows: int = PAGE

    def url(self, **changed: str) -> str:
        """The same list, with something changed."""
        query = {"tab": self.tab, "kind": self.only.kind, "status": self.only.status, "by": str(self.days or "")}
        query |= {"rows": str(self.rows)} if self.rows != PAGE else {}
        return f"{reverse('merchant-late-orders')}?{urlencode({k: v for k, v in (query | changed).items() if v})}"


@for_member
@require_safe
@unless_suspended
def listing(request: SignedIn) -> HttpResponse:
    """One tab of the list."""
    shop, pack = shop_of(request), load_pack(request.platform.pack).pack
    asked = _asked(request, shop)
    found, words = _found(request, asked), OrderWords(pack.id)
    counts = late_orders.counts(request.platform.id, shop, request.at)
    context = {
        "here": "late-orders",
        "asked": asked,
        "tabs": _tabs(asked, counts),
        "filters": _filters(asked, pack.trade, words),
        "narrowed": bool(asked.only.kind or asked.only.status or asked.days),
        "clear_url": f"{reverse('merchant-late-orders')}?tab={asked.tab}",
        "rows": [_row(one, request, pack.trade, words) for one in found[: asked.rows]],
        "older_url": asked.url(after=_place(found[asked.rows - 1])) if len(found) > asked.rows else "",
        "newer_url": asked.url() if request.GET.get("after") else "",
        "empty": _empty(asked.tab),
        "undo": undo_bar(request, shop),
    }
    return console(request, "late/list.html", context)


def undo_bar(request: SignedIn, shop: str, ids: Collection[str] | None = None) -> Context | None:
    """What can still be taken back, and until when, of these orders or of all; None where nothing can."""
    held = late_orders.undoable(request.platform.id, shop, request.at)
    held = [one for one in held if ids is None or one.id in ids]
    if not held or held[0].undo_until is None:
        return None
    text = ngettext(
        "%(n)d order was moved on. The consumer isn’t told before %(time)s; until then it can be taken back.",
        "%(n)d orders were moved on. No consumer is told before %(time)s; until then they can be taken back.",
        len(held),
    ) % {"n": len(held), "time": when(held[0].undo_until, request.platform.zone, request.at)}
    return {"text": text, "url": reverse("merchant-late-undo")}


def _asked(request: SignedIn, shop: str) -> Asked:
    tabs: tuple[Tab, ...] = get_args(Tab)
    tab: Tab = next((one for one in tabs if one == request.GET.get("tab")), "late")
    kind, status = (request.GET.get(name, "").replace("\0", "")[:100] for name in ("kind", "status"))
    days = next((one for one in LATE_BY if str(one) == request.GET.get("by")), 0)
    rows = next((one for one in ROWS if str(one) == request.GET.get("rows")), PAGE)
    return Asked(tab, Narrowed(shop, kind, status), days, rows)


def _found(request: SignedIn, asked: Asked) -> list[OpenOrder]:
    platform, text, most = request.platform.id, request.GET.get("after", ""), asked.rows + 1
    match asked.tab:
        case "missing":
            return late_orders.missing(platform, asked.only, text.partition("~")[2].replace("\0", ""), most)
        case "open":
            return late_orders.in_time(platform, request.at, asked.only, _key(text), most)
        case "late":
            return late_orders.late(platform, request.at - timedelta(days=asked.days), asked.only, _key(text), most)


def _tabs(asked: Asked, counts: dict[str, int]) -> list[Context]:
    labels = {"late": pgettext("order", "Late"), "open": _("Still in time"), "missing": _("Details missing")}
    cap = late_orders.CAP
    shown = {name: f"{cap - 1}+" if n >= cap else str(n) for name, n in counts.items()}
    return [
        {
            "url": f"{reverse('merchant-late-orders')}?tab={tab}",
            "label": label,
            "count": shown.get(tab, ""),
            "current": tab == asked.tab,
        }
        for tab, label in labels.items()
    ]


def _filters(asked: Asked, trade: TradeRules | None, words: OrderWords) -> list[Context]:
    """The selects above the list; a platform with one kind needs none for it."""
    kinds = trade.kinds if trade else ()
    waiting = dict.fromkeys(stage.status for kind in kinds for stage in kind.stages if not stage.final)
    days = [(str(n), ngettext("%(n)d day or more", "%(n)d days or more", n) % {"n": n}) for n in LATE_BY]
    sizes = [(str(n), str(n)) for n in ROWS[1:]]
    every = [
        ("kind", _("Kind"), [(one.code, words.kind(one.code)) for one in kinds], asked.only.kind, _("All")),
        ("status", _("State"), [(one, words.status(one)) for one in waiting], asked.only.status, _("All")),
        ("by", _("Late by"), days, str(asked.days or ""), _("All")),
        ("rows", _("On one page"), sizes, str(asked.rows), str(PAGE)),
    ]
    return [
        {
            "name": name,
            "label": label,
            "value": value,
            "options": [{"value": "", "label": first}, *({"value": v, "label": said} for v, said in options)],
        }
        for name, label, options, value, first in every
        if not (name == "kind" and len(kinds) < 2) and not (name == "by" and asked.tab != "late")
    ]


def _row(one: OpenOrder, request: SignedIn, trade: TradeRules | None, words: OrderWords) -> Context:
    return {
        "id": one.id,
        "url": reverse("merchant-order", args=[one.id]),
        "title": one.title or one.number,
        "number": one.number,
        "kind": words.kind(one.kind) if trade and len(trade.kinds) > 1 else "",
        "status": words.status(one.status),
        "since": one.since,
        "late_at": one.late_at,
        "reasons": reasons(one, request, trade, words),
    }


def reasons(one: OpenOrder, request: SignedIn, trade: TradeRules | None, words: OrderWords) -> list[Context]:
    """Why an order is listed, the most pressing first: {text, tone}."""
    kind = trade.kind(one.kind) if trade else None
    stage = kind.stage(one.status) if kind else None
    told: list[Context] = []
    if one.receipt == "no":
        told.append({"text": _("The consumer says that it didn’t come."), "tone": "bad"})
    if one.urged_at is not None and (one.since is None or one.urged_at >= one.since):
        text = _("The consumer urged you on {time}.")
        told.append({"text": text.format(time=when(one.urged_at, request.platform.zone, request.at)), "tone": "warn"})
    if one.late_at is not None and one.late_at <= request.at and stage is not None and stage.span is not None:
        text = _("“{status}” may last {span}.")
        told.append({"text": text.format(status=words.status(one.status), span=words.span(stage.span)), "tone": ""})
    if one.missing and kind is not None:
        codes = [field.code for held in kind.passed(one.status) for field in held.fields if field.required]
        fields = _(", ").join(words.field(code) for code in codes)
        told.append({"text": _("Something is missing of: {fields}.").format(fields=fields), "tone": ""})
    return told


def _empty(tab: Tab) -> Context:
    headings = {
        "late": (
            _("No order is late"),
            _("An order stands here as soon as its state lasts longer than its kind allows."),
        ),
        "open": (_("No order waits"), _("Orders that still have time stand here, the nearest first.")),
        "missing": (_("Nothing is missing"), _("Orders stand here whose dispatch or visit hasn’t been filled in.")),
    }
    heading, text = headings[tab]
    return {"icon": "circle-check", "heading": heading, "text": text}


def _place(one: OpenOrder) -> str:
    return f"{one.late_at.isoformat() if one.late_at else ''}~{one.id}"


def _key(text: str) -> Key:
    """Where a page goes on, as the pager wrote it; anything else is the start."""
    at, _tilde, id = text.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return FIRST
    return (moment, id) if moment.tzinfo and id and "\0" not in id else FIRST
