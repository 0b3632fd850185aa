"""The pages about a shop's money, and those of the penalty that freezes all of it."""

from django.urls import reverse

from ombud.ledger.connection import rows
from tests.portals.demo_world import Demo
from tests.portals.shown import Shown, at

TAO, PENG = "chunfeng/tao", "chunfeng/peng"
"""The owner of the demo's frozen shop, and a reviewer of its platform."""
FROZEN = "SELECT number FROM penalty_row WHERE shop = 'yunxi' AND violation = 'deception'"


def frozen(_world: Demo) -> str:
    """The number of the penalty that froze all turnover."""
    return str(rows(FROZEN)[0][0])


FUND_PAGES = [
    at("merchant-funds held", "su"),
    at("merchant-funds owed", "gao"),
    at("merchant-funds frozen", TAO),
    at("merchant-funds none", "rio/carmen"),
    at("merchant-fund", "xiaoman/sun", "CNY"),
    at("merchant-fund filtered", "xiaoman/sun", "CNY", query="?kind=in"),
    at("merchant-fund empty", "xiaoman/sun", "CNY", query="?kind=taken"),
    at("merchant-penalties unread", TAO),
    at("merchant-penalty frozen", TAO, frozen),
    at("review-funds", "he"),
    at("review-funds frozen", PENG),
    at("review-fund owed", "he", "beifeng:CNY"),
    at("review-fund frozen", PENG, "yunxi:CNY"),
    at("review-queue freezes", PENG, "freezes"),
    at("review-penalty frozen", PENG, frozen),
    at("review-penalty frozen history", PENG, frozen, query="?tab=history"),
    at("review-penalty-do look-again", PENG, frozen, "look-again"),
    at("review-penalty-do forfeit", PENG, frozen, "forfeit"),
    Shown(
        "review-penalty-new not from here",
        PENG,
        lambda _world: f"{reverse('review-penalty-new')}?shop=yunxi&violation=deception",
    ),
]
NO_FUND_PAGES = {
    "merchant-fund-csv": "a file",
    "review-fund-release": "a form of the fund's page, sent to an address of its own",
}
