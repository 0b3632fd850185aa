"""Everything that can have happened to a platform's rulebook. Kept for ever: add, never edit."""

from ombud.core.command import Event
from ombud.core.words import Kept


class RulesPublished(Event, frozen=True, tag="RulesPublished"):
    """New cases run under this version from a day on."""

    pack: str
    """`name@version`."""
    since: str
    """The first day, local to the platform, ISO."""
    instead: str
    """What applied when this was decided."""
    fingerprint: str
    """SHA-256 over the version's files, hex."""
    words: Kept


class RulesRolledBack(Event, frozen=True, tag="RulesRolledBack"):
    """New cases run under an earlier version again from a day on."""

    pack: str
    since: str
    instead: str
    fingerprint: str
    words: Kept


RulebookEvent = RulesPublished | RulesRolledBack
