"""Rules in hand: read, compared, drawn, tried, published and rolled back by pages."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from ombud.accounts import platforms
from ombud.ledger.connection import rows
from ombud.packs.own import new
from tests.cast import MONDAY, World, a_complaint, world
from tests.portals.reviewer.desks import now, reviewer

PARTS = ("", "?tab=staff", "?tab=words", "?tab=words&group=rule", "/procedure", "/try", "/compare",
         "/compare?with=weidian@2026.1")  # fmt: skip


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OMBUD_PACKS", str(tmp_path))
    return tmp_path


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]


def test_every_page_about_every_pack_is_there(own: Path) -> None:
    new("mine", "weidian", MONDAY.date())
    with now():
        client = reviewer(world("weidian"))
        listed = text(client.get("/review/packs"))
        for pack in ("weidian@2026.1", "mine@1", "wechat@2023.1", "market@2026.1"):
            assert f"/review/packs/{pack}" in listed
            for rest in PARTS:
                assert client.get(f"/review/packs/{pack}{rest}").status_code == 200, (pack, rest)
        assert client.get("/review/packs/weidian@2026.1?tab=penalties").status_code == 200
        for missing in (
            "nothing@1",
            "weidian",
            "weidian@1",
            "mine@..",
            "weidian@2026.1?tab=x",
            "mine@1/compare?with=x@1",
        ):
            assert client.get(f"/review/packs/{missing}").status_code == 404, missing


def at_hand(here: World, ref: str = "senior") -> Client:
    platforms._kept.clear()
    return reviewer(here, ref)


@pytest.mark.requirement("EV-6")
def test_a_version_is_published_by_page_and_every_party_reads_that_it_comes() -> None:
    here = world()
    form = {"since": "2026-03-20", "words": "Longer times for small shops.", "act_key": "k1"}
    with now():
        senior = at_hand(here)
        page = text(senior.get("/review/packs/wechat@2023.1/publish"))
        assert 'value="2026-03-25"' in page  # the first day that fifteen whole days of notice allow
        early = senior.post("/review/packs/wechat@2023.1/publish", form)
        assert early.status_code == 422
        assert "Rules are announced 15 days before they apply." in text(early)
        assert "The first day possible is 2026-03-25." in text(early)
        assert "Longer times for small shops." in text(early)
        sent = senior.post("/review/packs/wechat@2023.1/publish", {**form, "since": "2026-04-01", "act_key": "k2"})
        assert (sent.status_code, sent["Location"]) == (302, "/review/packs")
        listed = text(at_hand(here).get("/review/packs"))
        assert "Announced: wechat@2023.1 applies to new cases from 1 Apr 2026." in listed
        assert "Longer times for small shops." in listed
        ana = at_hand(here, "ana")
        ana.post("/rules/accept", {"next": "/rules"})
        a_complaint(here)
        assert "version 2023.1 applies from 1 Apr 2026" in text(ana.get("/rules"))
        assert "version 2023.1 applies from 1 Apr 2026" in text(ana.get("/complaints/"))
        assert "Announced on 9 Mar 2026, applies from 1 Apr 2026." in text(ana.get("/rules/wechat@2023.1"))
    with now(24 * 30):
        ana = at_hand(here, "ana")
        rules = text(ana.get("/rules"))
        assert "In force" in rules or "in force from 1 Apr 2026" in rules
        assert "The rules of version 2023.1 apply." in text(ana.get("/complaints/"))
        assert "New cases are opened under Mini-program purchases, wechat@2023.1" in text(
            at_hand(here).get("/review/packs")
        )


def test_what_was_published_is_rolled_back_by_page_with_its_reason() -> None:
    here = world()
    with now():
        form = {"since": "2026-04-01", "words": "Longer.", "act_key": "k1"}
        at_hand(here).post("/review/packs/wechat@2023.1/publish", form)
        back = {"since": "2026-03-10", "words": "Shops asked us not to.", "act_key": "k2"}
        sent = at_hand(here).post("/review/packs/wechat@2026.1/roll-back", back)
        assert sent.status_code == 302
        listed = text(at_hand(here).get("/review/packs"))
        assert "Rolled back to wechat@2026.1" in listed
        assert "Shops asked us not to." in listed
        assert "Called off" in listed


def test_who_does_not_oversee_reads_everything_and_decides_nothing() -> None:
    here = world()
    with now():
        rita = at_hand(here, "rita")
        assert "/publish" not in text(rita.get("/review/packs/wechat@2023.1"))
        for way in ("publish", "roll-back"):
            assert rita.get(f"/review/packs/wechat@2023.1/{way}").status_code == 404
            assert rita.post(f"/review/packs/wechat@2023.1/{way}", {"since": "2026-04-01"}).status_code == 404
        assert at_hand(here, "boris").get("/review/packs").status_code == 404


def test_two_versions_side_by_side_say_in_words_what_differs(own: Path) -> None:
    path = new("mine", "weidian", MONDAY.date()) / "pack.toml"
    said = path.read_text("utf-8")
    assert said.count("closes = { days = 7") >= 1
    path.write_text(said.replace("closes = { days = 7", "closes = { days = 10", 1), "utf-8")
    with now():
        page = text(reviewer(world("weidian")).get("/review/packs/weidian@2026.1/compare?with=mine@1"))
    assert "Appeal window of “Fictitious transactions”" in page
    assert "<del>7 days</del>" in page
    assert "<ins>10 days</ins>" in page
    assert "Micro-stores (mine)" in page


def test_the_picture_of_the_procedure_and_its_table_say_the_same() -> None:
    with now():
        answer = reviewer(world()).get("/review/packs/wechat@2026.1/procedure")
    drawing, steps = answer.context["drawing"], answer.context["steps"]
    assert [box.step for box in drawing.boxes] == steps
    told = [(one.due, one.who, one.span, one.leads_to_name) for one in steps]
    assert ("The shop’s answer", "Shop", "48 hours", "Platform") in told
    assert ("The platform’s ruling", "Senior reviewers", "2 working days", "Platform") in told
    assert len(drawing.bars) == len({one.stage for one in steps} | {one.leads_to for one in steps})


def test_a_version_is_tried_on_recorded_cases_by_page_and_nothing_is_changed() -> None:
    here = world()
    done = a_complaint(here)
    here.do("complaint.message", done.id, here.ana, MONDAY + timedelta(hours=50), words="Nobody answers.")
    before = rows("SELECT count(*) FROM event WHERE platform = %s", (here.platform.pk,))
    with now(60):
        page = text(reviewer(here).get("/review/packs/wechat@2023.1/try"))
    assert "Replayed under wechat@2023.1: 1 of 1 complaints and 0 of 0 penalties" in page
    assert f"/review/cases/{done.number}" in page
    assert "not yet: there would have been time for “The shop’s answer” until 12 Mar, 10:00" in page
    assert rows("SELECT count(*) FROM event WHERE platform = %s", (here.platform.pk,)) == before
