"""Penalties and rulings move money by what stands, and each is undone exactly by what imposed it."""

from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint.events.talk import Obligation
from ombud.core.complaint.state import Complaint, Review
from ombud.core.fund import confirm_payment, settle
from ombud.core.fund.confirm_payment import NO_SUCH_PAYMENT
from ombud.core.fund.events import PaymentMismatched, PaymentOrdered
from ombud.core.fund.follow import follow, fund_of
from ombud.core.money import Terms
from ombud.core.penalty.events.imposing import Measure
from ombud.core.penalty.state import MeasureNow, Penalty
from tests.core.complaint.cast import RULED
from tests.core.fund.cast import ID, NO_FUNDS, POLICY, RITA, T0, TILL, At, balances, settled
from tests.core.penalty.cast import IMPOSED


def penalty(*amounts: int, id: str = "p1", whole: bool = False, **changed: Any) -> Penalty:
    """A penalty with a hold for each amount."""
    measures = tuple(
        Measure(id=f"m{n}", code=f"held-{n}", kind="funds-held", amount=amount, whole=whole)
        for n, amount in enumerate(amounts, 1)
    )
    imposition = replace(IMPOSED.state.imposition, shop="mugs", measures=measures)
    on = tuple(MeasureNow(terms=one, on=True) for one in measures)
    return replace(IMPOSED.state, id=id, imposition=imposition, measures=on, **changed)


def ended(was: Penalty, why: Any, *places: int) -> Penalty:
    """The same with these measures over."""
    measures = tuple(replace(one, on=False, ended=why) if n in places else one for n, one in enumerate(was.measures, 1))
    return replace(was, measures=measures)


def owing(amount: int = 5_000, on: Any = "merchant", **changed: Any) -> Complaint:
    """A ruled complaint under which so much is owed."""
    terms = Terms(remedy="refund", amount=amount)
    obligation = Obligation(terms=terms, on=on, ground="ruling", since=T0)
    loss = amount if on == "platform" else 0
    return replace(RULED.state, id="c1", shop="mugs", currency="CNY", obligation=obligation, loss=loss, **changed)


def moved(at: At, case: Any, policy: Any = POLICY) -> At:
    """The fund after the case came to stand so."""
    return at.happened(follow(case, at.fund, RITA, T0, policy))


def test_a_penalty_holds_and_what_ends_it_frees_exactly_that() -> None:
    other = moved(settled(10_000), penalty(2_000, id="p2"))
    made = moved(other, was := penalty(3_000, 1_000))
    assert balances(made.now) == {"outside": -10_000, "held": 6_000, "available": 4_000}
    less = moved(made, ended(was, "lifted", 1))
    assert balances(less.now) == {"outside": -10_000, "held": 3_000, "available": 7_000}
    gone = moved(less, ended(was, "revoked", 1, 2))
    assert gone.now == replace(other.now, holds=gone.now.holds)
    assert [one.cause.id for one in gone.now.holds] == ["p2"]


def test_the_same_penalty_again_moves_nothing() -> None:
    made = moved(settled(), was := penalty(3_000))
    assert follow(was, made.fund, RITA, T0, POLICY) == ()


def test_a_freeze_in_whole_keeps_what_comes_in_later_too() -> None:
    made = moved(settled(10_000), was := penalty(0, whole=True))
    later = made.then(settle, TILL, reference="s-2", amount=777)
    assert balances(later.now) == {"outside": -10_777, "held": 10_777}
    assert later.now.frozen
    freed = moved(later, ended(was, "lifted", 1))
    assert balances(freed.now) == {"outside": -10_777, "available": 10_777}


def test_a_penalty_on_a_shop_without_money_holds_what_comes() -> None:
    made = moved(At(), penalty(3_000))
    assert balances(made.now) == {}
    assert balances(made.then(settle, TILL, reference="s", amount=4_000).now) == {
        "outside": -4_000,
        "held": 3_000,
        "available": 1_000,
    }


def test_what_was_forfeited_comes_back_where_the_measure_was_wrong_and_stays_where_its_time_is_over() -> None:
    was = penalty(3_000)
    taken = moved(moved(settled(10_000), was), replace(was, forfeited={"m1": 1_200}))
    assert balances(taken.now) == {"outside": -10_000, "held": 1_800, "forfeited": 1_200, "available": 7_000}
    assert balances(moved(taken, ended(was, "lifted", 1)).now) == {"outside": -10_000, "available": 10_000}
    over = moved(taken, ended(was, "time", 1))
    assert balances(over.now) == {"outside": -10_000, "available": 8_800, "forfeited": 1_200}


def test_a_ruling_holds_what_it_orders_until_it_is_carried_out() -> None:
    made = moved(settled(10_000), owing(5_000))
    assert balances(made.now) == {"outside": -10_000, "held": 5_000, "available": 5_000}
    changed = moved(made, owing(2_000))
    assert balances(changed.now) == {"outside": -10_000, "held": 2_000, "available": 8_000}
    done = moved(changed, owing(2_000, stage="closed", how="executed"))
    assert balances(done.now) == {"outside": -10_000, "available": 10_000}


