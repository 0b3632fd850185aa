"""What a pack says of surges is checked where it stands: alarms that nobody would believe, money that isn't there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.check import check
from ombud.packs.load import load_pack

SLIPS = {
    "too-often": ("one_in = 100", "one_in = 2", "2: an alarm more often than in one of ten units is noise"),
    "mostly-false": ("false_percent_max = 5", "false_percent_max = 80", "80: of alarms of which most are false"),
    "one-is-a-wave": ("least = 5\n", "least = 1\n", "1: one complainant is no surge"),
    "clusters-alarm": ("cluster_max = 2", "cluster_max = 5", "accounts that act together would make an alarm"),
    "nothing-counted": (
        'counts = ["complaints", "reports", "urges", "public-items"]',
        "counts = []",
        "surge.counts: it is empty",
    ),
    "counted-twice": ('"reports", "urges", "public-items"]', '"reports", "reports"]', "reports stands here twice"),
    "unknown-count": ('"urges", "public-items"]', '"rumours"]', "'rumours' is none of the words it can be"),
    "holds-more-than-all": ("hold_percent_max = 50", "hold_percent_max = 101", "a share lies between 0 and 100"),
    "by-working-days": ("look = { hours = 24", "look = { working_days = 1", "an alarm’s time isn’t counted again"),
    "no-window": ("look = { hours = 24", "looks = { hours = 24", "there is no such key; did you mean look?"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_where_it_stands(slip: str, packs: Path, change: Callable[[str, str, str], None]) -> None:
    old, new, told = SLIPS[slip]
    change("wechat/pack.toml", old, new)
    assert told in "\n".join(map(str, check("wechat", packs)))


def test_who_takes_no_part_in_the_trade_holds_none_of_its_money(
    packs: Path, change: Callable[[str, str, str], None]
) -> None:
    rules = load_pack("weixun").pack.surge
    assert rules is not None
    assert rules.hold_percent_max == 0
    change("wechat/pack.toml", "shop_first = true\n", 'shop_first = true\npart = "go-between"\n')
    assert "takes no part in the trade holds none of its money" in "\n".join(map(str, check("wechat", packs)))
