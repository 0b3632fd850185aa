"""The sequencer: every event gets its leaf, once, in its stream's order, whatever happens meanwhile."""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.conf import settings

from ombud.accounts.log_keys import signer_of, verifiers_of
from ombud.desk import clock
from ombud.ledger.connection import connection, forget, rows
from ombud.ledger.log import merkle, sequence
from ombud.ledger.log.checkpoint import read_checkpoint
from ombud.ledger.log.sequence import Taken, in_order, put_in, read_peaks, waiting
from ombud.timers import sequencer
from tests.cast import MONDAY, World, a_complaint, world


@pytest.fixture
def made() -> World:
    """A platform with a case that was answered."""
    made = world()
    case = a_complaint(made)
    made.do("complaint.answer", case.id, made.boris, stance="refuses", words="No.")
    return made


def put(platform: int, batch: int = sequence.BATCH) -> int | None:
    return put_in(platform, signer_of(platform), clock.now(), batch)


def whole(platform: int) -> None:
    """The log holds every event once, in its stream's order, with the right nodes, head and checkpoints."""
    events = rows("SELECT stream, seq, hash FROM event WHERE platform = %s ORDER BY stream, seq", (platform,))
    leaves = rows("SELECT stream, seq, hash FROM log_leaf WHERE platform = %s ORDER BY stream, seq", (platform,))
    assert leaves == events
    by_index = rows("SELECT idx, stream, seq, hash FROM log_leaf WHERE platform = %s ORDER BY idx", (platform,))
    assert [row[0] for row in by_index] == list(range(len(events)))
    for stream in {row[1] for row in by_index}:
        seqs = [row[2] for row in by_index if row[1] == stream]
        assert seqs == list(range(1, len(seqs) + 1))
    hashes = [merkle.leaf(bytes(row[3])) for row in by_index]
    peaks, nodes = merkle.Peaks().grown(hashes)
    ((size, kept),) = rows("SELECT size, peaks FROM log_head WHERE platform = %s", (platform,))
    assert read_peaks(size, bytes(kept)) == peaks
    found = rows("SELECT level, idx, hash FROM log_node WHERE platform = %s", (platform,))
    assert sorted(found) == sorted(nodes)
    checkpoints = rows("SELECT size, root, note FROM log_checkpoint WHERE platform = %s ORDER BY size", (platform,))
    assert checkpoints[-1][0] == size
    for size, root, note in checkpoints:
        told = read_checkpoint(note, verifiers_of(platform)).checkpoint
        assert (told.size, told.root) == (size, bytes(root)) == (size, merkle.root(hashes[:size]))


def test_every_event_gets_a_leaf_in_the_order_of_its_stream(made: World) -> None:
    platform = made.platform.pk
    assert platform in waiting()
    assert put(platform, batch=2) == 2
    while put(platform, batch=2):
        pass
    assert platform not in waiting()
    whole(platform)
    assert put(platform) == 0


def test_commits_of_one_stream_keep_their_order_in_the_places_that_they_have() -> None:
    late_first = [Taken(1, "a", 1, 2), Taken(2, "b", 3, 3), Taken(3, "a", 3, 3), Taken(4, "b", 1, 2)]
    assert [(one.stream, one.first_seq) for one in in_order(late_first)] == [("a", 1), ("b", 1), ("a", 3), ("b", 3)]


def test_a_commit_that_took_its_number_early_and_ended_late_is_not_skipped(made: World) -> None:
    platform = made.platform.pk
    with psycopg.connect(settings.DATABASE_URL) as slow:
        # A desk's statement as far as it matters here: numbers are taken, and the commit is long in coming.
        slow.execute(
            "WITH told AS (INSERT INTO event (platform, stream, seq, type, at, body, hash)"
            " VALUES (%s, 'order/slow', 1, 'T', now(), '{}', sha256('slow')))"
            " INSERT INTO to_log (platform, stream, first_seq, last_seq) VALUES (%s, 'order/slow', 1, 1)",
            (platform, platform),
        )
        made.tell("order.tell", "quick", facts={"number": "N1", "shop": "mugs", "consumer": "ana"})
        while put(platform):
            pass
        assert rows("SELECT 1 FROM log_leaf WHERE platform = %s AND stream = 'order/slow'", (platform,)) == []
        slow.commit()
    assert put(platform) == 1
    whole(platform)


class Killed(BaseException):
    """As if the process had ended here."""


def test_killed_before_any_of_its_statements_it_skips_and_doubles_nothing(made: World) -> None:
    platform = made.platform.pk
    for statement in range(1, 9):
        held = connection()
        left = statement

        def killing(self: Any, query: Any, *rest: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed
            return psycopg.Cursor.execute(self, query, *rest, **more)

        held.cursor_factory = type("Killing", (psycopg.Cursor,), {"execute": killing})
        try:
            put(platform, batch=1)
        except Killed:
            forget()
        else:
            held.cursor_factory = psycopg.Cursor
    while put(platform, batch=1):
        pass
    whole(platform)


def test_two_sequencers_at_once_put_everything_in_once(made: World) -> None:
    platform = made.platform.pk
    failed: list[BaseException] = []

    def working() -> None:
        try:
            while put(platform, batch=1) != 0:
                pass
        except BaseException as error:  # noqa: BLE001 - told by the test
            failed.append(error)
        forget()

    threads = [threading.Thread(target=working) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    whole(platform)


def test_what_was_put_to_wait_twice_is_in_once(made: World) -> None:
    platform = made.platform.pk
    connection().execute(
        "INSERT INTO to_log (platform, stream, first_seq, last_seq)"
        " SELECT platform, stream, seq, seq FROM event WHERE platform = %s ORDER BY position",
        (platform,),
    )
    while put(platform, batch=3):
        pass
    whole(platform)


def test_the_log_is_signed_anew_each_hour(made: World) -> None:
    platform = made.platform.pk
    count = "SELECT count(*) FROM log_checkpoint WHERE platform = %s"
    sequencer.settle_all(MONDAY)
    ((before,),) = rows(count, (platform,))
    sequencer.settle(MONDAY.replace(minute=30))
    assert rows(count, (platform,)) == [(before,)]
    sequencer.settle(MONDAY.replace(hour=3))
    assert rows(count, (platform,)) == [(before + 1,)]
    whole(platform)


def test_a_platform_whose_log_can_not_be_written_stops_no_other(made: World, monkeypatch: pytest.MonkeyPatch) -> None:
    other = world()
    broken: Callable[[int], Any] = lambda one: 1 / 0 if one == other.platform.pk else signer_of(one)  # noqa: E731
    monkeypatch.setattr(sequencer, "signer_of", broken)
    sequencer.settle()
    whole(made.platform.pk)
    assert other.platform.pk in waiting()