@pytest.mark.requirement("MP-9")
@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (10_000, {"outside": -10_000, "ordered": 5_000, "available": 5_000}),
        (2_000, {"outside": -2_000, "ordered": 5_000, "owed": -3_000}),
    ],
)
def test_the_platform_pays_ahead_from_what_is_held_and_lends_what_lacks(money: int, expected: dict[str, int]) -> None:
    made = moved(moved(settled(money), owing(5_000)), owing(5_000, on="platform"))
    assert balances(made.now) == expected
    (payment,) = made.now.payments
    assert (payment.amount, payment.consumer) == (5_000, RULED.state.consumer)
    paid = moved(made, owing(5_000, on="platform", stage="closed", how="advanced"))
    assert paid.now.outside == 5_000 - money
    assert paid.now.payments == ()


def test_what_was_lent_is_recouped_from_what_comes_in_before_anything_is_held() -> None:
    made = moved(moved(settled(2_000), owing(5_000)), owing(5_000, on="platform"))
    held = moved(made, penalty(4_000))
    more = held.then(settle, TILL, reference="s-2", amount=3_500)
    assert more.now.owed == 0
    assert more.now.held == 500


def test_a_platform_that_doesnt_cover_pays_only_what_is_there() -> None:
    rules = replace(POLICY.pack.funds, covers=False)
    policy = replace(POLICY, pack=replace(POLICY.pack, funds=rules))
    made = moved(settled(2_000), owing(5_000, on="platform"), policy)
    assert balances(made.now) == {"outside": -2_000, "ordered": 2_000}


def test_nothing_more_is_paid_while_a_review_is_waited_for_and_what_comes_is_kept_for_it() -> None:
    rules = replace(POLICY.pack.funds, covers=False)
    policy = replace(POLICY, pack=replace(POLICY.pack, funds=rules))
    poor = moved(At(), owing(5_000, on="platform"), policy)
    assert [one.wanted for one in poor.now.holds] == [5_000]
    later = poor.then(settle, TILL, reference="s", amount=8_000)
    assert balances(later.now) == {"outside": -8_000, "held": 5_000, "available": 3_000}
    asked = owing(5_000, on="platform", stage="platform", review=Review(asked_by="merchant"))
    assert follow(asked, later.fund, RITA, T0, policy) == ()
    paid = moved(later, owing(5_000, on="platform"), policy)
    assert balances(paid.now) == {"outside": -8_000, "ordered": 5_000, "available": 3_000}
    assert follow(asked, paid.fund, RITA, T0, policy) == (), "what was ordered before may leave"


def test_a_payment_that_isnt_needed_goes_back_to_where_it_was_taken_from() -> None:
    made = moved(moved(settled(2_000), owing(5_000)), owing(5_000, on="platform"))
    back = moved(made, owing(5_000, stage="closed", how="executed"))
    assert balances(back.now) == {"outside": -2_000, "available": 2_000}
    recouped = moved(made.then(settle, TILL, reference="s-2", amount=1_000), owing(5_000, stage="closed"))
    assert balances(recouped.now) == {"outside": -3_000, "available": 3_000}


def test_a_payment_that_was_taken_back_leaves_its_number_to_no_other() -> None:
    ahead = owing(5_000, on="platform")
    made = moved(moved(settled(9_000), ahead), owing(3_000))
    again = moved(made, owing(3_000, on="platform"))
    assert [one.payment for one in again.events if isinstance(one, PaymentOrdered)] == ["case:c1", "case:c1:2"]
    old = again.attempt(confirm_payment, TILL, payment="case:c1", amount=5_000, currency="CNY")
    assert old == NO_SUCH_PAYMENT.given(payment="case:c1")
    paid = again.then(confirm_payment, TILL, payment="case:c1:2", amount=3_000, currency="CNY")
    assert balances(paid.now) == {"outside": -6_000, "available": 6_000}
    assert follow(owing(3_000, on="platform"), paid.fund, RITA, T0, POLICY) == ()


def test_a_payment_is_confirmed_once_and_only_as_it_was_ordered() -> None:
    case = owing(5_000, on="platform")
    made = moved(settled(9_000), case)
    wrong = made.then(confirm_payment, TILL, payment="case:c1", amount=4_999, currency="CNY")
    assert isinstance(wrong.events[-1], PaymentMismatched)
    assert wrong.now.ordered == 5_000
    paid = wrong.then(confirm_payment, TILL, payment="case:c1", amount=5_000, currency="CNY")
    assert balances(paid.now) == {"outside": -4_000, "available": 4_000}
    again = paid.attempt(confirm_payment, TILL, payment="case:c1", amount=5_000, currency="CNY")
    assert again == NO_SUCH_PAYMENT.given(payment="case:c1")
    assert follow(case, paid.fund, RITA, T0, POLICY) == (), "no second payment is ordered"


def test_a_settlement_and_a_platform_without_funds_move_nothing() -> None:
    agreed = owing()
    assert agreed.obligation is not None
    agreed = replace(agreed, obligation=replace(agreed.obligation, ground="settlement"))
    assert follow(agreed, settled().fund, RITA, T0, POLICY) == ()
    assert fund_of(owing(), NO_FUNDS) == ""
    assert fund_of(owing(), POLICY) == ID
