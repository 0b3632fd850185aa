"""Whatever happens to a complaint, in whatever order: it never hangs, never owes too much, and its record tells all."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from ombud.core.complaint import lapse, standing
from ombud.core.complaint.audience import AUDIENCES, audience
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.execution import LadderClimbed
from ombud.core.complaint.events.ruling import ReviewDecided, RulingProposed
from ombud.core.complaint.events.work import DeadlineLapsed, TurnEscalated
from ombud.core.complaint.state import fold
from ombud.core.complaint.verbs import NOT_OFFERED, VERBS, offered
from ombud.core.deadlines import ComplaintDue, next_due_at
from ombud.core.policy.pack import Lapses
from tests.core.complaint import cast, walks, world
from tests.core.complaint.cast import (
    Case,
)
from tests.core.complaint.world import (
    POLICY,
    TIME,
    packed,
)

STEPS_UNTIL_QUIET = 60
"""More than any chain of deadlines has until the case is closed or only the platform's own turn is left."""
POLICIES = (
    POLICY,
    packed(
        evidence_reports=world.REPORTS,
        reply=world.REPLY,
        admission="by-reviewer",
        lapses=Lapses(consumer_silent="close", merchant_silent="close-for-consumer", excuse_unanswered="refused"),
    ),
)


def lives(seeds: range, steps: int = 45) -> list[list[Case]]:
    """Every state that some random lives go through."""
    found = []
    for seed in seeds:
        chance = random.Random(seed)
        life = [walks.beginning(chance, POLICIES[seed % len(POLICIES)])]
        for _ in range(steps):
            life.append(walks.step(life[-1], chance))
        found.append(life)
    return found


@pytest.fixture(scope="module")
def walked() -> list[list[Case]]:
    return lives(range(200))


@pytest.mark.requirement("EV-4")
def test_every_open_state_has_a_deadline_and_no_closed_one_has(walked: list[list[Case]]) -> None:
    for life in walked:
        for case in life:
            deadlines = case.state.deadlines
            assert (case.state.stage == "closed") == (not deadlines), case.state
            assert len({(one.kind, one.about) for one in deadlines}) == len(deadlines), deadlines
            assert (case.state.closed_at is None) == (case.state.how is None) == (case.state.stage != "closed")


@pytest.mark.requirement("EV-4")
def test_time_alone_ends_every_case_or_leaves_it_to_a_platform_that_is_reminded_for_ever(
    walked: list[list[Case]],
) -> None:
    for case in (one for life in walked for one in life[::9]):
        assert _quiet(case) in ("closed", "platform")


def _quiet(case: Case) -> str:
    for _ in range(STEPS_UNTIL_QUIET):
        due = next_due_at(case.state.deadlines)
        if due is None:
            return "closed"
        before = case.state.overdue
        case = case.wait(max(due, case.at))
        if case.state.overdue > max(before, 1) and {one.on for one in case.state.deadlines} == {"platform"}:
            return "platform"
    raise AssertionError(case.state)


def test_each_deadline_lapses_once_and_never_before_it(walked: list[list[Case]]) -> None:
    for life in walked:
        lapsed = [one for one in life[-1].record if isinstance(one, DeadlineLapsed)]
        assert all(one.at >= one.due_at for one in lapsed)
        assert len({(one.kind, one.about, one.due_at) for one in lapsed}) == len(lapsed)


def test_the_record_alone_tells_the_state_and_time_never_runs_backwards(walked: list[list[Case]]) -> None:
    decode = msgspec.json.Decoder(tuple[ComplaintEvent, ...]).decode
    for life in walked:
        last = life[-1]
        read = decode(msgspec.json.encode(last.record))
        assert read == last.record
        assert fold(read) == last.state
        assert all(a.at <= b.at for a, b in pairwise(last.record))


def test_no_order_gives_back_more_than_was_paid_and_no_money_is_owed_twice(walked: list[list[Case]]) -> None:
    for life in walked:
        for case in life:
            assert 0 <= sum(case.order.refunds.values()) <= case.order.facts.paid
            owed = case.state.obligation
            if case.state.stage in ("executing", "verifying"):
                assert owed is not None
                assert case.order.refunds.get("c1", 0) == case.state.refunded + owed.terms.refund
            if case.state.stage == "closed":
                assert case.order.refunds.get("c1", 0) == case.state.refunded


