"""What a consumer may see of a case, take along, and hear of; and what everybody else may not."""

import re
from typing import Any

import pytest

from ombud.desk import clock
from ombud.portals.common.along import door as along_door
from ombud.portals.common.along import page as along_page
from tests.cast import MONDAY, a_complaint, an_order
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import HOUR, complained, number_id, photo, refused


@pytest.fixture(autouse=True)
def _later_on_monday() -> Any:
    with clock.at(MONDAY + 2 * HOUR):
        yield


@pytest.mark.requirement("EV-2")
def test_somebody_elses_case_is_as_if_there_were_none() -> None:
    made, _client, number = complained()
    other = signed_in(made, "other")

    def body(at: str) -> str:
        answer = other.get(at)
        assert answer.status_code == 404
        page = answer.content.decode().replace(at, "")
        return re.sub(r'(csrfmiddlewaretoken" value="[^"]+"|CSRFToken": "[^"]+")', "", page)

    for page in ("", "/talk", "/offer", "/evidence", "/accept", "/withdraw", "/file", "/file.zip", "/ruling", "/sent"):
        assert body(f"/complaints/{number}{page}") == body(f"/complaints/T-260309-ZZZZZ{page}"), page
    assert other.post(f"/complaints/{number}/withdraw", {"words": ""}).status_code == 404


@pytest.mark.requirement("CG-3")
def test_the_ladder_of_channels_and_the_file_to_take_along() -> None:
    _made, client, number = complained()
    client.post(f"/complaints/{number}/talk", {"words": "See.", "photos": [photo()], "act_key": "k"})
    page = client.get(f"/channels?case={number}").content.decode()
    assert '<a href="https://www.12315.cn"' in page
    for step in ("The shop’s service", "The platform’s service", "Consumer association", "The law"):
        assert step in page
    page = client.get(f"/complaints/{number}/file").content.decode()
    for shown in (
        "complaint.pdf",
        "originals/",
        "record.json",
        "verify.py",
        "manifest.txt",
        "Consumer association",
        "12315",
    ):
        assert shown in page, shown
    assert page.index("What it holds") < page.index("file.pdf") < page.index("What it leaves out")


@pytest.mark.requirement("CG-3")
def test_where_no_pdf_can_be_made_the_page_says_so_and_still_gives_the_archive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _made, client, number = complained()
    for place in (along_page, along_door):
        monkeypatch.setattr(place, "lacking", lambda: ("libpango-1.0-0",))
    page = client.get(f"/complaints/{number}/file").content.decode()
    assert "file.pdf" not in page
    assert "file.zip" in page
    assert "ombud doctor" in page
    answer = client.get(f"/complaints/{number}/file.pdf")
    assert answer.status_code == 503
    assert "This installation can’t make PDF files" in answer.content.decode()


def test_an_exhibit_has_a_page_for_who_may_see_the_case_and_no_one_else() -> None:
    made, client, number = complained()
    client.post(f"/complaints/{number}/talk", {"words": "See.", "photos": [photo()], "act_key": "k"})
    page = client.get(f"/complaints/{number}").content.decode()
    at = re.search(r'href="(/evidence/[^"]+)"', page)
    assert at
    assert "Fingerprint" in client.get(at.group(1)).content.decode()
    assert client.get(at.group(1) + "?original").status_code == 302
    shop = signed_in(made, "boris")
    assert shop.get(at.group(1)).status_code == 200
    assert shop.get(at.group(1) + "?original").status_code == 200, "the page again, not the other side's original"
    assert signed_in(made, "other").get(at.group(1)).status_code == 404
    assert signed_in(made, "sam").get(at.group(1)).status_code == 404


@pytest.mark.requirement("CG-4")
def test_an_open_page_hears_of_news_and_asks_less_and_less() -> None:
    made, client, number = complained()
    page = client.get(f"/complaints/{number}").content.decode()
    at = re.search(r'hx-get="([^"]+)" hx-trigger="load delay:(\d+)s', page)
    assert at
    assert at.group(2) == "15"
    answer = client.get(at.group(1)).content.decode()
    assert "delay:20s" in answer
    assert "Something new" not in answer
    refused(made, number)
    answer = client.get(at.group(1)).content.decode()
    assert "Something new" in answer
    assert "hx-get" not in answer


def test_a_session_by_a_case_link_sees_that_case_and_nothing_else() -> None:
    made, client, number = complained()
    an_order(made, "o-2")
    session = client.session
    session["case_link"] = number_id(made, number)
    session.save()
    second = a_complaint(made, "o-2").number
    assert client.get(f"/complaints/{number}").status_code == 200
    assert client.get(f"/complaints/{number}/talk").status_code == 200
    assert client.get("/complaints/").headers["Location"] == f"/complaints/{number}"
    for page in (f"/complaints/{second}", "/orders/", "/file", "/me", "/messages", "/settings", "/orders/o-1"):
        assert client.get(page).status_code == 404, page
