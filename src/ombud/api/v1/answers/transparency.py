"""What calls about the platform’s own work in numbers answer."""

from datetime import date
from typing import Any

import msgspec

from ombud.api.v1.answers.parts import When


class TransparencyCounts(msgspec.Struct):
    """A list of counts with its total. Null: hidden, so that nobody can work out a count of one to four."""

    total: int | None
    cells: dict[str, int | None]
    """By month as `2026-01`, or by the code that stands in the event."""


class TransparencyTimes(msgspec.Struct):
    """How long something took, in whole hours; null where there were fewer than five."""

    median: int | None
    """Half of them took at most so many hours."""
    p90: int | None
    """Nine of ten took at most so many hours."""


class TransparencyFigures(msgspec.Struct):
    """The platform's own work in numbers over a quarter or a year, on whole days of its zone."""

    period: str
    """`2026-Q1`, or `2026`."""
    since: date
    until: date
    """The day after the last one that is counted."""
    zone: str
    few: int
    """Counts below this are hidden, except nought."""
    lists: dict[str, TransparencyCounts]
    """By month, such as `filed-by-month`, and by kind, such as `reasons`."""
    singles: dict[str, int | None]
    """Counts by themselves, such as `stepped-in`. Null: hidden."""
    times: dict[str, TransparencyTimes]
    """Of `answer`, `ruling`, `execution`, `appeal`."""


class TransparencyVersion(msgspec.Struct):
    """One publication of a period. `fingerprint` is the SHA-256 of its frozen figures."""

    n: int
    at: When
    fingerprint: str
    languages: list[str]
    """In which there are words ahead of the figures."""


class TransparencyPeriod(msgspec.Struct):
    """A period that was published, with its versions, the first first."""

    period: str
    versions: list[TransparencyVersion]


class TransparencyPreface(msgspec.Struct):
    """What the platform says ahead of the figures, in one language."""

    lang: str
    words: str


class TransparencyReport(TransparencyVersion):
    """One version of what was published of a period, with its frozen figures."""

    period: str
    preface: list[TransparencyPreface]
    figures: TransparencyFigures | None
    versions: list[TransparencyVersion]
    """All of the period, the first first."""


WHOLE: dict[str, Any] = {"read-transparency": TransparencyFigures, "read-transparency-report": TransparencyReport}
ROWS: dict[str, Any] = {"list-transparency-reports": TransparencyPeriod}
