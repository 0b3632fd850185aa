"""Time passes: reminders, and what follows when nobody acts."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint import lapse, standing
from ombud.core.complaint.events.work import DeadlineLapsed, PartyReminded
from ombud.core.complaint.standing import lapse_code
from ombud.core.deadlines import next_due_at
from ombud.core.policy.pack import Lapses
from tests.core.complaint.cast import (
    ADVANCED,
    ASKED,
    EXECUTED,
    HELD,
    IN_REVIEW,
    NEGOTIATING,
    OFFERED,
    PLATFORM,
    PROPOSED,
    PROVED,
    REFUSED,
    REMINDED,
    RETURN,
    RULED,
    SETTLED,
    attempt,
    filed,
    ruled,
)
from tests.core.complaint.world import (
    CARLA,
    HOUR,
    INSTANT,
    PACK,
    POLICY,
    RITA,
    T0,
    TIME,
    packed,
)


@pytest.mark.requirement("MP-5")
def test_a_party_is_reminded_once_before_its_turn_is_over() -> None:
    at = T0 + 36 * HOUR
    assert next_due_at(NEGOTIATING.state.deadlines) == at
    assert attempt(lapse, NEGOTIATING, TIME, at=at - INSTANT) == lapse.NOTHING_DUE
    reminded = NEGOTIATING.wait(at)
    assert reminded.events == (PartyReminded(by=TIME, at=at, kind="answer", about="", on="merchant"),)
    assert attempt(lapse, reminded, TIME, at=at) == lapse.NOTHING_DUE


def test_everything_that_is_due_follows_in_one_batch_and_counts_from_now() -> None:
    at = T0 + 48 * HOUR
    waited = NEGOTIATING.wait(at)
    assert waited.events[0] == DeadlineLapsed(by=TIME, at=at, kind="answer", about="", due_at=at)
    assert waited.state.deadlines[0].from_at == at


@pytest.mark.parametrize("by", [CARLA, RITA])
def test_nobody_but_time_makes_time_pass(by: Any) -> None:
    assert attempt(lapse, NEGOTIATING, by, at=T0 + 48 * HOUR) == lapse.ONLY_TIME


@pytest.mark.requirement("EV-4")
@pytest.mark.parametrize(
    ("case", "kind", "code", "stage"),
    [
        (HELD, "admission", "admitted", "negotiating"),
        (NEGOTIATING, "answer", "goes-to-platform", "platform"),
        (REFUSED, "choice", "goes-to-platform", "platform"),
        (OFFERED, "offer", "goes-to-platform", "platform"),
        (NEGOTIATING, "negotiation", "goes-to-platform", "platform"),
        (PLATFORM, "ruling", "escalates-to-senior", "platform"),
        (PROPOSED, "approval", "escalates-to-senior", "platform"),
        (ASKED, "evidence", "turn-lost", "platform"),
        (SETTLED, "execution", "goes-to-platform", "platform"),
        (RULED, "execution", "ladder-remind", "executing"),
        (REMINDED, "execution", "ladder-advance", "executing"),
        (ADVANCED, "advance", "escalates-to-senior", "executing"),
        (ruled(PLATFORM, terms=RETURN), "goods", "goes-to-platform", "platform"),
        (PROVED, "verification", "escalates-to-senior", "verifying"),
        (IN_REVIEW, "review", "escalates-to-senior", "platform"),
    ],
)
def test_what_is_told_beforehand_is_what_follows(case: Any, kind: Any, code: str, stage: str) -> None:
    deadline = case.state.deadline(kind)
    assert lapse_code(deadline, case.attached(), case.policy) == code
    alone = case._replace(state=replace(case.state, deadlines=(deadline,)))
    assert alone.wait(deadline.due_at).state.stage == stage


def test_a_pack_can_close_or_settle_where_somebody_is_silent() -> None:
    policy = packed(lapses=Lapses(consumer_silent="close", merchant_silent="close-for-consumer"))
    settled = filed(policy=policy)
    assert lapse_code(settled.state.deadlines[0], settled.attached(), policy) == "settled-as-asked"
    waited = settled.wait(settled.due("answer"))
    assert (waited.state.stage, waited.order.refunds) == ("executing", {"c1": 6_000})
    refused = REFUSED._replace(policy=policy)
    closed = refused.wait(refused.due("choice"))
    assert (closed.state.how, closed.order.complaints[0].live) == ("lapsed", False)


def test_a_ladder_that_only_reminds_ends_with_the_platform() -> None:
    case = RULED._replace(policy=replace(POLICY, pack=replace(PACK, ladder=PACK.ladder[:1])))
    case = case.wait(case.due("execution"))
    assert [(one.kind, one.on) for one in case.state.deadlines] == [("execution", "merchant")]
    case = case.wait(case.due("execution"))
    assert [(one.kind, one.on) for one in case.state.deadlines] == [("advance", "platform")]


def test_nothing_follows_where_the_case_is_closed() -> None:
    assert attempt(lapse, EXECUTED, TIME, at=T0 + 10_000 * HOUR) == lapse.NOTHING_DUE
    assert standing.nearest(EXECUTED.state, "consumer") is None
