"""Funds through the API: the platform's software tells what was paid, shops read their own, and nobody else's."""

from typing import Any

import pytest

from tests.api.caller import Api
from tests.cast import MONDAY, SEED, World, world

HERE = "/funds/mugs:CNY"


def told(made: World) -> Api:
    """A key of the platform's payments, which told of one day's turnover."""
    api = Api(made)
    done = api.post(f"{HERE}/settle", None, reference="day-1", amount=10_000)
    assert done.status == 200, done.body
    assert done.body["events"] == ["FundOpened", "FundsSettled"]
    return api


@pytest.mark.requirement("OS-6", "MP-9")
def test_money_comes_in_once_a_reference_and_leaves_only_as_far_as_it_is_free() -> None:
    made = world("wechat")
    api = told(made)
    again = api.post(f"{HERE}/settle", None, reference="day-1", amount=10_000)
    assert (again.status, again.code) == (422, "reference-counted-before")
    much = api.post(f"{HERE}/pay-out", None, reference="w-1", amount=10_001)
    assert (much.status, much.code) == (422, "funds-not-free")
    assert api.post(f"{HERE}/pay-out", None, reference="w-1", amount=4_000).status == 200
    fund = api.get(HERE, made.boris).body
    assert {one: fund[one] for one in ("available", "outside", "held")} == {
        "available": 6_000, "outside": -6_000, "held": 0,
    }  # fmt: skip


def test_a_shop_reads_its_own_and_the_platform_all() -> None:
    made = world("wechat")
    api = told(made)
    api.post("/funds/tea:CNY/settle", None, reference="t-1", amount=5)
    assert [one["id"] for one in api.get("/funds", made.boris).body["items"]] == ["mugs:CNY"]
    for path in ("/funds/tea:CNY", "/funds/tea:CNY/entries", "/funds/tea:USD", "/funds/nothing"):
        assert api.get(path, made.boris).status == 404, path
    for path in ("/funds", HERE, f"{HERE}/entries"):
        assert api.get(path, made.ana).status == 404, path
    first = api.get("/funds?limit=1", made.rita).body
    rest = api.get(f"/funds?limit=1&cursor={first['next_cursor']}").body
    assert [one["id"] for page in (first, rest) for one in page["items"]] == ["mugs:CNY", "tea:CNY"]
    assert rest["next_cursor"] is None


def test_a_statement_says_what_was_free_after_each_line_and_goes_on_where_a_page_ended() -> None:
    made = world("wechat")
    api = told(made)
    backlog = {"waiting": 9, "missed": 8, "answered": 1, "since": MONDAY.isoformat(), "least": 5, "percent": 40}
    surge = made.do("surge.raise-alarm", "", SEED, shop="mugs", kind="backlog", backlog=backlog)
    hold = {"surge": surge.id, "amount": 12_000, "words": "Forty complaints in a day."}
    assert api.post(f"{HERE}/hold", made.rita, **hold | {"surge": "none"}).code == "surge-unknown"
    assert api.post(f"{HERE}/hold", made.rita, **hold).status == 200
    api.post(f"{HERE}/settle", None, reference="day-2", amount=3_000)
    first = api.get(f"{HERE}/entries?limit=2", made.boris).body
    rest = api.get(f"{HERE}/entries?limit=2&cursor={first['next_cursor']}", made.boris).body
    lines = [*first["items"], *rest["items"]]
    assert [(one["type"], one["moved"], one["available_after"]) for one in lines] == [
        ("HoldToppedUp", {"available": -2_000, "held": 2_000}, 1_000),
        ("FundsSettled", {"outside": -3_000, "available": 3_000}, 3_000),
        ("FundsHeld", {"available": -10_000, "held": 10_000}, 0),
        ("FundsSettled", {"outside": -10_000, "available": 10_000}, 10_000),
    ]
    assert rest["items"][0]["cause"] == {"kind": "surge", "id": surge.id, "number": surge.number, "about": ""}
    assert rest["items"][0]["words"] == "Forty complaints in a day."
    assert [one["seq"] for one in api.get(f"{HERE}/entries?kind=in", made.boris).body["items"]] == [4, 2]
    assert api.get(f"{HERE}/entries?kind=gossip", made.boris).status == 422
    (held,) = api.get(HERE, made.boris).body["holds"]
    assert (held["kept"], held["wanted"], held["lacks"]) == (12_000, 12_000, 0)


@pytest.mark.parametrize(
    ("verb", "fields"),
    [
        ("settle", {"reference": "x", "amount": 1}),
        ("pay-out", {"reference": "x", "amount": 1}),
        ("confirm-payment", {"payment": "x", "amount": 1, "currency": "CNY"}),
    ],
)
def test_only_the_platforms_software_tells_of_payments(verb: str, fields: dict[str, Any]) -> None:
    made = world("wechat")
    api = told(made)
    before = api.get(f"{HERE}/entries").body
    for by in (made.boris, made.rita):
        answer = api.post(f"{HERE}/{verb}", by, **fields)
        assert (answer.status, answer.code) == (409, "system-only"), answer.body
    assert api.post(f"{HERE}/{verb}", made.sam, **fields).status == 404
    assert api.post(f"{HERE}/{verb}", made.ana, **fields).status == 404
    assert api.get(f"{HERE}/entries").body == before


def test_a_fund_of_no_shop_or_of_another_currency_is_none() -> None:
    made = world("wechat")
    api = Api(made)
    assert api.post("/funds/nowhere:CNY/settle", None, reference="x", amount=1).status == 404
    assert api.post("/funds/mugs/settle", None, reference="x", amount=1).status == 404
    assert api.post("/funds/mugs:XYZ/settle", None, reference="x", amount=1).code == "currency-unknown"
    assert api.post(f"{HERE}/settle", None, reference="x", amount=0).code == "amount-not-positive"
    assert api.post(f"{HERE}/pay-out", None, reference="x", amount=1).status == 404
    assert api.get("/funds").body["items"] == []
