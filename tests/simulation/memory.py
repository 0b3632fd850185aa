"""A ledger in memory: everything that outlives a crash, written batch by batch or not at all."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from ombud.desk.commit import AnswerWrite, Batch, Clash, EventWrite, JobWrite, MessageWrite, StreamWrite, ToLog
from ombud.desk.decide import Loaded
from ombud.desk.purse import KINDS
from ombud.desk.things import THINGS
from ombud.desk.word_keys import WordsWrite
from ombud.ledger.canonical import START, state_bytes
from ombud.reads.fund_row import reference_id
from tests.simulation.log.sequencer import Log

TABLES = {
    "complaint_row",
    "penalty_row",
    "fund_row",
    "evidence_report_row",
    "conversation_row",
    "order_vault_item",
    "erasure_row",
}
"""Rows of lists that are kept here, each under its first column."""


UNKNOWN = datetime.max.replace(tzinfo=UTC)
"""When something follows next isn't looked up yet."""


class Before(NamedTuple):
    """What a key was used for before, and the answer it got."""

    command: bytes
    answer: bytes


def as_bytes(state: Any) -> bytes:
    """A state as its row keeps it."""
    return state if type(state) is bytes else state_bytes(state)


class Memory:
    """Streams, events, answers, messages, jobs, rows and counts; states are bytes, as in the database."""

    def __init__(self, seed: int = 0) -> None:
        self.streams: dict[str, StreamWrite] = {}
        self.events: dict[str, list[EventWrite]] = {}
        self.answers: dict[tuple[str, str], AnswerWrite] = {}
        self.messages: list[MessageWrite] = []
        self.jobs: list[JobWrite] = []
        self.to_log: dict[str, list[ToLog]] = {}
        self.log = Log(random.Random(-1 - seed), self.events)
        self.references: set[str] = set()
        self.words: dict[tuple[str, str], bytes] = {}
        """By stream and digest."""
        self.rows: dict[str, tuple[Any, ...]] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.written: Callable[[Batch], None] = lambda _batch: None
        """Who is told of every batch that lands."""
        self._next: datetime | None = UNKNOWN
        self.seal: Callable[[list[WordsWrite]], None] = lambda _words: None
        """Keeps words as they lie in the database, where a life has use for that."""

    def load(self, thing: str, id: str, parent: str, principal: str, key: str) -> tuple[Loaded, Before | None]:
        """The stream with the one it is about, and what the key was used for before."""
        held = self.streams.get(id)
        about = self.streams.get((held.parent or "") if held else parent)
        order = self._loaded(about, None) if about else None
        answer = self.answers.get((principal, key))
        before = Before(answer.command, answer.answer) if answer else None
        if held is None:
            return Loaded(thing, id, 0, None, START, "", order), before
        return self._loaded(held, order), before

    def _loaded(self, row: StreamWrite, parent: Loaded | None) -> Loaded:
        return Loaded(row.kind, row.id, row.version, self.state(row.id), row.head, row.pack, parent, row.next_due_at)

    def stream(self, id: str) -> Loaded | None:
        """A stream by its id, where there is one."""
        return self.load("", id, "", "", "")[0] if id in self.streams else None

    def counted(self, act: Any) -> bool:
        """Whether a payment of this reference is in the fund already."""
        return reference_id(act.target, KINDS[act.verb.id], act.fields["reference"]) in self.references

    def state(self, id: str) -> Any:
        """The state that stands in a stream. The process that wrote it needn't read it, as long as it lives."""
        row = self.streams[id]
        if type(row.state) is bytes:
            row = self.streams[id] = row._replace(state=THINGS[row.kind].read_state(row.state))
        return row.state

    def restart(self) -> None:
        """What a new process has: the bytes. They are made here, as nobody reads those of a state that was replaced."""
        for id, row in self.streams.items():
            if type(row.state) is not bytes:
                self.streams[id] = row._replace(state=state_bytes(row.state))

    def due(self, at: datetime) -> list[str]:
        """Streams in which something follows by itself by now, the longest due first."""
        found = [(row.next_due_at, id) for id, row in self.streams.items() if row.next_due_at and row.next_due_at <= at]
        return [id for _, id in sorted(found)]

    def next_due_at(self) -> datetime | None:
        """When something follows next."""
        if self._next is UNKNOWN:
            self._next = min([row.next_due_at for row in self.streams.values() if row.next_due_at], default=None)
        return self._next

    def commit(self, batch: Batch) -> None:
        """All of it, or Clash and nothing of it: as the one statement does."""
        for one in batch.streams:
            held = self.streams.get(one.id)
            if (held.version if held else 0) != one.was:
                raise Clash
        if any((one.principal, one.key) in self.answers for one in batch.answers):
            raise Clash
        if any(reference in self.references for (reference,) in batch.rows.get("fund_reference", ())):
            raise Clash
        self.write(batch)

    def write(self, batch: Batch) -> None:
        """Write without looking."""
        self._next = UNKNOWN
        for stream in batch.streams:
            self.streams[stream.id] = stream
        for event in batch.events:
            self.events.setdefault(event.stream, []).append(event)
        for answer in batch.answers:
            self.answers[answer.principal, answer.key] = answer
        for table, rows in batch.rows.items():
            if table in TABLES:
                for row in rows:
                    self.rows[row[0]] = row
            elif table == "fund_reference":
                self.references.update(reference for (reference,) in rows)
        for told in batch.to_log:
            self.to_log.setdefault(told.stream, []).append(told)
        self.log.wait(batch.to_log, batch.events[0].at)
        for count in batch.counts:
            place = (count.scope, count.bucket)
            self.counts[place] = self.counts.get(place, 0) + count.n
        self.seal(batch.words)
        self.messages += batch.messages
        self.jobs += batch.jobs
        self.words.update({(one.stream, one.digest): one.body for one in batch.words})
        self.written(batch)
