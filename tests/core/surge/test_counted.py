"""What adds to a shop's series, and by whom."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ombud.core.complaint.events.work import DeadlineLapsed
from ombud.core.people import Clock, Reviewer
from ombud.core.public_item.events import PublicItemRecorded
from ombud.core.surge.counted import count_of, tallies_of, turn_of
from ombud.core.surge.units import begins_at, unit_of, week_of
from ombud.core.words import Kept

AT = datetime(2026, 3, 8, 15, 59, tzinfo=UTC)
"""Sunday night, a minute before Monday in Shanghai."""
SHANGHAI = ZoneInfo("Asia/Shanghai")


def item(link: str) -> Any:
    return PublicItemRecorded(by=Reviewer(id="r"), at=AT, item="i", shop="mugs", link=link, words=Kept("x"), said_at=AT)


@pytest.mark.parametrize(
    ("link", "keys"),
    [
        ("https://Weibo.example/u88/41?from=x", ("author:weibo.example/u88",)),
        ("https://weibo.example/u88/42", ("author:weibo.example/u88",)),
        ("https://paper.example/story", ()),
        ("https://paper.example/story/", ()),
        ("https://paper.example", ()),
    ],
)
def test_posts_of_one_author_hang_together(link: str, keys: tuple[str, ...]) -> None:
    count = count_of(item(link), None)
    assert count is not None
    assert (count.who, count.keys) == (f"link:{link}", keys)


def test_only_a_shop_s_own_turns_are_missed() -> None:
    def lapsed(kind: Any) -> Any:
        return DeadlineLapsed(by=Clock(), at=AT, kind=kind, about="", due_at=AT)

    assert [turn_of(lapsed(kind)) for kind in ("answer", "execution", "choice", "ruling")] == [
        "missed",
        "missed",
        "",
        "",
    ]
    assert tallies_of(lapsed("choice"), SimpleNamespace()) == ()


@pytest.mark.parametrize("unit", ["week", "day", "hour"])
def test_a_unit_begins_where_the_one_before_ends_in_the_platform_s_zone(unit: Any) -> None:
    number = unit_of(AT, SHANGHAI, unit)
    begins, ends = begins_at(number, SHANGHAI, unit), begins_at(number + 1, SHANGHAI, unit)
    assert begins <= AT < ends
    assert unit_of(ends, SHANGHAI, unit) == number + 1
    assert unit_of(ends - timedelta(microseconds=1), SHANGHAI, unit) == number


def test_a_week_begins_on_monday() -> None:
    assert week_of(AT, SHANGHAI).isoformat() == "2026-03-02"
    assert unit_of(AT + timedelta(minutes=1), SHANGHAI, "week") == unit_of(AT, SHANGHAI, "week") + 1
