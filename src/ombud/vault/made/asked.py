"""Who asked for which file, how far it is, and what came of it; each is its asker's alone, and goes after a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import uuid4

import msgspec

from ombud.core.people import Actor
from ombud.ledger.connection import connection, rows

KEPT_FOR = timedelta(hours=48)
"""Long enough to come back to it the next day; no longer, since it holds a whole case."""
AT_ONCE_MAX = 4
"""One person's files that wait or are being made: more would keep the others waiting."""
SOME = """
SELECT platform, id, who, actor, thing, stream, form, language, state, step, done, of, tries, problem, files, pieces,
    key, asked_at, ended_at, until
FROM made_file"""
ONE = f"{SOME} WHERE platform = %s AND id = %s"
OWN = f"{ONE} AND who = %s AND until > %s"
ALL = f"{SOME} WHERE platform = %s AND who = %s AND stream = %s AND until > %s ORDER BY asked_at DESC, id"
BUSY = "SELECT count(*) FROM made_file WHERE platform = %s AND who = %s AND state IN ('waiting', 'running')"
PUT = """
INSERT INTO made_file (platform, id, who, actor, thing, stream, form, language, asked_at, until)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
GOING = """
UPDATE made_file SET until = asked_at WHERE platform = %s AND id = ANY(%s) AND state NOT IN ('waiting', 'running')"""
GOING_OF = "UPDATE made_file SET until = asked_at WHERE platform = %s AND (who = ANY(%s) OR stream = ANY(%s))"


_actor = msgspec.json.Decoder[Actor](Actor).decode


class TooManyError(Exception):
    """So many files are being made for this person that no other is begun."""


class Piece(msgspec.Struct, frozen=True):
    """One of the files that were made."""

    name: str
    media_type: str
    size_bytes: int
    pieces: tuple[str, ...]
    """Digests in the store, in order."""


class Asked(NamedTuple):
    """One file that somebody asked for."""

    platform: int
    id: str
    who: str
    actor_json: str
    thing: str
    """`complaint` or `penalty`."""
    stream: str
    form: str
    """`zip` or `pdf`; a long PDF comes in several parts."""
    language: str
    state: str
    """`waiting`, `running`, `ready` or `failed`."""
    step: str
    done: int
    of: int
    tries: int
    problem: str
    files_json: str
    pieces: list[str]
    """Every digest that was ever put for it, so that all can be taken away."""
    key: bytes
    """What its pieces are sealed with, as it is kept."""
    asked_at: datetime
    ended_at: datetime | None
    until: datetime

    @property
    def files(self) -> tuple[Piece, ...]:
        """What was made, in the order in which it is read."""
        return msgspec.json.decode(self.files_json, type=tuple[Piece, ...]) if self.files_json else ()

    @property
    def actor(self) -> Actor:
        """Who asked, as the desk knows them: whether they may see it is asked again before it is made."""
        actor: Actor = _actor(self.actor_json)
        return actor

    @property
    def alive(self) -> bool:
        """Whether it is still to be made."""
        return self.state in ("waiting", "running")


def ask(platform: int, by: Actor, thing: str, stream: str, form: str, language: str, at: datetime) -> Asked:
    """Have it made as the thing stands now; what was made of it before goes. While one is being made, that one.

    Raises TooManyError.
    """
    before = [one for one in asked(platform, by, stream, at) if one.form == form]
    for one in before:
        if one.alive:
            return one
    if rows(BUSY, (platform, by.id))[0][0] >= AT_ONCE_MAX:
        raise TooManyError
    drop(before)
    id, told = uuid4().hex, msgspec.json.encode(by).decode()
    row = (platform, id, by.id, told, thing, stream, form, language, at, at + KEPT_FOR)
    connection().execute(PUT, row)
    return Asked(*rows(ONE, (platform, id))[0])


def asked(platform: int, by: Actor, stream: str, at: datetime) -> list[Asked]:
    """What this person asked for of this thing, the newest first."""
    return [Asked(*row) for row in rows(ALL, (platform, by.id, stream, at))]


def of(platform: int, id: str, by: Actor, at: datetime) -> Asked | None:
    """The file of this id, for the one who asked; nobody else's, and none whose time is over."""
    found = rows(OWN, (platform, id, by.id, at)) if id.isalnum() and len(id) <= 40 else []
    return Asked(*found[0]) if found else None


def drop(files: Sequence[Asked]) -> None:
    """From now on they are gone; the worker takes their bytes away. What is being made stays."""
    if files:
        connection().execute(GOING, (files[0].platform, [one.id for one in files]))


def drop_of(platform: int, people: Sequence[str], streams: Sequence[str]) -> int:
    """Every file of these people, or about these things, is gone from now on, also what is being made: what they hold
    is erased. Returns how many there were."""
    return connection().execute(GOING_OF, (platform, list(people), list(streams))).rowcount
