"""What an announcement is now: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.announcement.events import (
    AnnouncementEvent,
    AnnouncementPublished,
    AnnouncementRevised,
    AnnouncementWithdrawn,
    Audience,
    KeptText,
    Said,
)
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

SIBLINGS = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
"""Whoever reads the one reads the other sooner than a foreign language."""


class Version(Value, frozen=True):
    """What it said from an instant on."""

    n: int
    at: datetime
    by: str
    said: Said


class Announcement(Value, frozen=True):
    """One announcement with all its versions, the first first."""

    id: str
    number: str
    shows_at: datetime
    """From when on its audience sees it."""
    versions: tuple[Version, ...]
    withdrawn_at: datetime | None = None
    why: Kept = NOTHING
    """Of the withdrawal."""

    @property
    def latest(self) -> Version:
        """What it says now."""
        return self.versions[-1]

    @property
    def audience(self) -> Audience:
        """For whom it is."""
        return self.latest.said.audience

    @property
    def public(self) -> tuple[Version, ...]:
        """The versions that its audience could ever read: what was replaced before it showed stays with the staff."""
        ends = [*(one.at for one in self.versions[1:]), None]
        return tuple(one for one, end in zip(self.versions, ends, strict=True) if end is None or end > self.shows_at)

    @property
    def revised_at(self) -> datetime | None:
        """When what its audience reads was last changed; None where it never was."""
        return max(self.latest.at, self.shows_at) if len(self.public) > 1 else None

    def shows(self, at: datetime) -> bool:
        """Whether its audience sees it at an instant."""
        return self.shows_at <= at and not (self.withdrawn_at and self.withdrawn_at < self.shows_at)


def text_for(said: Said, lang: str) -> KeptText:
    """What somebody is shown who reads this language: the text in it, else in its sister, else the original."""
    by_lang = {one.lang: one for one in said.texts}
    return by_lang.get(lang) or by_lang.get(SIBLINGS.get(lang, "")) or said.texts[0]


def evolve(announcement: Announcement | None, event: AnnouncementEvent) -> Announcement:
    """The announcement after one more event."""
    if isinstance(event, AnnouncementPublished):
        assert announcement is None, "an announcement is published once, then revised"
        first = Version(n=1, at=event.at, by=event.by.id, said=event.said)
        return Announcement(id=event.announcement, number=event.number, shows_at=event.shows_at, versions=(first,))
    assert announcement is not None, "nothing happens to an announcement before it is published"
    match event:
        case AnnouncementRevised():
            new = Version(n=len(announcement.versions) + 1, at=event.at, by=event.by.id, said=event.said)
            return replace(announcement, versions=(*announcement.versions, new), shows_at=event.shows_at)
        case AnnouncementWithdrawn():
            return replace(announcement, withdrawn_at=event.at, why=event.words)
        case _:
            assert_never(event)


def fold(events: Iterable[AnnouncementEvent]) -> Announcement | None:
    """The announcement after all of them."""
    return reduce(evolve, events, None)
