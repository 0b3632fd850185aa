"""What a consumer can do about an order: urge, write first, say whether it came; and what the staff do for one."""

import pytest

from ombud.core.complaint import file
from ombud.core.order import confirm_received, contact, deny_received, lapse, urge
from ombud.core.order.confirm_received import ConfirmReceived
from ombud.core.order.contact import ContactShop
from ombud.core.order.deny_received import DenyReceived
from ombud.core.order.events import LateOrderReminded, OrderReceived, OrderUrged, ReceiptAsked
from ombud.core.order.lapse import LetTimePass
from ombud.core.order.urge import UrgeOrder
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.order.world import (
    ANA,
    BORIS,
    CONTACT_FIRST,
    DAY,
    HOUR,
    INSTANT,
    OTTO,
    POLICY,
    RITA,
    SAM,
    T0,
    TIME,
    VERA,
    code,
    did,
    facts,
    told,
)


def test_the_shop_is_urged_at_most_once_in_the_packs_span() -> None:
    urged = did(urge, UrgeOrder(by=ANA, at=T0, order="o1"), told())
    assert urged.urged_at == T0
    again = urge.may(ANA, urged, POLICY, T0 + DAY - INSTANT)
    assert isinstance(again, Refusal)
    assert (again.code, again.facts["again_at"]) == ("urged-already", T0 + DAY)
    assert urge.may(ANA, urged, POLICY, T0 + DAY) is None


@pytest.mark.parametrize(
    ("by", "known", "refused"),
    [
        (OTTO, facts(), "buyer-only"),
        (BORIS, facts(), "buyer-only"),
        (RITA, facts(consumer=""), "order-without-consumer"),
        (ANA, facts(shop=""), "order-without-seller"),
        (ANA, facts("completed"), "order-complete"),
        (ANA, facts("teleported"), "status-not-on-path"),
        (ANA, facts("held"), "not-the-shops-turn"),
    ],
)
def test_urging_is_refused(by: object, known: object, refused: str) -> None:
    assert code(urge.decide(UrgeOrder(by=by, at=T0, order="o1"), told(known), POLICY)) == refused  # type: ignore[arg-type]


def test_who_spoke_for_whom_stands_in_the_event() -> None:
    outcome = urge.decide(UrgeOrder(by=RITA, at=T0, order="o1", came_by="call"), told(), POLICY)
    assert isinstance(outcome, tuple)
    assert isinstance(outcome[0], OrderUrged)
    assert (outcome[0].by, outcome[0].on_behalf_of, outcome[0].came_by) == (RITA, "ana", "call")
    own = urge.decide(UrgeOrder(by=ANA, at=T0, order="o1"), told(), POLICY)
    assert isinstance(own, tuple)
    assert own[0].on_behalf_of == ""


def test_a_complaint_waits_until_the_shop_was_written_to_and_the_span_is_over() -> None:
    order = told(policy=CONTACT_FIRST)
    never = file.may(ANA, order, CONTACT_FIRST, T0 + DAY)
    assert isinstance(never, Refusal)
    assert (never.code, never.facts["from_at"]) == ("contact-first", T0 + 2 * DAY)
    written = did(contact, ContactShop(by=ANA, at=T0 + DAY, order="o1", words=Words("Where is it?")), order)
    early = file.may(ANA, written, CONTACT_FIRST, T0 + 2 * DAY - INSTANT)
    assert isinstance(early, Refusal)
    assert early.facts["from_at"] == T0 + 2 * DAY
    assert file.may(ANA, written, CONTACT_FIRST, T0 + 2 * DAY) is None


def test_writing_twice_doesnt_begin_the_span_anew_and_the_shops_answer_isnt_a_contact() -> None:
    order = told(policy=CONTACT_FIRST)
    assert code(contact.decide(ContactShop(by=BORIS, at=T0, order="o1", words=Words("Hi")), order, POLICY)) == (
        "not-written-to"
    )
    written = did(contact, ContactShop(by=ANA, at=T0, order="o1", words=Words("Where is it?")), order)
    answered = did(contact, ContactShop(by=BORIS, at=T0 + HOUR, order="o1", words=Words("On its way")), written)
    twice = did(contact, ContactShop(by=ANA, at=T0 + 2 * HOUR, order="o1", words=Words("Really?")), answered)
    assert twice.contacted_at == T0


