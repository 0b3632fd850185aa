"""What every page of the console has around it: the shop's name, the ways in with their counts, and a case's head."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.complaint.state import Complaint
from ombud.core.people import Member, can
from ombud.desk.access import Case
from ombud.desk.handle import NotFound
from ombud.notices.centre import unread_count
from ombud.packs.load import load_pack
from ombud.portals.common.act import refusal_words
from ombud.portals.common.case.present import order_strip, refusal_of
from ombud.portals.common.case.reach import open_case
from ombud.portals.common.page import link, show
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.penalties.popup import popup
from ombud.portals.merchant.standing import standing_of, suspension
from ombud.reads import conversations, late_orders, penalties, shop_list

Context = dict[str, Any]


def shop_of(request: SignedIn) -> str:
    """The shop the reader acts for. A member without one sees nothing. Raises NotFound."""
    if not isinstance(request.actor, Member) or not request.actor.shop:
        raise NotFound
    return request.actor.shop


def console(request: SignedIn, template: str, context: Context, status: int = 200) -> HttpResponse:
    """A page of the console. `here` in the context names the way in that it belongs to."""
    shop = shop_of(request)
    counts = context.get("counts") or shop_list.counts(request.platform.id, shop)
    soon = context["soon"] if "soon" in context else shop_list.due_soon(request.platform.id, shop, request.at)
    now = standing_of(request)
    around = {
        "who": now.name or shop,
        "measures_now": now.measures,
        "standing": suspension(now),
        "nav": _nav(
            context.get("here", ""),
            counts["mine"],
            unread_count(request.platform.id, request.actor),
            _penalties(request, shop, context),
            _late(request, shop),
            _chats(request, shop),
            hot=soon > 0,
            reports=load_pack(request.platform.pack).pack.evidence_reports is not None,
        ),
        "foot": _foot(),
        "looks_only": not can(request.actor, "answer"),
    }
    if "popup" not in context:
        around["popup"] = popup(request)
    return show(request, f"merchant/{template}", {**around, **context}, status)


def case_page(request: SignedIn, template: str, case: Case, context: Context, status: int = 200) -> HttpResponse:
    """A page within a case: its order beside it, and the way back to it."""
    complaint = case.complaint
    about = {
        "here": "complaints",
        "number": complaint.number,
        "back_url": reverse("merchant-case", args=[complaint.number]),
        "order": order_strip(case, url=reverse("merchant-order", args=[complaint.order_id])),
        "currency": complaint.currency,
    }
    return console(request, template, {**about, **context}, status)


def shop_case(request: SignedIn, number: str) -> Case:
    """The case of this number, for a member of its shop, once the shop has it. Raises NotFound."""
    shop_of(request)
    case = open_case(request, number)
    if unseen(case.complaint):
        raise NotFound
    return case


def unseen(complaint: Complaint) -> bool:
    """Whether the platform still looks at it before the shop does, or turned it away at the door."""
    return not complaint.admitted and complaint.intervened is None


def barred(case: Case, verb: str, request: SignedIn) -> Context | None:
    """Why the reader can't do this now, for parts/notice_banner.html; None where they can."""
    refusal = refusal_of(case, verb)
    if refusal is None:
        return None
    complaint = case.complaint
    text, way_out = refusal_words(refusal, request, currency=complaint.currency, pack=complaint.pack)
    return {"tone": "info", "heading": text, "text": way_out}


def _nav(
    here: str, mine: int, unread: int, to_appeal: int, late: str, chats: str, *, hot: bool, reports: bool
) -> list[Context]:
    ways: list[Context] = [
        {"name": "home", "icon": "house", "label": _("Today")},
        {"name": "complaints", "icon": "message-circle", "label": _("Complaints"), "count": mine, "hot": hot},
        {
            "name": "penalties",
            "icon": "gavel",
            "label": _("Penalties"),
            "count": to_appeal,
            "hot": True,
        },
        {"name": "inbox", "icon": "inbox", "label": _("Messages"), "count": capped(unread) if unread else 0},
        *([{"name": "evidence-reports", "icon": "flag", "label": _("Fake evidence")}] if reports else []),
        {"name": "chats", "icon": "messages-square", "label": _("Chats"), "count": chats, "hot": True},
        {"name": "orders", "icon": "package", "label": _("Orders")},
        {"name": "late-orders", "icon": "hourglass", "label": _("Orders to update"), "count": late},
        {"name": "products", "icon": "layers", "label": _("Products")},
        {"name": "shop", "icon": "store", "label": _("My shop")},
        {"name": "sales", "icon": "receipt", "label": _("Sales figures")},
        {"name": "funds", "icon": "wallet", "label": _("Funds")},
        {"name": "record", "icon": "star", "label": _("Public record")},
    ]
    return [one | {"url": reverse(f"merchant-{one['name']}"), "current": one["name"] == here} for one in ways]


def _penalties(request: SignedIn, shop: str, context: Context) -> int:
    """How many penalties the shop can do something about."""
    counts = context.get("penalty_counts") or penalties.counts(request.platform.id, shop)
    return int(counts["open"])


def _late(request: SignedIn, shop: str) -> str:
    """How many orders are late, as the way to them shows it."""
    count = late_orders.count_late(request.platform.id, shop, request.at, shop_list.CAP)
    return capped(count) if count else ""


def _chats(request: SignedIn, shop: str) -> str:
    """In how many talks something waits to be read."""
    count = conversations.unread(request.platform.id, "shop", shop, shop_list.CAP)
    return capped(count) if count else ""


def capped(count: int) -> str:
    """A count that stops at the cap: 99+."""
    return f"{shop_list.CAP - 1}+" if count >= shop_list.CAP else str(count)


def _foot() -> list[Context]:
    links = (
        (link("merchant-settings"), "settings", _("Settings")),
        (link("announcements"), "bell", _("Announcements")),
        (link("guide"), "book-open", _("Rules and time limits")),
        (link("help"), "circle-question-mark", _("Help")),
    )
    return [{"url": url, "icon": icon, "label": label} for url, icon, label in links if url]
