"""The same one door for many acts at once: a few statements for a batch instead of a few for each act."""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

import django.db
import msgspec
import psycopg
from django.db import close_old_connections

from ombud.accounts.platforms import settings_of
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import clock, doubt, gathering, penalise
from ombud.desk.batch_rows import Row, Rules, answered_before, ids_of, loaded_for, places_of, row_of
from ombud.desk.begins import BEGINS, principal_of
from ombud.desk.commit import Batch, Clash, commit
from ombud.desk.decide import Decided, Loaded, decide, time_passes
from ombud.desk.decode import all_words, command_of
from ombud.desk.exhibits import with_deposited
from ombud.desk.handle import (
    DAY,
    Act,
    Done,
    KeyReused,
    NotFound,
    _again,
    _stamps,
    done_of,
    handle,
    policy_of,
    recorded,
)
from ombud.desk.in_line import in_line
from ombud.desk.kept import nameable
from ombud.desk.load import DRAWN, Before, at_the_door, load_many
from ombud.desk.purse import CONFIRM, Purse, purse_of, put_moved
from ombud.desk.shops import Shops
from ombud.desk.write import Origin, put, put_answer
from ombud.ledger.connection import connection, forget

Result = Done | Refusal | Exception
BATCH = 500
"""Acts in one transaction: enough that the statement's own cost vanishes, so few that nobody waits for its locks."""
TRIES = 3
"""How often a batch that met somebody else's write is looked at anew, before its acts are carried out singly."""
log = logging.getLogger(__name__)


class Lapsed(NamedTuple):
    """What time alone did to one stream, and the rules it runs under."""

    decided: Decided
    policy: Policy
    origin: Origin


def handle_many(acts: Sequence[Act]) -> list[Result]:
    """Carry many acts of one platform out, as if one after the other; a result for each, in their order.

    A refusal, or what `handle` would have raised, stands in the place of its act and stops no other. Acts on streams
    that came up before in the batch wait for the next round; penalties imposed on one shop don't: each finds it as the
    one before left it. Where somebody else writes meanwhile, or has drawn the same number, it tries again, then singly.
    """
    assert len({act.platform for act in acts}) <= 1, "a batch is of one platform"
    results: dict[int, Result] = {}
    waiting = [row_of(place, act) for place, act in enumerate(acts)]
    tries = TRIES
    crowded: tuple[str, ...] = ()
    while waiting:
        if _goes_alone(waiting[0]):
            first = waiting.pop(0)
            results[first.place] = _alone(first.act)
            continue
        batch = list(takewhile(lambda row: not _goes_alone(row), waiting[:BATCH]))
        try:
            with in_line(connection(), batch[0].act.platform, crowded):
                waiting = _round(batch, results) + waiting[len(batch) :]
            crowded = ()
        except (Clash, psycopg.OperationalError, django.db.OperationalError) as error:
            tries -= 1
            crowded = error.streams if isinstance(error, Clash) else ()
            if isinstance(error, Clash) and tries:
                continue
            if not isinstance(error, Clash):
                forget()
                close_old_connections()
            results |= {row.place: _alone(row.act) for row in batch}
            waiting = waiting[len(batch) :]
        tries = TRIES
    return [results[place] for place in range(len(acts))]


def let_time_pass(streams: Sequence[tuple[int, str]], at: datetime) -> int:
    """Let everything follow that is due by `at` in these streams (platform, id); returns in how many it did. On a
    sandbox it is later, by as much as its clock was put forward.

    One transaction a platform. A stream that somebody else writes meanwhile, that shares its order with one of the same
    batch, or whose rules fail, is left as it is: it stays due.
    """
    by_platform: dict[int, list[str]] = {}
    for platform, stream in streams:
        by_platform.setdefault(platform, []).append(stream)
    return sum(_pass_over(platform, ids, at) for platform, ids in by_platform.items())


def _goes_alone(row: Row) -> bool:
    """Whether it may change a third stream: the case that a penalty is carried from, that a payment was for, or that a
    report of fake evidence is linked to. And those that name cases, which are looked up one act at a time."""
    alone = (penalise.APPROVE, CONFIRM, *doubt.LINKS, *gathering.GATHERS)
    return bool(row.act.fields.get("ground")) or row.act.verb in alone


def _alone(act: Act) -> Result:
    try:
        return handle(act)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this act's own result
        return error


