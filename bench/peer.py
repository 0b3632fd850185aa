"""The bare loop that desk and API are measured against: one SELECT of the stream, one statement that writes the rows.

It writes the very rows that the desk writes for the same act. They are caught once, while a life goes through the
desk's own steps, and then only their ids are exchanged, before the clock starts: what is left in the loop is psycopg
and PostgreSQL, with prepared statements and plain parameters, one commit a command.
"""

from typing import Any, NamedTuple
from zlib import crc32

import django
from psycopg import RawCursor

django.setup()

from bench import mix  # noqa: E402
from bench.desk import mine  # noqa: E402
from bench.hand import Span, clock  # noqa: E402
from ombud.accounts.platforms import settings_of  # noqa: E402 - Django first
from ombud.desk.commit import Batch, commit  # noqa: E402
from ombud.desk.decide import decide  # noqa: E402
from ombud.desk.decode import all_words, command_of  # noqa: E402
from ombud.desk.handle import done_of, policy_of, principal_of  # noqa: E402
from ombud.desk.load import load, stream_id  # noqa: E402
from ombud.desk.things import VERBS  # noqa: E402
from ombud.desk.word_keys import keys_of, sealed  # noqa: E402
from ombud.desk.write import SHARDS, Origin, put, put_answer  # noqa: E402
from ombud.ledger.canonical import state_bytes  # noqa: E402
from ombud.ledger.connection import connection  # noqa: E402
from ombud.reads.complaint_row import ComplaintRow  # noqa: E402

SELECT = """
SELECT s.kind, s.version, s.pack, s.state, s.head, s.next_due_at, p.id, p.version, p.state, p.head
FROM (SELECT 1) AS one
LEFT JOIN stream s ON s.platform = %s AND s.id = %s
LEFT JOIN stream p ON p.platform = %s AND p.id = coalesce(s.parent, %s)
"""
TABLES = {
    "events": "INSERT INTO event (platform, stream, seq, type, at, body, hash)",
    "words": "INSERT INTO kept_words (platform, stream, digest, person, body, at)",
    "word_keys": "INSERT INTO word_key (platform, stream, person, key, at)",
    "messages": "INSERT INTO message (platform, to_kind, to_ref, notice, stream, seq, at)",
    "jobs": "INSERT INTO outbox (platform, stream, seq, job, payload, at)",
    "to_log": "INSERT INTO to_log (platform, stream, first_seq, last_seq)",
    "answers": "INSERT INTO idempotency (platform, principal, key, command, answer, at)",
}
COUNTED = """INSERT INTO kept_count (platform, scope, bucket, shard, n) VALUES {}
ON CONFLICT (platform, scope, bucket, shard) DO UPDATE SET n = kept_count.n + excluded.n"""
BEGUN = "INSERT INTO stream (platform, id, kind, version, pack, parent, state, head, next_due_at) VALUES {}"
MOVED = """UPDATE stream SET version = %s, state = %s, head = %s, next_due_at = %s
WHERE platform = %s AND id = %s AND version = %s"""
ROW = "INSERT INTO complaint_row VALUES {}"
ROW_MOVED = """UPDATE complaint_row SET stage = %s, queue = %s, turn = %s, due_kind = %s, due_at = %s, amount = %s,
how = %s, held = %s, overdue = %s, claimed_by = %s, moved_at = %s WHERE platform = %s AND id = %s"""
CONTACT = "INSERT INTO complaint_contact VALUES {}"


class Template(NamedTuple):
    """What one step writes: a statement, and its parameters for the life it was caught from."""

    statement: bytes
    parameters: tuple[Any, ...]


class Shard(int):
    """Marks where the shard of a count stands, which is another for each life: writers would wait for one row."""


class PeerHand:
    """One process that runs the bare loop."""

    def __init__(self, platform: int, place: int, template: int, shops: int = 1) -> None:
        self._platform, self._place, self._shops = platform, place, shops
        self._caught_from = template + place  # each process catches its own life
        self._templates = caught(platform, self._caught_from, shops)

    def step(self, step: str, first: int, lives: int) -> Span:
        """Take one step of each life that is this process's; from when to when."""
        platform, held = self._platform, connection()
        made = [self._for(step, n) for n in mine(first, lives, self._place)]
        statement = self._templates[step].statement
        start = clock()
        for case, order, parameters in made:
            held.execute(SELECT, (platform, case, platform, order)).fetchone()
            RawCursor(held).execute(statement, parameters)
        return start, clock()

    def _for(self, step: str, n: int) -> tuple[str, str, list[Any]]:
        """The template with the ids of another life: all are of one length."""
        names = list(zip(ids(self._caught_from, self._shops), ids(n, self._shops), strict=True))
        shard = crc32(names[0][1].encode()) % SHARDS
        parameters = [
            shard if isinstance(one, Shard) else _exchanged(one, names) for one in self._templates[step].parameters
        ]
        return f"case-{n:08d}", stream_id("order", mix.order_id(n)), parameters


