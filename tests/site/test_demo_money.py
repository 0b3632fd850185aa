"""Money of the demo: each fund is sound, and stands at every place where one can."""

from typing import Any

from ombud.accounts.models import Platform
from ombud.desk.fund_check import wrong
from ombud.ledger.connection import rows
from ombud.reads.funds import of_shop
from ombud.site.demo import seed

FROZEN = """
SELECT count(*) FROM message m JOIN penalty_row p ON p.platform = m.platform AND p.id = m.stream
WHERE m.platform = %s AND p.violation = 'deception'
"""


def test_every_fund_of_the_demo_is_sound(database: Any) -> None:
    seed()
    for platform in Platform.objects.filter(slug__in=("tianshan", "rio", "xiaoman", "chunfeng")):
        assert list(wrong(platform.pk)) == []


def test_a_fund_of_the_demo_is_held_from_one_owes_and_one_is_frozen_in_whole_without_a_word(database: Any) -> None:
    seed()
    slugs = {one.slug: one.pk for one in Platform.objects.all()}
    (held,) = of_shop(slugs["xiaoman"], "xiecang")
    assert held.held == 528_900
    (ruled,) = of_shop(slugs["tianshan"], "lanting")
    assert ruled.held > 0
    (owing,) = of_shop(slugs["tianshan"], "beifeng")
    assert owing.owed == 31_500 + 6_800 - 45_900
    (frozen,) = of_shop(slugs["chunfeng"], "yunxi")
    assert (frozen.frozen, frozen.available) == (True, 0)
    assert rows(FROZEN, (slugs["chunfeng"],)) == [(0,)]
