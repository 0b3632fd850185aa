"""What a platform's rulebook says now: the fold of everything that was published and rolled back."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.rulebook.events import RulebookEvent, RulesPublished, RulesRolledBack
from ombud.core.struct import Value
from ombud.core.words import Kept

ID = "rules"
"""A platform has one rulebook."""


class Change(Value, frozen=True):
    """One version, from one day on."""

    pack: str
    since: str
    """Local day, ISO: as text such days stand in their order."""
    at: datetime
    """When it was announced."""
    by: str
    words: Kept
    fingerprint: str
    instead: str
    back: bool = False
    """Whether it leads back to an earlier version."""
    stands: bool = True
    """False where a later decision took its place before or on its day."""


class Rulebook(Value, frozen=True):
    """The rules of one platform, in the order in which they were decided."""

    id: str
    changes: tuple[Change, ...] = ()

    def on(self, day: str) -> str:
        """What applies on a local day; empty where nothing published does."""
        begun = [one for one in self.changes if one.stands and one.since <= day]
        return max(begun, key=lambda one: one.since).pack if begun else ""

    def coming(self, day: str) -> tuple[Change, ...]:
        """What is announced on a local day and doesn't apply yet, the next first."""
        return tuple(sorted((one for one in self.changes if one.stands and one.since > day), key=lambda one: one.since))

    def applied(self, day: str) -> frozenset[str]:
        """Every version that applied here before a local day, what there was before the first of them included."""
        begun = {one.pack for one in self.changes if one.stands and one.since <= day}
        return frozenset(begun | {one.instead for one in self.changes})


def evolve(book: Rulebook | None, event: RulebookEvent) -> Rulebook:
    """The rulebook after one more event. What was to come on that day or later no longer does."""
    book = book or Rulebook(id=ID)
    match event:
        case RulesPublished() | RulesRolledBack():
            new = Change(
                pack=event.pack, since=event.since, at=event.at, by=event.by.id, words=event.words,
                fingerprint=event.fingerprint, instead=event.instead, back=isinstance(event, RulesRolledBack),
            )  # fmt: skip
            before = (replace(one, stands=one.stands and one.since < new.since) for one in book.changes)
            return replace(book, changes=(*before, new))
        case _:
            assert_never(event)


def fold(events: Iterable[RulebookEvent]) -> Rulebook | None:
    """The rulebook after all of them."""
    return reduce(evolve, events, None)