def test_no_such_step_holds_up_the_staff_a_consumer_who_got_nothing_or_other_platforms() -> None:
    order = told(facts("shipped"), policy=CONTACT_FIRST)
    assert file.may(RITA, order, CONTACT_FIRST, T0) is None
    assert file.may(ANA, order, POLICY, T0) is None
    denied = did(deny_received, DenyReceived(by=ANA, at=T0, order="o1"), order, CONTACT_FIRST)
    assert file.may(ANA, denied, CONTACT_FIRST, T0) is None


@pytest.mark.parametrize(
    ("by", "words", "refused"),
    [(OTTO, "Hello", "buyer-only"), (SAM, "Hello", "seller-only"), (VERA, "Hello", "no-right"), (ANA, " ", "no-words")],
)
def test_writing_is_refused(by: object, words: str, refused: str) -> None:
    command = ContactShop(by=by, at=T0, order="o1", words=Words(words))  # type: ignore[arg-type]
    assert code(contact.decide(command, told(), POLICY)) == refused


def test_a_yes_completes_the_order() -> None:
    outcome = confirm_received.decide(ConfirmReceived(by=ANA, at=T0, order="o1"), told(facts("shipped")), POLICY)
    assert isinstance(outcome, tuple)
    assert isinstance(outcome[0], OrderReceived)
    done = did(confirm_received, ConfirmReceived(by=ANA, at=T0, order="o1"), told(facts("shipped")))
    assert (done.status, done.receipt, done.late_at) == ("completed", "yes", None)


def test_a_no_leaves_it_where_it_is_and_is_said_once() -> None:
    sent = told(facts("shipped"))
    denied = did(deny_received, DenyReceived(by=ANA, at=T0, order="o1"), sent)
    assert (denied.status, denied.receipt, denied.late_at) == ("shipped", "no", sent.late_at)
    assert code(deny_received.decide(DenyReceived(by=ANA, at=T0, order="o1"), denied, POLICY)) == "said-already"
    assert did(confirm_received, ConfirmReceived(by=ANA, at=T0, order="o1"), denied).status == "completed"


def test_whether_it_came_is_nothing_to_say_before_it_was_sent_or_for_others() -> None:
    for verb, command in ((confirm_received, ConfirmReceived), (deny_received, DenyReceived)):
        assert code(verb.decide(command(by=ANA, at=T0, order="o1"), told(), POLICY)) == "receipt-not-asked"
        assert code(verb.decide(command(by=OTTO, at=T0, order="o1"), told(facts("shipped")), POLICY)) == "buyer-only"


def test_a_late_shop_is_reminded_once_a_stage() -> None:
    order = told()
    stage = order.entered
    assert stage is not None
    assert stage.remind_at is not None
    reminded = lapse.decide(LetTimePass(by=TIME, at=stage.remind_at, order="o1"), order, POLICY)
    assert isinstance(reminded, tuple)
    assert reminded == (LateOrderReminded(by=TIME, at=stage.remind_at, status="paid", late_at=T0 + 48 * HOUR),)
    late = did(lapse, LetTimePass(by=TIME, at=stage.remind_at, order="o1"), order)
    assert code(lapse.decide(LetTimePass(by=TIME, at=T0 + 400 * DAY, order="o1"), late, POLICY)) == "nothing-due"


def test_a_consumer_is_asked_once_whether_it_came_and_not_one_who_said_so() -> None:
    order = told(facts("shipped", shipped_at=T0))
    asked = lapse.decide(LetTimePass(by=TIME, at=T0 + 5 * DAY, order="o1"), order, POLICY)
    assert asked == (ReceiptAsked(by=TIME, at=T0 + 5 * DAY, status="shipped"),)
    denied = did(deny_received, DenyReceived(by=ANA, at=T0, order="o1"), order)
    assert code(lapse.decide(LetTimePass(by=TIME, at=T0 + 5 * DAY, order="o1"), denied, POLICY)) == "nothing-due"


def test_nobody_but_time_lets_it_pass() -> None:
    assert code(lapse.decide(LetTimePass(by=BORIS, at=T0 + 400 * DAY, order="o1"), told(), POLICY)) == "clock-only"
