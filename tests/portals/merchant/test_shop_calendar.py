"""A shop's deadlines in its people's calendars: a secret link, and behind it nothing that names anybody."""

from datetime import UTC, datetime

import pytest

from ombud.accounts.calendar_links import token_of
from ombud.accounts.models import Membership
from ombud.portals.merchant.shop.ical import Entry, calendar, escaped, folded
from tests.cast import World, a_complaint, world
from tests.portals.clients import signed_in

AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)


@pytest.fixture
def made() -> World:
    return world("weidian")


def link_of(made: World, ref: str) -> str:
    member = Membership.objects.get(platform=made.platform, person__ref=ref)
    return f"/merchant/calendar/{token_of(member)}.ics"


@pytest.mark.requirement("PD-8")
def test_a_link_is_made_read_without_signing_in_and_dead_once_renewed(made: World) -> None:
    case = a_complaint(made)
    boris, stranger = signed_in(made, "boris"), signed_in(made, "ana")
    dead = link_of(made, "boris")
    assert stranger.get(dead).status_code == 404
    boris.post("/merchant/shop/calendar")
    link = link_of(made, "boris")
    assert link in boris.get("/merchant/shop/calendar").content.decode()
    answer = stranger.get(link)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    said = answer.content.decode()
    assert f"SUMMARY:The shop’s answer · {case.number}" in said
    for name in ("林安娜", "13800001234", "crack", "16800", "168"):
        assert name not in said
    boris.post("/merchant/shop/calendar")
    assert stranger.get(link).status_code == 404
    assert stranger.get(link_of(made, "boris")).status_code == 200


@pytest.mark.parametrize("token", ["", "1-1", "1-1:forged", "x", "9999999-1:x"])
def test_a_link_nobody_made_opens_nothing(made: World, token: str) -> None:
    assert signed_in(made, "ana").get(f"/merchant/calendar/{token}.ics").status_code == 404


def test_a_members_link_dies_with_the_membership(made: World) -> None:
    signed_in(made, "viewer").post("/merchant/shop/calendar")
    link = link_of(made, "viewer")
    assert signed_in(made, "ana").get(link).status_code == 200
    made.do("shop.remove-member", "mugs", made.boris, member="viewer")
    assert signed_in(made, "ana").get(link).status_code == 404


def test_lines_are_folded_by_octets_and_text_is_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne\x07") == "a\\,b\\;c\\\\d\\ne"
    long = folded("SUMMARY:" + "店" * 60)
    assert all(len(line.encode()) <= 75 for line in long.split("\r\n"))
    assert long.replace("\r\n ", "") == "SUMMARY:" + "店" * 60
    made = calendar("Deadlines", [Entry("answer-1@x", AT, "Answer", "http://localhost/1")], AT).decode()
    assert made.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20260309T020000Z\r\n" in made
    assert made.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
