"""Everything that can have happened to an announcement. Kept for ever: add, never edit."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.files import File
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Audience = Literal["everybody", "merchants", "consumers"]
Category = Literal["news", "rules", "service", "safety", "holiday"]


class KeptText(Value, frozen=True):
    """What it says in one language."""

    lang: str
    title: Kept
    body: Kept
    tags: Kept = NOTHING
    """Key words, divided by commas."""
    pictures: Kept = NOTHING
    """What its pictures show, a line for each."""


class Said(Value, frozen=True):
    """One version, all of it."""

    category: Category
    audience: Audience
    texts: tuple[KeptText, ...]
    """The first is the original, which governs."""
    files: tuple[File, ...] = ()
    author: Kept = NOTHING
    source: Kept = NOTHING
    copyright: Kept = NOTHING


class AnnouncementPublished(Event, frozen=True, tag="AnnouncementPublished"):
    """The platform announces something, from an instant on."""

    announcement: str
    number: str
    said: Said
    shows_at: datetime


class AnnouncementRevised(Event, frozen=True, tag="AnnouncementRevised"):
    """It says something else now; what it said before stays readable."""

    said: Said
    shows_at: datetime


class AnnouncementWithdrawn(Event, frozen=True, tag="AnnouncementWithdrawn"):
    """It no longer stands; its address says so, and why."""

    words: Kept


AnnouncementEvent = AnnouncementPublished | AnnouncementRevised | AnnouncementWithdrawn
