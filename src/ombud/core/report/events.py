"""Everything that can have happened to a report. Kept for ever: add, never edit."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.words import NOTHING, Kept


class ReportFiled(Event, frozen=True, tag="ReportFiled"):
    """Somebody reports a shop or one of its pages."""

    report: str
    number: str
    shop: str
    consumer: str
    pack: str
    about: str
    """Code of the pack's report types."""
    words: Kept
    files: tuple[File, ...]
    deadline: Deadline
    page: str = ""
    """Address of the page it is about, within the platform."""


class ReportAdded(Event, frozen=True, tag="ReportAdded"):
    """Its maker added something."""

    words: Kept
    files: tuple[File, ...] = ()


class ReportConcluded(Event, frozen=True, tag="ReportConcluded"):
    """A reviewer looked at it: a coded outcome, which its maker is told."""

    outcome: str
    words: Kept


class ReportOverdue(Event, frozen=True, tag="ReportOverdue"):
    """The platform didn't look at it in time: the senior queue has it."""

    due_at: datetime
    deadline: Deadline


class ReportNoted(Event, frozen=True, tag="ReportNoted"):
    """An internal note; never leaves the staff's view."""

    words: Kept = NOTHING


class ReportCarried(Event, frozen=True, tag="ReportCarried"):
    """What was reported is the ground of a penalty."""

    violation: str
    penalty: str


ReportEvent = ReportFiled | ReportAdded | ReportConcluded | ReportOverdue | ReportNoted | ReportCarried
