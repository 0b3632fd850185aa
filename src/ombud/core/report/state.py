"""What a report is now: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.report.events import (
    ReportAdded,
    ReportCarried,
    ReportConcluded,
    ReportEvent,
    ReportFiled,
    ReportNoted,
    ReportOverdue,
)
from ombud.core.struct import Value


class Report(Value, frozen=True):
    """One report about one shop."""

    id: str
    number: str
    shop: str
    consumer: str
    pack: str
    about: str
    """Code of the pack's report types."""
    filed_at: datetime
    page: str = ""
    files: tuple[File, ...] = ()
    outcome: str = ""
    overdue: int = 0
    deadlines: tuple[Deadline, ...] = ()
    penalty: str = ""
    """The id of the penalty it was carried into."""

    @property
    def stage(self) -> Literal["received", "concluded"]:
        """Waiting for the platform, or done."""
        return "concluded" if self.outcome else "received"


def evolve(report: Report | None, event: ReportEvent) -> Report:
    """The report after one more event."""
    if isinstance(event, ReportFiled):
        assert report is None, "a report is filed once"
        return Report(
            id=event.report,
            number=event.number,
            shop=event.shop,
            consumer=event.consumer,
            pack=event.pack,
            about=event.about,
            filed_at=event.at,
            page=event.page,
            files=event.files,
            deadlines=(event.deadline,),
        )
    assert report is not None, "nothing happens to a report before it is filed"
    match event:
        case ReportAdded():
            return replace(report, files=report.files + event.files)
        case ReportConcluded():
            return replace(report, outcome=event.outcome, deadlines=())
        case ReportOverdue():
            return replace(report, overdue=report.overdue + 1, deadlines=(event.deadline,))
        case ReportCarried():
            return replace(report, penalty=event.penalty)
        case ReportNoted():
            return report
        case _:
            assert_never(event)


def fold(events: Iterable[ReportEvent]) -> Report | None:
    """The report after all of them."""
    return reduce(evolve, events, None)
