"""Messages as bubbles: by day, with exact times, pictures with their menu, and whether the other side has read them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ombud.core.conversation.state import Conversation
from ombud.core.people import Actor, Party, Side, across
from ombud.core.policy.policy import Policy
from ombud.portals.common.display import day
from ombud.portals.common.picture_menu import picture_menu
from ombud.reads.said_record import Line
from ombud.vault.access import signed_picture_url
from ombud.vault.erase import erased_words
from ombud.vault.models import EvidenceFile

Row = dict[str, Any]


class Reading(NamedTuple):
    """Who reads the talk of which order, and where a picture of it is seen whole."""

    platform: int
    zone: ZoneInfo
    order: str
    by: Actor
    party: Party
    policy: Policy
    picture_url: Callable[[str], str]
    shop: str = ""
    """The shop's name, for who isn't of it."""


def bubbles(lines: Sequence[Line], reading: Reading, conversation: Conversation | None = None) -> list[Row]:
    """Rows for chat/lines.html, oldest first: {day}, {new} before the first unread one, or a message. With the
    conversation the last message that the other side has read says so."""
    files = _files(reading.platform, lines)
    seen = _last_read(lines, reading, conversation)
    since = _unread_from(reading, conversation)
    rows: list[Row] = []
    today: date | None = None
    for line in lines:
        at = line.event.at.astimezone(reading.zone).date()
        if at != today:
            rows.append({"day": day(at.isoformat())})
            today = at
        if since is not None and line.seq > since and line.event.side != reading.party:
            rows.append({"new": True})
            since = None
        rows.append(_bubble(line, files, reading) | {"read_at": seen.get(line.seq)})
    return rows


def _bubble(line: Line, files: dict[str, EvidenceFile], reading: Reading) -> Row:
    event = line.event
    who = reading.shop if event.side == "merchant" and reading.party != "merchant" else ""
    held = [files[one.file] for one in event.files if one.file in files]
    gone = erased_words(reading.platform, [one.file for one in event.files if one.file not in files])
    return {
        "seq": line.seq,
        "party": event.side,
        "who": who,
        "at": event.at,
        "text": "\n".join(filter(None, (line.text, *gone.values()))),
        "around": line.around,
        "erased": bool(event.words and not line.text),
        "pictures": [picture(one, place, event.side, reading) for place, one in enumerate(held, 1)],
    }


def picture(file: EvidenceFile, place: int, side: Side, reading: Reading) -> Row:
    """One picture or document, as parts/picture_menu.html shows it."""
    url = reading.picture_url(str(file.id))
    name = _("Picture {number}").format(number=place) if "thumb" in file.pictures else file.filename or _("Document")
    return {
        "id": str(file.id),
        "url": url,
        "name": name,
        "alt": name,
        "sha256": file.sha256,
        "thumb": signed_picture_url(file, "thumb", reading.by.id) if "thumb" in file.pictures else "",
        "menu": picture_menu(reading.by, reading.policy, order=reading.order, file=str(file.id), sender=side, url=url),
    }


def _files(platform: int, lines: Iterable[Line]) -> dict[str, EvidenceFile]:
    ids = []
    for line in lines:
        for one in line.event.files:
            try:
                ids.append(UUID(one.file))
            except ValueError:  # told by an import that never came through the vault
                continue
    found = EvidenceFile.objects.filter(platform=platform, id__in=ids, quarantined=False) if ids else []
    return {str(one.id): one for one in found}


def _last_read(lines: Sequence[Line], reading: Reading, conversation: Conversation | None) -> dict[int, Any]:
    """The reader's last message that the other side has read, and when."""
    if conversation is None or reading.party == "platform":
        return {}
    theirs = conversation.part(across(reading.party))
    read = [one.seq for one in lines if one.event.side == reading.party and one.seq <= theirs.read_to]
    return {read[-1]: theirs.read_at} if read else {}


def _unread_from(reading: Reading, conversation: Conversation | None) -> int | None:
    """After which event the reader hasn't read, if anything waits for them."""
    if conversation is None or reading.party == "platform" or not conversation.unread(reading.party):
        return None
    return conversation.part(reading.party).read_to
