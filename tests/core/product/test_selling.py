"""What a shop sells: listed, revised, taken down and promoted, and what stood at an instant is never lost."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.people import Member
from ombud.core.product import end_promotion, promote, put_back, revise, take_down
from ombud.core.product import list as listing
from ombud.core.product.events import ProductFacts, ProductTold
from ombud.core.product.state import Product, fold
from ombud.core.refusal import Refusal
from ombud.core.shop.state import Shop
from tests.core.shop.cast import CARLA, HELPER, OPEN, OWNER, POLICY, SEED, STRANGER, T0, VERIFIED, code_of, shop

DAY = timedelta(days=1)
PICTURE = File(file="f1", kind="picture", media_type="image/jpeg")
CUP = {"title": "Cup", "price": 4800, "currency": "CNY", "after_sales": "Back within 7 days.", "stock": 12}
VIEWER = Member(id="vera", shop="s1")


def run(verb: Any, state: Any, by: Any, at: Any = T0, **fields: Any) -> Any:
    """What the verb's `decide` makes of it."""
    command = next(
        one
        for one in vars(verb).values()
        if isinstance(one, type) and one.__module__ == verb.__name__ and "by" in getattr(one, "__struct_fields__", ())
    )
    return verb.decide(command(by=by, at=at, product="p1", **fields), state, POLICY)


def done(verb: Any, before: tuple[Any, ...], by: Any, at: Any = T0, its_shop: Shop | None = None, **fields: Any) -> Any:
    """All that happened, with what the verb adds."""
    state = fold(before)
    given = replace(state, its_shop=its_shop or shop(OPEN)) if state else shop(OPEN)
    outcome = run(verb, given, by, at, **fields)
    assert not isinstance(outcome, Refusal), outcome
    return (*before, *outcome)


def product(events: tuple[Any, ...]) -> Product:
    """The product after these, with its shop as a verb sees it."""
    state = fold(events)
    assert state is not None
    return replace(state, its_shop=shop(OPEN))


LISTED = done(listing, (), OWNER, files=(PICTURE,), **CUP)


def test_a_product_is_listed_by_a_shop_that_is_open() -> None:
    made = product(LISTED)
    assert (made.shop, made.facts.title, made.facts.price, made.facts.stock, made.up) == ("s1", "Cup", 4800, 12, True)
    assert made.facts.pictures == (PICTURE,)
    assert code_of(run(listing, shop(VERIFIED), OWNER, **CUP)) == "shop-not-open"
    assert code_of(run(listing, shop(OPEN), HELPER, **CUP)) == ""


@pytest.mark.parametrize(
    ("by", "changed", "code"),
    [
        (CARLA, {}, "not-your-product"),
        (SEED, {}, "not-your-product"),
        (STRANGER, {}, "not-your-product"),
        (VIEWER, {}, "looks-only"),
        (OWNER, {"listed_now": 1000}, "too-many-products"),
        (OWNER, {"title": " "}, "title-missing"),
        (OWNER, {"title": "x" * 121}, "title-too-long"),
        (OWNER, {"price": 0}, "price-missing"),
        (OWNER, {"currency": "EUR"}, "currency-unknown"),
        (OWNER, {"stock": -1}, "stock-impossible"),
        (OWNER, {"description": "x" * 5001}, "text-too-long"),
        (OWNER, {"after_sales": ""}, "after-sales-missing"),
        (OWNER, {"files": (PICTURE,) * 10}, "too-many-pictures"),
        (OWNER, {"files": (replace(PICTURE, media_type="application/pdf"),)}, "pictures-only"),
    ],
)
def test_a_product_that_does_not_fit_is_refused(by: Any, changed: dict[str, Any], code: str) -> None:
    assert code_of(run(listing, shop(OPEN), by, **{**CUP, **changed})) == code


def test_a_revision_leaves_what_stood_before_in_the_record() -> None:
    fields = {"title": "Cup", "price": 5200, "after_sales": "No returns.", "stock": 3}
    revised = done(revise, LISTED, OWNER, T0 + DAY, **fields)
    assert product(revised).facts.price == 5200
    assert product(revised).version == 2
    assert product(revised[:1]).facts.after_sales == "Back within 7 days."
    assert code_of(run(revise, product(revised), OWNER, **fields)) == "nothing-changed"
    dropped = product(done(revise, revised, OWNER, drop=("f1",), **fields))
    assert dropped.facts.pictures == ()


def test_what_is_taken_down_can_be_put_back() -> None:
    down = done(take_down, LISTED, HELPER)
    assert not product(down).up
    assert code_of(run(take_down, product(down), OWNER)) == "product-down"
    assert code_of(run(put_back, product(LISTED), OWNER)) == "product-up"
    assert code_of(run(put_back, product(down), OWNER, listed_now=1000)) == "too-many-products"
    assert product(done(put_back, down, OWNER)).up


SALE = {"kind": "coupon", "name": "Spring", "terms": "5 yuan off from 30.", "from_at": T0, "until": T0 + 7 * DAY}


def test_a_promotion_holds_from_its_beginning_to_its_end() -> None:
    promoted = product(done(promote, LISTED, OWNER, T0 + timedelta(minutes=3), **SALE))
    assert [one.name for one in promoted.promotions_at(T0 + DAY)] == ["Spring"]
    assert promoted.promotions_at(T0) == ()
    assert promoted.promotions_at(T0 + 7 * DAY) == ()


def test_a_promotion_that_is_ended_held_until_then() -> None:
    promoted = done(promote, LISTED, OWNER, **SALE)
    ended = product(done(end_promotion, promoted, OWNER, T0 + 2 * DAY, promotion="p1"))
    assert [len(ended.promotions_at(T0 + n * DAY)) for n in (1, 2)] == [1, 0]
    assert code_of(run(end_promotion, ended, OWNER, T0 + 3 * DAY, promotion="p1")) == "promotion-unknown"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "promotion-name-missing"),
        ({"terms": " "}, "promotion-terms-missing"),
        ({"terms": "x" * 5001}, "text-too-long"),
        ({"from_at": T0 - DAY}, "promotion-in-the-past"),
        ({"until": T0}, "promotion-backwards"),
        ({"price": 4800}, "promotion-price-unfit"),
        ({"price": 0}, "promotion-price-unfit"),
        ({"from_at": T0.replace(tzinfo=None)}, "instant-without-zone"),
        ({"price": 4000}, ""),
    ],
)
def test_a_promotion_that_does_not_fit_is_refused(changed: dict[str, Any], code: str) -> None:
    assert code_of(run(promote, product(LISTED), OWNER, **{**SALE, **changed})) == code


def test_a_product_that_is_down_is_not_promoted() -> None:
    assert code_of(run(promote, product(done(take_down, LISTED, OWNER)), OWNER, **SALE)) == "product-down"


def test_a_told_product_can_be_revised_by_its_shop() -> None:
    told = (ProductTold(by=SEED, at=T0, product="p1", facts=ProductFacts(shop="s1", title="Cup"), source="import"),)
    made = product(done(revise, told, OWNER, title="Cup", price=100, after_sales="7 days"))
    assert (made.facts.price, made.facts.currency, made.source) == (100, "CNY", "import")
