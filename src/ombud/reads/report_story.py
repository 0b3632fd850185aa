"""What happened to a report, as its maker may read it, with the words that lie beside the events."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from ombud.core.report.events import ReportAdded, ReportConcluded, ReportEvent, ReportFiled, ReportOverdue
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of
from ombud.reads.timeline import EVENTS


class _Body(msgspec.Struct):
    audience: tuple[str, ...]
    event: ReportEvent


class Step(NamedTuple):
    """One entry: which event, when, and what was said with it."""

    event: str
    at: datetime
    words: str


_read = msgspec.json.Decoder(_Body).decode


def story(platform: int, report: str) -> list[Step]:
    """The entries a consumer may read, newest first."""
    said = words_of(platform, report)
    steps = []
    for _seq, body in rows(EVENTS, (platform, report)):
        read = _read(bytes(body))
        if "consumer" not in read.audience:
            continue
        match read.event:
            case ReportFiled() | ReportAdded() | ReportConcluded() as event:
                steps.append(Step(type(event).__name__, event.at, said.get(event.words, "")))
            case ReportOverdue() as event:
                steps.append(Step("ReportOverdue", event.at, ""))
            case _:
                continue
    return steps[::-1]
