"""What a reader is told of a penalty: its status, whose turn it is, and whether the pop-up still speaks of it."""

from typing import Any, get_args

import pytest

from ombud.core.deadlines import PenaltyDue
from ombud.core.penalty import answer, decline, judge_condition, lapse, open_notice, recount, standing
from ombud.core.penalty.audience import AUDIENCES
from ombud.core.penalty.events import PenaltyEvent
from ombud.core.penalty.state import REGIONS, fold
from ombud.core.people import Clock
from ombud.core.words import Words
from tests.core.penalty import cast
from tests.core.penalty.cast import APPEALED, BEGUN, IMPOSED, IN_FULL, LATER, REJECTED
from tests.core.penalty.world import BELA, BORIS, DAY, HOUR, POLICY, RITA, RUTH, SAM, VERA, Case, attempt


@pytest.mark.requirement("WD-8")
@pytest.mark.parametrize(
    ("case", "status", "tab", "turn"),
    [
        (cast.PROPOSED, "proposed", "closed", "platform"),
        (LATER, "not-open", "open", "merchant"),
        (IMPOSED, "can-appeal", "open", "merchant"),
        (BEGUN, "begun", "open", "merchant"),
        (APPEALED, "in-review", "review", "platform"),
        (cast.ASKED, "question", "open", "merchant"),
        (cast.GRANTED, "condition", "open", "merchant"),
        (cast.MET, "condition-check", "review", "platform"),
        (cast.INCOMPLETE, "incomplete", "open", "merchant"),
        (cast.WITHDRAWN, "can-appeal", "open", "merchant"),
        (IN_FULL, "revoked", "closed", None),
        (cast.IN_PART, "partly", "closed", None),
        (REJECTED, "rejected", "closed", None),
        (cast.LIFTED, "lifted", "closed", None),
        (cast.FORBIDDEN, "not-appealable", "closed", None),
        (IMPOSED.wait(11 * DAY), "closed", "closed", None),
    ],
)
def test_each_place_has_its_status_its_tab_and_its_turn(case: Case, status: str, tab: str, turn: Any) -> None:
    assert standing.status_of(case.state, case.at) == status
    assert standing.tab_of(case.state) == tab
    assert standing.turn_of(case.state) == turn
    assert [one.state for one in standing.steps(case.state, case.at)].count("current") == 1


def test_a_window_that_has_closed_is_closed_although_no_timer_ran() -> None:
    assert standing.status_of(IMPOSED.state, IMPOSED.at + 10 * DAY) == "closed"


@pytest.mark.requirement("WD-2")
def test_the_pop_up_speaks_of_what_a_member_hasnt_opened_or_could_still_appeal() -> None:
    at = IMPOSED.at + HOUR
    assert standing.unhandled(IMPOSED.state, BORIS, at)
    opened = IMPOSED.then(open_notice, BORIS)
    assert standing.unhandled(opened.state, BORIS, opened.at), "its appeal is open and not begun"
    assert not standing.unhandled(opened.then(decline, BORIS).state, BORIS, at)
    begun = opened.then(cast.begin, BORIS)
    assert not standing.unhandled(begun.state, BORIS, begun.at)
    assert not standing.unhandled(opened.state, BORIS, opened.at + 11 * DAY), "nothing can be done about it any more"
    assert not standing.unhandled(IN_FULL.state, BORIS, at)
    for other in (BELA, VERA, SAM):
        assert not standing.unhandled(IMPOSED.state, other, at)


def test_the_fold_of_the_events_is_the_state() -> None:
    for case in (REJECTED, IN_FULL, cast.INCOMPLETE, cast.MET, cast.LIFTED):
        assert fold(case.events) == case.state


def test_every_event_has_a_region_and_an_audience_and_every_deadline_a_consequence() -> None:
    events = set(get_args(PenaltyEvent))
    assert set(REGIONS) == events
    assert set(AUDIENCES) == events
    assert set(lapse.CONSEQUENCES) == set(get_args(PenaltyDue))
    assert {standing.lapse_code(cast.due(kind)) for kind in get_args(PenaltyDue)} >= {"appeal-closes", "review-goes-on"}


def test_only_time_lets_time_pass() -> None:
    assert attempt(lapse, IMPOSED, RITA) == lapse.ONLY_TIME
    assert attempt(lapse, IMPOSED, Clock()) == lapse.NOTHING_DUE


def test_a_replaced_table_moves_what_was_counted_by_working_days_never_earlier() -> None:
    assert attempt(recount, APPEALED, RITA) == recount.ONLY_SYSTEMS
    assert attempt(recount, APPEALED, Clock()) == recount.UNMOVED
    assert APPEALED.state.deadline("appeal-review") is not None
    assert POLICY.calendar.version


def test_an_answer_after_its_time_is_late_although_no_timer_ran() -> None:
    said = Words("Here.")
    due = cast.ASKED.state.deadline("question")
    assert due is not None
    assert attempt(answer, cast.ASKED, BORIS, due.due_at, words=said) == answer.LATE.given(due_at=due.due_at)
    assert attempt(judge_condition, cast.GRANTED, RUTH, met=True, words=said) == judge_condition.NOT_SHOWN
