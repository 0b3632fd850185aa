"""Cases of the record as their events, for whoever asks what other rules would have made of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.order.state import Order
from ombud.core.penalty.events import PenaltyEvent
from ombud.ledger.connection import connection, rows

STREAMS = """
SELECT platform, id, parent FROM stream
WHERE kind = %(kind)s AND split_part(pack, '@', 1) = %(pack)s
AND (%(platform)s::integer IS NULL OR platform = %(platform)s) AND id > %(after)s
"""
ALL = f"""
SELECT e.platform, e.stream, e.body, p.state
FROM ({STREAMS}) s
JOIN event e ON e.platform = s.platform AND e.stream = s.id
LEFT JOIN stream p ON p.platform = s.platform AND p.id = s.parent
ORDER BY e.platform, e.stream, e.seq
"""  # noqa: S608 - constants of ours
SAMPLE = f"""
SELECT e.platform, e.stream, e.body, p.state
FROM ({STREAMS} ORDER BY platform, id LIMIT %(limit)s) s
JOIN event e ON e.platform = s.platform AND e.stream = s.id
LEFT JOIN stream p ON p.platform = s.platform AND p.id = s.parent
ORDER BY e.platform, e.stream, e.seq
"""  # noqa: S608 - the same
COUNT = f"SELECT count(*) FROM ({STREAMS} LIMIT %(limit)s) s"  # noqa: S608 - the same
FETCH = 2000


class _Complaint(msgspec.Struct):
    event: ComplaintEvent


class _Penalty(msgspec.Struct):
    event: PenaltyEvent


_read_complaint, _read_penalty = msgspec.json.Decoder(_Complaint).decode, msgspec.json.Decoder(_Penalty).decode
_read_order = msgspec.json.Decoder(Order).decode
Complaints = Iterator[tuple[tuple[ComplaintEvent, ...], Order | None]]
Penalties = Iterator[tuple[PenaltyEvent, ...]]


def complaints(pack: str, platform: int | None = None) -> Complaints:
    """Every complaint that runs under any version of this pack: its events, and its order as it is now."""
    for found in _grouped(_every("complaint", pack, platform)):
        yield _complaint(found)


def penalties(pack: str, platform: int | None = None) -> Penalties:
    """Every penalty that runs under any version of this pack."""
    for found in _grouped(_every("penalty", pack, platform)):
        yield _penalty(found)


def some_complaints(pack: str, platform: int, limit: int, after: str = "") -> Complaints:
    """As many complaints at most, by their id from the one after `after` on: ids are drawn by lot, so that it is a fair
    sample."""
    return (_complaint(found) for found in _grouped(_some("complaint", pack, platform, limit, after)))


def some_penalties(pack: str, platform: int, limit: int, after: str = "") -> Penalties:
    """The same of penalties."""
    return (_penalty(found) for found in _grouped(_some("penalty", pack, platform, limit, after)))


def count(kind: str, pack: str, platform: int, most: int) -> int:
    """How many there are, counted up to `most`."""
    asked = {"kind": kind, "pack": pack, "platform": platform, "after": "", "limit": most}
    return int(rows(COUNT, asked)[0][0])


def _complaint(found: list[Any]) -> tuple[tuple[ComplaintEvent, ...], Order | None]:
    order = _read_order(bytes(found[0][3])) if found[0][3] is not None else None
    return tuple(_read_complaint(bytes(row[2])).event for row in found), order


def _penalty(found: list[Any]) -> tuple[PenaltyEvent, ...]:
    return tuple(_read_penalty(bytes(row[2])).event for row in found)


def _every(kind: str, pack: str, platform: int | None) -> Iterator[Any]:
    with connection().transaction(), connection().cursor(name="recorded") as cursor:
        cursor.itersize = FETCH
        cursor.execute(ALL, {"kind": kind, "pack": pack, "platform": platform, "after": ""})
        yield from cursor


def _some(kind: str, pack: str, platform: int, limit: int, after: str) -> list[Any]:
    return rows(SAMPLE, {"kind": kind, "pack": pack, "platform": platform, "after": after, "limit": limit})


def _grouped(found: Any) -> Iterator[list[Any]]:
    for _, group in groupby(found, key=lambda row: row[:2]):
        yield list(group)
