"""The complaints of the record as their events, for whoever asks what other rules would have made of them."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.order.state import Order
from ombud.desk.things import THINGS
from ombud.ledger.connection import connection

COMPLAINTS = """
SELECT e.platform, e.stream, e.body, p.state
FROM stream s
JOIN event e ON e.platform = s.platform AND e.stream = s.id
LEFT JOIN stream p ON p.platform = s.platform AND p.id = s.parent
WHERE s.kind = 'complaint' AND split_part(s.pack, '@', 1) = %s AND (%s::integer IS NULL OR s.platform = %s)
ORDER BY e.platform, e.stream, e.seq
"""
FETCH = 2000


class _Body(msgspec.Struct):
    event: ComplaintEvent


def complaints(pack: str, platform: int | None = None) -> Iterator[tuple[tuple[ComplaintEvent, ...], Order | None]]:
    """Every complaint that runs under any version of this pack: its events, and its order as it is now."""
    decoder = msgspec.json.Decoder(_Body)
    with connection().transaction(), connection().cursor(name="complaints") as cursor:
        cursor.itersize = FETCH
        cursor.execute(COMPLAINTS, (pack, platform, platform))
        for _, group in groupby(cursor, key=lambda row: row[:2]):
            rows = list(group)
            order = THINGS["order"].read_state(bytes(rows[0][3])) if rows[0][3] is not None else None
            yield tuple(decoder.decode(bytes(row[2])).event for row in rows), order
