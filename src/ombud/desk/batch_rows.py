"""The acts of a batch on their way through it: what each is about, its rules, and what it must find settled."""

import secrets
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ombud.accounts.platforms import Settings
from ombud.core.policy.policy import Policy
from ombud.desk import penalise
from ombud.desk.begins import place as place_of_act
from ombud.desk.begins import principal_of
from ombud.desk.decide import Loaded
from ombud.desk.handle import LASTING, Act, _fingerprint, policy_of
from ombud.desk.load import Before, answers, stream_id
from ombud.desk.things import VERBS, Verb
from ombud.ledger.canonical import START
from ombud.ledger.connection import connection

TELLS = ("order.tell", "shop.tell", "product.tell")
"""Verbs that change nothing where they are repeated: without a key of their own no answer need be kept of them."""


class Row(NamedTuple):
    """One act on its way through the batch."""

    place: int
    act: Act
    verb: Verb
    fingerprint: bytes
    """Empty where no answer is kept."""
    target: str
    stream: str
    parent: str | None


class Rules:
    """The rules of one round: looked up once for each pack, since the packs of many acts are one."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._known: dict[tuple[str, bool], Policy] = {}

    def __call__(self, loaded: Loaded) -> Policy:
        """Those that a stream runs under."""
        place = (loaded.pack, loaded.thing in LASTING)
        if place not in self._known:
            self._known[place] = policy_of(loaded, self.settings)
        return self._known[place]


def row_of(place: int, act: Act) -> Row:
    """The act at this place of the batch."""
    kept = act.key or act.verb not in TELLS
    act = act if act.key else act._replace(key=f"desk-{secrets.token_hex(12)}")
    verb = VERBS[act.verb]
    target, parent = place_of_act(act, verb)
    return Row(place, act, verb, _fingerprint(act) if kept else b"", target, stream_id(verb.thing, target), parent)


def ids_of(rows: Iterable[Row]) -> list[str]:
    """The streams that the acts need."""
    return list({one for row in rows for one in (row.stream, row.parent) if one})


def answered_before(platform: int, rows: list[Row]) -> Mapping[tuple[str, str], Before]:
    """What each act's key was used for before, by principal and key."""
    keys: dict[str, list[str]] = {}
    for row in rows:
        if row.fingerprint:
            keys.setdefault(principal_of(row.act.by), []).append(row.act.key)
    return {
        (principal, key): before
        for principal, its in keys.items()
        for key, before in answers(connection(), platform, principal, its).items()
    }


def loaded_for(row: Row, streams: Mapping[str, Loaded]) -> Loaded:
    """What an act changes, as it was loaded for the whole batch."""
    found = streams.get(row.stream)
    if found is not None and found.thing == row.verb.thing:
        return found._replace(parent=found.parent or streams.get(row.parent or ""))
    return Loaded(row.verb.thing, row.stream, 0, None, START, "", streams.get(row.parent or ""))


def places_of(row: Row, loaded: Loaded) -> set[str]:
    """What an act changes or must find settled: its stream, its order's, its key, and a filing's maker's account."""
    places = {row.stream, f"{principal_of(row.act.by)}\n{row.act.key}"}
    if loaded.parent is not None:
        places.add(loaded.parent.id)
    if row.verb.id == "complaint.file":
        places.add(stream_id("account", row.act.by.id))
    return places | penalise.places(row.verb.id, row.act.fields)
