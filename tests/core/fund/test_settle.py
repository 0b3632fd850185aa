"""Money comes in once for each reference, and what waited for it takes its part."""

from typing import Any

import pytest

from ombud.core.fund import pay_out, settle
from ombud.core.fund.events import FundOpened, FundsSettled
from ombud.core.fund.pay_out import NOT_FREE
from ombud.core.fund.rungs import (
    COUNTED_BEFORE,
    NO_AMOUNT,
    NO_FUNDS,
    NO_REFERENCE,
    NO_SUCH_CURRENCY,
    ONLY_SYSTEMS,
)
from tests.core.complaint.world import BORIS, POLICY
from tests.core.fund.cast import RITA, TILL, At, balances, settled


def test_the_first_money_opens_the_fund_and_is_the_shops() -> None:
    made = settled(10_000)
    assert [type(one) for one in made.events] == [FundOpened, FundsSettled]
    assert (made.now.shop, made.now.currency) == ("mugs", "CNY")
    assert balances(made.now) == {"outside": -10_000, "available": 10_000}


@pytest.mark.parametrize(
    ("by", "fields", "refusal"),
    [
        (BORIS, {}, ONLY_SYSTEMS),
        (RITA, {}, ONLY_SYSTEMS),
        (TILL, {"fund": "mugs:ZZZ"}, NO_SUCH_CURRENCY.given(currency="ZZZ", currencies="CNY")),
        (TILL, {"fund": "mugs"}, NO_SUCH_CURRENCY.given(currency="", currencies="CNY")),
        (TILL, {"amount": 0}, NO_AMOUNT),
        (TILL, {"amount": -1}, NO_AMOUNT),
        (TILL, {"reference": " "}, NO_REFERENCE),
        (TILL, {"reference": "a\nb"}, NO_REFERENCE),
        (TILL, {"reference": "r" * 201}, NO_REFERENCE),
        (TILL, {"counted_before": True}, COUNTED_BEFORE),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(by: Any, fields: dict[str, Any], refusal: object) -> None:
    assert At().attempt(settle, by, **{"reference": "s-1", "amount": 100, **fields}) == refusal
    assert settled().attempt(settle, by, **{"reference": "s-2", "amount": 100, **fields}) == refusal


def test_a_platform_that_holds_no_money_is_told_of_none() -> None:
    assert At().attempt(settle, TILL, POLICY, reference="s-1", amount=100) == NO_FUNDS


def test_only_what_is_free_is_paid_out() -> None:
    made = settled(10_000)
    assert made.attempt(pay_out, TILL, reference="p", amount=10_001) == NOT_FREE.given(available=10_000)
    left = made.then(pay_out, TILL, reference="p", amount=10_000)
    assert balances(left.now) == {}
    assert left.attempt(pay_out, TILL, reference="p2", amount=1) == NOT_FREE.given(available=0)
