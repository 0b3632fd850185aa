"""Pages of a list by key: the cursor says after which row a page starts, so that page 1,000 costs what page 1 does."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.api.v1.problems import Problem
from ombud.reads.complaint_row import NEVER

LIMIT, LIMIT_MAX = 50, 200
After = tuple[str, datetime | None, str]
"""What rows are sorted by: a group, an instant, an id."""

_decode = msgspec.json.Decoder(After).decode


def limit_of(request: HttpRequest) -> int:
    """How many rows the caller wants. Raises Problem."""
    said = request.GET.get("limit", str(LIMIT))
    if not (said.isascii() and said.isdigit() and len(said) < 5 and 1 <= int(said) <= LIMIT_MAX):
        raise Problem(
            422,
            "not-understood",
            _("“limit” is between 1 and {most}.").replace("{most}", str(LIMIT_MAX)),
            field="limit",
        )
    return int(said)


def cursor_of(request: HttpRequest) -> After | None:
    """Where this page starts; None for the first. Raises Problem."""
    said = request.GET.get("cursor", "")
    if not said:
        return None
    try:
        after: After = _decode(base64.b64decode(said, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, msgspec.DecodeError, RecursionError):
        raise _bad_cursor() from None
    group, at, id = after
    if "\x00" in group + id or (at is not None and at.tzinfo is None):
        raise _bad_cursor()
    return after


def word_of(request: HttpRequest, name: str, allowed: Sequence[str]) -> str:
    """A filter that is one of a few words; empty where it isn't given. Raises Problem."""
    said = request.GET.get(name, "")
    if said and said not in allowed:
        raise Problem(
            422,
            "not-understood",
            _("Not one of the words this takes: {words}.").replace("{words}", ", ".join(allowed)),
            field=name,
        )
    return said


def page(
    found: Sequence[Any], limit: int, item: Callable[[Any], Mapping[str, Any]], after: Callable[[Any], After]
) -> HttpResponse:
    """A page of at most `limit` of the rows found; the statement asked for one more, to know of a next page."""
    shown = found[:limit]
    more = base64.urlsafe_b64encode(msgspec.json.encode(after(shown[-1]))).decode() if len(found) > limit else None
    body = {"items": [dated(item(row)) for row in shown], "next_cursor": more}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row in which null stands where nothing is due: lists keep that as an instant beyond all others, to sort by."""
    return {name: None if one == NEVER else one for name, one in row.items()}


def _bad_cursor() -> Problem:
    return Problem(
        422, "not-understood", _("This cursor isn’t one that a list has answered."), field="cursor",
        way_out=_("Take “next_cursor” of the page before, or leave it out for the first page."),
    )  # fmt: skip
