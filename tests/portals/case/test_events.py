"""Every event has a sentence for every reader, and each reader is spoken to as themselves."""

import types
import typing
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.intervention import ExcuseGiven
from ombud.core.complaint.events.talk import OfferAccepted, OfferDeclined
from ombud.core.people import Actor, Clock, Consumer, Member, Reviewer
from ombud.desk.access import Case, access_complaint
from ombud.packs import load
from ombud.portals.common.case.events import SENTENCES, told_event
from ombud.portals.common.case.present import timeline_events
from ombud.portals.common.case.reach import story
from ombud.portals.common.case.teller import Teller
from ombud.reads.timeline import Entry
from tests.cast import World, a_complaint, world

AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)


def event_types(union: Any) -> list[type]:
    if not typing.get_args(union):
        return [union]
    return [one for part in typing.get_args(union) for one in event_types(part)]


EVENTS = event_types(ComplaintEvent)
BY_A_SIDE = (OfferAccepted, OfferDeclined, ExcuseGiven)
"""Only one of the two sides ever does these."""


def samples(kind: Any) -> list[Any]:
    """Values of a type: all of a Literal, one of everything else."""
    if kind is datetime:
        return [AT]
    if kind is Actor or kind == Actor:
        return [Consumer(id="ana"), Member(id="boris", shop="mugs"), Reviewer(id="rita"), Clock()]
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Literal:
        return list(inside)
    if origin in (typing.Union, types.UnionType):
        return [value for one in inside if one is not types.NoneType for value in samples(one)[:1]] + (
            [None] if types.NoneType in inside else [])  # fmt: skip
    if origin is tuple:
        return [()]
    if hasattr(kind, "__supertype__"):
        return [""]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return list(made(kind))[:1]
    return {str: ["x"], int: [1], bool: [True, False]}[kind]


def made(kind: type) -> typing.Iterator[Any]:
    """Instances of a struct: each field through its values once, the others at their first."""
    fields = {one.name: samples(one.type) for one in msgspec.structs.fields(kind)}
    first = {name: values[0] for name, values in fields.items()}
    yield kind(**first)
    for name, values in fields.items():
        for value in values[1:]:
            yield kind(**{**first, name: value})


def case_for(made_world: World, number: str, by: Any) -> Case:
    return access_complaint(made_world.platform.pk, number, by, AT)


@pytest.fixture(scope="module")
def filed(database: Any) -> tuple[World, str]:
    made_world = world()
    return made_world, a_complaint(made_world).number


@pytest.mark.requirement("CG-4")
def test_there_is_a_sentence_for_every_event_and_for_nothing_else() -> None:
    assert set(SENTENCES) == set(EVENTS)


@pytest.mark.requirement("CG-4")
@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("reader", ["ana", "boris", "rita"])
def test_each_reader_gets_whole_sentences(filed: tuple[World, str], kind: type, reader: str) -> None:
    made_world, number = filed
    case = case_for(made_world, number, getattr(made_world, reader))
    teller = Teller(case, story(case))
    for event in made(kind):
        if kind in BY_A_SIDE and not isinstance(event.by, Consumer | Member):
            continue
        told = told_event(Entry(1, event, "session"), teller)
        assert told["what"], event
        assert "{" not in told["what"], told["what"]
        assert told["what"][-1] in ".?", told["what"]
        assert told["party"] in ("consumer", "merchant", "platform")


def test_the_same_entry_speaks_to_each_as_themselves(filed: tuple[World, str]) -> None:
    made_world, number = filed

    def first(reader: Any) -> Any:
        case = case_for(made_world, number, reader)
        return timeline_events(case, story(case))[-1]

    filed_under = case_for(made_world, number, made_world.ana).complaint.reason
    reason = load.texts("wechat").say(f"reason.{filed_under}", "en")
    mine, theirs = first(made_world.ana), first(made_world.boris)
    assert mine["what"] == f"You filed the complaint. Reason: {reason}. You ask for: Refund, ¥168.00."
    assert theirs["what"] == f"The consumer filed the complaint. Reason: {reason}. Asked for: Refund, ¥168.00."
    assert mine["quote"] == theirs["quote"] == "The mug has a crack."
