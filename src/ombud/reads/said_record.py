"""What was said in a conversation: messages of the record with the words beside them, a page or a part at a time."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ombud.core.conversation.events import ConversationEvent, MessageSaid
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.people import Side
from ombud.ledger.canonical import START, chained
from ombud.ledger.connection import rows
from ombud.ledger.words import said

PAGE = 50
PAGE_MAX = 200
NEWEST = """
SELECT seq, body, hash FROM event WHERE platform = %s AND stream = %s AND type = 'MessageSaid' AND seq < %s
ORDER BY seq DESC LIMIT %s
"""
BETWEEN = "SELECT seq, body, hash FROM event WHERE platform = %s AND stream = %s AND seq BETWEEN %s AND %s ORDER BY seq"
HASHED = "SELECT hash FROM event WHERE platform = %s AND stream = %s AND seq = %s"
HOLDS = """
SELECT body FROM event WHERE platform = %s AND stream = %s AND type = 'MessageSaid' AND seq BETWEEN %s AND %s
    AND convert_from(body, 'UTF8')::jsonb @> %s::jsonb LIMIT 1
"""


class _Body(msgspec.Struct):
    event: ConversationEvent


_read = msgspec.json.Decoder(_Body).decode


class Line(NamedTuple):
    """One message."""

    seq: int
    """Its number in the record."""
    event: MessageSaid
    text: str
    """Its words, or that law has erased them; empty where it was only pictures."""
    around: bool = False
    """Whether it stands around an excerpt, and isn't part of it."""


class Page(NamedTuple):
    """Messages in the order they were said, and before which one an older page ends; 0 where this is the oldest."""

    lines: tuple[Line, ...]
    before: int


class Shown(NamedTuple):
    """An excerpt as the record holds it now."""

    lines: tuple[Line, ...]
    intact: bool
    """Whether events and words are those that were attached: their chain ends in the hash that the case holds."""


def newest(platform: int, order: str, before: int = 0, limit: int = PAGE) -> Page:
    """The newest page of an order's conversation, or the one before a message."""
    stream = f"conversation/{order}"
    found = rows(NEWEST, (platform, stream, before or 2**31 - 1, limit + 1))
    held = list(reversed(found[:limit]))
    texts, _sound = _texts(platform, stream, held)
    lines = tuple(Line(seq, event, texts.get(event.words, "")) for seq, event in _messages(held))
    return Page(lines, lines[0].seq if len(found) > limit else 0)


def shown(platform: int, excerpt: Excerpt) -> Shown:
    """An excerpt with what was said around it, and whether it is what was said."""
    stream = f"conversation/{excerpt.conversation}"
    held = rows(BETWEEN, (platform, stream, excerpt.shown_first, excerpt.shown_last))
    texts, sound = _texts(platform, stream, held)
    lines = tuple(
        Line(seq, event, texts.get(event.words, ""), around=not excerpt.first <= seq <= excerpt.last)
        for seq, event in _messages(held)
    )
    return Shown(lines, sound and _ends_in(platform, stream, held, excerpt))


def sender_of(platform: int, excerpt: Excerpt, file: str) -> Side | None:
    """Which side sent this file with one of the messages that the excerpt shows; None where nobody did."""
    if "\x00" in file:
        return None
    wanted = msgspec.json.encode({"event": {"files": [{"file": file}]}}).decode()
    given = (platform, f"conversation/{excerpt.conversation}", excerpt.shown_first, excerpt.shown_last, wanted)
    found = [_read(bytes(body)).event for (body,) in rows(HOLDS, given)]
    return found[0].side if found and isinstance(found[0], MessageSaid) else None


def _messages(held: Sequence[Any]) -> list[tuple[int, MessageSaid]]:
    read = ((seq, _read(bytes(body)).event) for seq, body, _hash in held)
    return [(seq, event) for seq, event in read if isinstance(event, MessageSaid)]


def _texts(platform: int, stream: str, held: Sequence[Any]) -> tuple[dict[str, str], bool]:
    """The words by their hash, and whether each still has the hash that the record holds."""
    wanted = [event.words for _seq, event in _messages(held) if event.words]
    found = said(platform, [stream], wanted) if wanted else []
    sound = all(sha256(one.salt + one.text.encode()).hexdigest() == one.digest for one in found if not one.erased_on)
    return {one.digest: one.shown for one in found}, sound


def _ends_in(platform: int, stream: str, held: Sequence[Any], excerpt: Excerpt) -> bool:
    """Whether the chain of hashes through these events ends where it did when they were attached."""
    before = rows(HASHED, (platform, stream, excerpt.shown_first - 1))
    head = bytes(before[0][0]) if before else START
    for _seq, body, _hash in held:
        head = chained(head, bytes(body))
    return head.hex() == excerpt.hash
