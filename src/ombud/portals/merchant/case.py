"""M7: one complaint, the turn card first, told with the words that the consumer reads too."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ombud.core.complaint.events.execution import GoodsSentBack
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.desk.access import Case
from ombud.portals.common.case.present import (
    Teller,
    allowed,
    deadlines,
    exhibits,
    facts,
    requests,
    rules_in_force,
    ruling,
    stage_bar,
    timeline_events,
    turn_card,
)
from ombud.portals.common.case.reach import story
from ombud.portals.common.chat.talk_cards import talk_cards
from ombud.portals.common.fake.rows import report_rows
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import case_page, shop_case
from ombud.portals.merchant.moves import further, moves
from ombud.reads.timeline import Timeline

Context = dict[str, Any]
PACE = ((timedelta(minutes=10), 10), (timedelta(hours=2), 30))
"""While something happened lately both sides are likely at it: ask every ten seconds, later less often."""
SLOWEST_SECONDS = 120


@for_member
@require_safe
def case_view(request: SignedIn, number: str) -> HttpResponse:
    """The whole case."""
    case = shop_case(request, number)
    timeline = story(case)
    context = {
        **live(case, timeline),
        "facts": facts(case),
        "rules": rules_in_force(case),
        "further": [*further(case), *report_rows(case, "merchant-evidence-report")],
    }
    return case_page(request, "case.html", case, context)


@for_member
@never_cache
@require_safe
def news(request: SignedIn, number: str) -> HttpResponse:
    """What the page asks again and again: when to ask next, and with it all that changes, if it has."""
    case = shop_case(request, number)
    timeline = story(case)
    changed = request.GET.get("seen", "") != str(_seen(timeline))
    context = live(case, timeline) if changed else {"poll": poll(case, timeline)}
    return show(request, "merchant/news.html", {**context, "changed": changed})


def live(case: Case, timeline: Timeline) -> Context:
    """What changes as the case goes on."""
    asked = requests(case)
    return {
        "number": case.complaint.number,
        "poll": poll(case, timeline),
        "turn": own_turn(case),
        "stages": stage_bar(case),
        "requests": [_asked(one, case) for one in asked if one["mine"]],
        "ruling": ruling(case, timeline),
        "ruling_url": reverse("merchant-ruling", args=[case.complaint.number]),
        "owed": owed_now(case),
        "goods": goods_back(timeline),
        "problem": problem_of(timeline),
        "exhibits": exhibits(case),
        "talks": talk_cards(case, timeline),
        "others": deadlines(case)[1:],
        "events": timeline_events(case, timeline),
    }


def own_turn(case: Case) -> Context:
    """The turn card with the shop's buttons. Silence is no shelter for a shop, so no shield stands beside it."""
    return turn_card(case, moves(case)) | {"silence_icon": "hourglass"}


def owed_now(case: Case) -> str:
    """What is still to be done, in words; empty where nothing is."""
    owed = case.complaint.obligation if case.complaint.stage in ("executing", "verifying") else None
    return Teller(case).terms(owed.terms) if owed else ""


def problem_of(timeline: Timeline) -> str:
    """What the consumer wrote when filing."""
    filed = next((one.event for one in timeline.entries if isinstance(one.event, ComplaintFiled)), None)
    return timeline.said(filed.problem) if filed else ""


def goods_back(timeline: Timeline) -> Context | None:
    """How the goods come back, if they do: {carrier, waybill, at}."""
    sent = [one.event for one in timeline.entries if isinstance(one.event, GoodsSentBack)]
    if not sent:
        return None
    last = sent[-1]
    return {"carrier": timeline.said(last.carrier), "waybill": timeline.said(last.waybill), "at": last.at}


def poll(case: Case, timeline: Timeline) -> Context:
    """When to ask again and from where the page has read: never again once the case is closed."""
    number, seen = case.complaint.number, _seen(timeline)
    every = 0
    if case.complaint.stage != "closed":
        quiet = case.at - timeline.entries[-1].event.at if timeline.entries else timedelta.max
        every = next((seconds for span, seconds in PACE if quiet < span), SLOWEST_SECONDS)
    return {"id": "news", "url": f"{reverse('merchant-news', args=[number])}?seen={seen}", "every": every}


def _asked(one: Context, case: Case) -> Context:
    """A request of the platform's, with where it is answered and what follows where it isn't."""
    told = {
        "open": _("What is not given by then is lost: the platform decides on the evidence it has."),
        "lost": _("This was not given in time. You can still add it until the ruling; it is marked as late."),
    }
    # The turn card has the button for the one that is open; what was lost has none there.
    gives = one["state"] == "lost" and "complaint.submit" in allowed(case, "complaint.submit")
    url = reverse("merchant-asked", args=[case.complaint.number, one["id"]]) if gives else ""
    tone = {"open": "warn", "lost": "bad", "answered": "good"}.get(one["state"], "")
    return one | {"url": url, "told": told.get(one["state"], ""), "tone": tone}


def _seen(timeline: Timeline) -> int:
    return timeline.entries[-1].seq if timeline.entries else 0
