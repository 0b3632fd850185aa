"""One door for every change: load, decide, append, react, in one transaction."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
import psycopg
from msgspec.structs import replace

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.command import Command
from ombud.core.people import Actor, Consumer, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from ombud.desk import clock, doubt, gathering, memberships, paced, penalise, rulebook, transparency
from ombud.desk.begins import BEGINS, place, principal_of
from ombud.desk.commit import Batch, Clash, commit
from ombud.desk.decide import Decided, Loaded, decide, time_passes
from ombud.desk.decode import command_of
from ombud.desk.exhibits import with_deposited
from ombud.desk.in_line import in_line
from ombud.desk.kept import nameable
from ombud.desk.load import DRAWN, Before, Door, load_act, stream_id
from ombud.desk.numbers import new_number
from ombud.desk.purse import counted_before, number_of_surge, purse_of, put_moved
from ombud.desk.talked import excerpt_of
from ombud.desk.things import VERBS, Verb
from ombud.desk.write import Origin, audience_of, put, put_answer
from ombud.ledger.connection import connection, forget
from ombud.packs.load import load_pack, load_version

TRIES = 6
"""A clash means that somebody else wrote first, as many cases may to one fund: the next try waits in line for it."""
DAY = timedelta(days=1)


class Act(NamedTuple):
    """What somebody wants of one thing. `fields` is plain data, as JSON or a form gives it."""

    platform: int
    verb: str
    """Thing and verb: `complaint.answer`."""
    target: str
    """The thing's id; for one that begins now it may be empty."""
    by: Actor
    fields: Mapping[str, Any] = {}
    key: str = ""
    """Idempotency key; without one the desk makes one, so that its own retries are safe."""
    via: str = "desk"
    at: datetime | None = None
    """Only for what is told of the past: the demo seed and tests. Otherwise the desk stamps it."""


class Recorded(msgspec.Struct, frozen=True):
    """Where an event is in the record, and its hash, which stands for it and for all before it in its stream."""

    stream: str
    seq: int
    hash: str
    at: datetime


class Done(msgspec.Struct, frozen=True):
    """What was written: the answer that the same key gets again."""

    id: str
    number: str
    version: int
    events: tuple[str, ...]
    recorded: Recorded | None = None
    """The last of them that whoever acted may see, as it is recorded: what a promise and a receipt are given of."""


class NotFound(Exception):
    """There is no such thing, or not for this actor: both look the same."""


class KeyReused(Exception):
    """The same idempotency key came with another command."""


_read_done = msgspec.json.Decoder(Done).decode


def handle(act: Act) -> Done | Refusal:
    """Carry one act out, or say why not.

    Raises NotFound, KeyReused, decode.NotUnderstood (a field doesn't fit), Clash (others came first each time).
    The same act under the same key gets the same answer and changes nothing.
    """
    verb = VERBS[act.verb]
    act = act if act.key else act._replace(key=f"desk-{secrets.token_hex(12)}")
    fingerprint = _fingerprint(act)
    crowded: tuple[str, ...] = ()
    for last in (*[False] * (TRIES - 1), True):
        try:
            with in_line(connection(), act.platform, crowded):
                result = _try(act, verb, fingerprint)
            if result is not None:
                return result
        except (Clash, psycopg.OperationalError) as error:
            if last:
                raise
            if isinstance(error, Clash):
                crowded = error.streams
            else:
                # The connection broke, perhaps after the commit: under the same key a second try is safe.
                forget()
    raise Clash(crowded)


