"""The consumer sends the goods back."""

from typing import Any

import pytest

from ombud.core.complaint import send_goods
from ombud.core.complaint.events.execution import GoodsSentBack
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_THE_CONSUMER, TOO_LATE, TOO_MANY_FILES
from ombud.core.deadlines import Deadline
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    CHAT,
    EXECUTED,
    PLATFORM,
    RETURN,
    RULED,
    attempt,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    CARLA,
    CYRUS,
    HOUR,
    INSTANT,
    RITA,
)

OWED = ruled(PLATFORM, terms=RETURN)
FIELDS: dict[str, Any] = {"carrier": Words("SF"), "waybill": Words("SF1234"), "files": (CHAT,)}
SENT = OWED.then(send_goods, CARLA, **FIELDS)


def test_once_the_goods_are_on_their_way_it_is_the_shops_turn() -> None:
    at = OWED.at
    deadline = Deadline(kind="execution", on="merchant", from_at=at, due_at=at + 49 * HOUR, remind_at=at + 37 * HOUR)
    assert SENT.events == (
        GoodsSentBack(
            by=CARLA,
            at=at,
            carrier=Words("SF").kept,
            waybill=Words("SF1234").kept,
            deadline=deadline,
            files=(CHAT,),
        ),
    )
    assert (SENT.state.goods_sent, SENT.state.deadlines) == (True, (deadline,))


def test_goods_are_in_time_until_before_their_deadline() -> None:
    due = OWED.due("goods")
    assert isinstance(attempt(send_goods, OWED, CARLA, at=due - INSTANT, **FIELDS), tuple)
    assert attempt(send_goods, OWED, CARLA, at=due, **FIELDS) == TOO_LATE.given(due_at=due)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (OWED, CYRUS, {}, NOT_THE_CONSUMER),
        (OWED, BORIS, {}, NOT_THE_CONSUMER),
        (OWED, RITA, {}, NOT_THE_CONSUMER),
        (EXECUTED, CARLA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (RULED, CARLA, {}, send_goods.NOTHING_TO_SEND),
        (SENT, CARLA, {}, send_goods.NOTHING_TO_SEND),
        (OWED, CARLA, {"carrier": EMPTY}, NO_WORDS.at_field("carrier")),
        (OWED, CARLA, {"waybill": EMPTY}, NO_WORDS.at_field("waybill")),
        (OWED, CARLA, {"files": (CHAT,) * 4}, TOO_MANY_FILES.given(files_max=4)),
        (RULED, CYRUS, {"carrier": EMPTY}, NOT_THE_CONSUMER),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(send_goods, case, by, **(FIELDS | fields)) == refusal
