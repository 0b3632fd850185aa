"""One side puts the talk about the order into the case."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint import attach_talk
from ombud.core.complaint.events.talk import TalkAttached
from ombud.core.complaint.rungs import CLOSED, NOT_YET_ADMITTED, NOT_YOURS, TOO_LONG
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.staff import NO_RIGHT
from ombud.core.words import Words
from tests.core.complaint.cast import EXECUTED, HELD, NEGOTIATING, SAID, attempt
from tests.core.complaint.world import BELA, BORIS, CARLA, CYRUS, RITA, T0

TALK = Excerpt(
    conversation=NEGOTIATING.state.order_id, first=3, last=5, shown_first=2, shown_last=8, hash="ab" * 32, messages=2,
    files=1, first_at=T0, last_at=T0,
)  # fmt: skip


@pytest.mark.requirement("PD-1")
@pytest.mark.parametrize(("by", "side"), [(CARLA, "consumer"), (BORIS, "merchant")])
def test_either_side_attaches_the_talk_with_the_hash_of_its_record(by: Any, side: Any) -> None:
    attached = NEGOTIATING.then(attach_talk, by, excerpt=TALK, words=SAID)
    assert attached.events == (TalkAttached(by=by, at=T0, talk="t1", side=side, excerpt=TALK, words=SAID.kept),)
    assert [(one.id, one.side, one.excerpt) for one in attached.state.talks] == [("t1", side, TALK)]
    assert attached.state.exhibits == NEGOTIATING.state.exhibits


@pytest.mark.parametrize(
    ("case", "by", "fields", "refusal"),
    [
        (NEGOTIATING, CYRUS, {}, NOT_YOURS),
        (NEGOTIATING, RITA, {}, NOT_YOURS),
        (NEGOTIATING, BELA, {}, NO_RIGHT),
        (EXECUTED, CARLA, {}, CLOSED.given(closed_at=EXECUTED.at)),
        (NEGOTIATING, CARLA, {"excerpt": None}, attach_talk.NO_TALK),
        (NEGOTIATING, CARLA, {"excerpt": replace(TALK, conversation="another")}, attach_talk.NO_TALK),
        (NEGOTIATING, CARLA, {"words": Words("x" * 2001)}, TOO_LONG.given(words_max=200, words=2001)),
    ],
)
def test_refusals(case: Any, by: Any, fields: Any, refusal: Any) -> None:
    assert attempt(attach_talk, case, by, **{"excerpt": TALK, **fields}) == refusal


def test_a_shop_attaches_nothing_to_a_case_it_does_not_have_yet() -> None:
    refusal = attempt(attach_talk, HELD, BORIS, excerpt=TALK)
    assert getattr(refusal, "code", "") == NOT_YET_ADMITTED.code


def test_the_same_messages_are_attached_once_and_not_without_end() -> None:
    attached = NEGOTIATING.then(attach_talk, CARLA, excerpt=TALK)
    assert attempt(attach_talk, attached, BORIS, excerpt=TALK) == attach_talk.ATTACHED_ALREADY
    for n in range(1, attach_talk.TALKS_MAX):
        attached = attached.then(attach_talk, CARLA, excerpt=replace(TALK, last=100 + n))
    refusal = attach_talk.TOO_MANY_TALKS.given(talks_max=attach_talk.TALKS_MAX)
    assert attempt(attach_talk, attached, CARLA, excerpt=replace(TALK, last=500)) == refusal
    assert isinstance(attempt(attach_talk, attached, BORIS, excerpt=replace(TALK, last=500)), tuple)
