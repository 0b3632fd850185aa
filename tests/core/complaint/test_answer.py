"""A shop answers a complaint."""

from typing import Any

import pytest

from ombud.core.complaint import answer
from ombud.core.complaint.events.talk import ComplaintAnswered, Obligation, Settled
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_THE_SHOP, NOT_YET_ADMITTED, TOO_LATE, TOO_MANY_FILES
from ombud.core.deadlines import Deadline
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY
from tests.core.complaint.cast import (
    CHAT,
    EXECUTED,
    HELD,
    NEGOTIATING,
    PLATFORM,
    REFUND,
    REFUSED,
    SAID,
    SETTLED,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    HOUR,
    INSTANT,
    LATE,
    RITA,
    SAM,
    T0,
)

AT = T0 + HOUR


@pytest.mark.requirement("MP-2")
def test_a_shop_that_agrees_owes_what_was_asked() -> None:
    said, settled = SETTLED.events
    assert said == ComplaintAnswered(by=BORIS, at=AT, stance="agrees", words=SAID.kept)
    obligation = Obligation(terms=REFUND, on="merchant", ground="settlement", since=AT)
    due = AT + 50 * HOUR
    deadline = Deadline(kind="execution", on="merchant", from_at=AT, due_at=due, remind_at=AT + 38 * HOUR)
    assert settled == Settled(by=BORIS, at=AT, obligation=obligation, deadline=deadline)
    assert SETTLED.order.refunds == {"c1": 6_000}


def test_a_refusal_gives_the_consumer_a_turn() -> None:
    (said,) = REFUSED.events
    assert (said.stance, said.choice.on, said.choice.due_at) == ("refuses", "consumer", AT + 72 * HOUR)
    assert [one.kind for one in REFUSED.state.deadlines] == ["negotiation", "choice"]


def test_an_answer_is_in_time_until_before_its_deadline() -> None:
    due = NEGOTIATING.due("answer")
    fields = {"stance": "explains", "words": SAID}
    assert isinstance(attempt(answer, NEGOTIATING, BORIS, at=due - INSTANT, **fields), tuple)
    assert attempt(answer, NEGOTIATING, BORIS, at=due, **fields) == TOO_LATE.given(due_at=due)


def test_an_agreement_needs_no_words() -> None:
    assert isinstance(attempt(answer, NEGOTIATING, BORIS, stance="agrees", words=EMPTY), tuple)


@pytest.mark.requirement("MP-3")
def test_a_shop_that_says_nothing_loses_the_case_to_the_platform() -> None:
    waited = NEGOTIATING.wait(NEGOTIATING.due("answer"))
    assert [type(one).__name__ for one in waited.events] == ["DeadlineLapsed", "PlatformSteppedIn"]
    assert (waited.state.stage, waited.state.intervened) == ("platform", "merchant-silent")


@pytest.mark.parametrize(
    ("case", "by", "at", "fields", "refusal"),
    [
        (NEGOTIATING, CARLA, AT, {}, NOT_THE_SHOP),
        (NEGOTIATING, SAM, AT, {}, NOT_THE_SHOP),
        (NEGOTIATING, RITA, AT, {}, NOT_THE_SHOP),
        (NEGOTIATING, BELA, AT, {}, NO_RIGHT),
        (EXECUTED, BORIS, T0 + LATE, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (HELD, BORIS, AT, {}, NOT_YET_ADMITTED.given(due_at=HELD.due("admission"))),
        (PLATFORM, BORIS, AT, {}, answer.NOT_NEGOTIATING),
        (REFUSED, BORIS, AT, {}, answer.ANSWERED),
        (NEGOTIATING, BORIS, AT, {"words": EMPTY}, NO_WORDS),
        (NEGOTIATING, BORIS, AT, {"files": (CHAT,) * 5}, TOO_MANY_FILES.given(files_max=4)),
        (EXECUTED, SAM, AT, {}, NOT_THE_SHOP),
        (REFUSED, BORIS, T0 + LATE, {"words": EMPTY}, answer.ANSWERED),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, at: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(answer, case, by, at=at, **({"stance": "refuses", "words": SAID} | fields)) == refusal
