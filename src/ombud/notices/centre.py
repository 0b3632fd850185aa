"""The message centre: what somebody was told, newest first, a page at a time, and what of it they haven't read.

What is long read isn't counted again: `message_seen` keeps up to which message somebody has read everything.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from ombud.core.people import Actor, Consumer, Member, Reviewer, can
from ombud.ledger.connection import connection, rows
from ombud.notices.load import COLUMNS, WITH_ITS_CASE, Told, told
from ombud.notices.render import line

Only = Literal["all", "unread", "action"]
PAGE = 20
UNREAD_COUNTED_MAX = 100
"""A badge says 99+ beyond it; nobody needs the exact figure, and it would cost more the less somebody reads."""
MINE = "m.platform = %(platform)s AND m.to_kind = %(kind)s AND m.to_ref = %(ref)s"
SEEN = """
coalesce((SELECT up_to FROM message_seen WHERE platform = %(platform)s AND person = %(person)s
    AND to_kind = %(kind)s AND to_ref = %(ref)s), 0)
"""
NOT_READ = f"""
m.id > {SEEN} AND NOT EXISTS (
    SELECT 1 FROM message_read r WHERE r.platform = m.platform AND r.message = m.id AND r.person = %(person)s)
"""  # noqa: S608 - constants
NEWEST = "ORDER BY m.id DESC LIMIT %(limit)s"
PAGE_OF = f"""
WITH page AS MATERIALIZED (SELECT m.* FROM message m WHERE {MINE} AND m.id < %(before)s {{which}} {NEWEST})
{WITH_ITS_CASE.format(messages="page")} ORDER BY m.id DESC
"""  # noqa: S608 - constants
"""The page first, then what its few are about: planned over all messages, the joins cost more the more there are."""
ALL = PAGE_OF.format(which="")
UNREAD = PAGE_OF.format(which=f"AND {NOT_READ}")
WAITING = {
    "consumer": "complaint_row WHERE platform = %(platform)s AND consumer = %(ref)s AND turn IN ('consumer', 'both')",
    "shop": """complaint_row WHERE platform = %(platform)s AND shop = %(ref)s AND turn IN ('merchant', 'both')
        UNION ALL SELECT id FROM penalty_row WHERE platform = %(platform)s AND shop = %(ref)s AND rank = 0""",
    "queue": "complaint_row WHERE platform = %(platform)s AND queue = %(ref)s",
}
"""Cases and penalties that wait for the reader now, by whom the message is for: each is found by an index."""
ACTION = """
{columns} WHERE m.id IN (
    SELECT (SELECT max(l.id) FROM message l WHERE l.platform = %(platform)s AND l.stream = c.id
            AND l.to_kind = %(kind)s AND l.to_ref = %(ref)s)
    FROM (SELECT id FROM {waiting}) AS c
) AND {mine} AND m.id < %(before)s {newest}
"""
COUNT = (
    f"SELECT count(*) FROM (SELECT 1 FROM message m WHERE {MINE} AND {NOT_READ} LIMIT {UNREAD_COUNTED_MAX}) AS found"  # noqa: S608 - constants
)
WHICH = f"SELECT m.id FROM message m WHERE {MINE} AND {NOT_READ} AND m.id = ANY(%(ids)s)"  # noqa: S608 - constants
ABOUT = f"SELECT m.id FROM message m WHERE {MINE} AND {NOT_READ} AND m.stream = %(stream)s"  # noqa: S608 - constants
READ = """
INSERT INTO message_read (platform, message, person, at)
SELECT %(platform)s, id, %(person)s, now() FROM unnest(%(ids)s::bigint[]) AS id ON CONFLICT DO NOTHING
"""
ADVANCE = f"""
INSERT INTO message_seen (platform, person, to_kind, to_ref, up_to)
SELECT %(platform)s, %(person)s, %(kind)s, %(ref)s, coalesce(
    (SELECT min(m.id) - 1 FROM message m WHERE {MINE} AND {NOT_READ}),
    (SELECT max(m.id) FROM message m WHERE {MINE}), 0)