def _try(act: Act, verb: Verb, fingerprint: bytes) -> Done | Refusal | None:
    """One try; None where time came first, and what is left to decide must be looked at again."""
    at = act.at or clock.now(act.platform)
    settings = settings_of(act.platform, at)
    target, parent = place(act, verb)
    stream = stream_id(verb.thing, target)
    asked = {
        "platform": act.platform,
        "id": stream,
        "parent": parent,
        "principal": principal_of(act.by),
        "key": act.key,
        "person": act.by.id,
    }
    if verb.id == "complaint.file":
        asked |= {"consumer": act.by.id, "since": at - DAY}
    loaded, before, door = load_act(connection(), verb.thing, asked)
    if before is not None:
        return _again(before, fingerprint)
    policy = policy_of(loaded, settings)
    begins = verb.name in BEGINS.get(verb.thing, ())
    if (loaded.state is None and not begins) or (parent is not None and loaded.parent is None):
        raise NotFound
    loaded = _with_ground(act, loaded)
    if begins and loaded.state is not None and verb.thing in DRAWN:
        raise KeyReused
    if lapsed := time_passes(loaded, policy, at):
        batch = Batch()
        origin = Origin(f"time-{secrets.token_hex(8)}", "clock", policy.pack.id)
        put(batch, lapsed, origin)
        put_moved(batch, lapsed, policy, origin, purse_of(connection(), act.platform))
        commit(connection(), act.platform, batch)
        return None
    its = penalise.brought(connection(), act.platform, [(act.verb, penalise.about(act.verb, act.fields, loaded))])
    command = command_of(verb, act.fields, **_stamps(act, verb, target, settings, at, door, its, loaded))
    nameable_ = nameable(connection(), act.platform, loaded, act.by, act.fields)
    command = with_deposited(command, act.platform, nameable_, verb.thing)
    if isinstance(command, Refusal):
        return command
    decided = decide(verb, command, loaded, policy)
    if isinstance(decided, Refusal):
        return decided
    return _write(act, command, decided, policy, fingerprint, settings)


def _with_ground(act: Act, loaded: Loaded) -> Loaded:
    """The stream with the case that a penalty is carried from, or that a report of fake evidence is linked to."""
    found: Loaded | None
    if act.verb in doubt.LINKS:
        found = doubt.with_case(connection(), act.platform, loaded, act.fields)
    elif act.verb in penalise.CARRIES:
        found = penalise.with_ground(connection(), act.platform, loaded, act.fields)
    else:
        return loaded
    if found is None:
        raise NotFound
    return found


def _stamps(
    act: Act,
    verb: Verb,
    target: str,
    settings: Settings,
    at: datetime,
    door: Door | None,
    its: penalise.Brought,
    loaded: Loaded,
) -> dict[str, Any]:
    """What the desk fills in, and a client never does."""
    stamps: dict[str, Any] = {"by": act.by, "at": at, verb.thing: target, **(door._asdict() if door else {})}
    stamps |= penalise.stamps(verb.id, penalise.about(verb.id, act.fields, loaded), its)
    stamps |= rulebook.stamps(verb.id, act.by, act.fields)
    stamps |= transparency.stamps(verb.id, act.by, target, settings, at)
    if shop := shop_asked(verb, target, act.by):
        stamps |= memberships.stamps(connection(), act.platform, verb.stamped, shop)
    if "counted_before" in verb.stamped:
        stamps["counted_before"] = counted_before(connection(), act.platform, verb.id, target, act.fields)
    stamps |= doubt.stamps(connection(), act.platform, verb.id, loaded, act.fields)
    stamps |= paced.stamps(connection(), act.platform, verb.stamped, target, act.by, at)
    if verb.id in gathering.GATHERS:
        shop = loaded.state.shop if loaded.state else str(act.fields.get("shop", ""))
        stamps["strangers"] = gathering.strangers(connection(), act.platform, verb.id, shop, act.fields)
    if "excerpt" in verb.stamped:
        stamps["excerpt"] = excerpt_of(connection(), act.platform, loaded.state.order_id, act.fields)
    if verb.id == "fund.hold":
        return stamps | {"number": number_of_surge(connection(), act.platform, act.fields.get("surge"))}
    if verb.id == penalise.BEGIN:
        stamps["seed"] = penalise.seed_of(act.platform, loaded)
    return stamps | {"number": new_number(settings, at, verb.thing)} if "number" in verb.stamped else stamps


