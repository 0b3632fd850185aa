"""A shop shows that it did what it owes, reads its ruling, and may ask for its review."""

import pytest

from ombud.desk import clock
from tests.cast import world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import REFUND, opened, path, read, refused, ruled, sent, silence, state


@pytest.mark.requirement("MP-7")
def test_a_proof_with_a_wrong_number_says_the_form_and_keeps_it() -> None:
    made = world()
    case, boris = ruled(made), signed_in(made, "boris")
    form = read(boris, path(case, "/proof"))
    for words in ("Refund, ¥168.00", "The platform’s ruling", "28 to 30 digits", silence(made, case)):
        assert words in form
    assert "Waybill number" not in form, "a waybill proves no refund"
    body = refused(boris, path(case, "/proof"), {"proof": "refund-number", "reference": "12345", "words": "Paid."})
    assert 'value="12345"' in body
    assert "Paid." in body
    assert "It looks like this: 50300806962026112400001234567" in body
    assert state(made, case).stage == "executing"
    body = refused(boris, path(case, "/proof"), {"proof": "other-voucher", "words": "See the file."})
    assert "needs a file" in body
    sent(boris, path(case, "/proof"), {"proof": "refund-number", "reference": f" {REFUND} "})
    assert state(made, case).stage == "verifying"
    assert "checks it" in read(boris, path(case, "/proof"))


@pytest.mark.requirement("MP-8")
def test_a_proof_that_came_back_stands_with_its_reasons_beside_the_next_one() -> None:
    made = world()
    case, boris = ruled(made, 20), signed_in(made, "boris")
    sent(boris, path(case, "/proof"), {"proof": "refund-number", "reference": REFUND})
    made.do("complaint.send-back", case.id, made.rita, clock.now(), words="That refund went to another order.")
    form = read(boris, path(case, "/proof"))
    assert "That refund went to another order." in form
    assert "You can hand in 4 more." in form


@pytest.mark.requirement("MP-2")
def test_goods_that_come_back_are_shown_with_their_waybill() -> None:
    made = world()
    case, boris, now = opened(made), signed_in(made, "boris"), clock.now()
    made.do("complaint.offer", case.id, made.boris, now, terms={"remedy": "return_refund", "amount": 16800})
    made.do("complaint.accept", case.id, made.ana, now, offer="o1")
    made.do("complaint.send-goods", case.id, made.ana, now, carrier="SF Express", waybill="SF1234567890123")
    for page in (path(case), path(case, "/proof")):
        body = read(boris, page)
        assert "SF Express" in body
        assert "SF1234567890123" in body


@pytest.mark.requirement("MP-11")
def test_the_ruling_is_read_with_its_reasons_and_a_review_asked_for_once() -> None:
    made = world()
    case, boris = ruled(made), signed_in(made, "boris")
    page = read(boris, path(case, "/ruling"))
    for words in (
        "The crack is in the picture.",
        "The shop shows nothing against it.",
        "4.3",
        "Ask by",
        "Refund, ¥168.00",
    ):
        assert words in page
    assert 'id="words-error"' in refused(boris, path(case, "/ruling"), {"words": ""})
    sent(boris, path(case, "/ruling"), {"words": "The crack is new."})
    assert state(made, case).review
    again = read(boris, path(case, "/ruling"))
    assert "A review was asked for." in again
    assert "<textarea" not in again
    read(boris, path(opened(made, order="o-2"), "/ruling"), 404)


def test_a_case_that_goes_on_in_court_is_marked() -> None:
    made = world()
    case, boris = ruled(made), signed_in(made, "boris")
    sent(boris, path(case, "/proof"), {"proof": "refund-number", "reference": REFUND})
    made.do("complaint.verify", case.id, made.rita, clock.now(), words="Checked.")
    assert "The case goes on elsewhere" in read(boris, path(case, "/ruling"))
    assert "Choose where the case goes on." in refused(boris, path(case, "/elsewhere"), {"reference": "7 C 1/26"})
    sent(boris, path(case, "/elsewhere"), {"where": "court", "reference": "7 C 1/26"})
    assert state(made, case).elsewhere == "court"
