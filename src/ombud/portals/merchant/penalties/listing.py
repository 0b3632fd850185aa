"""M3: the shop's penalties, what can still be appealed first, the nearest close on top."""

from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ombud.core.penalty.standing import OPEN, status_of
from ombud.desk.access import PenaltyCase
from ombud.portals.common.penalty.status import status_tag
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.penalties.moves import row_action
from ombud.portals.merchant.penalties.reach import shop_penalties
from ombud.reads import penalties
from ombud.reads.penalties import Place, Tab

Row = dict[str, Any]


@for_member
@require_safe
def penalties_list(request: SignedIn) -> HttpResponse:
    """One tab of the shop's penalties."""
    shop, tab = shop_of(request), _tab(request.GET.get("tab", ""))
    after = _place(request.GET.get("after", ""))
    listed = penalties.of_shop(request.platform.id, shop, tab, after)
    counts = penalties.counts(request.platform.id, shop)
    here = reverse("merchant-penalties")
    older = listed.after and f"{here}?{urlencode({'tab': tab, 'after': _written(listed.after)})}"
    context = {
        "here": "penalties",
        "penalty_counts": counts,
        "sentence": _sentence(counts["open"]),
        "tabs": tabs_of(counts, tab),
        "rows": [row_of(case) for case in shop_penalties(request, listed.ids)],
        "empty": _empty(tab),
        "older_url": older or "",
        "newer_url": f"{here}?tab={tab}" if after else "",
        "export_url": reverse("merchant-penalties-export"),
    }
    return console(request, "penalties/list.html", context)


def tabs_of(counts: dict[str, int], current: str) -> list[Row]:
    """The ways into the list by state, with their counts."""
    labels = {"all": _("All"), "open": _("Can appeal"), "review": _("In review"), "closed": _("Closed")}
    here = reverse("merchant-penalties")
    return [
        {"url": f"{here}?tab={tab}", "label": label, "count": counts[tab], "current": tab == current}
        for tab, label in labels.items()
    ]


def row_of(case: PenaltyCase) -> Row:
    """One line: what for, what was imposed, where it stands, how long it can be appealed, and the next step."""
    t, penalty = PenaltyTeller(case), case.penalty
    orders = len(penalty.imposition.orders)
    about = ngettext("%(n)d order", "%(n)d orders", orders) % {"n": orders} if orders else ""
    return {
        "url": reverse("merchant-penalty", args=[penalty.number]),
        "violation": t.violation,
        "number": penalty.number,
        "imposed_at": penalty.imposed_at,
        "unread": case.by.id not in penalty.opened_by,
        "measures": [_measure(one, t) for one in penalty.measures],
        "about": about,
        "tag": status_tag(t),
        "window": window_of(case),
        "action": row_action(case),
    }


def window_of(case: PenaltyCase) -> Row:
    """Until when the shop can act, as a clock; else when that ended, in words."""
    penalty, at = case.penalty, case.at
    status = status_of(penalty, at)
    if penalty.unread and status in OPEN:
        return {"words": _("The time starts when you open the notice")}
    if status in OPEN:
        due = penalty.deadline("question") or penalty.deadline("condition") or penalty.deadline("appeal")
        due_at = due.due_at if due else penalty.closes_at
        start = penalty.deadline("question") or penalty.deadline("condition")
        return {
            "due_at": due_at,
            "start_at": start.from_at if start else penalty.imposed_at,
            "by": _("Due {time}") if start else _("Closes {time}"),
        }
    if penalty.terms is None:
        return {"words": "—"}
    if status == "not-open":
        return {"sentence": _("Opens {time}"), "at": penalty.terms.opens_at}
    if penalty.under_review:
        return {"sentence": _("Appealed {time}"), "at": penalty.appealed_at}
    return {"sentence": _("Closed {time}"), "at": penalty.ended_at or _last(penalty.closes_at, at)}


def _last(closes_at: datetime | None, at: datetime) -> datetime | None:
    """The close of the window, where it is over: a decided appeal may have ended it before."""
    return min(closes_at, at) if closes_at else None


def _measure(one: Any, t: PenaltyTeller) -> str:
    words = t.measure(one.terms)
    ended = {
        "time": _("{measure} (over)"),
        "revoked": _("{measure} (revoked)"),
        "lifted": _("{measure} (lifted)"),
    }.get(one.ended)
    return ended.format(measure=words) if ended else words


def _sentence(n: int) -> str:
    if not n:
        return _("No penalty waits for your shop.")
    return ngettext(
        "%(n)d penalty waits for your shop. When its window closes, it can’t be appealed any more.",
        "%(n)d penalties wait for your shop. When a window closes, that penalty can’t be appealed any more.",
        n,
    ) % {"n": n}


def _empty(tab: Tab) -> Row:
    told = {
        "all": (_("Your shop has no penalty"), _("If it ever gets one, it stands here, with what can be done.")),
        "open": (_("Nothing can be appealed now"), _("What you can still do something about stands here.")),
        "review": (_("No appeal is under review"), _("After you send an appeal it stands here until it is decided.")),
        "closed": (_("No penalty is closed yet"), _("What was decided, lifted or not appealed can be read here.")),
    }
    heading, text = told[tab]
    return {"heading": heading, "text": text}


def _tab(wanted: str) -> Tab:
    tabs: tuple[Tab, ...] = get_args(Tab)
    return next((one for one in tabs if one == wanted), "all")


def _written(place: Place) -> str:
    rank, at, id = place
    return f"{rank}~{at.isoformat()}~{id}"


def _place(text: str) -> Place | None:
    """Where a page ends, as the pager wrote it; anything else is the start."""
    rank, _sign, rest = text.partition("~")
    at, _sign, id = rest.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    good = rank in ("0", "1", "2") and moment.tzinfo and id and "\0" not in id
    return (int(rank), moment, id) if good else None
