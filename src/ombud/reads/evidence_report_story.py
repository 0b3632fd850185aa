"""What happened to a report of fake evidence, as one party may read it, with the words that lie beside the events."""

import msgspec

from ombud.core.evidence_report.events import EvidenceReportEvent
from ombud.core.people import Party
from ombud.ledger.connection import rows
from ombud.ledger.words import words_of
from ombud.reads.record import Record
from ombud.reads.timeline import EVENTS


class _Body(msgspec.Struct):
    audience: tuple[str, ...]
    event: EvidenceReportEvent


_read = msgspec.json.Decoder(_Body).decode


def evidence_report_record(platform: int, report: str, party: Party) -> Record:
    """The events this party may read, oldest first."""
    bodies = (_read(bytes(body)) for _, body in rows(EVENTS, (platform, report)))
    return Record(tuple(one.event for one in bodies if party in one.audience), words_of(platform, report))
