"""TakeBackPublicItem: a mistake is taken back once, and stays on record."""

from typing import Any

from ombud.core.people import Actor
from ombud.core.public_item import take_back
from ombud.core.public_item.state import PublicItem, evolve
from ombud.core.public_item.take_back import TakeBackPublicItem
from ombud.core.words import Words
from tests.core.public_item.test_record import recorded
from tests.core.surge.world import BORIS, POLICY, RITA, T0


def outcome(by: Actor, item: PublicItem, words: str = "Another shop of the same name.") -> Any:
    return take_back.decide(TakeBackPublicItem(by=by, at=T0, public_item="i-1", words=Words(words)), item, POLICY)


def test_a_mistake_is_taken_back_once() -> None:
    (event,) = outcome(RITA, recorded())
    item = evolve(recorded(), event)
    assert item.taken_back
    assert outcome(RITA, item).code == "public-item-taken-back"
    assert outcome(BORIS, recorded()).code == "public-items-by-staff"
    assert outcome(RITA, recorded(), " ").code == "no-words"
