"""Somebody writes in the instant in which law destroys their key: no words are left that nobody can open."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from queue import SimpleQueue
from threading import Event
from typing import Any

import pytest

from ombud.desk import handle as one_by_one
from ombud.desk import handle_many as many
from ombud.desk.commit import Batch, commit
from ombud.desk.erasing.erase import erase_texts, erase_words
from ombud.desk.handle import Act, Done
from ombud.ledger.check import lost
from ombud.ledger.connection import connection, forget, rows
from ombud.ledger.words import texts_of
from tests.cast import MONDAY, World, a_complaint, an_order, world

HOUR = timedelta(hours=1)
TODAY = MONDAY.date()
BEFORE, NOW = "It did not.", "Written in that instant."
BLOCKED = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
SPOKEN = "SELECT digest FROM kept_words WHERE platform = %s AND stream = %s AND person = 'ana'"
KEYS = "SELECT key FROM word_key WHERE platform = %s AND stream = %s AND person = 'ana'"


class Talk:
    """A case in which Ana has said something, and four more of hers."""

    def __init__(self) -> None:
        self.made: World = world()
        self.cases = [a_complaint(self.made, an_order(self.made, f"o-{n}")).id for n in range(5)]
        self.case = self.cases[0]
        self.made.do("complaint.answer", self.case, self.made.boris, MONDAY + HOUR, stance="refuses", words="Whole.")
        self.made.do("complaint.message", self.case, self.made.ana, MONDAY + 2 * HOUR, words=BEFORE)
        self.platform = self.made.platform.pk

    def write(self) -> list[Any]:
        """Ana says something in the case."""
        return [self.made.do("complaint.message", self.case, self.made.ana, MONDAY + 3 * HOUR, words=NOW)]

    def write_many(self) -> list[Any]:
        """In five at once, so that it goes in as arrays."""
        at, ana = MONDAY + 3 * HOUR, self.made.ana
        return many.handle_many(
            [Act(self.platform, "complaint.message", one, ana, {"words": NOW}, at=at) for one in self.cases]
        )

    def erase(self) -> int:
        """All that Ana said in the case."""
        return erase_words(self.platform, "ana", [self.case], "asked", MONDAY, TODAY)

    def erase_each(self) -> int:
        """Each text of hers that lies there now, as where the time of some is over."""
        digests = [digest for (digest,) in rows(SPOKEN, (self.platform, self.case))]
        return erase_texts(self.platform, self.case, digests, "cases", MONDAY, TODAY)

    def open(self) -> set[str]:
        """What of these two can be read; all else that isn't erased opens too."""
        assert [one for one in lost() if one.platform == self.platform] == []
        return {BEFORE, NOW} & set(texts_of(self.platform, self.case).values())

    def keys(self) -> list[bytes]:
        """Hers in the case."""
        return [bytes(key) for (key,) in rows(KEYS, (self.platform, self.case))]


Does = Callable[[Talk], Any]
WRITE = pytest.mark.parametrize("write", [Talk.write, Talk.write_many])
ERASE = pytest.mark.parametrize("erase", [Talk.erase, Talk.erase_each])


@pytest.fixture
def talk() -> Talk:
    return Talk()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Each of its threads has a connection of its own."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


def apart(pool: ThreadPoolExecutor, do: Callable[[], Any], pid: "SimpleQueue[int] | None" = None) -> "Future[Any]":
    """Done over another connection, whose process `pid` is told."""

    def done() -> Any:
        try:
            if pid is not None:
                pid.put(connection().info.backend_pid)
            return do()
        finally:
            forget()

    return pool.submit(done)


def meanwhile(pool: ThreadPoolExecutor, first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What the second came to: it begins once the first has all but committed, which waits until the second does."""
    begun, go, pid = Event(), Event(), SimpleQueue[int]()

    def held() -> None:
        with connection().transaction():
            first()
            begun.set()
            go.wait()

    holding = apart(pool, held)
    try:
        while not begun.wait(1):
            assert not holding.done(), holding.exception()
        waiting = apart(pool, second, pid)
        of = pid.get()
        while not rows(BLOCKED, (of,))[0][0]:
            assert not waiting.done(), "it didn't wait"
    finally:
        go.set()
    holding.result()
    return waiting.result()


@pytest.mark.requirement("EV-3")
@WRITE
@ERASE
def test_a_key_that_is_destroyed_between_reading_and_writing_is_made_anew(
    talk: Talk, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch, write: Does, erase: Does
) -> None:
    before, left = talk.keys(), [erase]

    def late(held: Any, platform: int, batch: Batch) -> None:
        if left:
            apart(pool, lambda: left.pop()(talk)).result()
        commit(held, platform, batch)

    for desk in (one_by_one, many):
        monkeypatch.setattr(desk, "commit", late)
    assert [one for one in write(talk) if not isinstance(one, Done)] == []
    assert (talk.open(), left) == ({NOW}, [])
    assert len(before) == len(talk.keys()) == 1
    assert before != talk.keys()


@WRITE
@ERASE
def test_who_writes_while_the_key_is_being_destroyed_waits_and_makes_a_new_one(
    talk: Talk, pool: ThreadPoolExecutor, write: Does, erase: Does
) -> None:
    before = talk.keys()
    done = meanwhile(pool, lambda: erase(talk), lambda: write(talk))
    assert [one for one in done if not isinstance(one, Done)] == []
    assert talk.open() == {NOW}
    assert len(before) == len(talk.keys()) == 1
    assert before != talk.keys()


@WRITE
def test_what_is_written_just_before_the_key_is_destroyed_is_erased_with_it(
    talk: Talk, pool: ThreadPoolExecutor, write: Does
) -> None:
    erased = meanwhile(pool, lambda: write(talk), talk.erase)
    assert erased == len(rows(SPOKEN, (talk.platform, talk.case)))
    assert (talk.open(), talk.keys()) == (set(), [])


@WRITE
def test_a_key_stays_for_what_was_written_just_before_the_last_of_the_older_words_went(
    talk: Talk, pool: ThreadPoolExecutor, write: Does
) -> None:
    before = talk.keys()
    meanwhile(pool, lambda: write(talk), talk.erase_each)
    assert (talk.open(), talk.keys()) == ({NOW}, before)
