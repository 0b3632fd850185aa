"""Loads a stream with the stream it is about, and the answer that the same key got before, in one statement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ombud.desk.decide import KnownKey, Loaded
from ombud.desk.things import THINGS
from ombud.ledger.canonical import START
from ombud.ledger.connection import Connection

COLUMNS = """
SELECT s.kind, s.version, s.pack, s.state, s.head, s.next_due_at,
       p.id, p.kind, p.version, p.pack, p.state, p.head, i.command, i.answer, w.key
"""
FROM = """
FROM (SELECT 1) AS one
LEFT JOIN stream s ON s.platform = %(platform)s AND s.id = %(id)s
LEFT JOIN stream p ON p.platform = %(platform)s AND p.id = coalesce(s.parent, %(parent)s)
LEFT JOIN idempotency i ON i.platform = %(platform)s AND i.principal = %(principal)s AND i.key = %(key)s
LEFT JOIN word_key w ON w.platform = %(platform)s AND w.person = %(person)s AND w.stream = %(id)s
"""
MANY = """
SELECT s.id, s.kind, s.version, s.pack, s.state, s.head, s.next_due_at,
       p.id, p.kind, p.version, p.pack, p.state, p.head
FROM unnest(%(ids)s::text[]) AS asked (id)
CROSS JOIN LATERAL (SELECT * FROM stream WHERE platform = %(platform)s AND id = asked.id LIMIT 1) AS s
LEFT JOIN LATERAL (SELECT * FROM stream WHERE platform = %(platform)s AND id = s.parent LIMIT 1) AS p ON true
"""
"""One look by key for each: in a table that grew since it was last analysed, a planner would read a whole platform."""
ANSWERS = """
SELECT i.key, i.command, i.answer FROM unnest(%(keys)s::text[]) AS asked (key)
CROSS JOIN LATERAL (SELECT * FROM idempotency WHERE platform = %(platform)s AND principal = %(principal)s
    AND key = asked.key LIMIT 1) AS i
"""
DOOR = """
(SELECT until FROM account_row WHERE platform = %(platform)s AND id = %(consumer)s),
(SELECT count(*) FROM (SELECT 1 FROM complaint_row
    WHERE platform = %(platform)s AND consumer = %(consumer)s AND moved_at > %(since)s AND filed_at > %(since)s
    LIMIT 100) AS lately)
"""
ONE = COLUMNS + FROM
FILING = f"{COLUMNS}, {DOOR} {FROM}"
AT_THE_DOOR = f"SELECT {DOOR}"
DUE = """
SELECT platform, id FROM stream WHERE next_due_at <= %s ORDER BY next_due_at LIMIT %s
"""
DUE_AHEAD = """
SELECT s.platform, s.id FROM accounts_platform p
JOIN stream s ON s.platform = p.id AND s.next_due_at > %(at)s
    AND s.next_due_at <= %(at)s + make_interval(secs => p.ahead_seconds)
WHERE p.sandbox AND p.ahead_seconds > 0 ORDER BY s.next_due_at LIMIT %(limit)s
"""


PLANNED = 50
"""Streams from which on planning costs little beside reading them."""
DRAWN = ("complaint", "report", "penalty", "announcement", "surge", "evidence_report")
"""Things whose ids we draw ourselves, so that no two things share one; the others bring theirs from outside."""


def stream_id(thing: str, id: str) -> str:
    """The key of a thing's stream: an order and a shop of the same number are two."""
    return id if thing in DRAWN else f"{thing}/{id}"


class Door(NamedTuple):
    """What the door looks at besides the words: the consumer's account, and how much came from it lately."""

    limited_until: datetime | None
    filed_today: int


class Before(NamedTuple):
    """What the same key was used for before, and the answer it got."""

    command: bytes
    answer: bytes


def load(
    connection: Connection,
    platform: int,
    thing: str,
    id: str,
    *,
    parent: str | None = None,
    principal: str = "",
    key: str = "",
    person: str = "",
) -> tuple[Loaded, Before | None]:
    """One stream (version 0 if there is none), and what the key was used for before."""
    asked = {"platform": platform, "id": id, "parent": parent, "principal": principal, "key": key, "person": person}
    loaded, before, _door = load_act(connection, thing, asked)
    return loaded, before


def load_act(connection: Connection, thing: str, asked: dict[str, Any]) -> tuple[Loaded, Before | None, Door | None]:
    """The same for an act: `asked` is platform, id, parent, principal, key, person; with consumer and
    `since` it is a filing's.

    For a filing the same statement looks at the door, since when complaints of that consumer count.
    """
    row = connection.execute(FILING if "since" in asked else ONE, asked).fetchone()
    assert row is not None, "the statement always gives one row"
    id, door = asked["id"], Door(*row[15:]) if len(row) > 15 else None
    known = KnownKey(id, asked["person"], row[14])
    before = Before(bytes(row[12]), bytes(row[13])) if row[12] is not None else None
    about = _loaded(row[6], row[7:12], None, None) if row[6] is not None else None
    if row[0] is None or row[0] != thing:
        return Loaded(thing, id, 0, None, START, "", about), before, door
    return _loaded(id, row[0:5], row[5], about)._replace(word_key=known), before, door


def at_the_door(connection: Connection, platform: int, consumer: str, since: datetime) -> Door:
    """Until when a limit lies on a consumer's account, and how many complaints they filed since an instant."""
    row = connection.execute(AT_THE_DOOR, {"platform": platform, "consumer": consumer, "since": since}).fetchone()
    assert row is not None, "the statement always gives one row"
    return Door(*row)


def load_many(connection: Connection, platform: int, ids: Sequence[str]) -> dict[str, Loaded]:
    """Many streams of one platform by id; those that don't exist are missing."""
    # Many are planned anew each time: a plan kept from when the table was small reads all of it after it has grown.
    kept = None if len(ids) < PLANNED else False
    found = connection.execute(MANY, {"platform": platform, "ids": list(ids)}, prepare=kept).fetchall()
    return {
        row[0]: _loaded(row[0], row[1:6], row[6], _loaded(row[7], row[8:13], None, None) if row[7] else None)
        for row in found
    }


def answers(connection: Connection, platform: int, principal: str, keys: Sequence[str]) -> dict[str, Before]:
    """What these keys were used for before."""
    rows = connection.execute(ANSWERS, {"platform": platform, "principal": principal, "keys": list(keys)}).fetchall()
    return {key: Before(bytes(command), bytes(answer)) for key, command, answer in rows}


def due(connection: Connection, at: datetime, limit: int) -> list[tuple[int, str]]:
    """Platform and id of streams in which something follows by itself by now, the longest due first."""
    return [(platform, id) for platform, id in connection.execute(DUE, (at, limit)).fetchall()]


def due_ahead(connection: Connection, at: datetime, limit: int) -> list[tuple[int, str]]:
    """The same for what is due on sandboxes alone, because their clocks were put forward."""
    found = connection.execute(DUE_AHEAD, {"at": at, "limit": limit}).fetchall()
    return [(platform, id) for platform, id in found]


def _loaded(id: str, row: Sequence[Any], due_at: datetime | None, parent: Loaded | None) -> Loaded:
    kind, version, pack, state, head = row
    return Loaded(kind, id, version, THINGS[kind].read_state(state), head, pack, parent, due_at)
