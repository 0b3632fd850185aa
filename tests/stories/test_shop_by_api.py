"""A marketplace's own software carries a merchant from application to an open shop that sells, call by call."""

from datetime import timedelta

import pytest

from tests.api.caller import Api
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.desk.test_shops import CODE, CUP, a_file
from tests.portals.clients import signed_in

MEI = "merchant::mei"


@pytest.fixture
def made() -> World:
    return world("weixun")


def opened(api: Api, made: World) -> str:
    """A shop that Mei applied for and opened; returns its id."""
    given = {"name": "Mei’s Cups", "category": "home", "contact": "13800001234"}
    applied = api.post("/shops", MEI, "apply-1", **given)
    assert applied.status == 201
    assert api.post("/shops", MEI, "apply-1", **given).body == applied.body
    shop = str(applied.body["id"])
    mei = f"merchant:{shop}:mei"
    assert api.post(f"/shops/{shop}/accept-duties", mei, version="2026.1").status == 200
    papers = {
        "form": "company",
        "numbers": [{"code": "credit-code", "number": CODE}],
        "entries": [{"code": "legal-name", "words": "Mei Ltd"}, {"code": "representative", "words": "Mei"}],
        "files": [{"file": a_file(made, "mei"), "kind": "licence"}],
    }
    early = api.post(f"/shops/{shop}/open", mei)
    assert (early.status, early.code) == (409, "shop-not-verified")
    wrong = api.post(f"/shops/{shop}/qualify", mei, **{**papers, "numbers": [{"code": "credit-code", "number": "1"}]})
    assert (wrong.code, wrong.body["field"]) == ("number-form-wrong", "numbers.credit-code")
    assert api.post(f"/shops/{shop}/qualify", mei, **papers).status == 200
    assert api.post(f"/shops/{shop}/verify", made.rita).status == 200
    assert api.post(f"/shops/{shop}/open", mei).status == 200
    return shop


@pytest.mark.requirement("PD-8")
def test_a_shop_opens_call_by_call_and_is_nobodys_to_see_before(made: World) -> None:
    api = Api(made)
    given = {"name": "Early", "category": "home", "contact": "1"}
    early = api.post("/shops", "merchant::tao", **given).body["id"]
    assert api.get(f"/shops/{early}", made.ana).status == 404
    assert api.get(f"/shops/{early}", f"merchant:{early}:tao").body["stage"] == "applied"
    shop = opened(api, made)
    seen = api.get(f"/shops/{shop}", made.ana).body
    assert (seen["facts"]["name"], seen["verified"], seen["contact"]) == ("Mei’s Cups", True, "13800001234")
    assert "members" not in seen
    assert api.get(f"/shops/{shop}", f"merchant:{shop}:mei").body["members"] == {"mei": "owner"}


@pytest.mark.requirement("PD-8")
def test_numbers_are_masked_for_all_but_who_said_on_record_why(made: World) -> None:
    api = Api(made)
    shop = opened(api, made)
    masked = {"credit-code": "•" * 14 + CODE[-4:]}
    for by in (f"merchant:{shop}:mei", made.rita, made.rolf):
        assert api.get(f"/shops/{shop}/papers", by).body["numbers"] == masked
    assert api.get(f"/shops/{shop}/papers", made.ana).status == 404
    assert api.get(f"/shops/{shop}/papers", made.sam).status == 404
    file = a_file(made, "mei")
    assert api.get(f"/files/{file}?shop={shop}", made.rita).status == 200
    assert api.get(f"/files/{file}?shop={shop}", made.sam).status == 404
    assert api.get(f"/files/{file}?shop={shop}", made.ana).status == 404
    assert api.post(f"/shops/{shop}/see-credentials", made.rita, why="To compare.").status == 200
    assert api.get(f"/shops/{shop}/papers", made.rita).body["numbers"] == {"credit-code": CODE}
    assert api.get(f"/shops/{shop}/papers", made.rolf).body["numbers"] == masked


@pytest.mark.requirement("PD-9")
def test_what_a_shop_sells_is_read_as_it_stands_and_as_it_stood(made: World) -> None:
    api = Api(made)
    listed = api.post("/products", made.boris, **CUP)
    assert listed.status == 201
    id = listed.body["id"]
    picture = a_file(made, "boris", "2" * 64)
    shown = api.post("/products", made.boris, **CUP, files=[{"file": picture, "kind": "picture"}]).body["id"]
    assert api.get(f"/files/{picture}?product={shown}", made.ana).status == 200
    assert api.get(f"/files/{picture}?product={id}", made.ana).status == 404
    assert api.post(f"/products/{shown}/take-down", made.boris).status == 200
    assert [one["id"] for one in api.get("/shops/mugs/products", made.ana).body["items"]] == [id]
    before = api.get(f"/products/{id}", made.ana).body
    assert (before["version"], before["facts"]["price"]) == (1, 4800)
    now = "2020-01-01T00:00:00Z"
    assert api.get(f"/products/{id}?at={now}", made.ana).body["first_known"] is True
    assert api.get(f"/products/{id}?at=yesterday", made.ana).code == "not-understood"
    assert api.post(f"/products/{id}/revise", made.boris, title="Cup", price=5200, after_sales="None").status == 200
    assert api.get(f"/products/{id}", made.ana).body["version"] == 2
    assert api.post(f"/products/{id}/take-down", made.sam).code == "not-your-product"
    assert api.post(f"/products/{id}/take-down", made.boris).status == 200
    assert api.get("/shops/mugs/products", made.ana).body["items"] == []
    assert [one["up"] for one in api.get("/shops/mugs/products", made.boris).body["items"]] == [False, False]


@pytest.mark.requirement("PD-9")
def test_a_reviewer_reads_in_a_dispute_what_stood_at_purchase() -> None:
    made = world("weidian")
    told = {"shop": "mugs", "title": "Celadon mug", "price": 16800, "currency": "CNY", "after_sales": "Seven days."}
    made.tell("product.tell", "mug", facts=told)
    order = an_order(made, purchased_at=MONDAY.isoformat())
    worse = {"title": "Celadon mug", "price": 9900, "after_sales": "No returns."}
    assert made.do("product.revise", "mug", made.boris, MONDAY + timedelta(days=1), **worse).version == 2
    complaint = a_complaint(made, order)
    page = signed_in(made, "rita").get(f"/review/cases/{complaint.number}?tab=order").content.decode()
    offer = page.partition("The offer as it stood at purchase")[2].partition("</section>")[0]
    assert "Seven days." in offer
    assert "168.00" in offer
    assert "No returns." not in offer


def test_somebody_who_acts_for_a_shop_is_no_newcomer(made: World) -> None:
    api = Api(made)
    assert api.get("/me", "merchant::boris").status == 403
    assert api.get("/me", "merchant::ana").status == 403
    assert api.get("/me", "merchant::").status == 400
