"""A consumer files a complaint: who, when, and every no."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.complaint import file
from ombud.core.complaint.events.filing import ClaimedLine, ComplaintAdmitted, ComplaintFiled, KeptContact
from ombud.core.complaint.file import Contact, LineClaim
from ombud.core.complaint.rungs import NO_WORDS, TOO_LONG, TOO_MANY_FILES
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.words import Words
from tests.core.complaint.cast import (
    FACTS,
    NEGOTIATING,
    PHOTO,
    SETTLED,
    attempt_filing,
    filed,
    ordered,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    CYRUS,
    DAY,
    HOUR,
    INSTANT,
    RITA,
    T0,
    packed,
)


@pytest.mark.requirement("CG-10")
def test_a_complaint_is_acknowledged_with_its_number_and_with_the_shop_at_once() -> None:
    said, admitted = attempt_filing(ordered())
    assert said == ComplaintFiled(
        by=CARLA,
        at=T0,
        complaint="c1",
        number="N1",
        order="order-1",
        order_number="A-1",
        shop="mugs",
        consumer="carla",
        pack="test@1",
        reason="quality",
        lines=(ClaimedLine(line="l1", quantity=2, title="Mug", paid=6_000),),
        asked=Terms(remedy="refund", amount=6_000),
        currency="CNY",
        purchased_at=T0 - 10 * DAY,
        problem=Words("Both handles broke.").kept,
        contact=KeptContact(phone=Words("139").kept),
        files=(PHOTO,),
    )
    answer = Deadline(
        kind="answer", on="merchant", from_at=T0, due_at=T0 + 48 * HOUR, remind_at=T0 + 36 * HOUR, calendar=""
    )
    negotiation = Deadline(kind="negotiation", on="both", from_at=T0, due_at=T0 + 240 * HOUR)
    assert admitted == ComplaintAdmitted(by=CARLA, at=T0, answer=answer, negotiation=negotiation)


@pytest.mark.requirement("CG-5")
def test_abuse_holds_a_complaint_for_a_person_to_look_at_and_loses_nothing() -> None:
    (said,) = attempt_filing(ordered(), problem=Words("You scoundrels."))
    assert (said.held, said.deadline.kind, said.deadline.on) == ("abuse", "admission", "platform")
    assert said.problem == Words("You scoundrels.").kept


def test_words_that_look_like_advertising_are_sent_only_by_somebody_who_is_sure() -> None:
    words = Words("Buy now!")
    assert attempt_filing(ordered(), problem=words) == file.WORDS_WARNED.given(rule="advertising")
    (said,) = attempt_filing(ordered(), problem=words, sure=True)
    assert said.held == "advertising"


def test_a_platform_that_looks_first_admits_nothing_by_itself() -> None:
    (said,) = attempt_filing(ordered(), packed(admission="by-reviewer"))
    assert (said.held, said.deadline.due_at) == ("", T0 + 24 * HOUR)


def test_the_window_is_half_open_and_counted_from_the_purchase() -> None:
    closes_at = (T0 - 10 * DAY).replace(hour=0) + timedelta(days=181)
    assert isinstance(attempt_filing(ordered(), at=closes_at - INSTANT), tuple)
    assert attempt_filing(ordered(), at=closes_at) == file.WINDOW_CLOSED.given(closed_at=closes_at)


def test_whoever_complains_about_all_of_it_can_ask_for_the_freight_too() -> None:
    everything = (LineClaim(line="l1", quantity=2), LineClaim(line="l2"))
    said, _ = attempt_filing(ordered(), lines=everything, asked=Terms(remedy="refund", amount=12_000))
    assert sum(line.paid for line in said.lines) == 12_000


def test_another_reason_or_other_goods_can_be_complained_about_meanwhile() -> None:
    order = NEGOTIATING.order
    assert isinstance(attempt_filing(order, reason="wrong-goods"), tuple)
    other = {"lines": (LineClaim(line="l2"),), "asked": Terms(remedy="refund", amount=5_000)}
    assert isinstance(attempt_filing(order, **other), tuple)


REFUND = {"asked": Terms(remedy="refund", amount=6_001)}


@pytest.mark.parametrize(
    ("order", "by", "changed", "refusal"),
    [
        (ordered(), CYRUS, {}, file.NOT_YOUR_ORDER),
        (ordered(), BORIS, {}, file.NOT_YOUR_ORDER),
        (ordered(consumer=""), RITA, {}, file.NOT_YOUR_ORDER),
        (ordered(shop=""), CARLA, {}, file.NO_SHOP),
        (ordered(lines=()), CARLA, {}, file.NOTHING_BOUGHT),
        (ordered(), CARLA, {"reason": "boredom"}, file.NO_SUCH_REASON.given(reason="boredom")),
        (ordered(), CARLA, {"lines": ()}, file.NO_LINE),
        (ordered(), CARLA, {"lines": (LineClaim(line="l9"),)}, file.NOT_IN_ORDER.given(line="l9")),
        (ordered(), CARLA, {"lines": (LineClaim(line="l1", quantity=3),)}, file.TOO_MANY_PIECES.given(bought=2)),
        (ordered(), CARLA, {"lines": (LineClaim(line="l1", quantity=0),)}, file.TOO_MANY_PIECES.given(bought=2)),
        (NEGOTIATING.order, CARLA, {}, file.ALREADY_PENDING.given(number="N1")),
        (ordered(), CARLA, {"asked": Terms(remedy="resend")}, file.REMEDY_DOES_NOT_FIT),
        (ordered(), CARLA, {"asked": Terms(remedy="refund")}, file.NO_AMOUNT),
        (ordered(), CARLA, {"asked": Terms(remedy="exchange", amount=1)}, file.NOT_MONEY),
        (ordered(), CARLA, REFUND, file.TOO_MUCH.given(refundable=6_000)),
        (ordered(paid=100), CARLA, {}, file.TOO_MUCH.given(refundable=100)),
        (ordered(), CARLA, {"problem": Words(" ")}, NO_WORDS.at_field("problem")),
        (
            ordered(),
            CARLA,
            {"problem": Words("x" * 201)},
            TOO_LONG.at_field("problem").given(words_max=200, words=201),
        ),
        (ordered(), CARLA, {"contact": Contact(name=Words("Carla"))}, file.NO_CONTACT),
        (ordered(), CARLA, {"files": (PHOTO,) * 5}, TOO_MANY_FILES.given(files_max=4)),
        (
            ordered(),
            CARLA,
            {"reason": "wrong-goods", "files": ()},
            file.EVIDENCE_MISSING.given(kind="photo-goods"),
        ),
        # Precedence: a stranger learns nothing of the order, and what is wrong first is said first.
        (ordered(shop="", lines=()), CYRUS, {"lines": ()}, file.NOT_YOUR_ORDER),
        (ordered(shop="", lines=()), CARLA, {"lines": ()}, file.NO_SHOP),
        (ordered(), CARLA, {"lines": (), "problem": Words("")}, file.NO_LINE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    order: Any, by: Any, changed: dict[str, Any], refusal: object
) -> None:
    assert attempt_filing(order, by=by, **changed) == refusal


def test_an_order_without_a_date_is_never_too_late() -> None:
    assert FACTS.purchased_at is not None
    assert filed(ordered(purchased_at=None)).state.stage == "negotiating"


def test_only_what_other_complaints_left_of_the_order_can_be_asked() -> None:
    lines = (LineClaim(line="l1", quantity=2), LineClaim(line="l2"))
    asked = Terms(remedy="refund", amount=6_001)
    found = attempt_filing(SETTLED.order, lines=lines, reason="wrong-goods", asked=asked)
    assert found == file.TOO_MUCH.given(refundable=6_000)
