"""Announcements as their readers see them: the newest first, each with the words that lie beside the record."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from ombud.core.announcement.events import Said
from ombud.core.announcement.state import Announcement, text_for
from ombud.core.words import Kept
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of

PAGE = 20
EVERYBODY = ("everybody",)
SHOWN = """
SELECT id, shows_at FROM announcement_row
WHERE platform = %(platform)s AND audience = ANY(%(audiences)s) AND NOT withdrawn AND shows_at <= %(now)s
AND (%(category)s = '' OR category = %(category)s)
AND (%(first)s OR (shows_at, id) < (%(at)s, %(id)s)) ORDER BY shows_at DESC, id DESC LIMIT %(limit)s
"""
ALL = """
SELECT id, shows_at FROM announcement_row WHERE platform = %(platform)s
AND (%(first)s OR (shows_at, id) < (%(at)s, %(id)s)) ORDER BY shows_at DESC, id DESC LIMIT %(limit)s
"""
LATEST = """
SELECT id, shows_at FROM announcement_row
WHERE platform = %s AND audience = ANY(%s) AND NOT withdrawn AND shows_at <= %s AND shows_at > %s
ORDER BY shows_at DESC, id DESC LIMIT 1
"""
BY_NUMBER = "SELECT shows_at, id FROM announcement_row WHERE platform = %s AND number = %s"
STATES = "SELECT id, state FROM stream WHERE platform = %s AND id = ANY(%s) AND kind = 'announcement'"
_read = msgspec.json.Decoder(Announcement).decode
Key = tuple[datetime, str]


class Text(NamedTuple):
    """What one version says in one language."""

    lang: str
    title: str
    body: str
    tags: tuple[str, ...]
    pictures: tuple[str, ...]
    """What its pictures show, in their order."""


class Told(NamedTuple):
    """An announcement and the words behind its hashes; what law has erased is empty."""

    announcement: Announcement
    words: dict[str, str]

    def line(self, kept: Kept) -> str:
        """The words behind one hash."""
        return self.words.get(kept, "")

    def text(self, said: Said, lang: str) -> Text:
        """What somebody is shown who reads this language: in it, or in the nearest there is."""
        return self.in_lang(said, text_for(said, lang).lang)

    def in_lang(self, said: Said, lang: str) -> Text:
        """The text written in this language."""
        kept = next(one for one in said.texts if one.lang == lang)
        tags = self.line(kept.tags).replace("，", ",").replace("、", ",").split(",")
        shown = self.line(kept.pictures)
        return Text(
            kept.lang,
            self.line(kept.title),
            self.line(kept.body),
            tuple(one.strip() for one in tags if one.strip()),
            tuple(one.strip() for one in shown.split("\n")) if shown else (),
        )


def shown(
    platform: int,
    audiences: Sequence[str],
    now: datetime,
    after: Key | None = None,
    category: str = "",
    most: int = PAGE,
) -> tuple[list[Told], bool]:
    """A page of what these audiences see now, and whether there is more."""
    asked = {"platform": platform, "audiences": list(audiences), "now": now, "category": category}
    return _page(platform, rows(SHOWN, asked | _after(after, most)), most)


def every(platform: int, after: Key | None = None, most: int = PAGE) -> tuple[list[Told], bool]:
    """The staff's page of all there are: what waits and what is withdrawn too."""
    return _page(platform, rows(ALL, {"platform": platform} | _after(after, most)), most)


def latest(platform: int, audiences: Sequence[str], now: datetime, since: datetime) -> Told | None:
    """The newest one that has shown since an instant."""
    found = rows(LATEST, (platform, list(audiences), now, since))
    return _told(platform, [found[0][0]], titles=True)[0] if found else None


def told(platform: int, announcement: Announcement) -> Told:
    """One with everything it ever said."""
    kept = [digest for one in announcement.versions for digest in _hashes(one.said)]
    return Told(announcement, _words(platform, [announcement.id], [*kept, announcement.why]))


def key_of(platform: int, number: str) -> Key | None:
    """The same by a number; None where there is none of it."""
    found = rows(BY_NUMBER, (platform, number.upper())) if len(number) <= 40 and "\x00" not in number else []
    return (found[0][0], found[0][1]) if found else None


def key(one: Told) -> Key:
    """Where a page goes on after this one."""
    return one.announcement.shows_at, one.announcement.id


def _after(after: Key | None, most: int) -> dict[str, object]:
    at, id = after or (None, "")
    return {"first": after is None, "at": at, "id": id, "limit": most + 1}


def _page(platform: int, found: list[tuple[str, datetime]], most: int) -> tuple[list[Told], bool]:
    ids = [id for id, _at in found[:most]]
    return (_told(platform, ids) if ids else []), len(found) > most


def _told(platform: int, ids: list[str], *, titles: bool = False) -> list[Told]:
    states = {id: _read(bytes(state)) for id, state in rows(STATES, (platform, ids))}
    every = [states[id] for id in ids]
    if titles:
        hashes = [text.title for one in every for text in one.latest.said.texts]
    else:
        hashes = [digest for one in every for digest in (*_hashes(one.latest.said), one.why)]
    words = _words(platform, ids, hashes)
    return [Told(one, words) for one in every]


def _hashes(said: Said) -> Iterable[Kept]:
    for one in said.texts:
        yield from (one.title, one.body, one.tags, one.pictures)
    yield from (said.author, said.source, said.copyright)


def _words(platform: int, ids: list[str], hashes: Iterable[Kept]) -> dict[str, str]:
    wanted = [str(one) for one in hashes if one]
    return words_of(platform, *ids, digests=wanted)
