"""Proves every fund from its record: entries balance, nothing is overdrawn, what is held is held by a live decision.

Everything is read on one snapshot, while others go on writing.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.fund.follow import follow, fund_of
from ombud.core.fund.state import Fund, Hold, Payment, evolve
from ombud.desk import clock
from ombud.desk.decide import TIME
from ombud.desk.handle import policy_of
from ombud.desk.load import load_many, stream_id
from ombud.desk.things import THINGS
from ombud.ledger.canonical import state_bytes
from ombud.ledger.connection import Connection, connection
from ombud.reads import fund_entry, fund_row
from ombud.reads.fund_entry import ACCOUNTS

CHUNK = 500
EVENTS_CHUNK = 5_000
FUNDS = "SELECT id, state FROM stream WHERE platform = %s AND kind = 'fund' AND id > %s ORDER BY id LIMIT %s"
EVENTS = "SELECT seq, body FROM event WHERE platform = %s AND stream = %s AND seq > %s ORDER BY seq LIMIT %s"
ROW = "SELECT * FROM fund_row WHERE platform = %s AND id = %s"
LINES = "SELECT * FROM fund_entry WHERE platform = %s AND fund = %s AND seq > %s AND seq <= %s ORDER BY seq"
STRAY = """
SELECT id FROM fund_row r WHERE platform = %s AND NOT EXISTS
    (SELECT 1 FROM stream s WHERE s.platform = r.platform AND s.id = 'fund/' || r.id) ORDER BY id LIMIT 1
"""
LIVE = """
SELECT id FROM (
    SELECT id FROM penalty_row WHERE platform = %(platform)s AND stage = 'in-force' AND id > %(after)s
    UNION ALL
    SELECT id FROM complaint_row WHERE platform = %(platform)s AND stage NOT IN ('received', 'negotiating', 'closed')
        AND id > %(after)s
) AS live ORDER BY id LIMIT %(limit)s
"""


class Wrong(NamedTuple):
    """What isn't as it has to be."""

    fund: str
    what: str


class _Body(msgspec.Struct):
    event: msgspec.Raw


_read = msgspec.json.Decoder(_Body).decode


def wrong(platform: int) -> Iterator[Wrong]:
    """All that is wrong with the funds of a platform, the first of each fund; nothing where all is sound."""
    held = connection()
    with held.transaction():
        held.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        settings = settings_of(platform)
        after = ""
        while streams := held.execute(FUNDS, (platform, after, CHUNK)).fetchall():
            for stream, state in streams:
                if (what := _fund(held, settings, stream, bytes(state))) is not None:
                    yield Wrong(stream.removeprefix("fund/"), what)
            after = streams[-1][0]
        for (id,) in held.execute(STRAY, (platform,)).fetchall():
            yield Wrong(id, "its row has no record")
        yield from _decisions(held, settings)


def _fund(held: Connection, settings: Settings, stream: str, state: bytes) -> str | None:
    """The first thing that is wrong with one fund."""
    fund: Fund | None = None
    after = 0
    while found := held.execute(EVENTS, (settings.id, stream, after, EVENTS_CHUNK)).fetchall():
        was, events = fund, tuple(THINGS["fund"].read_event(bytes(_read(bytes(body)).event)) for _seq, body in found)
        for (seq, _body), event in zip(found, events, strict=True):
            fund = evolve(fund, event)
            if what := _entries(event) or unsound(fund):
                return f"event {seq} ({type(event).__name__}): {what}"
        if what := _lines(held, settings.id, stream, fund_entry.rows_of(was, after, events), after, found[-1][0]):
            return what
        after = found[-1][0]
    if fund is None:
        return "it has no event"
    if state != state_bytes(fund):
        return "its state isn't what its events make"
    row = held.execute(ROW, (settings.id, fund.id)).fetchone()
    if row is None or row[1:] != fund_row.row_of(fund):
        return f"its row isn't what its events make: {_differs(row, fund)}"
    return _holds(held, settings, fund)


