"""A payment that has left changes the fund and the case it was for in one transaction, alone or in a batch."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.core.people import System
from ombud.desk.access import access_complaint, access_order
from ombud.desk.handle import Act, Done, handle
from ombud.desk.handle_many import handle_many, let_time_pass
from ombud.ledger.connection import rows
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.portals.clients import signed_in

FUND, TILL = "mugs:CNY", System(id="till")
DOORS = {"ana": "/complaints", "boris": "/merchant/complaints"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def shop() -> World:
    """A platform that pays ahead, a shop with little money there, and a ruling that it hasn't carried out."""
    made = world("wechat")
    an_order(made, "o-1", 10_000)
    handle(tell(made, "settle", MONDAY, reference="s-1", amount=400))
    return made


def tell(made: World, verb: str, at: datetime, **fields: Any) -> Act:
    return Act(made.platform.pk, f"fund.{verb}", FUND, TILL, fields, at=at)


def paid_ahead(made: World) -> str:
    """A case in which the platform has ordered the payment."""
    id: str = a_complaint(made, "o-1", asked={"remedy": "refund", "amount": 1_000}).id
    made.do("complaint.step-in", id, made.rolf, MONDAY + HOUR, words="We step in.")
    ruled = made.do(
        "complaint.rule", id, made.rolf, MONDAY + 2 * HOUR, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": 1_000}, reason="not-as-described", facts="F.", reasons="R.", relied_on=[],
        rules=["1.1"],
    )  # fmt: skip
    assert isinstance(ruled, Done), ruled
    for day in (3, 5):
        let_time_pass([(made.platform.pk, id)], MONDAY + day * DAY)
    return id


@pytest.mark.requirement("MP-9")
@pytest.mark.parametrize("many", [False, True])
def test_the_payments_word_closes_the_case_with_the_fund(shop: World, many: bool) -> None:
    id, at = paid_ahead(shop), MONDAY + 5 * DAY + HOUR
    wrong = tell(shop, "confirm-payment", at, payment=f"case:{id}", amount=999, currency="CNY")
    right = tell(shop, "confirm-payment", at, payment=f"case:{id}", amount=1_000, currency="CNY")
    results = handle_many([wrong, right]) if many else [handle(wrong), handle(right)]
    assert [one.events for one in results if isinstance(one, Done)] == [("PaymentMismatched",), ("PaymentExecuted",)]
    case = access_complaint(shop.platform.pk, id, shop.rita, at).complaint
    assert (case.stage, case.how, case.given) == ("closed", "advanced", 1_000)
    (fund,) = rows(
        "SELECT available, held, ordered, owed, outside FROM fund_row WHERE platform = %s", (shop.platform.pk,)
    )
    assert tuple(fund) == (0, 0, 0, -600, 600)
    for who in ("ana", "boris"):
        page = signed_in(shop, who).get(f"{DOORS[who]}/{case.number}")
        assert "payments confirm that" in page.content.decode(), (who, page.status_code)
    assert access_order(shop.platform.pk, "o-1", shop.rita).refunds == {id: 1_000}
