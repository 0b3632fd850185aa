"""Planted faults in what is written and what a crash leaves, whatever it is that lives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch, Clash
from ombud.desk.decide import Decided
from tests.simulation.desk import Act, Crash, Desk, Done
from tests.simulation.life import Plant
from tests.simulation.plant import shown_to_all, written


def answer_not_stored(desk: Desk) -> None:
    """The answer to a key is never kept."""
    desk.put_answer = lambda *_: None


def answer_in_a_second_transaction(desk: Desk) -> None:
    """The answer is kept after the events, in a transaction of its own: a crash between doubles the effect."""
    commit = desk.commit

    def in_two(batch: Batch) -> None:
        answers, batch.answers = batch.answers, []
        commit(batch)
        if desk.chance.random() < desk.crash_rate:
            raise Crash
        for one in answers:
            desk.memory.answers[one.principal, one.key] = one

    desk.commit = in_two


def keys_shared_by_all(desk: Desk) -> None:
    """A key is looked up without whose it is."""
    load = desk.load

    def anybody_s(thing: str, id: str, parent: str, principal: str, key: str) -> Any:
        whose = next((who for who, used in desk.memory.answers if used == key), principal)
        return load(thing, id, parent, whose, key)

    desk.load = anybody_s


def acknowledged_before_the_commit(desk: Desk) -> None:
    """A crash just before the commit is answered as done."""
    handle = desk.handle

    def eager(act: Act, at: datetime) -> Done | Refusal:
        crashed = desk.crashes
        try:
            return handle(act, at)
        except Crash:
            if desk.crashes > crashed:
                return Done(f"/{act.serial}".encode())
            raise

    desk.handle = eager  # type: ignore[method-assign]


def timers_only_in_memory(desk: Desk) -> None:
    """What is due is remembered by the process and not looked up in the ledger."""
    known: dict[str, None] = {}
    commit, due = desk.commit, desk.memory.due

    def remembering(batch: Batch) -> None:
        commit(batch)
        known.update(dict.fromkeys(one.id for one in batch.streams))

    desk.commit = remembering
    desk.crash = known.clear
    desk.due = lambda at: [id for id in due(at) if id in known]


def versions_not_compared(desk: Desk) -> None:
    """Two writers on one stream: the later one wins."""

    def careless(batch: Batch) -> None:
        if any((one.principal, one.key) in desk.memory.answers for one in batch.answers):
            raise Clash
        desk.memory.write(batch)

    desk.commit = careless


def a_batch_can_tear(desk: Desk) -> None:
    """Events and state are two transactions, and a crash can come between."""
    commit = desk.commit

    def torn(batch: Batch) -> None:
        if desk.chance.random() < desk.crash_rate:
            for event in batch.events:
                desk.memory.events.setdefault(event.stream, []).append(event)
            raise Crash
        commit(batch)

    desk.commit = torn


def _without_a_job(batch: Batch, _decided: Decided) -> None:
    """A notice is recorded, and nobody is sent to deliver it."""
    batch.jobs = batch.jobs[1:]


WRITING: Mapping[str, Plant] = {
    "answer not stored": answer_not_stored,
    "answer in a second transaction": answer_in_a_second_transaction,
    "keys shared by all": keys_shared_by_all,
    "acknowledged before the commit": acknowledged_before_the_commit,
    "timers only in memory": timers_only_in_memory,
    "versions not compared": versions_not_compared,
    "a batch can tear": a_batch_can_tear,
    "job forgotten": written(_without_a_job),
    "staff's notes shown": shown_to_all("platform"),
}
