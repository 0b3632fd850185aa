"""Everything that can have happened to a transparency report. Kept for ever: add, never edit."""

from ombud.core.command import Event
from ombud.core.struct import Value
from ombud.core.words import Kept


class KeptPreface(Value, frozen=True):
    """What the platform says ahead of the figures, in one language."""

    lang: str
    words: Kept


class TransparencyReportPublished(Event, frozen=True, tag="TransparencyReportPublished"):
    """The figures of a period are frozen and stand with a preface; an earlier version stays readable."""

    period: str
    fingerprint: str
    """SHA-256 of the frozen figures."""
    preface: tuple[KeptPreface, ...] = ()


TransparencyReportEvent = TransparencyReportPublished
