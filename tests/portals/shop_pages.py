"""Pages of a shop's opening, of its own look and people, and of what it sells."""

from tests.portals.demo_world import Demo
from tests.portals.shown import Shown, at

CHENG, RUAN, WEI, SHEN = "xiaoman/cheng", "xiaoman/ruan", "xiaoman/wei", "xiaoman/shen"
"""Who comes with nothing, who waits for the platform, who is about to hand papers in, and who owns an open shop."""
TANG = "xiaoman/tang"


def _waiting(world: Demo) -> str:
    return world.shop_of("ruan")


SHOPS: list[Shown] = [
    at("merchant-shop nothing yet", CHENG),
    at("merchant-shop waiting", RUAN),
    at("merchant-shop papers to come", WEI),
    at("merchant-shop open", SHEN),
    at("merchant-shop-apply", CHENG),
    at("merchant-shop-duties accepted", WEI),
    at("merchant-shop-duties", SHEN),
    at("merchant-shop-papers", WEI),
    at("merchant-shop-papers of a person", WEI, query="?form=person"),
    at("merchant-shop-papers with the platform", RUAN),
    at("merchant-shop-set-up", SHEN),
    at("merchant-shop-set-up of a viewer", "xiaoman/yao"),
    at("merchant-shop-people", SHEN),
    at("merchant-shop-people of service", "xiaoman/gu"),
    at("merchant-shop-absence", SHEN),
    at("merchant-shop-calendar", SHEN),
    at("merchant-product-new", SHEN),
    at("merchant-product own", SHEN, "crochet-hat"),
    at("merchant-product-edit", SHEN, "crochet-hat"),
    at("merchant-product-promote", SHEN, "crochet-hat"),
    at("review-shops", TANG),
    at("review-shops late", TANG, query="?late=1"),
    at("review-shop", TANG, _waiting),
]
NO_SHOP_PAGES = {
    "merchant-shop-papers-draft": "answers the page's script",
    "merchant-shop-open": "takes a form and goes back",
    "merchant-shop-join": "takes a form and goes back",
    "merchant-product-offer": "takes a form and goes back",
    "merchant-promotion-end": "takes a form and goes back",
    "shop-calendar": "a calendar for other software",
}
