"""A shop's public record by API: null where there are too few, and ratings made and answered by verbs."""

import pytest

from tests.api.caller import Api
from tests.cast import MONDAY, an_order, world


@pytest.mark.requirement("CG-6")
def test_the_record_tells_counts_from_five_on_and_ratings_by_who_bought() -> None:
    api = Api(made := world())
    for n in range(5):
        an_order(made, f"o-{n}", delivered_at=MONDAY.isoformat())

    early = api.post("/orders/o-0/rate", made.other, stars=4)
    assert early.status == 404
    for n in range(5):
        assert api.post(f"/orders/o-{n}/rate", made.ana, stars=5 - n, words=f"No. {n}").status == 200
    assert api.post("/orders/o-0/rate", made.ana, stars=6).body["field"] == "stars"
    assert api.post("/orders/o-0/answer-rating", made.boris, words="Thanks.").status == 200
    assert api.post("/orders/o-0/answer-rating", made.boris, words="Thanks.").code == "rating-answered"

    body = api.get("/shops/mugs/record", made.other).body
    assert (body["verified"], body["orders"], body["complaints"]) == (True, 5, 0)
    assert body["complaints_per_1000_orders"] is None
    assert (body["ratings"]["count"], body["ratings"]["average"]) == (5, 3.0)
    assert {"Thanks.", ""} == {one["answer"] for one in body["ratings"]["newest"]}
    assert "ana" not in str(body)
    assert api.get("/shops/none/record", made.ana).status == 404