def ids(n: int, shops: int) -> tuple[str, ...]:
    """What names life `n` wherever it is named."""
    return (
        f"case-{n:08d}",
        mix.order_id(n),
        f"N{n:08d}",
        f"buyer-{n:08d}",
        f"B-{n:08d}",
        f"k-{n:08d}",
        mix.shop(n, shops),
    )


def _exchanged(value: Any, names: list[tuple[str, str]]) -> Any:
    if isinstance(value, str):
        for old, new in names:
            value = value.replace(old, new)
    elif isinstance(value, bytes):
        for old, new in names:
            value = value.replace(old.encode(), new.encode())
    return value


def caught(platform: int, n: int, shops: int) -> dict[str, Template]:
    """Go through a life by the desk's own steps, and keep what each step of the mix writes."""
    found: dict[str, Template] = {}
    for step in ("file", "answer", "offer", "escalate", "rule"):
        batch = _decided(platform, step, n, shops)
        if step in mix.STEPS:
            found[step] = _template(platform, batch)
        commit(connection(), platform, batch)
    return found


def _decided(platform: int, step: str, n: int, shops: int) -> Batch:
    verb, case = VERBS[f"complaint.{step}"], f"case-{n:08d}"
    parent = stream_id("order", mix.order_id(n)) if step == "file" else None
    loaded, _before = load(connection(), platform, "complaint", case, parent=parent)
    policy = policy_of(loaded, settings_of(platform))
    by = mix.actor(step, n, shops)
    command = command_of(verb, mix.fields(step, n), by=by, at=mix.at(step, n), complaint=case, number=f"B-{n:08d}")
    decided = decide(verb, command, loaded, policy)
    assert isinstance(decided, tuple), decided
    batch = Batch()
    version = put(batch, decided, Origin(f"k-{n:08d}", "desk", policy.pack.id), tuple(all_words(command)))
    answer = repr(done_of(decided, version)).encode()
    put_answer(batch, principal_of(by), f"k-{n:08d}-{step}", b"." * 32, answer, decided)
    return batch


def _template(platform: int, batch: Batch) -> Template:
    """One statement for all of the batch: plain rows of plain parameters."""
    parts: list[tuple[str, list[Any]]] = []
    for stream in batch.streams:
        if stream.was:
            new = [stream.version, state_bytes(stream.state), stream.head, stream.next_due_at]
            parts.append((MOVED, [*new, platform, stream.id, stream.was]))
        else:
            kept = [platform, stream.id, stream.kind, stream.version, stream.pack, stream.parent]
            parts.append(
                (BEGUN.format(_places(9)), [*kept, state_bytes(stream.state), stream.head, stream.next_due_at])
            )
    begun = {one.id for one in batch.streams if not one.was}
    words, keys = sealed(batch.words, keys_of(connection(), platform, batch.words, batch.known_keys, begun))
    own: dict[str, list[Any]] = {"words": words, "word_keys": keys}
    for name, table in TABLES.items():
        if rows := own[name] if name in own else getattr(batch, name):
            values = ", ".join(_places(len(row) + 1) for row in rows)
            parts.append((f"{table} VALUES {values}", [one for row in rows for one in (platform, *row)]))
    moved: dict[tuple[str, str, int], int] = {}
    for c in batch.counts:
        place = (c.scope, c.bucket, Shard(c.shard))
        moved[place] = moved.get(place, 0) + c.n
    counts = [(place, n) for place, n in sorted(moved.items()) if n]
    if counts:
        values = ", ".join(_places(5) for _ in counts)
        parts.append((COUNTED.format(values), [one for key, n in counts for one in (platform, *key, n)]))
    parts += _rows(platform, batch)
    *first, (last, last_parameters) = parts
    named = ", ".join(f"w{place} AS ({text})" for place, (text, _) in enumerate(first))
    parameters = tuple(one for _, its in first for one in its) + tuple(last_parameters)
    return Template(_numbered(f"WITH {named} {last}"), parameters)


def _numbered(text: str) -> bytes:
    """PostgreSQL's own placeholders: for its own psycopg would search this long a text anew each time."""
    first, *rest = text.split("%s")
    return (first + "".join(f"${n}{part}" for n, part in enumerate(rest, 1))).encode()


def _rows(platform: int, batch: Batch) -> list[tuple[str, list[Any]]]:
    row = ComplaintRow(*batch.rows["complaint_row"][0])
    if batch.streams[0].was:
        moved = [row.stage, row.queue, row.turn, row.due_kind, row.due_at, row.amount, row.how, row.held]
        return [(ROW_MOVED, [*moved, row.overdue, row.claimed_by, row.moved_at, platform, row.id])]
    (contact,) = batch.rows["complaint_contact"]
    return [(CONTACT.format(_places(4)), [platform, *contact]), (ROW.format(_places(21)), [platform, *row])]


def _places(n: int) -> str:
    return f"({', '.join(['%s'] * n)})"
