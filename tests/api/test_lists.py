"""Lists come in pages by key: each row once, whoever reads."""

from datetime import timedelta
from itertools import chain
from typing import Any

import pytest

from ombud.core.people import Actor
from ombud.desk import clock
from tests.api.caller import Api
from tests.cast import MONDAY, a_complaint, an_order, world


@pytest.fixture
def api() -> Api:
    return Api(world())


def pages(api: Api, path: str, by: Actor, limit: int = 2) -> list[list[Any]]:
    found, cursor = [], ""
    while True:
        answer = api.get(f"{path}{'&' if '?' in path else '?'}limit={limit}{cursor}", by)
        assert answer.status == 200, answer
        found.append([one["id"] for one in answer.body["items"]])
        if answer.body["next_cursor"] is None:
            return found
        cursor = f"&cursor={answer.body['next_cursor']}"


def test_complaints_come_a_page_at_a_time_each_once(api: Api) -> None:
    made = api.world
    filed = [a_complaint(made, an_order(made, f"o-{n}")).id for n in range(5)]
    made.do("complaint.message", filed[0], made.ana, MONDAY + timedelta(hours=1), words="And one thing more.")
    mine = pages(api, "/complaints", made.ana)
    assert [len(page) for page in mine] == [2, 2, 1]
    assert mine[0][0] == filed[0]
    for by in (made.ana, made.boris, made.rita):
        assert sorted(chain(*pages(api, "/complaints", by))) == sorted(filed)
    assert sorted(chain(*pages(api, "/complaints?turn=merchant", made.boris))) == sorted(filed)
    assert pages(api, "/complaints?turn=closed", made.boris) == [[]]
    assert pages(api, "/complaints", made.sam) == [[]]


def test_a_queue_of_the_platform_comes_by_deadline(api: Api) -> None:
    made = api.world
    filed = [a_complaint(made, an_order(made, f"o-{n}")).id for n in range(2)]
    for days, id in enumerate(filed):
        with clock.at(MONDAY + timedelta(days=days)):
            assert api.post(f"/complaints/{id}/step-in", made.rita, words="Twice the same shop.").status == 200
    assert pages(api, "/complaints?queue=ruling", made.rita, 1) == [filed[:1], filed[1:]]


def test_orders_come_newest_first_and_those_without_a_date_before_them(api: Api) -> None:
    made = api.world
    for n in range(3):
        an_order(made, f"o-{n}", purchased_at=(MONDAY - timedelta(days=n)).isoformat())
    for n in range(3):
        an_order(made, f"u-{n}", purchased_at=None)
    expected = ["u-0", "u-1", "u-2", "o-0", "o-1", "o-2"]
    for limit in (1, 2, 4, 6):
        assert list(chain(*pages(api, "/orders", made.ana, limit))) == expected
    assert list(chain(*pages(api, "/orders", made.boris))) == expected
    assert api.get("/orders", made.rita).status == 404
