"""Who can be reached now, on the pages that say so: by the pack's calendar, with the lunch break and the holidays."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from ombud.desk import clock
from tests.cast import world
from tests.portals.clients import signed_in

LUNCH = datetime(2026, 3, 9, 4, 30, tzinfo=UTC)
"""12:30 in Shanghai."""
WORK = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
FESTIVAL = datetime(2026, 2, 16, 2, 0, tzinfo=UTC)


@pytest.mark.requirement("OS-7")
@pytest.mark.parametrize(
    ("at", "there", "told"),
    [
        (WORK, True, 'until <time datetime="2026-03-09T04:00:00Z"'),
        (LUNCH, False, 'Back at <time datetime="2026-03-09T05:00:00Z"'),
        (FESTIVAL, False, 'Back on <time datetime="2026-02-24T01:00:00Z"'),
    ],
)
def test_each_page_says_whether_somebody_is_there(at: datetime, there: bool, told: str) -> None:
    made = world()
    stranger, ana = Client(), signed_in(made, "ana")
    with clock.at(at):
        pages = [
            stranger.get(f"{path}?platform={made.platform.slug}").content.decode()
            for path in ("/service", "/service/now", "/help")
        ]
        pages.append(ana.get("/channels").content.decode())

    for page in pages:
        assert told in page
        assert ("Somebody is there now" in page, "Nobody is there now" in page) == (there, not there)


@pytest.mark.requirement("OS-7")
def test_a_page_asks_again_when_that_changes() -> None:
    made = world()
    with clock.at(WORK):
        assert "load delay:3600s" in Client().get(f"/service?platform={made.platform.slug}").content.decode()
    with clock.at(datetime(2026, 3, 9, 3, 59, tzinfo=UTC)):
        page = Client().get(f"/service?platform={made.platform.slug}").content.decode()
    assert "load delay:61s" in page
    assert f"/service/now?platform={made.platform.slug}&amp;whole=1" in page


@pytest.mark.requirement("OS-7")
def test_phones_are_named_by_what_they_are_for_and_the_code_to_scan_is_drawn_on_the_server() -> None:
    made = world("weidian")
    with clock.at(WORK):
        page = Client().get(f"/service?platform={made.platform.slug}").content.decode()

    assert "Phone, for advice" in page
    assert "Phone, for technical reports" in page
    assert page.count('class="qr"') == 1
    assert "<script>" not in page


@pytest.mark.requirement("OS-7")
def test_a_time_whose_table_of_working_days_is_still_to_come_says_so() -> None:
    made = world()
    with clock.at(datetime(2027, 3, 8, 2, 0, tzinfo=UTC)):
        page = Client().get(f"/service?platform={made.platform.slug}").content.decode()

    assert "provisional" in page
