"""The tables' owner changes a copy of the record at random: what the check names, and what no check inside can."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from psycopg import sql

from ombud.ledger.canonical import START, chained
from ombud.ledger.check import broken
from ombud.ledger.connection import connection, forget, rows
from tests.cast import a_complaint, an_order, world

TAMPERS = 25
"""Random changes of each kind."""
COPY_EVENTS = "SELECT * INTO tampered.event FROM public.event WHERE platform = %s"
COPY_STREAMS = "SELECT * INTO tampered.stream FROM public.stream WHERE platform = %s"
FLIP = {
    "body": "UPDATE event SET body = set_bit(body, %s, 1 - get_bit(body, %s))",
    "hash": "UPDATE event SET hash = set_bit(hash, %s, 1 - get_bit(hash, %s))",
}
SIZE = "SELECT length(body), length(hash) FROM event WHERE (platform, stream, seq) = (%s, %s, %s)"
Row = tuple[int, str, int]
Tamper = Callable[[random.Random], None]


@pytest.fixture(scope="module")
def copy(database: Any) -> Iterator[None]:
    """Events and streams of one platform in a schema of their own, which the owner of the tables writes to."""
    from django.test import override_settings

    made = world()
    for n in range(8):
        done = a_complaint(made, an_order(made, f"t-{n}"))
        made.do("complaint.answer", done.id, made.boris, stance="refuses", words="No.")
        made.do("complaint.message", done.id, made.ana, words="But look at it.")
        made.do("complaint.withdraw", done.id, made.ana)
    forget()
    with override_settings(DATABASE_URL=f"{database.owner_url}&options=-csearch_path%3Dtampered"):
        connection().execute("CREATE SCHEMA tampered")
        connection().execute(COPY_EVENTS, (made.platform.pk,))
        connection().execute(COPY_STREAMS, (made.platform.pk,))
        yield
        connection().execute("DROP SCHEMA tampered CASCADE")
        forget()


def tampered(tamper: Tamper, chance: random.Random) -> list[tuple[str, int]]:
    """What the check names after a change, which is then undone."""
    with connection().transaction(force_rollback=True):
        tamper(chance)
        return [(one.stream, one.seq) for one in broken()]


def an_event(chance: random.Random, *, first: int = 1) -> Row:
    """One of them by lot."""
    found: list[Any] = rows("SELECT platform, stream, seq FROM event WHERE seq >= %s ORDER BY 2, 3", (first,))
    picked: Row = chance.choice(found)
    return picked


def flip_a_bit(chance: random.Random) -> None:
    place = an_event(chance)
    sizes = dict(zip(("body", "hash"), rows(SIZE, place)[0], strict=True))
    column = chance.choice(("body", "hash"))
    bit = chance.randrange(sizes[column] * 8)
    connection().execute(sql.SQL(FLIP[column] + " WHERE (platform, stream, seq) = (%s, %s, %s)"), (bit, bit, *place))


def take_an_event_away(chance: random.Random) -> None:
    connection().execute("DELETE FROM event WHERE (platform, stream, seq) = (%s, %s, %s)", an_event(chance))


def take_an_event_away_and_close_the_gap(chance: random.Random) -> None:
    platform, stream, seq = an_event(chance)
    connection().execute("DELETE FROM event WHERE (platform, stream, seq) = (%s, %s, %s)", (platform, stream, seq))
    connection().execute(
        "UPDATE event SET seq = seq - 1 WHERE platform = %s AND stream = %s AND seq > %s", (platform, stream, seq)
    )
    connection().execute("UPDATE stream SET version = version - 1 WHERE platform = %s AND id = %s", (platform, stream))


def put_an_event_in(chance: random.Random) -> None:
    platform, stream, seq = an_event(chance)
    connection().execute(
        "UPDATE event SET seq = seq + 1 WHERE platform = %s AND stream = %s AND seq >= %s", (platform, stream, seq)
    )
    connection().execute(
        "INSERT INTO event (platform, stream, seq, type, at, body, hash)"
        " SELECT platform, stream, %s, type, at, body, hash FROM event WHERE platform = %s ORDER BY random() LIMIT 1",
        (seq, platform),
    )
    connection().execute(
        "UPDATE event SET stream = %s WHERE platform = %s AND seq = %s AND stream <> %s"
        " AND (SELECT count(*) FROM event e WHERE e.stream = event.stream AND e.seq = event.seq) > 1",
        (stream, platform, seq, stream),
    )


def swap_two_events(chance: random.Random) -> None:
    platform, stream, seq = an_event(chance, first=2)
    connection().execute(
        "UPDATE event SET seq = CASE seq WHEN %s THEN %s ELSE %s END"
        " WHERE platform = %s AND stream = %s AND seq IN (%s, %s)",
        (seq, seq - 1, seq, platform, stream, seq, seq - 1),
    )


def move_an_event_to_another_stream(chance: random.Random) -> None:
    platform, stream, seq = an_event(chance)
    other = chance.choice(rows("SELECT id FROM stream WHERE id <> %s ORDER BY id", (stream,)))[0]
    connection().execute(
        "UPDATE event SET stream = %s, seq = (SELECT max(seq) + 1 FROM event WHERE stream = %s)"
        " WHERE (platform, stream, seq) = (%s, %s, %s)",
        (other, other, platform, stream, seq),
    )


def date_an_event_back(chance: random.Random) -> None:
    connection().execute(
        "UPDATE event SET at = at - interval '1 hour' WHERE (platform, stream, seq) = (%s, %s, %s)", an_event(chance)
    )


def call_an_event_something_else(chance: random.Random) -> None:
    connection().execute(
        "UPDATE event SET type = 'Ruled' WHERE (platform, stream, seq) = (%s, %s, %s)", an_event(chance)
    )


def take_a_stream_s_row_away(chance: random.Random) -> None:
    platform, stream, _seq = an_event(chance)
    connection().execute("DELETE FROM stream WHERE platform = %s AND id = %s", (platform, stream))


def cut_the_tail_only_of_the_events(chance: random.Random) -> None:
    platform, stream, seq = an_event(chance)
    connection().execute("DELETE FROM event WHERE platform = %s AND stream = %s AND seq >= %s", (platform, stream, seq))


NAMED: tuple[Tamper, ...] = (
    flip_a_bit, take_an_event_away, take_an_event_away_and_close_the_gap, put_an_event_in, swap_two_events,
    move_an_event_to_another_stream, date_an_event_back, call_an_event_something_else, take_a_stream_s_row_away,
    cut_the_tail_only_of_the_events,
)  # fmt: skip


def cut_the_tail_with_the_stream_s_row(chance: random.Random) -> None:
    platform, stream, seq = an_event(chance, first=2)
    cut_at = (platform, stream, seq)
    connection().execute("DELETE FROM event WHERE platform = %s AND stream = %s AND seq >= %s", cut_at)
    connection().execute(
        "UPDATE stream s SET version = e.seq, head = e.hash FROM event e WHERE e.platform = s.platform"
        " AND e.stream = s.id AND s.platform = %s AND s.id = %s AND e.seq = %s",
        (platform, stream, seq - 1),
    )


def write_a_stream_anew(chance: random.Random) -> None:
    platform, stream, _seq = an_event(chance)
    head = START
    for seq, body in rows(
        "SELECT seq, body FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (platform, stream)
    ):
        changed = bytes(body).replace(b'"ana"', b'"ava"')
        head = chained(head, changed)
        connection().execute(
            "UPDATE event SET body = %s, hash = %s WHERE (platform, stream, seq) = (%s, %s, %s)",
            (changed, head, platform, stream, seq),
        )
    connection().execute("UPDATE stream SET head = %s WHERE platform = %s AND id = %s", (head, platform, stream))


@pytest.mark.parametrize("tamper", NAMED, ids=lambda one: one.__name__)
def test_a_change_of_the_record_is_named(copy: None, tamper: Tamper) -> None:
    assert list(broken()) == []
    unnamed = [seed for seed in range(TAMPERS) if not tampered(tamper, random.Random(seed))]
    assert unnamed == []


@pytest.mark.parametrize(
    "tamper", [cut_the_tail_with_the_stream_s_row, write_a_stream_anew], ids=lambda one: one.__name__
)
def test_what_only_a_witness_outside_could_show_is_not_named(copy: None, tamper: Tamper) -> None:
    """The limit that docs/reliability.md states: whoever owns the tables can write a whole new past."""
    assert [tampered(tamper, random.Random(seed)) for seed in range(5)] == [[]] * 5
