"""Whoever owes it shows that it was done."""

from typing import Any

import pytest

from ombud.core.complaint import prove, send_back
from ombud.core.complaint.events.execution import ExecutionProved
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_THE_SHOP, TOO_LATE, TOO_LONG, TOO_MANY_FILES
from ombud.core.deadlines import Deadline
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY, NOTHING, Words
from tests.core.complaint.cast import (
    ADVANCED,
    CHAT,
    EXCHANGE,
    EXECUTED,
    NEGOTIATING,
    PLATFORM,
    PROVED,
    RULED,
    SAID,
    SETTLED,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    HOUR,
    INSTANT,
    IRIS,
    RITA,
    SAM,
)

NUMBER: dict[str, Any] = {"proof": "refund-number", "reference": Words("1234567")}
SENT_BACK_TWICE = (
    PROVED.then(send_back, RITA, words=SAID).then(prove, BORIS, **NUMBER).then(send_back, RITA, words=SAID)
)
EXCHANGED = ruled(PLATFORM, terms=EXCHANGE)


@pytest.mark.requirement("MP-7")
def test_a_proof_gives_the_platform_a_turn() -> None:
    at = RULED.at
    (event,) = PROVED.events
    deadline = Deadline(kind="verification", on="platform", from_at=at, due_at=at + 46 * HOUR)
    assert event == ExecutionProved(
        by=BORIS,
        at=at,
        proof="refund-number",
        number=Words("1234567").kept,
        words=NOTHING,
        files=(),
        deadline=deadline,
    )
    assert (PROVED.state.stage, PROVED.state.proofs, PROVED.state.deadlines) == ("verifying", 1, (deadline,))


def test_a_settlement_is_proved_the_same_way() -> None:
    assert SETTLED.then(prove, BORIS, **NUMBER).state.stage == "verifying"


@pytest.mark.requirement("MP-9")
def test_what_the_platform_pays_ahead_a_reviewer_proves() -> None:
    made = ADVANCED.then(prove, RITA, proof="refund-number", reference=Words("7654321"), files=(CHAT,))
    assert (made.state.stage, made.state.exhibits[-1].side) == ("verifying", "platform")


def test_a_proof_is_in_time_until_before_its_deadline() -> None:
    due = RULED.due("execution")
    assert isinstance(attempt(prove, RULED, BORIS, at=due - INSTANT, **NUMBER), tuple)
    assert attempt(prove, RULED, BORIS, at=due, **NUMBER) == TOO_LATE.given(due_at=due)


VOUCHER: dict[str, Any] = {"proof": "voucher", "words": SAID, "files": (CHAT,), "reference": EMPTY}


@pytest.mark.requirement("MP-7")
@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (RULED, CARLA, {}, NOT_THE_SHOP),
        (RULED, SAM, {}, NOT_THE_SHOP),
        (RULED, BELA, {}, NO_RIGHT),
        (RULED, IRIS, {}, NO_RIGHT),
        (EXECUTED, BORIS, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (PROVED, BORIS, {}, prove.BEING_VERIFIED),
        (NEGOTIATING, BORIS, {}, prove.NOTHING_OWED),
        (RULED, RITA, {}, prove.SHOP_OWES),
        (ADVANCED, BORIS, {}, prove.TAKEN_OVER),
        (SENT_BACK_TWICE, BORIS, {}, prove.USED_UP.given(proofs_max=2)),
        (RULED, BORIS, {"proof": "oath"}, prove.NO_SUCH_PROOF),
        (RULED, BORIS, {"proof": "waybill"}, prove.NO_SUCH_PROOF),
        (RULED, BORIS, {"reference": Words("12345")}, prove.WRONG_FORM.given(example="123456")),
        (RULED, BORIS, {"reference": Words("1234567 or so")}, prove.WRONG_FORM.given(example="123456")),
        (RULED, BORIS, {"reference": EMPTY}, prove.WRONG_FORM.given(example="123456")),
        (EXCHANGED, BORIS, {"proof": "waybill", "reference": Words("SF1234")}, prove.NO_FILE),
        (RULED, BORIS, VOUCHER | {"files": ()}, prove.NO_FILE),
        (RULED, BORIS, VOUCHER | {"words": EMPTY}, NO_WORDS),
        (RULED, BORIS, VOUCHER | {"files": (CHAT,) * 5}, TOO_MANY_FILES.given(files_max=4)),
        (
            RULED,
            BORIS,
            VOUCHER | {"reference": Words("x" * 201)},
            TOO_LONG.at_field("reference").given(words_max=200, words=201),
        ),
        (PROVED, CARLA, {"proof": "oath"}, NOT_THE_SHOP),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(prove, case, by, **(NUMBER | fields)) == refusal


def test_a_file_with_an_explanation_is_a_proof_too() -> None:
    assert isinstance(attempt(prove, RULED, BORIS, **VOUCHER), tuple)


def test_proofs_of_a_settlement_do_not_use_up_those_of_the_ruling_after_it() -> None:
    case = SETTLED
    for _ in range(2):
        case = case.then(prove, BORIS, **NUMBER).then(send_back, RITA, words=SAID)
    broken = case.wait(case.due("execution"))
    assert isinstance(attempt(prove, ruled(broken), BORIS, **NUMBER), tuple)


def test_a_shop_that_exchanges_late_can_still_prove_it() -> None:
    case = EXCHANGED
    for _ in range(2):
        case = case.wait(case.due("execution"))
    proved = {"proof": "waybill", "reference": Words("SF1234"), "files": (CHAT,)}
    assert isinstance(attempt(prove, case, BORIS, **proved), tuple)
