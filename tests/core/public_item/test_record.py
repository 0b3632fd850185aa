"""RecordPublicItem: what is said of a shop in public is recorded once, by the staff or a system."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.people import Actor
from ombud.core.public_item import record
from ombud.core.public_item.record import RecordPublicItem
from ombud.core.public_item.state import PublicItem, evolve
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.surge.world import BORIS, POLICY, RITA, SILENT, T0

SAID: dict[str, Any] = {
    "shop": "mugs",
    "link": "https://weibo.example/1",
    "words": Words("Forty people wait."),
    "reach": 900,
}


def outcome(by: Actor = RITA, item: PublicItem | None = None, policy: Any = POLICY, **changed: Any) -> Any:
    return record.decide(RecordPublicItem(by=by, at=T0, public_item="i-1", **{**SAID, **changed}), item, policy)


def recorded() -> PublicItem:
    (event,) = outcome()
    return evolve(None, event)


def test_an_item_keeps_where_it_stands_and_how_many_it_reached() -> None:
    item = recorded()
    assert (item.shop, item.link, item.reach, item.said_at, item.recorded_by) == (
        "mugs", "https://weibo.example/1", 900, T0, "rita",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"by": BORIS}, "public-items-by-staff"),
        ({"policy": SILENT}, "public-items-not-counted"),
        ({"item": recorded()}, "public-item-recorded"),
        ({"link": "javascript:alert(1)"}, "no-address"),
        ({"link": "weibo"}, "no-address"),
        ({"words": Words(" ")}, "no-words"),
        ({"words": Words("x" * 100_000)}, "too-many-words"),
        ({"reach": -1}, "reach-wrong"),
        ({"said_at": T0 + timedelta(seconds=1)}, "said-at-wrong"),
        ({"about": "nothing-such"}, "report-type-unknown"),
    ],
)
def test_each_no_has_its_code(changed: dict[str, Any], code: str) -> None:
    refusal = outcome(**changed)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
