"""A consumer's case without script: everything the case asks for can be done, and nothing typed is lost."""

import io
import re
import zipfile
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from ombud.desk import clock
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.portals.clients import signed_in
from tests.portals.consumer.test_filing import photo

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _later_on_monday() -> Any:
    with clock.at(MONDAY + 2 * HOUR):
        yield


def complained() -> tuple[World, Client, str]:
    made = world()
    return made, signed_in(made, "ana"), a_complaint(made).number


def offered(amount: int = 5000) -> tuple[World, Client, str]:
    made, client, number = complained()
    terms = {"remedy": "refund", "amount": amount}
    made.do(
        "complaint.offer", number_id(made, number), made.boris, at=MONDAY + HOUR, terms=terms, words="Keep the mug."
    )
    return made, client, number


def number_id(made: World, number: str) -> str:
    from ombud.desk.access import access_complaint

    return access_complaint(made.platform.pk, number, made.ana).complaint.id


def refused(made: World, number: str) -> None:
    made.do(
        "complaint.answer",
        number_id(made, number),
        made.boris,
        at=MONDAY + HOUR,
        stance="refuses",
        words="It was whole.",
    )


def with_platform(made: World, number: str) -> str:
    refused(made, number)
    id = number_id(made, number)
    made.do("complaint.escalate", id, made.ana, at=MONDAY + HOUR)
    return id


def ruled(made: World, number: str) -> str:
    id = with_platform(made, number)
    done = made.do(
        "complaint.rule", id, made.rita, at=MONDAY + 1.5 * HOUR, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": 16800},
        reason="goods-faulty", facts="The crack is on the photo.", reasons="Rule 5.1 applies.", rules=["5.1"],
        relied_on=[],
    )  # fmt: skip
    assert not hasattr(done, "because"), done
    return id


@pytest.mark.requirement("CG-4")
def test_the_case_says_whose_turn_it_is_by_when_and_what_follows() -> None:
    _made, client, number = offered()
    page = client.get(f"/complaints/{number}").content.decode()
    assert "Your turn" in page
    assert "The shop offers to refund ¥50.00. Do you accept?" in page
    assert "nothing is accepted for you" in page
    assert "Keep the mug." in page
    assert page.index("Your turn") < page.index("What has happened")
    accept, decline = re.search(r'class="btn([^"]*)" href="[^"]+/accept"', page), re.search(
        r'class="btn([^"]*)" href="[^"]+/decline"', page)  # fmt: skip
    assert accept
    assert decline
    assert accept.group(1) == decline.group(1), "both answers weigh the same"


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


@pytest.mark.requirement("MP-2")
def test_an_offer_is_accepted_and_what_was_agreed_has_a_date() -> None:
    _made, client, number = offered()
    page = client.get(f"/complaints/{number}/accept").content.decode()
    assert "Accept Refund, ¥50.00" in page
    assert client.post(f"/complaints/{number}/accept", {"offer": "o1", "act_key": "k1"}).status_code == 302
    page = client.get(f"/complaints/{number}").content.decode()
    assert "Agreed: Refund, ¥50.00. The shop carries it out and shows it by" in page
    assert client.post(f"/complaints/{number}/received", {"act_key": "k2"}).status_code == 302
    assert "Settled" in client.get(f"/complaints/{number}").content.decode()


@pytest.mark.requirement("MP-2")
def test_a_yes_to_a_replaced_offer_is_refused_and_says_so() -> None:
    made, client, number = offered()
    id = number_id(made, number)
    made.do("complaint.offer", id, made.ana, at=MONDAY + HOUR, terms={"remedy": "refund", "amount": 10000})
    made.do("complaint.offer", id, made.boris, at=MONDAY + HOUR, terms={"remedy": "refund", "amount": 100})
    answer = client.post(f"/complaints/{number}/accept", {"offer": "o1", "act_key": "k1"})
    assert answer.status_code == 422
    assert "replaced in the meantime" in answer.content.decode()


