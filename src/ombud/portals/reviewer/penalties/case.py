"""The page of a penalty (R5): what the shop hands in beside what the record knows, and the decision on the right."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ombud.core.refusal import Refusal
from ombud.desk.handle import Done
from ombud.portals.common.act import act, new_key, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.drafts import Kept
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn, for_decider
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.panel import sent
from ombud.portals.reviewer.panel.form import Filled
from ombud.portals.reviewer.penalties import verdict
from ombud.portals.reviewer.penalties.form import Move
from ombud.portals.reviewer.penalties.head import head, tab_of
from ombud.portals.reviewer.penalties.offer import first, offered
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.penalties.panel import draw, work
from ombud.portals.reviewer.penalties.tabs import TABS

NEWS_SECONDS = 45
"""Often enough that two people don't decide past each other for long; a tab in the background asks nothing."""


@for_decider
@require_safe
def penalty_page(request: SignedIn, number: str) -> HttpResponse:
    """A penalty, with the form open that its state asks for."""
    return show_penalty(PenaltyDesk(request, number))


@for_decider
@require_safe
def news(request: SignedIn, number: str) -> HttpResponse:
    """What others did since the page was made; asked again by the page itself."""
    desk = PenaltyDesk(request, number)
    return show(request, "reviewer/news.html", news_context(desk, sent.since(request, desk.version)))


@for_decider
@require_POST
def outcome(request: SignedIn, number: str) -> HttpResponse:
    """What the verdicts that are ticked come to: a part of the page, asked for as they are ticked."""
    desk = PenaltyDesk(request, number)
    context = {"outcome": verdict.outcome(desk, verdict.chosen_of(desk))}
    return show(request, "reviewer/penalties/outcome.html", context)


def claim(desk: PenaltyDesk) -> HttpResponse:
    """This one is mine; or why not, on its page."""
    if desk.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    done = act(desk.request, "penalty.claim", desk.penalty.id, {}, key=new_key())
    if not isinstance(done, Done):
        told = joined(*refusal_words(done, desk.request)) if isinstance(done, Refusal) else done.text
        messages.error(desk.request, told)
    return HttpResponseRedirect(desk.url())


def show_penalty(
    desk: PenaltyDesk,
    move: Move | None = None,
    filled: Filled | None = None,
    *,
    left: Mapping[str, Any] | None = None,
    panel: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; `left` and `panel` add to what its halves are given."""
    tab = tab_of(desk)
    moves = offered(desk)
    move = move or first(desk, moves)
    context: dict[str, Any] = {
        **head(desk),
        **TABS[tab](desk),
        "tab": tab,
        "tab_template": f"reviewer/penalties/tab_{tab}.html",
        "kept": desk.kept,
        "outside": desk.outside,
        "do": {one.slug: desk.url(one.slug) for one in moves},
        "work": work(desk, moves, move),
        "waits": _waits(desk) if move is None else None,
        "form": draw(desk, move, filled or Filled(Kept({})), panel or {}) if move else None,
        "others": [
            {"label": one.label(), "icon": one.icon, "url": desk.url(one.slug), "current": one is move}
            for one in moves
            if one.slug != "hand-back"
        ],
        "news_poll": news_context(desk, desk.version),
        **(left or {}),
    }
    return bar.page(desk.request, "reviewer/penalties/case.html", context, status)


def news_context(desk: PenaltyDesk, since: int) -> dict[str, Any]:
    """What is new, in sentences, and where to ask again."""
    url = f"{desk.url().partition('?')[0]}/news?since={since}"
    return {"news": desk.told(desk.news(since)), "news_url": url, "every": NEWS_SECONDS, "case_url": desk.url()}


def _waits(desk: PenaltyDesk) -> dict[str, Any]:
    """Whose turn it is where nothing is to be decided now."""
    due, t = desk.due, desk.teller
    if due is None:
        return {"headline": _("Nothing waits for the platform"), "why": ""}
    headline = _("The shop’s turn") if due.on == "merchant" else _("The platform’s turn")
    return {
        "headline": headline,
        "why": t.pack(f"deadline.{due.kind}"),
        "due_at": due.due_at,
        "start_at": due.from_at,
        "by": _("By {time}"),
        "silence": t.pack(f"deadline.{due.kind}.lapse", ""),
    }
