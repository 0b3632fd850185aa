"""`ombud pack try` replays what is recorded and changes nothing."""

from datetime import timedelta

import pytest

from ombud.ledger.connection import rows
from ombud.site.cli import main
from tests.cast import MONDAY, a_complaint, world


@pytest.mark.requirement("EV-6")
def test_recorded_complaints_are_tried_under_the_version_with_longer_deadlines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bazaar = world()
    done = a_complaint(bazaar)
    late = MONDAY + timedelta(hours=50)
    bazaar.do("complaint.message", done.id, bazaar.ana, late, words="Nobody answers.")
    count = "SELECT count(*) FROM event WHERE platform = %s"
    before = rows(count, (bazaar.platform.pk,))

    assert main(["pack", "try", "wechat@2023.1", "--platform", str(bazaar.platform.pk)]) == 0
    assert main(["pack", "try", "wechat@2026.1", "--platform", str(bazaar.platform.pk)]) == 0

    still_time = "not yet: there would have been time for “answer” until 2026-03-12 02:00 UTC"
    assert capsys.readouterr().out.splitlines() == [
        f"{done.number}\t2026-03-11 04:00 UTC\tDeadlineLapsed\t{still_time}",
        "wechat@2023.1: 1 tried, 1 would have gone another way",
        "wechat@2026.1: 1 tried, 0 would have gone another way",
    ]
    assert rows(count, (bazaar.platform.pk,)) == before


def test_a_version_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "try", "wechat@1999.1"]) == 2
    assert "there is no version 'wechat@1999.1'; there is wechat@2026.1, wechat@2023.1" in capsys.readouterr().err
