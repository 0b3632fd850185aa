"""What was published of one period: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.struct import Value
from ombud.core.transparency_report.events import (
    KeptPreface,
    TransparencyReportEvent,
    TransparencyReportPublished,
)


class Version(Value, frozen=True):
    """One publication."""

    n: int
    at: datetime
    by: str
    fingerprint: str
    preface: tuple[KeptPreface, ...] = ()


class TransparencyReport(Value, frozen=True):
    """One period with all versions of its report, the first first."""

    id: str
    versions: tuple[Version, ...] = ()

    @property
    def latest(self) -> Version:
        """What stands now."""
        return self.versions[-1]


def evolve(report: TransparencyReport | None, event: TransparencyReportEvent) -> TransparencyReport:
    """The report after one more event."""
    match event:
        case TransparencyReportPublished():
            held = report or TransparencyReport(id=event.period)
            n = len(held.versions) + 1
            new = Version(n=n, at=event.at, by=event.by.id, fingerprint=event.fingerprint, preface=event.preface)
            return replace(held, versions=(*held.versions, new))
        case _:
            assert_never(event)


def fold(events: Iterable[TransparencyReportEvent]) -> TransparencyReport | None:
    """The report after all of them."""
    return reduce(evolve, events, None)
