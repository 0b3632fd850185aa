"""C8, a shop's public record: for anybody, with what is counted of what, and without a rate where there are few."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.ledger.connection import connection
from ombud.reads.shop_record import ratings
from tests.cast import MONDAY, World, a_filing, an_order, world
from tests.portals.clients import signed_in

HOUR = timedelta(hours=1)
NOW = MONDAY + 30 * HOUR


def closed_cases(made: World, n: int) -> None:
    for one in range(n):
        filed = made.do("complaint.file", "", made.ana, MONDAY, **a_filing(an_order(made, f"o-{one}")))
        assert isinstance(filed, Done)
        answered = made.do("complaint.answer", filed.id, made.boris, MONDAY + 3 * HOUR, stance="refuses", words="No.")
        assert isinstance(answered, Done)
        assert isinstance(made.do("complaint.withdraw", filed.id, made.ana, MONDAY + 4 * HOUR, words="Well."), Done)


def seen(made: World, client: Client, path: str = "/shops/mugs/record") -> str:
    with clock.at(NOW):
        answer = client.get(f"{path}?platform={made.platform.slug}")
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


@pytest.mark.requirement("CG-6")
def test_a_stranger_reads_figures_with_what_they_are_counted_of() -> None:
    made = world()
    closed_cases(made, 5)
    for n in range(5, 105):
        an_order(made, f"o-{n}")

    page = seen(made, Client())

    assert "47.6" in page  # 5 of 105
    assert "5 complaints, 105 orders." in page
    assert "Half within 3 hours" in page
    assert "5 of 5 complaints were answered by the shop." in page
    assert "Verified" in page
    for name in ("林安娜", "ana", "o-1", "The mug has a crack"):
        assert name not in page


@pytest.mark.requirement("CG-6")
def test_of_a_few_no_rate_is_told_and_of_open_cases_nothing() -> None:
    made = world()
    closed_cases(made, 4)
    filed = made.do("complaint.file", "", made.ana, MONDAY, **a_filing(an_order(made, "o-9")))
    assert isinstance(filed, Done)

    page = seen(made, Client())

    assert "Fewer than 5 complaints, 5 orders: too few for a rate." in page
    assert page.count("Few data") == 3
    assert filed.number not in page
    assert "Not verified" in seen(made, Client(), "/shops/tea/record")
    assert Client().get(f"/shops/none/record?platform={made.platform.slug}").status_code == 404


@pytest.mark.requirement("CG-6")
def test_who_bought_rates_and_the_shop_answers_once_where_everybody_reads_both() -> None:
    made = world()
    order = an_order(made, "o-1", delivered_at=MONDAY.isoformat())
    ana, boris = signed_in(made, "ana"), signed_in(made, "boris")
    with clock.at(NOW):
        assert "/orders/rate/of/o-1" in ana.get(f"/orders/{order}").content.decode()
        refused = ana.post("/orders/rate/of/o-1", {"stars": "2", "words": "去死", "act_key": "k1"})
        assert refused.status_code == 422
        assert ana.post("/orders/rate/of/o-1", {"words": "Fine.", "act_key": "k2"}).status_code == 422
        rated = ana.post("/orders/rate/of/o-1", {"stars": "4", "words": "A fine <b>mug</b>.", "act_key": "k3"})
        assert rated.status_code == 302
        assert signed_in(made, "other").get("/orders/rate/of/o-1").status_code == 404
        assert 'name="words-1"' in boris.get("/merchant/record").content.decode()
        assert 'name="words-1"' not in signed_in(made, "viewer").get("/merchant/record").content.decode()
        assert boris.post("/merchant/record/answer/o-1", {"words": " ", "act_key": "k4"}).status_code == 422
        answered = boris.post("/merchant/record/answer/o-1", {"words": "Thank you.", "act_key": "k5"})
        assert answered.status_code == 302
        assert signed_in(made, "sam").post("/merchant/record/answer/o-1", {"words": "x"}).status_code == 404

    page = seen(made, Client())
    assert "A fine &lt;b&gt;mug&lt;/b&gt;." in page
    assert "Thank you." in page
    assert "4 stars of five" in page
    assert "Few data" in page


@pytest.mark.requirement("CG-6")
def test_it_is_found_from_the_shop_the_order_and_the_complaint() -> None:
    made = world()
    order = an_order(made)
    filed: Any = made.do("complaint.file", "", made.ana, MONDAY, **a_filing(order))
    ana = signed_in(made, "ana")

    with clock.at(NOW):
        for path in ("/shops/mugs", f"/orders/{order}", f"/complaints/{filed.number}"):
            assert 'href="/shops/mugs/record"' in ana.get(path).content.decode(), path


def test_pages_of_ratings_show_each_once_and_no_address_names_an_order() -> None:
    """Whoever reads what was said of a shop is not to learn of which order it was said."""
    made = world("weidian")
    put = "INSERT INTO order_rating (platform, id, shop, stars, words, at, answer) VALUES (%s,%s,'mugs',%s,'',%s,'')"
    for n in range(23):  # more than a page of one and the same instant
        at = MONDAY if n < 14 else MONDAY + timedelta(minutes=n)
        connection().execute(put, (made.platform.pk, f"secret-{n}", n % 5 + 1, at))
    told, place = list[int](), None
    for _page in range(5):
        found, place = ratings(made.platform.pk, "mugs", MONDAY + timedelta(hours=1), place)
        told += [one.stars for one in found]
        if place is None:
            break
    assert sorted(told) == sorted(n % 5 + 1 for n in range(23))
    page = seen(made, Client())
    older = re.search(r"after=[^\"&]+", page)
    assert older is not None
    with clock.at(NOW):
        further = Client().get(f"/shops/mugs/record?platform={made.platform.slug}&{older[0]}").content.decode()
    assert further.count("stars of five") + further.count("star of five") >= 10
    assert "secret" not in page + further
