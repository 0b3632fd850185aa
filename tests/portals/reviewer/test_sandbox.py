"""Who oversees a sandbox moves its clock, plays cases and makes it anew; everybody there sees that it is one."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.models import Person, Platform
from ombud.desk import clock
from ombud.sandbox import make
from tests.cast import world
from tests.portals.clients import signed_in

URL = "/review/sandbox"
BANNER = "Nothing here is real"


@pytest.fixture(scope="module")
def made(database: Any) -> make.Made:
    return make.create(f"sb{uuid.uuid4().hex[:8]}", "Sandbox", "wechat")


def into(made: make.Made, handle: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(platform=made.platform, ref=handle))
    return client


@pytest.mark.requirement("EV-5")
def test_a_case_is_played_and_the_clock_put_forward_on_a_page(made: make.Made) -> None:
    senior, platform = into(made, "senior"), made.platform.pk
    page = senior.get(URL).content.decode()
    assert BANNER in page
    assert "complaint-ruled" in page
    played = senior.post(URL, {"do": "play", "script": "complaint-filed"}, follow=True).content.decode()
    assert "Its messages leave within seconds." in played
    before = clock.now(platform)
    moved = senior.post(URL, {"do": "forward", "hours": "next"}, follow=True).content.decode()
    assert "What was due by then has happened." in moved
    assert clock.now(platform) - before > timedelta(hours=1)
    assert "only goes forward" in senior.post(URL, {"do": "forward", "hours": "-4"}, follow=True).content.decode()
    assert "only goes forward" in senior.post(URL, {"do": "forward", "hours": "99999"}, follow=True).content.decode()


def test_all_its_people_see_on_every_page_that_it_is_one(made: make.Made) -> None:
    for handle, path in (("buyer", "/complaints/"), ("seller", "/merchant/"), ("reviewer", "/review/")):
        page = into(made, handle).get(path, follow=True).content.decode()
        assert BANNER in page, path


def test_a_real_platform_has_no_such_page(made: make.Made) -> None:
    real = world()
    senior = signed_in(real, "senior")
    assert senior.get(URL).status_code == 404
    assert senior.post(URL, {"do": "forward", "hours": "1"}).status_code == 404
    assert senior.post(URL, {"do": "reset"}).status_code == 404
    page = senior.get("/review/").content.decode()
    assert BANNER not in page
    assert URL not in page
    assert into(made, "reviewer").get(URL).status_code == 404


def test_made_anew_everybody_signs_in_again() -> None:
    own = make.create(f"sb{uuid.uuid4().hex[:8]}", "Sandbox", "market")
    admin = into(own, "admin")
    answer = admin.post(URL, {"do": "reset"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in")
    fresh = Platform.objects.get(slug=own.platform.slug)
    assert fresh.pk != own.platform.pk
    assert Person.objects.get(platform=fresh, ref="admin").check_password(own.password)
