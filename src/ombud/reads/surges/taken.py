"""Takes what is to be counted, a batch of one platform at a time."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import msgspec

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.state import Complaint
from ombud.core.order.events import OrderEvent
from ombud.core.order.state import Order
from ombud.core.public_item.events import PublicItemEvent
from ombud.core.public_item.state import PublicItem
from ombud.core.report.events import ReportEvent
from ombud.core.report.state import Report
from ombud.core.surge.counted import TYPES
from ombud.ledger.connection import Connection

BATCH = 500
WAITING = """
WITH RECURSIVE next AS (
    SELECT min(platform) AS platform FROM to_count
    UNION ALL SELECT (SELECT min(platform) FROM to_count WHERE platform > next.platform) FROM next
    WHERE next.platform IS NOT NULL)
SELECT platform FROM next WHERE platform IS NOT NULL
"""
"""From one platform to the next by the key, however much of one waits."""
TAKE = """
DELETE FROM to_count c USING (SELECT id FROM to_count WHERE platform = %(platform)s ORDER BY id LIMIT %(limit)s) AS t
WHERE c.platform = %(platform)s AND c.id = t.id RETURNING c.id, c.stream, c.seqs
"""
FOUND = """
SELECT e.stream, e.seq, e.body, s.kind, s.state
FROM unnest(%(streams)s::text[], %(seqs)s::int[]) AS t(stream, seq)
JOIN event e ON e.platform = %(platform)s AND e.stream = t.stream AND e.seq = t.seq
JOIN stream s ON s.platform = e.platform AND s.id = e.stream
"""
EVERYTHING = """
SELECT e.stream, e.seq, e.body, s.kind, s.state FROM event e
JOIN stream s ON s.platform = e.platform AND s.id = e.stream
WHERE e.platform = %(platform)s AND e.position > %(after)s AND e.type = ANY(%(types)s)
ORDER BY e.position LIMIT %(limit)s
"""


class Happened(NamedTuple):
    """One event that counts somewhere, with its thing as it is now."""

    stream: str
    seq: int
    event: Any
    state: Any

    @property
    def at(self) -> datetime:
        """When it happened."""
        at: datetime = self.event.at
        return at


class _Body(msgspec.Struct):
    event: msgspec.Raw


_read = msgspec.json.Decoder(_Body).decode
_seqs = msgspec.json.Decoder(list[int]).decode


@cache
def _kinds() -> dict[str, tuple[Any, Any]]:
    return {
        kind: (msgspec.json.Decoder(event).decode, msgspec.json.Decoder(state).decode)
        for kind, event, state in (
            ("complaint", ComplaintEvent, Complaint),
            ("report", ReportEvent, Report),
            ("order", OrderEvent, Order),
            ("public_item", PublicItemEvent, PublicItem),
        )
    }


def waiting(held: Connection) -> list[int]:
    """Platforms of which something waits to be counted."""
    return [row[0] for row in held.execute(WAITING).fetchall()]


def take(held: Connection, platform: int) -> list[Happened]:
    """The next batch in the order in which it was written; it is taken for good if the transaction commits."""
    rows = sorted(held.execute(TAKE, {"platform": platform, "limit": BATCH}).fetchall())
    places = [(stream, seq) for _, stream, its in rows for seq in _seqs(bytes(its))]
    if not places:
        return []
    streams, seqs = zip(*places, strict=True)
    asked = {"platform": platform, "streams": list(streams), "seqs": list(seqs)}
    found = {(row[0], row[1]): row for row in held.execute(FOUND, asked).fetchall()}
    return _happened([found[place] for place in places if place in found])


def recorded(held: Connection, platform: int, after: int, limit: int = BATCH) -> tuple[list[Happened], int]:
    """The same from the record, for counting anew: a batch after a position, and the position it ends at."""
    ends = held.execute(
        "SELECT max(position) FROM (SELECT position FROM event WHERE platform = %s AND position > %s"
        " ORDER BY position LIMIT %s) AS few",
        (platform, after, limit),
    ).fetchone()
    if ends is None or ends[0] is None:
        return [], 0
    asked = {"platform": platform, "after": after, "types": list(TYPES), "limit": limit}
    rows = held.execute(EVERYTHING.replace("ORDER BY", "AND e.position <= %(end)s ORDER BY"), {**asked, "end": ends[0]})
    return _happened(rows.fetchall()), ends[0]


def _happened(rows: Sequence[Any]) -> list[Happened]:
    kinds, made = _kinds(), []
    for stream, seq, body, kind, state in rows:
        if kind in kinds:
            read_event, read_state = kinds[kind]
            event = read_event(bytes(_read(bytes(body)).event))
            made.append(Happened(stream, seq, event, read_state(bytes(state))))
    return made