ON CONFLICT (platform, person, to_kind, to_ref)
DO UPDATE SET up_to = greatest(message_seen.up_to, excluded.up_to)
"""  # noqa: S608 - constants


class Entry(NamedTuple):
    """One message as the centre lists it."""

    id: int
    notice: str
    at: datetime
    title: str
    said: str
    path: str
    unread: bool


class Page(NamedTuple):
    """A page of messages, and where the next one begins (None after the last)."""

    entries: tuple[Entry, ...]
    next_after: int | None


def messages_of(platform: int, actor: Actor, after_id: int | None = None, only: Only = "all") -> Page:
    """What this actor was told, newest first, in the language in use. `action`: the newest of each case that waits for
    them. `after_id` is the `next_after` of the page before."""
    box = _box(platform, actor)
    if box is None:
        return Page((), None)
    given = {**box, "before": after_id or 2**62, "limit": PAGE + 1}
    found = told(platform, rows(_statement(only, str(box["kind"])), given))
    page = found[:PAGE]
    unread = _unread_among(box, [one.id for one in page])
    entries = tuple(_entry(one, one.id in unread) for one in page)
    return Page(entries, page[-1].id if len(found) > PAGE else None)


def unread_count(platform: int, actor: Actor) -> int:
    """How many messages this actor hasn't read, at most 100."""
    box = _box(platform, actor)
    return int(rows(COUNT, box)[0][0]) if box else 0


def mark_read(platform: int, actor: Actor, ids: Sequence[int] | None = None) -> None:
    """These messages are read by this actor; without ids, all of them are."""
    box = _box(platform, actor)
    if box is None:
        return
    if ids is None:
        newest = f"SELECT coalesce(max(m.id), 0) FROM message m WHERE {MINE}"  # noqa: S608 - constants
        up_to = rows(newest, box)[0][0]
        connection().execute(
            "INSERT INTO message_seen (platform, person, to_kind, to_ref, up_to)"
            " VALUES (%(platform)s, %(person)s, %(kind)s, %(ref)s, %(up_to)s)"
            " ON CONFLICT (platform, person, to_kind, to_ref)"
            " DO UPDATE SET up_to = greatest(message_seen.up_to, excluded.up_to)",
            {**box, "up_to": up_to},
        )
        return
    mine = [row[0] for row in rows(WHICH, {**box, "ids": list(ids)})]
    if mine:
        connection().execute(READ, {**box, "ids": mine})
        connection().execute(ADVANCE, box)


def read_about(platform: int, actor: Actor, stream: str) -> None:
    """Whoever has read the thing itself has read what they were told about it."""
    box = _box(platform, actor)
    mine = [row[0] for row in rows(ABOUT, {**box, "stream": stream})] if box else []
    if box and mine:
        connection().execute(READ, {**box, "ids": mine})
        connection().execute(ADVANCE, box)


def _box(platform: int, actor: Actor) -> dict[str, object] | None:
    """Whose messages an actor reads: their own, their shop's, or the senior queue's."""
    match actor:
        case Consumer():
            kind, ref = "consumer", actor.id
        case Member() if actor.shop:
            kind, ref = "shop", actor.shop
        case Reviewer() if can(actor, "oversee"):
            kind, ref = "queue", "senior"
        case _:
            return None
    return {"platform": platform, "kind": kind, "ref": ref, "person": actor.id}


def _statement(only: Only, kind: str) -> str:
    match only:
        case "all":
            return ALL
        case "unread":
            return UNREAD
        case "action":
            return ACTION.format(columns=COLUMNS, waiting=WAITING[kind], mine=MINE, newest=NEWEST)


def _unread_among(box: dict[str, object], ids: list[int]) -> set[int]:
    return {row[0] for row in rows(WHICH, {**box, "ids": ids})} if ids else set()


def _entry(message: Told, unread: bool) -> Entry:
    its = line(message)
    return Entry(message.id, message.notice, message.at, its.title, its.said, its.path, unread)
