"""The demo world holds a case at every place where one can stand."""

from typing import Any

from ombud.accounts.models import Platform
from ombud.ledger.connection import rows
from ombud.packs.load import load_pack
from ombud.site.demo import seed
from ombud.site.demo.world import MARKETS

STAGES = {"received", "negotiating", "platform", "executing", "verifying", "closed"}


def test_the_demo_world_is_told_once_and_shows_every_stage(database: Any) -> None:
    seed()
    tianshan, rio = Platform.objects.get(slug="tianshan"), Platform.objects.get(slug="rio")
    seed()
    assert Platform.objects.filter(slug__in=("tianshan", "rio")).count() == 2
    found = rows("SELECT DISTINCT stage FROM complaint_row WHERE platform = %s", (tianshan.pk,))
    assert {row[0] for row in found} == STAGES
    assert rows("SELECT count(*) FROM complaint_row WHERE platform = %s", (rio.pk,))[0][0] == 4


def test_every_consumer_of_the_demo_has_an_order_to_complain_about(database: Any) -> None:
    seed()
    for market in MARKETS:
        platform = Platform.objects.get(slug=market.slug)
        free = rows(
            "SELECT DISTINCT o.consumer FROM order_row o WHERE o.platform = %(platform)s AND NOT EXISTS"
            " (SELECT 1 FROM complaint_row c WHERE c.platform = %(platform)s AND c.order_number = o.number)",
            {"platform": platform.pk},
        )
        assert {row[0] for row in free} == {one.handle for one in market.people if one.kind == "consumer"}


def test_a_demo_platform_is_called_at_the_number_that_its_rules_name() -> None:
    for market in MARKETS:
        phones = {one.phone for one in load_pack(market.pack).pack.channels if one.in_service_hours}
        assert phones == {market.phone}
