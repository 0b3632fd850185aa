"""What a reader is told: whose turn it is, by when, and where the case stands."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint import excuse
from ombud.core.complaint.standing import awaiting, nearest, stages, turns_of, your_state
from tests.core.complaint.cast import (
    ADVANCED,
    ASKED,
    BOTH_ASKED,
    EXCUSED,
    EXECUTED,
    FOR_NOBODY,
    HELD,
    IN_REVIEW,
    NEGOTIATING,
    OFFERED,
    PLATFORM,
    PROPOSED,
    PROVED,
    REFUSED,
    RETURN,
    RULED,
    SAID,
    SETTLED,
    WITHDRAWN,
    ruled,
)
from tests.core.complaint.world import (
    BORIS,
    HOUR,
)

GOODS = ruled(PLATFORM, terms=RETURN)
YOURS, THEIRS, PLATFORMS = "your-turn", "their-turn", "platform-turn"


@pytest.mark.requirement("CG-4")
@pytest.mark.parametrize(
    ("case", "consumer", "merchant", "platform", "waits"),
    [
        (HELD, PLATFORMS, PLATFORMS, YOURS, "awaiting-acceptance"),
        (NEGOTIATING, THEIRS, YOURS, THEIRS, "awaiting-merchant-answer"),
        (REFUSED, YOURS, THEIRS, THEIRS, "awaiting-consumer-choice"),
        (OFFERED, YOURS, THEIRS, THEIRS, "awaiting-consumer-offer-answer"),
        (PLATFORM, PLATFORMS, PLATFORMS, YOURS, "awaiting-ruling"),
        (PROPOSED, PLATFORMS, PLATFORMS, YOURS, "awaiting-ruling"),
        (ASKED, THEIRS, YOURS, THEIRS, "awaiting-merchant-evidence"),
        (BOTH_ASKED, YOURS, YOURS, THEIRS, "awaiting-both-evidence"),
        (EXCUSED, PLATFORMS, PLATFORMS, YOURS, "awaiting-excuse-answer"),
        (SETTLED, THEIRS, YOURS, THEIRS, "awaiting-execution-proof"),
        (RULED, THEIRS, YOURS, THEIRS, "awaiting-execution-proof"),
        (GOODS, YOURS, THEIRS, THEIRS, "awaiting-goods"),
        (ADVANCED, PLATFORMS, PLATFORMS, YOURS, "awaiting-platform-execution"),
        (PROVED, PLATFORMS, PLATFORMS, YOURS, "awaiting-verification"),
        (IN_REVIEW, PLATFORMS, PLATFORMS, YOURS, "awaiting-review"),
        (EXECUTED, "closed", "closed", "closed", "closed"),
    ],
)
def test_each_party_is_told_whose_turn_it_is(
    case: Any, consumer: str, merchant: str, platform: str, waits: str
) -> None:
    state = case.state
    said = (your_state(state, "consumer"), your_state(state, "merchant"), your_state(state, "platform"))
    assert said == (consumer, merchant, platform)
    assert awaiting(state) == waits


@pytest.mark.parametrize(
    ("case", "party", "kind"),
    [
        (NEGOTIATING, "consumer", "answer"),
        (NEGOTIATING, "merchant", "answer"),
        (OFFERED, "merchant", "offer"),
        (ASKED, "merchant", "evidence"),
        (ASKED, "consumer", "evidence"),
        (ASKED, "platform", "ruling"),
        (PLATFORM, "consumer", "ruling"),
    ],
)
def test_the_deadline_shown_is_ones_own_or_the_one_everybody_waits_for(case: Any, party: Any, kind: str) -> None:
    assert nearest(case.state, party).kind == kind


def test_where_talk_as_a_whole_ends_before_the_turn_does_that_is_shown() -> None:
    choice, talk = REFUSED.state.deadline("choice"), REFUSED.state.deadline("negotiation")
    assert choice is not None
    assert talk is not None
    ending = replace(REFUSED.state, deadlines=(choice, replace(talk, due_at=choice.due_at - HOUR)))
    assert nearest(ending, "consumer") == nearest(ending, "merchant") == ending.deadlines[1]


def test_a_side_that_waits_for_an_answer_to_its_excuse_leaves_the_turn_to_both_others() -> None:
    one = BOTH_ASKED.then(excuse, BORIS, request="r2", kind="cannot", words=SAID)
    assert turns_of(one.state) == ("consumer", "platform")
    assert awaiting(one.state) == "awaiting-consumer-evidence"


@pytest.mark.parametrize(
    ("case", "states"),
    [
        (HELD, "current ahead ahead ahead ahead ahead"),
        (NEGOTIATING, "done current ahead ahead ahead ahead"),
        (PLATFORM, "done done current ahead ahead ahead"),
        (SETTLED, "done done skipped current ahead ahead"),
        (PROVED, "done done done done current ahead"),
        (EXECUTED, "done done done done done current"),
        (FOR_NOBODY, "done done done skipped skipped current"),
        (WITHDRAWN, "done done skipped skipped skipped current"),
    ],
)
def test_the_stage_bar_shows_what_is_done_ahead_or_not_needed(case: Any, states: str) -> None:
    assert [step.state for step in stages(case.state)] == states.split()
