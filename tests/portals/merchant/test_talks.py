"""A shop answers, offers and writes through its forms; each refusal keeps everything typed."""

import re

import pytest

from ombud.desk import clock
from tests.cast import world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import opened, path, read, refused, sent, state


@pytest.mark.requirement("MP-2")
def test_the_whole_negotiation_runs_through_the_forms() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    assert "The consumer asks for: Refund, ¥168.00." in read(boris, path(case))
    words = "It left us whole.\nWe have photos."
    sent(boris, path(case, "/answer"), {"stance": "explains", "words": words}, to=path(case))
    sent(boris, path(case, "/offer"), {"remedy": "refund", "amount": "50", "words": "For the trouble."})
    page = read(boris, path(case))
    assert "Your offer waits for an answer: Refund, ¥50.00" in page
    assert "It left us whole." in page
    made.do("complaint.offer", case.id, made.ana, clock.now(), terms={"remedy": "refund", "amount": 12000})
    page = read(boris, path(case))
    assert re.search(r"<h2 id=\"turn\">[^<]*¥120.00", page)
    looks = {
        look
        for look, _answer in re.findall(r'<a class="btn *([^"]*?) *" href="[^"]*/offers/o2/(accept|decline)"', page)
    }
    assert looks == {""}, "yes and no weigh the same"
    sent(boris, path(case, "/offer"), {"remedy": "refund", "amount": "¥80.50"})
    made.do("complaint.offer", case.id, made.ana, clock.now(), terms={"remedy": "refund", "amount": 10000})
    sent(boris, path(case, "/offers/o4/decline"), {"words": "Too much."})
    made.do("complaint.offer", case.id, made.ana, clock.now(), terms={"remedy": "refund", "amount": 9000})
    asked = read(boris, path(case, "/offers/o5/accept"))
    assert "You then carry it out and show that you did by" in asked
    sent(boris, path(case, "/offers/o5/accept"), {})
    complaint = state(made, case)
    assert complaint.stage == "executing"
    assert complaint.obligation
    assert complaint.obligation.terms.amount == 9000
    assert [one.state for one in complaint.offers] == ["countered", "countered", "countered", "declined", "accepted"]
    talk = read(boris, path(case, "/talk"))
    assert talk.count('<article class="offer') == 5
    assert "Too much." in talk


@pytest.mark.requirement("MP-2")
def test_agreeing_settles_on_what_was_asked() -> None:
    made = world()
    case = opened(made)
    sent(signed_in(made, "boris"), path(case, "/answer"), {"stance": "agrees", "words": ""})
    complaint = state(made, case)
    assert (complaint.stage, complaint.answered) == ("executing", "agrees")


def test_an_answer_after_its_time_is_refused_and_keeps_what_was_typed() -> None:
    made = world()
    case, boris = opened(made, hours=49), signed_in(made, "boris")
    body = refused(boris, path(case, "/answer"), {"stance": "refuses", "words": "We sent it <whole>.", "act_key": "k"})
    assert "We sent it &lt;whole&gt;." in body
    assert re.search(r'value="refuses" checked', body)
    assert "no longer negotiate" in body or "ended at" in body
    assert state(made, case).answered is None
    assert "<textarea" not in read(boris, path(case, "/answer"))


def test_an_answer_without_a_choice_or_words_says_which() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    assert "Choose whether you agree, refuse or explain." in refused(boris, path(case, "/answer"), {"words": "Hm"})
    body = refused(boris, path(case, "/answer"), {"stance": "refuses", "words": "  "})
    assert 'id="words-error"' in body


def test_words_that_look_like_abuse_are_warned_of_and_can_be_meant() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    spam = {"words": "加微信兼职刷单，每天返现。"}
    body = refused(boris, path(case, "/talk"), spam)
    assert spam["words"] in body
    assert 'name="sure"' in body
    sent(boris, path(case, "/talk"), {**spam, "sure": "on"})


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"remedy": "", "amount": "50"}, "Choose what you offer."),
        ({"remedy": "refund", "amount": ""}, "Enter an amount, such as"),
        ({"remedy": "refund", "amount": "fifty"}, "isn’t an amount"),
        ({"remedy": "refund", "amount": "500"}, "168.00"),
        ({"remedy": "compensation", "amount": "5000"}, "Compensation here is at most"),
    ],
)
def test_an_offer_that_cannot_be_says_why_and_stays(fields: dict[str, str], told: str) -> None:
    made = world()
    case = opened(made)
    body = refused(signed_in(made, "boris"), path(case, "/offer"), {**fields, "words": "Dear customer"})
    assert told in body
    assert "Dear customer" in body
    assert f'value="{fields["amount"]}"' in body
    assert state(made, case).offers == ()


def test_a_yes_to_an_offer_that_was_replaced_does_not_land_on_the_new_one() -> None:
    made = world()
    case, boris, now = opened(made), signed_in(made, "boris"), clock.now()
    made.do("complaint.offer", case.id, made.ana, now, terms={"remedy": "refund", "amount": 9000})
    made.do("complaint.offer", case.id, made.boris, now, terms={"remedy": "refund", "amount": 1000})
    made.do("complaint.offer", case.id, made.ana, now, terms={"remedy": "refund", "amount": 16000})
    assert "replaced" in refused(boris, path(case, "/offers/o1/accept"), {})
    assert state(made, case).stage == "negotiating"
    read(boris, path(case, "/offers/o9/accept"), 404)