def test_a_review_is_never_decided_by_somebody_who_had_decided_before(walked: list[list[Case]]) -> None:
    for life in walked:
        for before, after in pairwise(life):
            for event in after.events if after is not before else ():
                reviewing = before.state.review is not None and before.state.review.state == "asked"
                if isinstance(event, ReviewDecided) or (isinstance(event, RulingProposed) and reviewing):
                    assert event.by.id not in before.state.ruled_by


def test_the_walks_reach_everything_that_can_happen(walked: list[list[Case]]) -> None:
    """So that what they hold holds for every event; what only replaced tables do has its own test."""
    seen = {type(one) for life in walked for one in life[-1].record}
    assert {one.__name__ for one in set(get_args(ComplaintEvent)) - seen} == {"DeadlineMoved"}


def test_every_verb_can_be_walked_and_names_its_event_in_its_story() -> None:
    assert set(walks.NAMES) == set(VERBS) - set(NOT_OFFERED)
    for verb in VERBS.values():
        story = verb.__doc__ or ""
        assert [word for word in ("Who:", "When:", "Event:", "Next:") if word not in story] == []


def test_whatever_a_case_is_every_verb_says_whether_it_may_be_done(walked: list[list[Case]]) -> None:
    for life in walked[:40]:
        case = life[-1]
        for by in (*walks.PEOPLE, world.CYRUS, world.SAM, world.BELA, world.IRIS, world.IMPORTER, TIME):
            said = offered(by, case.attached(), case.policy, case.at)
            assert set(said) == set(walks.NAMES)
            assert all(cast.readable(refusal) is refusal for refusal in said.values())


def test_a_stranger_is_offered_nothing(walked: list[list[Case]]) -> None:
    for case in (life[-1] for life in walked):
        for by in (world.CYRUS, world.SAM, world.BELA, world.IMPORTER, TIME):
            assert [name for name, no in offered(by, case.attached(), case.policy, case.at).items() if no is None] == []


def test_what_a_reader_is_told_never_fails(walked: list[list[Case]]) -> None:
    for life in walked:
        for case in life[::3]:
            state = case.attached()
            for party in ("consumer", "merchant", "platform"):
                deadline = standing.nearest(state, party)  # type: ignore[arg-type]
                assert (deadline is None) == (standing.your_state(state, party) == "closed")  # type: ignore[arg-type]
            assert standing.awaiting(state)
            assert all(standing.lapse_code(one, state, case.policy) for one in state.deadlines)
            assert [one.state for one in standing.stages(state)].count("current") == 1


def test_every_kind_of_deadline_has_a_consequence() -> None:
    assert set(lapse.CONSEQUENCES) == set(get_args(ComplaintDue))


def test_every_event_has_an_audience() -> None:
    assert set(AUDIENCES) == set(get_args(ComplaintEvent))


@pytest.mark.requirement("EV-2")
def test_what_only_the_staff_may_see_is_shown_to_no_side(walked: list[list[Case]]) -> None:
    hidden = {
        "CaseClaimed", "CaseHandedBack", "CaseSkipped", "CaseNoted", "ExhibitsOpened", "ContactSeen",
        "RulingProposed", "RulingSentBack", "FirstViewNoted", "OverlayShown",
        "AdjustmentProposed", "AdjustmentSentBack",
    }  # fmt: skip
    shown = {type(one).__name__ for life in walked for one in life[-1].record if audience(one) == ("platform",)}
    assert shown == hidden


@pytest.mark.requirement("MP-9")
def test_the_ladder_is_climbed_to_its_end_while_the_platform_is_late_too() -> None:
    case, steps = cast.RULED, []
    for _ in range(5):
        case = case.wait(case.due("execution" if case.state.deadline("execution") else "advance"))
        steps += [one.step for one in case.events if isinstance(one, LadderClimbed)]
    assert steps == ["remind", "advance", "penalty"]
    assert case.state.stage == "executing"
    assert case.state.loss == 6_000
    assert isinstance(case.events[-1], TurnEscalated)


def test_an_early_act_and_a_late_timer_leave_the_same_case() -> None:
    """The act is refused by rule, not because a timer ran."""
    due = cast.NEGOTIATING.due("answer")
    late = due + timedelta(days=1)
    said: dict[str, Any] = {"stance": "refuses", "words": cast.SAID}
    refused = cast.attempt(VERBS["answer"], cast.NEGOTIATING, world.BORIS, at=late, **said)
    assert (refused.code, refused.facts) == ("too-late", {"due_at": due})
    waited = cast.NEGOTIATING.wait(late)
    assert replace(waited.state, deadlines=()) == replace(cast.NEGOTIATING.wait(due).state, deadlines=())
