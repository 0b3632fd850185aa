"""Somebody says something in the case."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.core.complaint import message
from ombud.core.complaint.events.talk import MessageSent
from ombud.core.complaint.rungs import CLOSED, NO_WORDS, NOT_YET_ADMITTED, NOT_YOURS, TOO_LONG, TOO_MANY_FILES
from ombud.core.conversation.rungs import TOO_FAST
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY, Words
from tests.core.complaint.cast import (
    CHAT,
    EXECUTED,
    HELD,
    NEGOTIATING,
    OPEN_CASES,
    SAID,
    attempt,
)
from tests.core.complaint.world import (
    BELA,
    BORIS,
    CARLA,
    CYRUS,
    IMPORTER,
    IRIS,
    RITA,
    T0,
)


@pytest.mark.requirement("CG-4")
@pytest.mark.parametrize("case", OPEN_CASES)
def test_both_sides_and_the_staff_can_write_while_the_case_is_open(case: Any) -> None:
    for by in (CARLA, RITA) if case is HELD else (CARLA, BORIS, RITA):
        assert attempt(message, case, by, words=SAID) == (MessageSent(by=by, at=case.at, words=SAID.kept),)


def test_files_alone_are_a_message_and_become_evidence() -> None:
    sent = NEGOTIATING.then(message, BORIS, files=(CHAT,))
    assert sent.events == (MessageSent(by=BORIS, at=T0, words=EMPTY.kept, files=(CHAT,)),)
    assert [(one.id, one.side) for one in sent.state.exhibits] == [("photo-1", "consumer"), ("chat-1", "merchant")]


@pytest.mark.requirement("CG-5")
def test_abuse_is_sent_only_by_somebody_who_is_sure() -> None:
    abuse = Words("You scoundrel!")
    assert attempt(message, NEGOTIATING, CARLA, words=abuse) == message.WORDS_WARNED.given(rule="abuse")
    assert isinstance(attempt(message, NEGOTIATING, CARLA, words=abuse, sure=True), tuple)
    assert isinstance(attempt(message, NEGOTIATING, RITA, words=Words("“scoundrel” is no argument")), tuple)


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (NEGOTIATING, CYRUS, {}, NOT_YOURS),
        (NEGOTIATING, IMPORTER, {}, NOT_YOURS),
        (NEGOTIATING, BELA, {}, NO_RIGHT),
        (EXECUTED, CARLA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (EXECUTED, IRIS, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (HELD, BORIS, {}, NOT_YET_ADMITTED.given(due_at=HELD.due("admission"))),
        (NEGOTIATING, CARLA, {"words": EMPTY}, NO_WORDS),
        (NEGOTIATING, CARLA, {"words": Words("x" * 201)}, TOO_LONG.given(words_max=200, words=201)),
        (NEGOTIATING, CARLA, {"files": (CHAT,) * 4}, TOO_MANY_FILES.given(files_max=4)),
        (EXECUTED, CYRUS, {"words": EMPTY}, NOT_YOURS),
        (
            NEGOTIATING,
            CARLA,
            {"sent_in_minute": 20, "sent_in_day": 100},
            TOO_FAST.given(messages_max=20, next_at=NEGOTIATING.at + timedelta(minutes=1)),
        ),
        (
            NEGOTIATING,
            CARLA,
            {"sent_in_minute": 19, "sent_in_day": 100, "words": EMPTY},
            message.ENOUGH_TODAY.given(messages_max=100),
        ),
        (NEGOTIATING, BORIS, {"sent_in_day": 100}, message.ENOUGH_TODAY.given(messages_max=100)),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(
    case: Any, by: Any, fields: dict[str, Any], refusal: object
) -> None:
    assert attempt(message, case, by, **({"words": SAID} | fields)) == refusal
