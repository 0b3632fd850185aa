"""After the kills: everything that was acknowledged is there once, and everything beside the record agrees with it."""

import json
import time
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from ombud.desk.rebuild import rebuild
from ombud.ledger.check import broken
from ombud.ledger.connection import rows
from ombud.ledger.log import merkle
from ombud.ledger.log.receipt import latest
from tests.kill.load import Acknowledged

DRAIN_SECONDS_MAX = 240
EVENTS = "SELECT stream, seq, type, body FROM event WHERE platform = %s ORDER BY stream, seq"
ANSWERS = "SELECT key, answer FROM idempotency WHERE platform = %s"
LEAVES = "SELECT idx, stream, seq, hash FROM log_leaf WHERE platform = %s ORDER BY idx"
HASHES = "SELECT stream, seq, hash FROM event WHERE platform = %s"
NOT_IN = "SELECT count(*) FROM to_log WHERE platform = %s"
UNDONE = "SELECT count(*) FROM outbox WHERE platform = %s AND done_at IS NULL"
BRING_FORWARD = "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo' AND scheduled_at > now()"
TWICE = """
SELECT count(*) FROM (SELECT 1 FROM {table} WHERE platform = %s GROUP BY {columns} HAVING count(*) > 1) AS repeated
"""
UNDELIVERED = """
SELECT count(*) FROM message m WHERE m.platform = %s AND m.to_kind <> 'queue'
  AND NOT EXISTS (SELECT 1 FROM loopback l WHERE l.platform = m.platform AND l.message = m.id)
"""
DUE = "SELECT count(*) FROM stream WHERE platform = %s AND next_due_at < now() - interval '15 seconds'"


class Verdict(NamedTuple):
    """What was counted. All but the first three must be 0."""

    acknowledged: int
    events: int
    notices: int
    lost: int
    doubled: int
    answers_wrong: int
    undone: int
    notices_doubled: int
    notices_undelivered: int
    chains_broken: int
    rows_differing: int
    streams_stuck: int
    lapses_wrong: int
    log_missing: int
    """Events that are not in the log, or twice."""
    log_wrong: int
    """Leaves that are no event's, or out of their stream's order; and a last checkpoint that isn't theirs."""
    promises_broken: int
    """Answers whose promise names what the log hasn't got."""

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not any(self[3:])


def drain(platform: int) -> None:
    """Wait until the outbox is done and all is in the log; retries that wait for later are brought forward."""
    until = time.monotonic() + DRAIN_SECONDS_MAX
    while (rows(UNDONE, (platform,))[0][0] or rows(NOT_IN, (platform,))[0][0]) and time.monotonic() < until:
        rows(BRING_FORWARD + " RETURNING 1")
        time.sleep(0.3)


def verdict(platform: int, said: list[Acknowledged], wrong: list[str], lapsing: list[str]) -> Verdict:
    """Count what was found."""
    events = rows(EVENTS, (platform,))
    by_cause: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for stream, _seq, type_, body in events:
        by_cause[json.loads(bytes(body))["cause"]][stream, type_] += 1
    answers = {key: json.loads(bytes(answer)) for key, answer in rows(ANSWERS, (platform,))}
    lost = doubled = differ = 0
    for one in {one.call.key: one for one in said if one.status in (200, 201)}.values():
        told = json.loads(one.body)
        told.pop("promise", None)  # signed when it is answered; what it promises is stored
        prefix = "order/" if one.call.path.startswith("orders/") else ""
        written = {k: n for k, n in by_cause[one.call.key].items() if k[0] == prefix + told["id"]}
        wanted = Counter((prefix + told["id"], type_) for type_ in told["events"])
        lost += any(written.get(place, 0) < n for place, n in wanted.items())
        doubled += any(n > wanted.get(place, 0) for place, n in written.items())
        streams = {stream for stream, _type in by_cause[one.call.key] if not stream.startswith(("order/", "shop/"))}
        doubled += len(streams) > 1
        differ += answers.get(one.call.key) != told
    return Verdict(
        acknowledged=len({one.call.key for one in said}),
        events=len(events),
        notices=rows("SELECT count(*) FROM message WHERE platform = %s", (platform,))[0][0],
        lost=lost,
        doubled=doubled,
        answers_wrong=differ + len(wrong),
        undone=rows(UNDONE, (platform,))[0][0],
        notices_doubled=_twice("message", "stream, seq, to_kind, to_ref, notice", platform)
        + _twice("loopback", "message, recipient", platform)
        + _twice("delivery", "message, channel, recipient", platform),
        notices_undelivered=rows(UNDELIVERED, (platform,))[0][0],
        chains_broken=sum(1 for _ in broken()),
        rows_differing=len(rebuild(replace=False, platform=platform)),
        streams_stuck=rows(DUE, (platform,))[0][0],
        lapses_wrong=_lapses_wrong(events, lapsing),
        **_log(platform, said),
    )


def _twice(table: str, columns: str, platform: int) -> int:
    return int(rows(TWICE.format(table=table, columns=columns), (platform,))[0][0])


def _lapses_wrong(events: list[tuple[Any, ...]], lapsing: list[str]) -> int:
    """Complaints whose answer fell due while everything was being killed: each lapsed once, neither never nor twice."""
    lapses: Counter[str] = Counter()
    for stream, _seq, type_, body in events:
        if type_ == "DeadlineLapsed" and json.loads(bytes(body))["event"]["kind"] == "answer":
            lapses[stream] += 1
    return sum(1 for stream in lapsing if lapses[stream] != 1)


def _log(platform: int, said: list[Acknowledged]) -> dict[str, int]:
    """The log against the record, counted from the leaves alone, as somebody who trusts no kept node would."""
    leaves = [(idx, (stream, seq), bytes(hashed)) for idx, stream, seq, hashed in rows(LEAVES, (platform,))]
    recorded = {(stream, seq): bytes(hashed) for stream, seq, hashed in rows(HASHES, (platform,))}
    held = {place: hashed for _idx, place, hashed in leaves}
    reached: Counter[str] = Counter()
    wrong = 0
    for n, (idx, (stream, seq), hashed) in enumerate(leaves):
        wrong += idx != n or recorded.get((stream, seq)) != hashed or seq != reached[stream] + 1
        reached[stream] = seq
    last = latest(platform)
    whole = (len(leaves), merkle.root([merkle.leaf(hashed) for _idx, _place, hashed in leaves]))
    promised = [json.loads(one.body).get("recorded") for one in said if one.status in (200, 201)]
    return {
        "log_missing": len(recorded.keys() - held.keys()) + len(leaves) - len(held),
        "log_wrong": wrong + (last is None or (last.size, last.root) != whole),
        "promises_broken": sum(
            held.get((one["stream"], one["seq"])) != bytes.fromhex(one["hash"]) for one in promised if one
        ),
    }