def _entries(event: Any) -> str | None:
    """What is wrong with one event's entries: each is a debit and a credit of the same amount, above zero."""
    for one in getattr(event, "entries", ()):
        if one.amount <= 0 or one.debit == one.credit:
            return f"{one.amount} from {one.debit} to {one.credit} is no entry"
    return None


def unsound(fund: Fund) -> str | None:
    """What is wrong with a fund as it stands, or None."""
    below = next((one for one in ("available", "held", "ordered", "forfeited") if getattr(fund, one) < 0), "")
    together = sum(getattr(fund, one) for one in ACCOUNTS)
    checks = (
        (together != 0, f"all accounts together are {together}, not zero"),
        (bool(below), f"{below} is overdrawn"),
        (fund.owed > 0, "the platform owes the shop"),
        (fund.held != sum(one.kept for one in fund.holds), "held isn't what the holds keep"),
        (fund.ordered != sum(one.amount for one in fund.payments), "ordered isn't what the payments are"),
        (-fund.owed != sum(one.amount for one in fund.debts), "owed isn't what the debts are"),
    )
    return next((what for is_so, what in checks if is_so), None)


def _lines(held: Connection, platform: int, stream: str, right: list[Any], after: int, until: int) -> str | None:
    fund = stream.removeprefix("fund/")
    kept = [row[1:] for row in held.execute(LINES, (platform, fund, after, until)).fetchall()]
    if kept == right:
        return None
    first = next(
        (a for a, b in zip(right, kept, strict=False) if a != b), (right or kept)[min(len(right), len(kept)) - 1]
    )
    return f"line {first[2]} of its statement isn't what its events make"


def _differs(row: Sequence[Any] | None, fund: Fund) -> str:
    if row is None:
        return "there is none"
    names = ("id", "shop", "currency", *ACCOUNTS, "frozen", "rank")
    pairs = zip(names, row[1:], fund_row.row_of(fund), strict=True)
    return ", ".join(f"{name} is {is_}, not {right}" for name, is_, right in pairs if is_ != right)


def _holds(held: Connection, settings: Settings, fund: Fund) -> str | None:
    """A hold or payment whose decision isn't there any more, or wants something else."""
    kept: tuple[Hold | Payment, ...] = (*fund.holds, *fund.payments)
    causes = {one.cause.id: one.cause for one in kept if one.cause.kind in ("penalty", "complaint")}
    cases = load_many(held, settings.id, sorted(causes))
    for id, cause in causes.items():
        if id not in cases:
            return f"it holds for {cause.kind} {cause.number or id}, which doesn't exist"
        if what := _moves(settings, cases[id], fund):
            return what
    return None


def _decisions(held: Connection, settings: Settings) -> Iterator[Wrong]:
    """Decisions that live and would still move money: what they hold isn't held."""
    after = ""
    while found := held.execute(LIVE, {"platform": settings.id, "after": after, "limit": CHUNK}).fetchall():
        cases = load_many(held, settings.id, [id for (id,) in found])
        named = {id: fund_of(one.state, policy_of(one, settings)) for id, one in cases.items()}
        funds = load_many(held, settings.id, [stream_id("fund", one) for one in named.values() if one])
        for id, fund in named.items():
            loaded = funds.get(stream_id("fund", fund))
            if fund and (what := _moves(settings, cases[id], loaded.state if loaded else None)):
                yield Wrong(fund, what)
        after = found[-1][0]


def _moves(settings: Settings, case: Any, fund: Fund | None) -> str | None:
    """What a decision, as it stands, would still move: nothing, since it moved all of it as it was taken."""
    policy = policy_of(case, settings)
    followed = follow(case.state, fund, TIME, clock.now(settings.id), policy)
    events = [one for one in followed if type(one).__name__ != "FundOpened"]
    if not events:
        return None
    number = getattr(case.state, "number", "") or case.id
    return f"{case.thing} {number} asks for {type(events[0]).__name__}, which hasn't happened"
