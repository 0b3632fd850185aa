"""Tells an open page that its case has moved: asked seldom when nothing happens, and never while it is hidden."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ombud.desk.access import Case
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.frame import case_url
from ombud.reads.timeline import Timeline

EVERY_SECONDS = (15, 20, 30, 60, 120, 300)
"""How long until the page asks again, after so many times without news: an open tab overnight is no load."""
ASKED_MAX = 200
"""A page that asked so often stays as it is; coming back to it asks once more."""


@for_follower
@require_safe
def live(request: SignedIn, number: str, seen: int, times: int) -> HttpResponse:
    """The element that asks, with the news once there is some."""
    found = open_case(request, number)
    told = story(found)
    newest = told.entries[-1].seq if told.entries else 0
    context = {"poll": poll_of(found, told, times + 1, seen), "news": newest > seen, "url": case_url(number)}
    return show(request, "consumer/live.html", context)


def poll_of(found: Case, told: Timeline, times: int, seen: int | None = None) -> dict[str, Any]:
    """What parts/poll.html wants."""
    newest = told.entries[-1].seq if told.entries else 0
    since = newest if seen is None else seen
    done = newest > since or times >= ASKED_MAX
    return {
        "id": "live",
        "url": reverse("consumer-live", args=[found.complaint.number, since, times]),
        "every": None if done else EVERY_SECONDS[min(times, len(EVERY_SECONDS) - 1)],
    }
