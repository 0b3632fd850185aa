"""Lists of talks: what waits to be read first, then what was said last."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ombud.core.people import Member
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.display import mask
from ombud.portals.common.who import SignedIn
from ombud.reads.conversations import PAGE, After, Listed, Whose, conversations

Row = dict[str, Any]
SNIPPET = 160
"""Signs of the last message that a list shows: one line, whatever the window."""


def chats(request: SignedIn, names: str) -> Row:
    """What chat/list.html shows: {rows, older_url, newest_url, search}."""
    by = request.actor
    whose: Whose = "shop" if isinstance(by, Member) else "consumer"
    ref = by.shop if isinstance(by, Member) else by.id
    search = request.GET.get("search", "").strip().replace("\0", "")
    after = _after(request.GET.get("after", ""))
    found = conversations(request.platform.id, whose, ref, after, search)
    here, kept = reverse(f"{names}-chats"), {"search": search} if search else {}
    older = urlencode({**kept, "after": _key(found[PAGE - 1])}) if len(found) > PAGE else ""
    return {
        "rows": [_row(one, request, whose, names) for one in found[:PAGE]],
        "older_url": f"{here}?{older}" if older else "",
        "newest_url": (f"{here}?{urlencode(kept)}" if kept else here) if after else "",
        "search": search,
        "here_url": here,
    }


def _row(one: Listed, request: SignedIn, whose: Whose, names: str) -> Row:
    mine = one.last_by == ("merchant" if whose == "shop" else "consumer")
    return {
        "url": reverse(f"{names}-chat", args=[one.id]),
        "title": one.title or one.number,
        "number": one.number,
        "who": mask(one.consumer) if whose == "shop" else one.shop_name or one.shop,
        "image": picture_of(one.picture, request.platform.id, request.actor.id),
        "at": one.last_at,
        "mine": mine,
        "text": " ".join(one.last_words.split())[:SNIPPET],
        "unread": one.unread,
    }


def _key(one: Listed) -> str:
    return f"{int(one.waits)}~{one.last_at.isoformat()}~{one.id}"


def _after(text: str) -> After | None:
    """Where a page goes on, as the pager wrote it; anything else is the start."""
    waits, _tilde, rest = text.partition("~")
    at, tilde, id = rest.partition("~")
    if not tilde or waits not in ("0", "1") or "\0" in id:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return After(waits == "1", moment, id) if moment.tzinfo else None
