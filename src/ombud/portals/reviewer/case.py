"""The page of a case: evidence of both sides on the left, what can be done on the right."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.portals.common.act import refusal_words
from ombud.portals.common.case.events import told_event
from ombud.portals.common.case.present import refusal_of, turn_card
from ombud.portals.common.drafts import Kept
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.head import head, tab_of
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel import sent
from ombud.portals.reviewer.panel.draw import draw
from ombud.portals.reviewer.panel.form import Filled, Form
from ombud.portals.reviewer.panel.offer import first, offered
from ombud.portals.reviewer.tabs import TABS

NEWS_SECONDS = 45
"""Often enough that two people don't decide past each other for long; a tab in the background asks nothing."""


@for_reviewer
@require_safe
def case_page(request: SignedIn, number: str) -> HttpResponse:
    """A case, with the form open that its state asks for."""
    return show_case(OnDesk(request, number))


@for_reviewer
@require_safe
def by_number(request: SignedIn, number: str) -> HttpResponse:
    """The short address that stands in notices."""
    return HttpResponseRedirect(OnDesk(request, number).url())


@for_reviewer
@require_safe
def news(request: SignedIn, number: str) -> HttpResponse:
    """What others did in the case since the page was made; asked again by the page itself."""
    desk = OnDesk(request, number)
    return show(request, "reviewer/news.html", news_context(desk, sent.since(request, desk.version)))


def show_case(
    desk: OnDesk,
    form: Form | None = None,
    filled: Filled | None = None,
    *,
    left: Mapping[str, Any] | None = None,
    panel: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; `left` and `panel` add to what its halves are given."""
    tab = tab_of(desk)
    shown = TABS[tab](desk)
    forms = offered(desk)
    form = form or first(forms)
    context: dict[str, Any] = {
        **head(desk),
        **shown,
        "tab": tab,
        "tab_template": f"reviewer/tab_{tab}.html",
        "kept": desk.kept,
        "contact_url": desk.url().replace(f"/{desk.number}", f"/{desk.number}/contact", 1),
        "do": {one.slug: desk.url(one.slug) for one in forms},
        "work": work(desk, forms, form),
        "waits": turn_card(desk.case) if form is None else None,
        "form": draw(desk, form, filled or Filled(Kept({})), panel or {}) if form else None,
        "others": [
            {"label": one.label(), "icon": one.icon, "url": desk.url(one.slug), "current": one is form}
            for one in forms
            if one.slug not in ("hand-back", "skip")
        ],
        "news_poll": news_context(desk, desk.version),
        **(left or {}),
    }
    return bar.page(desk.request, "reviewer/case.html", context, status)


def work(desk: OnDesk, forms: list[Form], form: Form | None) -> dict[str, Any]:
    """Who works on the case, and what this reviewer can do about it."""
    complaint, me = desk.complaint, desk.request.actor.id
    refusal = refusal_of(desk.case, "complaint.claim")
    name = desk.teller.staff.get(complaint.claimed_by, complaint.claimed_by)
    slugs = {one.slug for one in forms}
    mine = complaint.claimed_by == me
    return {
        "text": _("You work on this case") if mine else _("{name} works on it").format(name=name) if name else "",
        "claim": refusal is None,
        "why_not": ""
        if refusal is None or refusal.code != "decided-before"
        else "\n".join(filter(None, refusal_words(refusal, desk.request))),
        "hand_back_url": desk.url("hand-back") if "hand-back" in slugs else "",
        "skip_url": desk.url("skip") if "skip" in slugs and complaint.stage != "closed" else "",
        "current": form.slug if form else "",
    }


def news_context(desk: OnDesk, since: int) -> dict[str, Any]:
    """What is new, in sentences, and where to ask again."""
    events = [told_event(one, desk.teller) for one in desk.news(since)]
    url = f"{desk.url().partition('?')[0]}/news?since={since}"
    return {"news": events, "news_url": url, "every": NEWS_SECONDS, "case_url": desk.url()}
