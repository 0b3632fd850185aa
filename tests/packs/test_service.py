"""What a pack says of its service is looked at before anybody relies on it: channels, where they lead, their hours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.check import check

COUNTER = 'code = "shop-front"\naddress = "Calle Mayor 1, 28013 Madrid"\nhours = ["10:00-14:00"]'
SLIPS = [
    ('address = "Calle Mayor 1, 28013 Madrid"\nhours', "hours", "shop-front leads nowhere"),
    (COUNTER, 'code = "scan-code"', "scan-code leads nowhere"),
    (COUNTER, 'code = "scan-code"\nurl = "ftp://x"', "'ftp://x' is no address"),
    (COUNTER, 'code = "online"', "online stands here twice"),
    ('hours = ["10:00-14:00"]', 'hours = ["10-14"]', "'10-14' is no stretch of a day"),
    ('hours = ["10:00-14:00"]', 'hours = ["10:00-14:00", "13:00-15:00"]', "must be in order and must not overlap"),
    ('hours = ["10:00-14:00"]', 'hours_of = { friday = ["14:00-10:00"] }', "is no stretch of a day"),
    ('"phone-advice"\nphone = "+34 900 000 000"', '"phone-advice"\nphone = "call us"', "'call us' can't be called"),
]


@pytest.mark.parametrize(("old", "new", "problem"), SLIPS)
def test_a_slip_in_the_service_is_named(
    old: str, new: str, problem: str, packs: Path, change: Callable[[str, str, str], None]
) -> None:
    change("market/pack.toml", old, new)

    told = [one.problem for one in check("market", packs) if one.where.startswith("service")]

    assert len(told) == 1
    assert problem in told[0]


def test_a_service_without_channels_is_none(packs: Path) -> None:
    path = packs / "market/pack.toml"
    before, _, rest = path.read_text().partition("[[service.channels]]")
    path.write_text(f"{before}[service]\n\n[[channels]]{rest.partition('[[channels]]')[2]}")

    assert [one.problem for one in check("market", packs) if one.where == "service"] == ["there is no channel"]


def test_a_rating_has_room_for_a_sentence(packs: Path) -> None:
    path = packs / "market/pack.toml"
    before, _, rest = path.read_text().partition("[[channels]]")
    path.write_text(f"{before}[ratings]\nwords_max = 5\n\n[[channels]]{rest}")

    assert [(one.where, one.allowed) for one in check("market", packs)] == [("ratings.words_max", "20 to 3000")]
