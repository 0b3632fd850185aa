"""Who saw and did what, as the audit log shows it: page by page, the newest first, narrowed by one thing or another."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows

PAGE = 50
FIELDS = "id, at, who, kind, what, thing, name, part, via, why"
NARROWED = {
    "who": "who = %(who)s",
    "kind": "kind = %(kind)s",
    "name": "name = %(name)s",
    "since": "at >= %(since)s",
    "until": "at < %(until)s",
}
"""What narrows the list, each with an index that begins with it, or the instant itself."""


class Look(NamedTuple):
    """One row."""

    id: int
    at: datetime
    who: str
    kind: str
    what: str
    thing: str
    name: str
    part: str
    via: str
    why: str


class Wanted(NamedTuple):
    """What the list is narrowed by; what is empty narrows nothing."""

    who: str = ""
    kind: str = ""
    name: str = ""
    since: datetime | None = None
    until: datetime | None = None


Key = tuple[datetime, int]
"""Where a page ends: the instant and the id of its last row."""


def looks(platform: int, wanted: Wanted, after: Key | None = None, limit: int = PAGE) -> tuple[list[Look], bool]:
    """One page, and whether there are more."""
    given: dict[str, Any] = {"platform": platform, "limit": limit + 1, **wanted._asdict()}
    asked = [text for name, text in NARROWED.items() if given[name]]
    if after is not None:
        asked.append("(at, id) < (%(at)s, %(id)s)")
        given |= {"at": after[0], "id": after[1]}
    where = " AND ".join(["platform = %(platform)s", *asked])
    found = rows(f"SELECT {FIELDS} FROM looked_at WHERE {where} ORDER BY at DESC, id DESC LIMIT %(limit)s", given)  # noqa: S608 - constants of ours
    return [Look(*row) for row in found[:limit]], len(found) > limit


def people(platform: int) -> list[str]:
    """Everybody who ever saw or did something, found by jumping from one to the next in the index."""
    statement = """
    WITH RECURSIVE found AS (
        (SELECT who FROM looked_at WHERE platform = %(platform)s ORDER BY who LIMIT 1)
        UNION ALL
        SELECT (SELECT l.who FROM looked_at l WHERE l.platform = %(platform)s AND l.who > f.who ORDER BY l.who LIMIT 1)
        FROM found f WHERE f.who IS NOT NULL
    ) SELECT who FROM found WHERE who IS NOT NULL
    """
    return [row[0] for row in rows(statement, {"platform": platform})]
