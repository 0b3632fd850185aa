"""The rungs that the verbs around a product share: whose it is, whether its shop may sell, what its facts may be."""

from datetime import datetime

from ombud.core.files import File
from ombud.core.people import Actor, Member, can
from ombud.core.policy.policy import Policy
from ombud.core.product.events import ProductFacts
from ombud.core.product.state import Product
from ombud.core.refusal import Refusal
from ombud.core.shop.rungs import NOTHING_SOLD_HERE, SUSPENDED
from ombud.core.shop.state import Shop

TITLE_MAX, TEXT_MAX = 120, 5000
PRICE_MAX = 10**13
STOCK_MAX = 10**9

NOT_YOURS = Refusal(code="not-your-product", because="Only the shop that offers this product can do this.")
LOOKS_ONLY = Refusal(
    code="looks-only",
    because="Your role in this shop may look, but not act.",
    way_out="Ask the owner for another role.",
)
NOT_OPEN = Refusal(
    code="shop-not-open", because="This shop isn't open yet.", way_out="Open it first, then list what it sells."
)
NO_TITLE = Refusal(code="title-missing", because="Give the product a name.", field="title")
TITLE_TOO_LONG = Refusal(
    code="title-too-long", because="A name has at most {most} characters; there are {there}.", field="title"
)
NO_PRICE = Refusal(code="price-missing", because="Give a price above nothing.", field="price")
NO_SUCH_CURRENCY = Refusal(code="currency-unknown", because="Prices here are in: {currencies}.", field="currency")
NO_SUCH_STOCK = Refusal(code="stock-impossible", because="Stock is a whole number from 0 on.", field="stock")
TEXT_TOO_LONG = Refusal(code="text-too-long", because="This takes at most {most} characters; there are {there}.")
NO_AFTER_SALES = Refusal(
    code="after-sales-missing",
    because="Say what buyers can count on after the sale: it is what a dispute goes by.",
    field="after_sales",
)
TOO_MANY_PICTURES = Refusal(
    code="too-many-pictures", because="A product has at most {pictures_max} pictures.", field="files"
)
NOT_PICTURES = Refusal(code="pictures-only", because="A product shows pictures, nothing else.", field="files")


def seller(by: Actor, shop: str, its_shop: Shop | None, policy: Policy) -> Refusal | None:
    """Why somebody can't sell for this shop now."""
    if not (isinstance(by, Member) and by.shop and by.shop == shop):
        return NOT_YOURS
    if policy.pack.shops is None:
        return NOTHING_SOLD_HERE
    if not can(by, "answer"):
        return LOOKS_ONLY
    if its_shop is not None and its_shop.suspended:
        return SUSPENDED
    return NOT_OPEN if its_shop is not None and its_shop.stage != "open" else None


def keeper(by: Actor, product: Product, policy: Policy, at: datetime) -> Refusal | None:
    """Why somebody can't change this product."""
    return seller(by, product.shop, product.its_shop, policy)


def unfit(facts: ProductFacts, pictures: tuple[File, ...], policy: Policy) -> Refusal | None:
    """What is wrong with what is said of a product."""
    if not facts.title.strip():
        return NO_TITLE
    if len(facts.title) > TITLE_MAX:
        return TITLE_TOO_LONG.given(most=TITLE_MAX, there=len(facts.title))
    if not 0 < facts.price <= PRICE_MAX:
        return NO_PRICE
    if facts.currency not in policy.pack.currencies:
        return NO_SUCH_CURRENCY.given(currencies=", ".join(policy.pack.currencies))
    if facts.stock is not None and not 0 <= facts.stock <= STOCK_MAX:
        return NO_SUCH_STOCK
    for name in ("description", "after_sales"):
        if len(getattr(facts, name)) > TEXT_MAX:
            return TEXT_TOO_LONG.given(most=TEXT_MAX, there=len(getattr(facts, name))).at_field(name)
    if not facts.after_sales.strip():
        return NO_AFTER_SALES
    return _unfit_pictures(pictures, policy)


def _unfit_pictures(pictures: tuple[File, ...], policy: Policy) -> Refusal | None:
    assert policy.pack.shops is not None, "asked after the rung that says so"
    most = policy.pack.shops.limits.pictures_max
    if len(pictures) > most:
        return TOO_MANY_PICTURES.given(pictures_max=most)
    return None if all(one.media_type.startswith("image/") for one in pictures) else NOT_PICTURES