def _round(rows: list[Row], results: dict[int, Result]) -> list[Row]:
    """Do what can be done in one transaction; returns the acts that wait for the next. Raises Clash."""
    platform = rows[0].act.platform
    rules = Rules(settings_of(platform))
    before = answered_before(platform, rows)
    its = penalise.brought(connection(), platform, [(row.act.verb, row.act.fields) for row in rows])
    streams = load_many(connection(), platform, ids_of(rows))
    batch = Batch()
    taken: set[str] = set()
    shops, purse = Shops(), purse_of(connection(), platform)
    done: dict[int, Result] = {}
    left: list[Row] = []
    for row in rows:
        loaded, free = shops.lend(row.verb.id, loaded_for(row, streams))
        places = places_of(row, loaded)
        if (places - free) & taken:
            taken |= places  # nobody overtakes who waits
            shops.close(places)
            left.append(row)
            continue
        own = Batch()  # what a failing act has put there goes with it
        try:
            known = before.get((principal_of(row.act.by), row.act.key))
            result = _one(row, loaded, known, rules, own, its, purse)
        except (psycopg.Error, django.db.Error):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is this act's own result
            done[row.place] = error
            continue
        if own.streams:
            taken |= places | purse.keep(own)
            shops.keep(row.verb.id, loaded, own)
            batch.add(own)
        if result is None:
            shops.close(places)
            left.append(row)
        else:
            done[row.place] = result
    if batch.streams:
        commit(connection(), platform, batch)
    results.update(done)
    return left


def _one(
    row: Row,
    loaded: Loaded,
    before: Before | None,
    rules: Rules,
    batch: Batch,
    its: penalise.Brought,
    purse: Purse,
) -> Result | None:
    """Add what one act writes to the batch; None where time came first and the act must be looked at again."""
    act, verb = row.act, row.verb
    at = act.at or clock.now(act.platform)
    if before is not None:
        return _again(before, row.fingerprint)
    policy = rules(loaded)
    begins = verb.name in BEGINS.get(verb.thing, ())
    if (loaded.state is None and not begins) or (row.parent is not None and loaded.parent is None):
        return NotFound()
    if begins and loaded.state is not None and verb.thing in DRAWN:
        return KeyReused()
    if lapsed := time_passes(loaded, policy, at):
        origin = _time(policy.pack.id)
        put(batch, lapsed, origin)
        put_moved(batch, lapsed, policy, origin, purse)
        return None
    filing = verb.id == "complaint.file"
    door = at_the_door(connection(), act.platform, act.by.id, at - DAY) if filing else None
    command = command_of(verb, act.fields, **_stamps(act, verb, row.target, rules.settings, at, door, its, loaded))
    nameable_ = nameable(connection(), act.platform, loaded, act.by, act.fields)
    command = with_deposited(command, act.platform, nameable_, verb.thing)
    if isinstance(command, Refusal):
        return command
    decided = decide(verb, command, loaded, policy)
    if isinstance(decided, Refusal):
        return decided
    origin = Origin(act.key, act.via, policy.pack.id)
    version = put(batch, decided, origin, tuple(all_words(command)))
    put_moved(batch, decided, policy, origin, purse)
    done = done_of(decided, version, recorded(batch, decided, act.by))
    if row.fingerprint:
        put_answer(batch, principal_of(act.by), act.key, row.fingerprint, msgspec.json.encode(done), decided)
    return done


def _time(pack: str) -> Origin:
    return Origin(f"time-{secrets.token_hex(8)}", "clock", pack)


def _pass_over(platform: int, ids: list[str], at: datetime) -> int:
    settings = settings_of(platform)
    at += settings.ahead
    taken: set[str] = set()
    lapsed: list[Lapsed] = []
    for stream, loaded in load_many(connection(), platform, ids).items():
        places = {stream} | ({loaded.parent.id} if loaded.parent else set())
        if places & taken:
            continue
        try:
            policy = policy_of(loaded, settings)
            passed = time_passes(loaded, policy, at)
        except Exception:
            log.exception("Time can't pass over %s of platform %s", stream, platform)
            continue
        if passed is not None:
            taken |= places
            lapsed.append(Lapsed(passed, policy, _time(policy.pack.id)))
    if not lapsed:
        return 0
    try:
        return _written(platform, lapsed)
    except Clash:
        return sum(_written_alone(platform, one) for one in lapsed)


def _written(platform: int, lapsed: Sequence[Lapsed]) -> int:
    batch, purse = Batch(), purse_of(connection(), platform)
    for decided, policy, origin in lapsed:
        own = Batch()
        put(own, decided, origin)
        put_moved(own, decided, policy, origin, purse)
        purse.keep(own)
        batch.add(own)
    commit(connection(), platform, batch)
    return len(lapsed)


def _written_alone(platform: int, one: Lapsed) -> int:
    try:
        return _written(platform, [one])
    except Clash:
        return 0  # who wrote instead let time pass first
