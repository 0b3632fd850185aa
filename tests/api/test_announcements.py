"""Announcements by API: the platform's own software announces, each side reads what is for it."""

from datetime import timedelta

import pytest

from ombud.desk import clock
from tests.api.caller import Api
from tests.cast import MONDAY, world

TEXTS = [
    {"lang": "en", "title": "Closed", "body": "On Friday."},
    {"lang": "zh-Hans", "title": "休息", "body": "周五。"},
]
LEFT_OUT = ["zh-Hant", "es"]


@pytest.mark.requirement("OS-7")
@pytest.mark.requirement("CG-6")
def test_software_announces_revises_and_withdraws_and_each_side_reads_what_is_for_it() -> None:
    api = Api(made := world())
    warned = api.post("/announcements", None, texts=TEXTS)
    assert (warned.status, warned.code, warned.body["field"]) == (422, "languages-missing", "without")

    done = api.post("/announcements", None, texts=TEXTS, without=LEFT_OUT, audience="merchants", source="CMS")
    assert done.status == 201
    assert done.body["number"].startswith("TA-260309-")
    later = api.post("/announcements", None, texts=TEXTS, without=LEFT_OUT, shows_at="2026-03-10T01:00:00Z")
    here = f"/announcements/{done.body['id']}"

    assert [one["number"] for one in api.get("/announcements", made.boris).body["items"]] == [done.body["number"]]
    assert api.get("/announcements", made.ana).body["items"] == []
    assert api.get(here, made.ana).status == 404
    assert api.get(f"/announcements/{later.body['id']}", made.boris).status == 404
    assert len(api.get("/announcements", made.rita).body["items"]) == 2

    chinese = api.get(here, made.boris, Accept_Language="zh-Hant").body
    assert (chinese["title"], chinese["language"], chinese["languages"]) == ("休息", "zh-Hans", ["en", "zh-Hans"])
    revised = [{**TEXTS[0], "title": "Closed all week"}, TEXTS[1]]
    with clock.at(MONDAY + timedelta(hours=1)):
        assert api.post(f"{here}/revise", None, texts=revised, without=LEFT_OUT, audience="merchants").status == 200
    read = api.get(here, made.boris).body
    assert [one["texts"][0]["title"] for one in read["versions"]] == ["Closed", "Closed all week"]
    assert read["source"] == ""

    assert api.post(f"{here}/withdraw", made.boris, words="No.").code == "reviewer-only"
    assert api.post(f"{here}/withdraw", None, words="Wrong week.").status == 200
    gone = api.get(here, made.boris).body
    assert (gone["why"], gone["title"], "texts" in gone) == ("Wrong week.", "", False)


def test_a_page_is_as_long_as_asked_for_and_the_next_goes_on() -> None:
    api = Api(made := world())
    for n in range(3):
        api.post("/announcements", None, f"k{n}", texts=TEXTS, without=LEFT_OUT)

    first = api.get("/announcements?limit=2&category=news", made.ana).body
    rest = api.get(f"/announcements?limit=2&category=news&cursor={first['next_cursor']}", made.ana).body

    assert (len(first["items"]), len(rest["items"]), rest["next_cursor"]) == (2, 1, None)
    assert api.get("/announcements?category=gossip", made.ana).status == 422
