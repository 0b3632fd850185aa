"""The message centre: what the caller was told, newest first, and what of it is read."""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.api.v1.body import fields_of
from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import word_of
from ombud.api.v1.problems import Problem
from ombud.desk.decode import NotUnderstood
from ombud.notices.centre import Only, mark_read, messages_of, unread_count

ONLY: tuple[Only, ...] = ("all", "unread", "action")
ID_MAX = 2**62
IDS_MAX = 500


class Read(msgspec.Struct, forbid_unknown_fields=True):
    """Which messages were read; all of them, where none is named."""

    ids: Annotated[list[Annotated[int, msgspec.Meta(ge=1, lt=ID_MAX)]], msgspec.Meta(max_length=IDS_MAX)] = []


def list_messages(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the caller was told, in the language asked for, twenty at a time; `action`: what waits for the caller."""
    word_of(request, "only", ONLY)
    only: Only = next((one for one in ONLY if one == request.GET.get("only")), "all")
    found = messages_of(caller.platform, caller.by, _after(request), only)
    body = {
        "items": [one._asdict() for one in found.entries],
        "next_cursor": str(found.next_after) if found.next_after is not None else None,
        "unread": unread_count(caller.platform, caller.by),
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def read_messages(request: HttpRequest, caller: Caller) -> HttpResponse:
    """These messages were read; without `ids` all were."""
    try:
        read = msgspec.convert(fields_of(request), Read)
    except msgspec.ValidationError as error:
        raise NotUnderstood("ids", str(error)) from None
    mark_read(caller.platform, caller.by, read.ids or None)
    body = {"unread": unread_count(caller.platform, caller.by)}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _after(request: HttpRequest) -> int | None:
    said = request.GET.get("cursor", "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 19 and int(said) < ID_MAX):
        raise Problem(
            422, "not-understood", _("This cursor isn’t one that a list has answered."), field="cursor",
            way_out=_("Take “next_cursor” of the page before, or leave it out for the first page."),
        )  # fmt: skip
    return int(said)
