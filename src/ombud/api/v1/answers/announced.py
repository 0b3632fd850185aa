"""What calls about announcements answer."""

from typing import Any

import msgspec

from ombud.api.v1.answers.parts import When
from ombud.core.announcement.events import Audience, Category


class AnnouncementRow(msgspec.Struct):
    """An announcement in a list, with its title in the reader's language or the nearest there is."""

    id: str
    number: str
    category: Category
    audience: Audience
    title: str
    """Empty once it is withdrawn."""
    language: str
    """Of the title."""
    languages: list[str]
    """In which it is written; the first is the original."""
    shows_at: When
    """From when on its audience sees it."""
    revised_at: When | None
    """When what its audience reads last changed; null where it never did."""
    withdrawn_at: When | None


class AnnouncementText(msgspec.Struct):
    """What one version of an announcement says in one language; empty where law has had words erased."""

    lang: str
    title: str
    body: str
    tags: list[str]
    pictures: list[str]
    """What its pictures show, in their order."""


class AnnouncementFile(msgspec.Struct):
    """A file that belongs to an announcement. `sha256` is of the untouched original."""

    file: str
    sha256: str
    media_type: str


class AnnouncementVersion(msgspec.Struct):
    """What an announcement said from an instant on."""

    n: int
    at: When
    texts: list[AnnouncementText]
    """The first is the original, which governs."""
    author: str
    source: str
    copyright: str
    files: list[AnnouncementFile]


class Announcement(AnnouncementRow):
    """An announcement in all its languages. Of a withdrawn one, only the platform still sees words and versions."""

    why: str
    """The reason for which it was withdrawn; empty where it stands."""
    texts: list[AnnouncementText] | msgspec.UnsetType = msgspec.UNSET
    """The first is the original, which governs."""
    author: str | msgspec.UnsetType = msgspec.UNSET
    source: str | msgspec.UnsetType = msgspec.UNSET
    copyright: str | msgspec.UnsetType = msgspec.UNSET
    files: list[AnnouncementFile] | msgspec.UnsetType = msgspec.UNSET
    versions: list[AnnouncementVersion] | msgspec.UnsetType = msgspec.UNSET
    """The oldest first, the latest included."""


WHOLE: dict[str, Any] = {"read-announcement": Announcement}
ROWS: dict[str, Any] = {"list-announcements": AnnouncementRow}
