"""A consumer's case once the platform has it: evidence, more time, the ruling, its review, and what comes after."""

import re
from typing import Any

import pytest

from ombud.desk import clock
from tests.cast import MONDAY
from tests.portals.consumer.cases import HOUR, complained, photo, refused, ruled, with_platform


@pytest.fixture(autouse=True)
def _later_on_monday() -> Any:
    with clock.at(MONDAY + 2 * HOUR):
        yield


@pytest.mark.requirement("MP-3")
def test_asking_the_platform_is_shown_beforehand_with_its_date() -> None:
    made, client, number = complained()
    page = client.get(f"/complaints/{number}").content.decode()
    assert "Possible from" in page
    page = client.get(f"/complaints/{number}/ask-platform").content.decode()
    assert "The shop still has time to act" in page
    assert "<textarea" not in page
    refused(made, number)
    page = client.get(f"/complaints/{number}").content.decode()
    assert "The shop refuses what you ask for. How do you want to go on?" in page
    assert client.post(f"/complaints/{number}/ask-platform", {"words": "Look.", "act_key": "k"}).status_code == 302
    page = client.get(f"/complaints/{number}").content.decode()
    assert "The platform is deciding" in page
    assert "the two of you can still settle" in page
    again = client.post(f"/complaints/{number}/ask-platform", {"words": "", "act_key": "k2"}).content.decode()
    assert number in again
    assert "after the ruling you can ask for a review" in again


@pytest.mark.requirement("MP-4")
def test_a_request_for_evidence_is_answered_with_what_is_missing_named() -> None:
    made, client, number = complained()
    id = with_platform(made, number)
    asked = made.do(
        "complaint.request-evidence", id, made.rita, at=MONDAY + 1.5 * HOUR, of="consumer",
        items=["photo-goods", "photo-parcel"], words="Show the box.",
    )  # fmt: skip
    assert not hasattr(asked, "because"), asked
    page = client.get(f"/complaints/{number}").content.decode()
    assert "The platform asks you for evidence" in page
    page = client.get(f"/complaints/{number}/evidence").content.decode()
    assert page.count("still missing") == 2
    assert "Closes on" in page
    request = re.search(r'name="request" value="([^"]+)"', page)
    assert request
    fields = {"request": request.group(1), "words": "The box was dented.", "photos_photo-parcel": [photo("box.jpg")]}
    answer = client.post(f"/complaints/{number}/evidence", {**fields, "act_key": "a"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "must be declared to be true" in page
    assert "The box was dented." in page
    file = re.search(r'name="file_photo-parcel" value="([^"]+)"', page)
    assert file, "what was uploaded stays"
    fields = {"request": request.group(1), "words": "The box was dented.", "file_photo-parcel": file.group(1)}
    done = client.post(f"/complaints/{number}/evidence", {**fields, "declared_true": "on", "act_key": "b"})
    assert done.status_code == 302
    page = client.get(f"/complaints/{number}").content.decode()
    assert "You gave the evidence that was asked for." in page


@pytest.mark.requirement("MP-6")
def test_more_time_is_asked_for_with_its_reason() -> None:
    made, client, number = complained()
    id = with_platform(made, number)
    made.do(
        "complaint.request-evidence",
        id,
        made.rita,
        at=MONDAY + 1.5 * HOUR,
        of="consumer",
        items=["photo-parcel"],
        words="?",
    )
    answer = client.post(f"/complaints/{number}/more-time", {"request": "r1", "words": "I travel.", "act_key": "a"})
    assert answer.status_code == 422
    assert "I travel." in answer.content.decode()
    answer = client.post(f"/complaints/{number}/more-time", {"request": "r1", "words": " "})
    assert [one["field"] for one in answer.context["wrong"].errors] == ["kind", "words"]
    page = client.get(f"/complaints/{number}/more-time").content.decode()
    request = re.search(r'name="request" value="([^"]+)"', page)
    assert request
    fields = {"request": request.group(1), "kind": "more-time", "words": "I travel.", "act_key": "b"}
    assert client.post(f"/complaints/{number}/more-time", fields).status_code == 302
    page = client.get(f"/complaints/{number}").content.decode()
    assert "You asked for more time" in page
    assert "If the platform doesn’t answer in time, more time counts as granted." in page


@pytest.mark.requirement("EV-4")
def test_a_turn_of_the_platform_is_shown_as_such_while_the_other_side_has_one_too() -> None:
    made, client, number = complained()
    id = with_platform(made, number)
    made.do("complaint.request-evidence", id, made.rita, at=MONDAY + 1.5 * HOUR, of="both", items=["photo-parcel"],
        words="The box?")  # fmt: skip
    made.do("complaint.excuse", id, made.ana, at=MONDAY + 1.6 * HOUR, request="r1", kind="more-time", words="A day.")
    page = client.get(f"/complaints/{number}").content.decode()
    assert "The platform answers the request for more time" in page
    assert "The platform’s turn" in page
    assert "The shop’s turn" not in page


@pytest.mark.requirement("EV-4")
def test_what_follows_the_platforms_silence_never_reads_as_if_it_were_late_already() -> None:
    made, client, number = complained()
    ruled(made, number)
    client.post(f"/complaints/{number}/review", {"words": "Too little.", "act_key": "b"})
    page = client.get(f"/complaints/{number}").content.decode()
    assert "If the platform is late, you both see it" in page
    assert "Both sides see that it is late" not in page


@pytest.mark.requirement("MP-7")
def test_the_ruling_is_read_and_contested() -> None:
    made, client, number = complained()
    assert client.get(f"/complaints/{number}/ruling").status_code == 404
    ruled(made, number)
    page = client.get(f"/complaints/{number}/ruling").content.decode()
    for shown in (
        "Refund, ¥168.00",
        "The crack is on the photo.",
        "Rule 5.1 applies.",
        "Faulty or other than described",
    ):
        assert shown in page, shown
    assert "It has to be carried out by" in page
    answer = client.post(f"/complaints/{number}/review", {"words": " ", "act_key": "a"})
    assert answer.status_code == 422
    done = client.post(f"/complaints/{number}/review", {"words": "Too little.", "act_key": "b"})
    assert done.status_code == 302
    assert "Another reviewer looks at the ruling again" in client.get(f"/complaints/{number}").content.decode()


@pytest.mark.requirement("CG-8")
def test_after_the_last_word_a_case_is_marked_as_taken_elsewhere_with_its_outcome() -> None:
    made, client, number = complained()
    assert "hasn't spoken its final word" in client.get(f"/complaints/{number}/elsewhere").content.decode().replace(
        "&#x27;", "'")  # fmt: skip
    ruled(made, number)
    client.post(f"/complaints/{number}/received", {"act_key": "a"})
    client.post(f"/complaints/{number}/elsewhere", {"where": "court", "reference": "12 C 34/26", "act_key": "b"})
    client.post(f"/complaints/{number}/outcome", {"outcome": "partly", "words": "Half.", "act_key": "c"})
    page = client.get(f"/complaints/{number}").content.decode()
    assert "in court" in page
    assert "12 C 34/26" in page
    assert "decided in part for each side" in page
