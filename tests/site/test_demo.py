"""The demo world holds a case at every place where one can stand."""

from typing import Any

from ombud.accounts.models import Platform
from ombud.ledger.connection import rows
from ombud.site.demo import seed

STAGES = {"received", "negotiating", "platform", "executing", "verifying", "closed"}


def test_the_demo_world_is_told_once_and_shows_every_stage(database: Any) -> None:
    seed()
    tianshan, rio = Platform.objects.get(slug="tianshan"), Platform.objects.get(slug="rio")
    seed()
    assert Platform.objects.filter(slug__in=("tianshan", "rio")).count() == 2
    found = rows("SELECT DISTINCT stage FROM complaint_row WHERE platform = %s", (tianshan.pk,))
    assert {row[0] for row in found} == STAGES
    assert rows("SELECT count(*) FROM complaint_row WHERE platform = %s", (rio.pk,))[0][0] == 4
