"""What the platform announces, for whom it is for; all of it for the platform's people and its own software."""

import base64
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import After, cursor_of, limit_of, word_of
from ombud.core.announcement.events import Category, Said
from ombud.core.people import Reviewer, System
from ombud.desk import clock
from ombud.desk.access import access_announcement, audiences_of
from ombud.packs.words import LANGUAGES
from ombud.reads import announcements
from ombud.reads.announcements import Told, key

CATEGORIES: tuple[str, ...] = Category.__args__  # type: ignore[attr-defined]  # a Literal knows its words


def list_announcements(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The newest first; what waits or is withdrawn only for the platform's people and its own software."""
    limit, after = limit_of(request), cursor_of(request)
    category = word_of(request, "category", CATEGORIES)
    since = (after[1], after[2]) if after is not None and after[1] is not None else None
    if isinstance(caller.by, Reviewer | System) and not category:
        found, more = announcements.every(caller.platform, since, limit)
    else:
        audiences = audiences_of(caller.by)
        now = clock.now(caller.platform)
        found, more = announcements.shown(caller.platform, audiences, now, since, category, limit)
    last: After = ("", *key(found[-1])) if found else ("", None, "")
    cursor = base64.urlsafe_b64encode(msgspec.json.encode(last)).decode() if more else None
    return _answer({"items": [_row(one) for one in found], "next_cursor": cursor})


def read_announcement(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """One with its texts and its earlier versions; of a withdrawn one only that, and why."""
    found = access_announcement(caller.platform, id, caller.by)
    told = announcements.told(caller.platform, found)
    body = _row(told) | {"why": told.line(found.why)}
    staff = isinstance(caller.by, Reviewer | System)
    if staff or not found.withdrawn_at:
        versions = found.versions if staff else found.public
        body |= {**_said(told, found.latest.said)}
        body["versions"] = [
            {"n": one.n, "at": max(one.at, found.shows_at), **_said(told, one.said)} for one in versions
        ]
    return _answer(body)


def _row(told: Told) -> dict[str, Any]:
    found = told.announcement
    said = found.latest.said
    text = told.text(said, _language())
    return {
        "id": found.id,
        "number": found.number,
        "category": said.category,
        "audience": said.audience,
        "title": "" if found.withdrawn_at else text.title,
        "language": text.lang,
        "languages": [one.lang for one in said.texts],
        "shows_at": found.shows_at,
        "revised_at": found.revised_at,
        "withdrawn_at": found.withdrawn_at,
    }


def _said(told: Told, said: Said) -> dict[str, Any]:
    return {
        "texts": [told.in_lang(said, one.lang)._asdict() for one in said.texts],
        "author": told.line(said.author),
        "source": told.line(said.source),
        "copyright": told.line(said.copyright),
        "files": [{"file": one.file, "sha256": one.sha256, "media_type": one.media_type} for one in said.files],
    }


def _language() -> str:
    said = (get_language() or "en").lower()
    return next((one for one in LANGUAGES if one.lower() == said), "en")


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
