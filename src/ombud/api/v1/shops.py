"""What is known of shops and their goods: the public side for everybody, papers for their own people and the staff."""

from datetime import datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.api.v1.caller import Caller
from ombud.api.v1.cursor import cursor_of, limit_of, page
from ombud.api.v1.problems import Problem
from ombud.core.people import Member, Reviewer
from ombud.core.product.state import Product
from ombud.core.shop.state import Shop
from ombud.desk import clock
from ombud.desk.access import access_product, access_shop
from ombud.desk.as_it_stood import access_product_at
from ombud.desk.handle import NotFound
from ombud.desk.papers import ShopCase, access_own_shop, contact_of, may_see_numbers, numbers, story, words_of
from ombud.ledger.connection import rows

PRODUCTS = """
SELECT id, title, price, currency, picture, up, stock, version FROM product_row
WHERE platform = %s AND shop = %s AND id > %s AND (up OR %s) ORDER BY id LIMIT %s
"""
NAMES = ("id", "title", "price", "currency", "picture", "up", "stock", "version")


def read_shop(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A shop's public side; its own members see who they are, and where it stands."""
    shop = access_shop(caller.platform, id)
    mine = isinstance(caller.by, Member) and caller.by.shop == id
    if shop.stage != "open" and not mine and not isinstance(caller.by, Reviewer):
        raise NotFound  # nobody else knows of a shop before it opens
    about: dict[str, Any] = {
        "id": shop.id,
        "facts": shop.facts,
        "verified": shop.verified,
        "contact": contact_of(caller.platform, shop),
        "background": shop.look.background,
    }
    if mine:
        about |= {
            "members": shop.members,
            "invited": shop.invited,
            "absence": _absence(caller.platform, shop),
            **_own(shop),
        }
    return _answer(about)


def _absence(platform: int, shop: Shop) -> dict[str, Any] | None:
    if shop.absence is None:
        return None
    return {**msgspec.structs.asdict(shop.absence), "words": words_of(platform, shop, shop.absence.words)}


def _own(shop: Shop) -> dict[str, Any]:
    return {"stage": shop.stage, "duties": shop.duties, "deadlines": shop.deadlines}


def read_papers(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What was handed in before a shop opened, for its members and the staff. Numbers are masked; a reviewer who has
    said on record why, sees them in full."""
    case = access_own_shop(caller.platform, id, caller.by)
    return _answer(_papers(case))


def _papers(case: ShopCase) -> dict[str, Any]:
    shop, its = case.shop, story(case)
    handed_in, refused = shop.qualification, shop.refused
    why = {"reasons": refused.reasons, "words": its.said(refused.words), "at": refused.at} if refused else None
    in_full = may_see_numbers(case, its)
    return {
        **_own(shop),
        "form": handed_in.form if handed_in else "",
        "numbers": numbers(case, its, in_full=in_full),
        "entries": {one.code: its.said(one.words) for one in handed_in.entries} if handed_in else {},
        "files": handed_in.files if handed_in else (),
        "submitted_at": shop.submitted_at,
        "verified_at": shop.verified_at,
        "refused": why,
        "overdue": shop.overdue,
    }


def list_products(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What a shop offers; its own members see what is taken down, too."""
    access_shop(caller.platform, id)
    mine = isinstance(caller.by, Member) and caller.by.shop == id
    after = cursor_of(request)
    found = rows(PRODUCTS, (caller.platform, id, after[2] if after else "", mine, limit_of(request) + 1))
    return page(
        found,
        limit_of(request),
        lambda row: dict(zip(NAMES, row, strict=True)),
        lambda row: ("", None, row[0]),
    )


def read_product(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A product as it stands, or as it stood at `at`: what a dispute about an order of that time goes by."""
    said = request.GET.get("at", "")
    if not said:
        product = access_product(caller.platform, id)
        return _answer(_product(product) | {"promotions": product.promotions_at(clock.now(caller.platform))})
    stood = access_product_at(caller.platform, id, _instant(said))
    more = {"promotions": stood.promotions, "policy": stood.policy, "first_known": stood.first_known}
    return _answer(_product(stood.product) | more)


def _product(product: Product) -> dict[str, Any]:
    return {"id": product.id, "facts": product.facts, "up": product.up, "version": product.version}


def _instant(said: str) -> datetime:
    try:
        at = msgspec.convert(said, datetime)
    except msgspec.ValidationError:
        at = datetime.min  # noqa: DTZ901 - has no zone, so it is refused below
    if at.tzinfo is None:
        raise Problem(422, "not-understood", _("“at” is an instant with its zone."), field="at")
    return at


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
