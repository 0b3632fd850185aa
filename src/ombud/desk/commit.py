"""Appends what was decided, in one statement: events, streams, words, rows, counts, notices, jobs, the stored answer.

All of it commits or none of it does. A stream whose version moved meanwhile makes the statement fail (`Clash`), and so
does the order's stream that a complaint reserves its refund on.
"""

from datetime import datetime
from typing import Any, NamedTuple

import psycopg
from psycopg import RawCursor

from ombud.desk.arrays import columns, register
from ombud.desk.decide import KnownKey
from ombud.desk.memberships import LeaveWrite, RoleWrite, StandInWrite
from ombud.desk.screened import FileUse, ScreeningWrite
from ombud.desk.statement import PARTS, RECORD, statement
from ombud.desk.word_keys import WordsWrite, held, keys_of, sealed
from ombud.ledger.canonical import state_bytes
from ombud.ledger.connection import Connection
from ombud.ledger.looked_at import LookWrite


class Clash(Exception):
    """Somebody else changed a stream meanwhile: load it again. `streams` are those of which one was changed."""

    def __init__(self, streams: tuple[str, ...] = ()) -> None:
        super().__init__(*streams)
        self.streams = streams


class StreamWrite(NamedTuple):
    """A stream's row after the events. `was` is the version it must still have; 0 for a new stream."""

    id: str
    was: int
    version: int
    kind: str
    pack: str
    parent: str | None
    state: Any
    """The state as it is left; it becomes bytes as it is written, once for all that a batch does to it."""
    head: bytes
    next_due_at: datetime | None


class EventWrite(NamedTuple):
    """One event as it is written down."""

    stream: str
    seq: int
    type: str
    at: datetime
    body: bytes
    hash: bytes


class MessageWrite(NamedTuple):
    """A notice in the message centre."""

    to_kind: str
    to_ref: str
    notice: str
    stream: str
    seq: int
    at: datetime


class JobWrite(NamedTuple):
    """A side effect to be done by a worker."""

    stream: str
    seq: int
    job: str
    payload: bytes
    at: datetime


class ToLog(NamedTuple):
    """Events that wait to be put into the platform's log, from which integrators are told of them too."""

    stream: str
    first_seq: int
    last_seq: int


class AnswerWrite(NamedTuple):
    """The answer that a repeated command gets again."""

    principal: str
    key: str
    command: bytes
    answer: bytes
    at: datetime


class CountWrite(NamedTuple):
    """A kept count that moves by `n`."""

    scope: str
    bucket: str
    shard: int
    n: int


class ToCount(NamedTuple):
    """Events of one stream that series and tallies take; their places in it as JSON."""

    stream: str
    seqs: bytes
    at: datetime


class Batch:
    """Everything one transaction writes."""

    def __init__(self) -> None:
        self.streams: list[StreamWrite] = []
        self.events: list[EventWrite] = []
        self.words: list[WordsWrite] = []
        self.known_keys: list[KnownKey] = []
        """What was read already of the keys that the words need."""
        self.messages: list[MessageWrite] = []
        self.reminders: list[MessageWrite] = []
        """Messages of which one reader gets one in a sweep, whatever there is to tell."""
        self.jobs: list[JobWrite] = []
        self.to_log: list[ToLog] = []
        self.screenings: list[ScreeningWrite] = []
        self.file_uses: list[FileUse] = []
        self.answers: list[AnswerWrite] = []
        self.counts: list[CountWrite] = []
        self.to_count: list[ToCount] = []
        self.looks: list[LookWrite] = []
        """What of it the staff did."""
        self.roles: list[RoleWrite] = []
        self.leaves: list[LeaveWrite] = []
        self.stand_ins: list[StandInWrite] = []
        """Who acts for a shop from now on."""
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        """Rows of read models by the name of their table."""
        self._at: dict[str, int] = {}
        """Where a stream that came by `add` stands."""

    def add(self, own: "Batch") -> None:
        """Put another's writes to these. A stream that both write is written once, as it is in the end."""
        for name, more in vars(own).items():
            if name == "rows":
                for table, its in more.items():
                    self.rows.setdefault(table, []).extend(its)
            elif name == "streams":
                self._add_streams(more)
            elif name != "_at":
                getattr(self, name).extend(more)

    def _add_streams(self, more: list[StreamWrite]) -> None:
        for one in more:
            if one.id in self._at:
                before = self.streams[self._at[one.id]]
                self.streams[self._at[one.id]] = one._replace(was=before.was)
            else:
                self._at[one.id] = len(self.streams)
                self.streams.append(one)


MANY = 4
"""Streams of one act are four at most: a penalty, its shop, the shop's fund, and the case it is carried from. From here
on a batch goes in as arrays."""


def commit(connection: Connection, platform: int, batch: Batch) -> None:
    """Write all of the batch in one transaction of its own.

    Raises Clash if a stream, or the answer to the same key, was written by somebody else meanwhile, or a key destroyed
    under which something was to be said.
    """
    batch.counts = _netted(batch.counts)
    begun = {one.id for one in batch.streams if not one.was}
    there = keys_of(connection, platform, batch.words, batch.known_keys, begun)
    words, keys = sealed(batch.words, there)
    own: dict[str, list[Any]] = {"words": words, "word_keys": keys, "keys_held": held(there)}
    try:
        # Raw: psycopg would look for its own placeholders in the whole text anew each time.
        cursor = RawCursor(connection)
        many = len(batch.streams) > MANY
        if many:
            register(cursor.adapters)
        # Planned anew for a batch: a plan kept from when a table was small reads all of it after it has grown.
        cursor.execute(*_written(platform, batch, own), prepare=False if many else None)
    except (psycopg.errors.DivisionByZero, psycopg.errors.UniqueViolation, psycopg.errors.DeadlockDetected) as error:
        raise Clash(tuple(one.id for one in batch.streams)) from error


def _written(platform: int, batch: Batch, own: dict[str, list[Any]]) -> tuple[bytes, list[Any]]:
    """The statement and its parameters; `own` are rows that stand in the place of the batch's."""
    begun = len(batch.streams) > MANY and not any(one.was for one in batch.streams)
    streams = [one._replace(state=state_bytes(one.state)) for one in batch.streams]
    parts: list[tuple[str, list[Any]]] = [("begun" if begun else "streams", streams)]
    parts += [(name, rows) for name in RECORD if (rows := own[name] if name in own else getattr(batch, name))]
    parts += batch.rows.items()
    parameters: list[Any] = [platform, len(batch.streams) + len(own["keys_held"])]
    if len(batch.streams) > MANY:
        for name, rows in parts:
            parameters += columns(PARTS[name].types, rows)
        return statement(tuple((name, 0) for name, _ in parts)), parameters
    for _, rows in parts:
        for row in rows:
            parameters += row
    return statement(tuple((name, len(rows)) for name, rows in parts)), parameters


def _netted(counts: list[CountWrite]) -> list[CountWrite]:
    """One row for each count that really moves, always in one order, so that two batches can't wait for each other."""
    moved: dict[tuple[str, str, int], int] = {}
    for one in counts:
        place = (one.scope, one.bucket, one.shard)
        moved[place] = moved.get(place, 0) + one.n
    return [CountWrite(*place, n) for place, n in sorted(moved.items()) if n]
