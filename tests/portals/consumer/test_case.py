"""A consumer's case without script: its turn, its talks and offers, withdrawing it; nothing typed is lost."""

import re
from typing import Any

import pytest

from ombud.desk import clock
from tests.cast import MONDAY
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import HOUR, complained, number_id, offered, photo


@pytest.fixture(autouse=True)
def _later_on_monday() -> Any:
    with clock.at(MONDAY + 2 * HOUR):
        yield


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


@pytest.mark.requirement("MP-2")
def test_an_offer_is_accepted_and_what_was_agreed_has_a_date() -> None:
    _made, client, number = offered()
    page = client.get(f"/complaints/{number}/accept").content.decode()
    assert "Accept: Refund, ¥50.00" in page
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
    assert "This time it stays closed" in client.get(f"/complaints/{number}").content.decode()
    assert "You can reopen it once" not in client.get(f"/complaints/{number}/withdraw").content.decode()
    client.post(f"/complaints/{number}/withdraw", {"words": "", "act_key": "c"})
    assert "You withdrew the complaint for good." in client.get(f"/complaints/{number}").content.decode()
    assert "can be reopened once, and this one was" in client.get(f"/complaints/{number}/reopen").content.decode()


@pytest.mark.requirement("CG-10")
def test_asking_how_it_goes_stands_in_the_timeline_and_waits_for_the_next_time() -> None:
    _made, client, number = complained()
    client.post(f"/complaints/{number}/ask-after", {"words": "Any news?", "act_key": "a"})
    page = client.get(f"/complaints/{number}").content.decode()
    assert "You asked the shop how it is going." in page
    assert "You can ask again from" in client.get(f"/complaints/{number}/ask-after").content.decode()


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