def shop_asked(verb: Verb, target: str, by: Actor) -> str:
    """The shop whose people or goods the command asks for, empty where it asks for none."""
    if verb.stamped.isdisjoint(("colleagues", "listed_now")):
        return ""
    return target if verb.thing == "shop" else getattr(by, "shop", "")


def _write(
    act: Act, command: Command, decided: Decided, policy: Policy, fingerprint: bytes, settings: Settings
) -> Done | Refusal:
    batch = Batch()
    words: tuple[Words, ...] = doubt.own_words(command)
    origin = Origin(act.key, act.via, policy.pack.id)
    version = put(batch, decided, origin, words)
    put_moved(batch, decided, policy, origin, purse_of(connection(), act.platform))
    if ground := decided.loaded.ground:
        rules = policy_of(ground, settings)
        if act.verb in doubt.LINKS:
            whole_talk = partial(excerpt_of, connection(), act.platform, fields={})
            carried = doubt.carried(decided, command, rules, batch, whole_talk)
        else:
            carried = penalise.carried(decided, rules)
        if isinstance(carried, Refusal):
            return carried
        if carried is not None:
            batch = _with_carried(act, batch, carried, rules, doubt.words_of_case(command))
    done = done_of(decided, version, recorded(batch, decided, act.by))
    put_answer(batch, principal_of(act.by), act.key, fingerprint, msgspec.json.encode(done), decided)
    commit(connection(), act.platform, batch)
    return done


def _with_carried(act: Act, batch: Batch, carried: Decided, rules: Policy, words: tuple[Words, ...]) -> Batch:
    """The batch with what the case learns, and what that moves in a fund; an order that both write is written once."""
    own, origin = Batch(), Origin(act.key, act.via, rules.pack.id)
    put(own, carried, origin, words)
    put_moved(own, carried, rules, origin, purse_of(connection(), act.platform))
    whole = Batch()
    whole.add(batch)
    whole.add(own)
    return whole


def done_of(decided: Decided, version: int, its: Recorded | None = None) -> Done:
    """The answer to what was decided."""
    return Done(
        id=decided.state.id,
        number=getattr(decided.state, "number", ""),
        version=version,
        events=tuple(type(event).__name__ for event in decided.events),
        recorded=its,
    )


def recorded(batch: Batch, decided: Decided, by: Actor) -> Recorded | None:
    """The last of an act's own events that whoever acted may see, once the batch holds them."""
    eyes = {Consumer: "consumer", Member: "merchant"}.get(type(by), "platform")
    own = [one for one in batch.events if one.stream == decided.loaded.id][-len(decided.events) :]
    for event, write in zip(reversed(decided.events), reversed(own), strict=True):
        if eyes in audience_of(decided.loaded.thing, event):
            return Recorded(write.stream, write.seq, write.hash.hex(), write.at)
    return None


LASTING = ("rulebook", "shop", "product", "transparency_report")
"""Things that outlive every version of the rules: what applies now applies to them."""


def policy_of(loaded: Loaded, settings: Settings) -> Policy:
    """The rules a stream runs under: the version it was opened under, else what applies on the platform now, as it
    always does for decisions about the rules themselves and about shops and what they sell."""
    kept = loaded.pack if loaded.thing not in LASTING else ""
    policy = load_version(kept) if kept else load_pack(settings.pack)
    zone = settings.zone.key
    if policy.calendar.zone != zone:
        # The platform's own zone counts, whatever zone its pack was written in.
        policy = replace(policy, calendar=replace(policy.calendar, zone=zone))
    return policy


def _fingerprint(act: Act) -> bytes:
    fields = msgspec.json.encode({"verb": act.verb, "target": act.target, "fields": act.fields}, order="sorted")
    return sha256(fields).digest()


def _again(before: Before, fingerprint: bytes) -> Done:
    if before.command != fingerprint:
        raise KeyReused
    return _read_done(before.answer)
