"""M4: the notice of one penalty, whose turn it is first; opening it is recorded for whoever opens it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.fund.follow import fund_of
from ombud.core.fund.names import parts_of
from ombud.core.penalty.standing import OPEN, status_of
from ombud.desk import clock
from ombud.desk.access import PenaltyCase
from ombud.desk.handle import Done
from ombud.portals.common.act import act
from ombud.portals.common.page import link
from ombud.portals.common.penalty.result import result
from ombud.portals.common.penalty.shown import (
    exhibits,
    facts,
    findings,
    ground,
    in_account,
    measures,
    orders,
    reasons,
)
from ombud.portals.common.penalty.status import status_tag
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.penalty.told import penalty_events
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.penalties.consultation import consultation
from ombud.portals.merchant.penalties.popup import seen_now
from ombud.portals.merchant.penalties.reach import allowed, banner_of, penalty_page, refusal_now, shop_penalty
from ombud.portals.merchant.penalties.sent import sent
from ombud.portals.merchant.penalties.turn import step_bar, turn_card
from ombud.reads.funds import of_shop
from ombud.reads.penalty_story import penalty_story

Context = dict[str, Any]
ORDERS_SHOWN, ORDERS_MAX = 12, 200
"""More stand behind a fold, and beyond that in the file of the draw: a penalty may name thousands."""


@for_member
@require_safe
def notice(request: SignedIn, number: str) -> HttpResponse:
    """The whole notice."""
    case = shop_penalty(request, number)
    if number != case.penalty.number:
        return redirect("merchant-penalty", case.penalty.number)
    fresh = request.method == "GET" and allowed(case, "penalty.open-notice")
    if fresh and isinstance(act(request, "penalty.open-notice", case.penalty.id, {}), Done):
        request.at = clock.now(request.platform.id)  # what has just been recorded has begun, the time to appeal with it
        case = shop_penalty(request, number)
    seen_now(request, case)
    return penalty_page(request, "notice.html", case, notice_context(request, case))


def notice_context(request: SignedIn, case: PenaltyCase) -> Context:
    """What the notice shows; the consultation's form is sent to a page that shows it again with what is wrong."""
    timeline = penalty_story(request.platform.id, case.penalty, case.party)
    t = PenaltyTeller(case, timeline, file_page="merchant-penalty-file")
    listed = orders(t)
    return {
        "turn": turn_card(case),
        "steps": step_bar(case),
        "in_account": in_account(t),
        "funds_url": funds_url(case),
        "tag": status_tag(t),
        "facts": facts(t),
        "reasons": reasons(t),
        "findings": findings(t),
        "measures": measures(t),
        "orders": listed[:ORDERS_SHOWN],
        "more_orders": listed[ORDERS_SHOWN:ORDERS_MAX],
        "orders_beyond": max(0, len(listed) - ORDERS_MAX),
        "sent": sent(t),
        "role_note": _role_note(request, case),
        "exhibits": exhibits(t),
        "ground": ground(t),
        "result": result(t),
        "missing": _missing(t),
        "condition": t.words(case.penalty.condition) if case.penalty.appeal == "granted" else "",
        "draw": _draw(t),
        "not_appealable": _not_appealable(t),
        "events": penalty_events(t, timeline),
        "consultation": consultation(request, case, timeline),
        "guide_url": link("guide"),
        "rules_url": link("rules-version", case.penalty.pack),
    }


def funds_url(case: PenaltyCase) -> str:
    """Where the money stands that it holds; empty where it holds none."""
    fund = fund_of(case.penalty, case.policy)
    known = fund and any(one.id == fund for one in of_shop(case.platform.id, case.penalty.shop))
    return reverse("merchant-fund", args=[parts_of(fund)[1]]) if known else ""


def _role_note(request: SignedIn, case: PenaltyCase) -> Context | None:
    """Why a member finds no button where the shop could appeal."""
    refusal = refusal_now(case, "penalty.begin")
    ours = refusal is not None and refusal.code == "no-right-to-appeal" and status_of(case.penalty, case.at) in OPEN
    return banner_of(refusal, request, case) if ours else None


def _missing(t: PenaltyTeller) -> list[str]:
    """What the last appeal lacked, while it can be put right."""
    if status_of(t.penalty, t.case.at) != "incomplete":
        return []
    return [t.missing(one) for one in t.penalty.missing]


def _draw(t: PenaltyTeller) -> Context | None:
    """The commitment, and once it was drawn, all that it takes to draw again."""
    penalty = t.penalty
    if not penalty.imposition.seed_hash:
        return None
    was = penalty.draw
    return {
        "seed_hash": penalty.imposition.seed_hash,
        "orders_hash": penalty.imposition.orders_hash,
        "number": was.number if was else "",
        "seed": was.seed if was else "",
        "orders": [t.slot(one) for one in was.orders] if was else [],
        "file_url": reverse("merchant-penalty-json", args=[penalty.number]),
    }


def _not_appealable(t: PenaltyTeller) -> str:
    if t.penalty.terms is not None:
        return ""
    words = _("Penalties for “{violation}” can’t be appealed (rule {rule}).")
    return words.format(violation=t.violation, rule=t.penalty.imposition.rule)
