"""What a clock that was set on and back left in the record, counted from the written events alone."""

import json
from collections import Counter
from datetime import datetime
from itertools import groupby, pairwise
from typing import NamedTuple

from ombud.ledger.connection import rows

EVENTS = "SELECT stream, seq, type, body FROM event WHERE platform = %s ORDER BY stream, seq"
ADMITTED, ANSWERED = "ComplaintAdmitted", "ComplaintAnswered"


class Counts(NamedTuple):
    """The first five are what there was to look at; of the others all but the last must be 0."""

    complaints: int
    answered: int
    lapsed: int
    latest_answer: float
    """Hours before its deadline at which the latest accepted answer came."""
    out_of_time_order: int
    """Events that bear an earlier instant than the one before them in their stream: the clock was set back between."""
    decided_twice: int
    """Deadlines that lapsed more than once, or lapsed and were met."""
    too_early: int
    """Deadlines that lapsed before their instant."""
    too_late: int
    """Answers taken at or after their deadline."""

    @property
    def clean(self) -> bool:
        """Whether each deadline was decided once, at its instant; where none was met or lapsed, nothing was seen."""
        return self.answered > 0 and self.lapsed > 0 and not (self.decided_twice or self.too_early or self.too_late)


def counted(platform: int) -> Counts:
    """Count them."""
    back = complaints = answered = lapsed = twice = early = late = 0
    latest = float("inf")
    for _, its in groupby(rows(EVENTS, (platform,)), key=lambda row: row[0]):
        events = [(kind, json.loads(bytes(body))["event"]) for _, _, kind, body in its]
        instants = [_at(event["at"]) for _, event in events]
        back += sum(now < before for before, now in pairwise(instants))
        due_at = next((_at(event["answer"]["due_at"]) for kind, event in events if kind == ADMITTED), None)
        if due_at is None:
            continue
        complaints += 1
        met = [_at(event["at"]) for kind, event in events if kind == ANSWERED]
        lapses = Counter((e["kind"], e.get("due_at")) for kind, e in events if kind == "DeadlineLapsed")
        over = [_at(e["at"]) for kind, e in events if kind == "DeadlineLapsed" and e["kind"] == "answer"]
        answered, lapsed = answered + bool(met), lapsed + bool(over)
        twice += sum(n > 1 for n in lapses.values()) + bool(met and over)
        early += sum(one < due_at for one in over)
        late += sum(one >= due_at for one in met)
        latest = min([latest, *((due_at - one).total_seconds() / 3600 for one in met)])
    return Counts(complaints, answered, lapsed, round(latest, 2), back, twice, early, late)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
