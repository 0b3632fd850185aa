"""The strip on the first pages of consumers and merchants: the newest announcement, until it was read."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ombud.accounts.models import Person
from ombud.desk.access import audiences_of
from ombud.portals.common import display
from ombud.portals.common.announcements import shown
from ombud.portals.common.who import SignedIn
from ombud.reads import announcements

READ = "announced"
"""Where a session keeps the instant of the newest announcement that was read in it."""
NEW_FOR = timedelta(days=14)
"""Two weeks on, whoever still wants to know looks into the list."""


def strip(request: SignedIn) -> dict[str, Any] | None:
    """For parts/announced.html: the newest announcement to the reader, if it is new to them."""
    since = max(request.at - NEW_FOR, _read(request) or request.at - NEW_FOR)
    found = announcements.latest(request.platform.id, audiences_of(request.actor), request.at, since)
    if found is None:
        return None
    text = found.text(found.announcement.latest.said, display.html_lang())
    return {
        "title": text.title,
        "lang": text.lang,
        "at": found.announcement.shows_at,
        "url": reverse("announcement", args=[found.announcement.number]),
        "list_url": reverse("announcements"),
        **shown.marked(text),
    }


def note_read(request: HttpRequest, shows_at: datetime) -> None:
    """The reader has come as far as this one: the strip need not speak of it any more."""
    if isinstance(request.user, Person) and shows_at > (_read(request) or shows_at - timedelta(1)):
        request.session[READ] = shows_at.isoformat()


def _read(request: HttpRequest) -> datetime | None:
    kept = request.session.get(READ, "")
    return datetime.fromisoformat(kept) if kept else None
