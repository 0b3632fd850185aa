"""Each text that an event can hold lies, as a canary, on the platforms on which everything happened."""

import json
import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from ombud.core.words import Kept
from ombud.desk.things import THINGS
from ombud.ledger.connection import rows
from ombud.ledger.words import said
from ombud.vault.sealing import is_sealed, place_of, unseal
from tests.access.crawl import World

Field = tuple[str, str]
PUBLIC = {
    "AnnouncementPublished", "AnnouncementRevised", "AnnouncementWithdrawn", "RulesPublished", "RulesRolledBack",
    "TransparencyReportPublished", "RatingAnswered",
}  # fmt: skip
"""Events whose words are written for everybody."""
NEVER = {
    "ReviewDecided.carries": "nothing is ever written into it",
    "PenaltyRevoked.words": "nothing is ever written into it: the decision that revokes it says why",
    "PenaltyProposed.imposition.items.words": "no pack has a measure that needs two people where items are listed",
}
"""Texts that no life can bring about, and why."""


@pytest.mark.requirement("EV-2")
def test_each_text_that_an_event_can_hold_has_its_canary(world: World) -> None:
    wanted = {(tag, name) for tag, name in declared() if tag not in PUBLIC}
    assert len(wanted) > 100, "none were found, so nothing would be missed"
    missing = {f"{tag}.{name}" for tag, name in wanted - filled(world)}
    assert missing - set(NEVER) == set(), "give it a canary in lives_last.py, and say who may see it in grants.py"
    assert set(NEVER) - missing == set(), "it has one now: take it off the list"


def declared() -> Iterator[Field]:
    """Every text of every event, by the event's type and the way to it."""
    for thing in THINGS.values():
        for kind in typing.get_args(thing.event) or (thing.event,):
            yield from ((kind.__struct_config__.tag, name) for name in _kept(kind))


def filled(world: World) -> set[Field]:
    """Those that hold a canary on platform a."""
    have = set[Field]()
    for stream, body in rows("SELECT stream, body FROM event WHERE platform = %s", (world.a.platform,)):
        event = json.loads(bytes(body))["event"]
        ways = dict[str, set[str]]()
        for way, value in _strings(event):
            ways.setdefault(value, set()).add(way)
        for one in said(world.a.platform, [stream], list(ways)):
            text = unseal(one.text, place_of(stream, one.digest)) if is_sealed(one.text) else one.text
            if world.canaries.found(text.encode()):
                have |= {(event["type"], way) for way in ways[one.digest]}
    return have


def _kept(kind: Any, above: tuple[Any, ...] = ()) -> Iterator[str]:
    for name, hint in typing.get_type_hints(kind).items():
        for inner in (hint, *_inside(hint)):
            if inner is Kept:
                yield name
            elif isinstance(inner, type) and issubclass(inner, msgspec.Struct) and inner not in above:
                yield from (f"{name}.{one}" for one in _kept(inner, (*above, inner)))


def _inside(hint: Any) -> Iterator[Any]:
    for one in typing.get_args(hint):
        yield one
        yield from _inside(one)


def _strings(value: Any, way: str = "") -> Iterator[Field]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strings(inner, f"{way}.{name}" if way else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, way)
    elif isinstance(value, str):
        yield way, value
