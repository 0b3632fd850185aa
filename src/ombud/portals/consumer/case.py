"""C4: one complaint. Whose turn it is comes first, then its way, its order, and what has happened."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.desk.access import Case
from ombud.desk.handle import NotFound
from ombud.portals.common.case.present import (
    exhibits,
    facts,
    requests,
    rules_in_force,
    ruling,
    stage_bar,
    timeline_events,
    turn_card,
)
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.chat.talk_cards import talk_cards
from ombud.portals.common.display import money
from ombud.portals.common.fake.rows import report_rows
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.accused import waiting
from ombud.portals.consumer.buttons import dock, more_rows, turn_actions
from ombud.portals.consumer.case_form import page_for
from ombud.portals.consumer.forms import FORMS
from ombud.portals.consumer.frame import case_page
from ombud.portals.consumer.live import poll_of

SHOWN = 12
"""Entries before the rest is folded away: what happened this week, on most cases all."""


@for_follower
@require_safe
def case(request: SignedIn, number: str) -> HttpResponse:
    """The case as it stands."""
    found = open_case(request, number)
    told = story(found)
    events = timeline_events(found, told)
    shown = events if "all" in request.GET else events[:SHOWN]
    context = {
        "title": _title(found),
        "back_url": "/complaints/",
        "turn": turn_card(found, turn_actions(found)),
        "stages": stage_bar(found),
        "events": _sealed(shown),
        "more_url": "?all" if len(shown) < len(events) else "",
        "requests": [one for one in requests(found) if one["mine"] and one["state"] == "open"],
        "ruling": ruling(found, told),
        "files": exhibits(found),
        "facts": facts(found),
        "rows": [*report_rows(found, "consumer-evidence-report"), *more_rows(found, chat=not request.only_case)],
        "talks": talk_cards(found, told),
        "rules": rules_in_force(found),
        "dock": dock(found),
        "poll": poll_of(found, told, 0),
        "recoup": recoup(found),
        "accused": waiting(request, found.complaint.id),
    }
    return case_page(request, "case.html", found, context)


@for_follower
@require_http_methods(["GET", "HEAD", "POST"])
def short_form(request: SignedIn, number: str, page: str) -> HttpResponse:
    """One of the short forms of a case, by its place in the address."""
    answer = page_for(request, open_case(request, number), page, FORMS)
    if answer is None:
        raise NotFound
    return answer


def recoup(found: Case) -> str:
    """That a review left the consumer owing something back, in words."""
    if not found.complaint.recoup:
        return ""
    amount = money(found.complaint.recoup, found.complaint.currency)
    return _("After the review {amount} that was paid to you is owed back.").format(amount=amount)


def _title(found: Case) -> str:
    return _("Complaint {number}").format(number=found.complaint.number)


def _sealed(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for event in events:
        if event["files"]:
            event["seal"] = _("The files are sealed. Nobody can change them.")
    return events