@pytest.mark.requirement("MP-2")
def test_a_counter_offer_reads_amounts_as_people_write_them() -> None:
    _made, client, number = offered()
    answer = client.post(
        f"/complaints/{number}/offer", {"remedy": "refund", "amount": "a hundred", "words": "<b>Fair.</b>"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "isn’t an amount" in page
    assert 'value="a hundred"' in page
    assert "&lt;b&gt;Fair.&lt;/b&gt;" in page
    answer = client.post(f"/complaints/{number}/offer", {"remedy": "refund", "amount": "9999", "words": "Fair."})
    assert answer.status_code == 422
    assert "¥168.00" in answer.content.decode()
    assert client.post(f"/complaints/{number}/offer", {"remedy": "refund", "amount": "100,50"}).status_code == 302
    page = client.get(f"/complaints/{number}").content.decode()
    assert "You made another offer instead: Refund, ¥100.50." in page
    assert "Your offer waits for an answer" in page


@pytest.mark.requirement("MP-2")
def test_the_talks_show_messages_and_offers_and_take_new_ones() -> None:
    _made, client, number = offered()
    answer = client.post(f"/complaints/{number}/talk", {"words": "", "act_key": "k"})
    assert answer.status_code == 422
    sent = client.post(f"/complaints/{number}/talk", {"words": "It came cracked.", "photos": [photo()], "act_key": "k"})
    assert sent.status_code == 302
    page = client.get(f"/complaints/{number}/talk").content.decode()
    assert "It came cracked." in page
    assert "¥50.00" in page
    client.post(f"/complaints/{number}/talk", {"words": "Twice?", "act_key": "same"})
    client.post(f"/complaints/{number}/talk", {"words": "Twice?", "act_key": "same"})
    assert client.get(f"/complaints/{number}/talk").content.decode().count("Twice?") == 1


def test_words_that_are_refused_stay_in_the_form() -> None:
    _made, client, number = complained()
    long = "ä" * 2001
    answer = client.post(f"/complaints/{number}/talk", {"words": long, "act_key": "k"})
    assert answer.status_code == 422
    assert long in answer.content.decode()
    assert "2000" in answer.content.decode()


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


@pytest.mark.requirement("CG-10")
def test_a_complaint_is_withdrawn_and_reopened_once() -> None:
    _made, client, number = complained()
    assert "Keep it open" in client.get(f"/complaints/{number}/withdraw").content.decode()
    client.post(f"/complaints/{number}/withdraw", {"words": "Found it.", "act_key": "a"})
    page = client.get(f"/complaints/{number}").content.decode()
    assert "Withdrawn" in page
    assert "/reopen" in page
    client.post(f"/complaints/{number}/reopen", {"words": "", "act_key": "b"})
    assert "The shop is asked to answer" in client.get(f"/complaints/{number}").content.decode()
    client.post(f"/complaints/{number}/withdraw", {"words": "", "act_key": "c"})
    assert "can be reopened once, and this one was" in client.get(f"/complaints/{number}/reopen").content.decode()


@pytest.mark.requirement("CG-10")
def test_asking_how_it_goes_stands_in_the_timeline_and_waits_for_the_next_time() -> None:
    _made, client, number = complained()
    client.post(f"/complaints/{number}/ask-after", {"words": "Any news?", "act_key": "a"})
    page = client.get(f"/complaints/{number}").content.decode()
    assert "You asked the shop how it is going." in page
    assert "You can ask again from" in client.get(f"/complaints/{number}/ask-after").content.decode()


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
    page = client.get(f"/complaints/{number}/more-time").content.decode()
    request = re.search(r'name="request" value="([^"]+)"', page)
    assert request
    fields = {"request": request.group(1), "kind": "more-time", "words": "I travel.", "act_key": "b"}
    assert client.post(f"/complaints/{number}/more-time", fields).status_code == 302
    assert "You asked for more time" in client.get(f"/complaints/{number}").content.decode()


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


@pytest.mark.requirement("CG-3")
def test_the_ladder_of_channels_and_the_file_to_take_along() -> None:
    made, client, number = complained()
    client.post(f"/complaints/{number}/talk", {"words": "See.", "photos": [photo()], "act_key": "k"})
    page = client.get(f"/channels?case={number}").content.decode()
    for step in ("The shop’s service", "The platform’s service", "Consumer association", "The law"):
        assert step in page
    page = client.get(f"/complaints/{number}/file").content.decode()
    for shown in ("The mug has a crack.", "13800001234", "wechat@2026.1", "SHA-256"):
        assert shown in page, shown
    answer = client.get(f"/complaints/{number}/file.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]
        names = packed.namelist()
        assert names == ["complaint.html", "originals/01-mug.jpg", "manifest.txt"]
        for line in packed.read("manifest.txt").decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(packed.read(name)).hexdigest() == digest
        assert packed.read("originals/01-mug.jpg") == photo().read()
        assert "The mug has a crack." in packed.read("complaint.html").decode()
    assert made


@pytest.mark.requirement("EV-2")
def test_the_file_leaves_the_other_sides_originals_and_names_out() -> None:
    made, client, number = complained()
    shop = signed_in(made, "boris")
    kept = shop.post("/uploads", {"file": photo("boris-private-name.jpg")}).json()
    made.do(
        "complaint.message", number_id(made, number), made.boris, at=MONDAY + HOUR, words="Here.",
        files=[{"file": kept["id"], "kind": "dispatch-check"}],
    )  # fmt: skip
    answer = client.get(f"/complaints/{number}/file.zip")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["complaint.html", "copies/01-page-1.jpg", "manifest.txt"]
        assert "boris-private-name" not in packed.read("complaint.html").decode()
        assert "# original of exhibit 01" in packed.read("manifest.txt").decode()


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


@pytest.mark.requirement("EV-1")
def test_every_page_of_a_case_is_there_in_four_languages() -> None:
    made, _client, number = offered()
    for language in ("en", "zh-hans", "zh-hant", "es"):
        client = signed_in(made, "ana", **{"Accept-Language": language})
        pages = (
            "",
            "/talk",
            "/offer",
            "/evidence",
            "/accept",
            "/decline",
            "/withdraw",
            "/ask-platform",
            "/file",
            "/sent",
        )
        for page in pages:
            assert client.get(f"/complaints/{number}{page}").status_code == 200, (language, page)
