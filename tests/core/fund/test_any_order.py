"""Whatever happens to a fund in whatever order, no cent is made, lost, or taken twice."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.core.fund import confirm_payment, hold, pay_out, release, settle
from ombud.core.fund.follow import follow
from ombud.core.penalty.state import Penalty
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.fund.cast import POLICY, RITA, T0, TILL, At
from tests.core.fund.test_follow import ended, owing, penalty

AMOUNTS = st.integers(1, 9_999)
SAID = Words("Because.")
PENALTY = st.tuples(
    st.sampled_from(["p1", "p2"]),
    st.sampled_from([1_000, 2_500]),
    st.booleans(),
    st.sampled_from(["", "lifted", "time"]),
)
CASE = st.tuples(
    st.sampled_from(["c1", "c2"]), AMOUNTS, st.sampled_from(["merchant", "platform"]),
    st.sampled_from(["", "executed", "advanced", "withdrawn"]),
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("settle"), AMOUNTS),
    st.tuples(st.just("pay"), AMOUNTS),
    st.tuples(st.just("hold"), AMOUNTS),
    st.tuples(st.just("release"), st.none()),
    st.tuples(st.just("confirm"), st.sampled_from(["case:c1", "case:c2"])),
    st.tuples(st.just("penalty"), PENALTY),
    st.tuples(st.just("case"), CASE),
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(STEPS, max_size=30))
def test_no_order_of_acts_makes_or_loses_money(steps: list[tuple[str, Any]]) -> None:
    at = At()
    told = 0
    for place, (what, given_) in enumerate(steps):
        events = _events(at, what, given_, place)
        if not isinstance(events, Refusal):
            at = at.happened(events)  # which asserts that the fund is sound after each event
            told += given_ if what == "settle" else 0
    entries = [one for event in at.events for one in getattr(event, "entries", ())]
    assert all(one.amount > 0 and one.debit != one.credit for one in entries)
    assert sum(one.amount for one in entries if one.debit == "outside") == told


def _events(at: At, what: str, given_: Any, place: int) -> Any:
    match what:
        case "settle":
            return at.attempt(settle, TILL, reference=str(place), amount=given_)
        case "hold":
            return at.attempt(hold, RITA, surge="g1", number="TS-1", amount=given_, words=SAID)
        case "penalty":
            return follow(_penalty(*given_), at.fund, RITA, T0, POLICY)
        case "case":
            return follow(_case(*given_), at.fund, RITA, T0, POLICY)
        case _ if at.fund is None:
            return ()
        case "pay":
            return at.attempt(pay_out, TILL, reference=str(place), amount=given_)
        case "release":
            return at.attempt(release, RITA, surge="g1", words=SAID)
        case _:
            payment = at.fund.payment(given_)
            amount = payment.amount if payment else 1
            return at.attempt(confirm_payment, TILL, payment=given_, amount=amount, currency="CNY")


def _penalty(id: str, amount: int, whole: bool, over: str) -> Penalty:
    was = penalty(amount, 700, id=id, whole=whole)
    was = replace(was, forfeited={"m1": 300}) if not whole else was
    return ended(was, over, 1, 2) if over else was


def _case(id: str, amount: int, on: Any, how: Any) -> Complaint:
    case = replace(owing(amount, on), id=id)
    return replace(case, stage="closed", how=how) if how else case
