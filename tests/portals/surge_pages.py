"""The pages about waves: of the platform's people, and of the shop that was asked."""

from collections.abc import Callable

from ombud.ledger.connection import rows
from tests.portals.demo_world import Demo
from tests.portals.shown import at


def _alarm(shop: str) -> Callable[[Demo], str]:
    """The number of the demo's alarm about this shop."""

    def number(world: Demo) -> str:
        found = rows("SELECT number FROM surge_row WHERE platform = %s AND shop = %s", (world.platform, shop))
        return str(found[0][0])

    return number


SURGES = [
    at("review-surges", "he"),
    at("review-surges concluded", "he", query="?ended"),
    at("review-surges searched", "he", query="?q=beifeng"),
    at("review-surge-shop", "he", "beifeng"),
    at("review-surge raised", "he", _alarm("beifeng")),
    at("review-surge asked", "luo", _alarm("lanting")),
    at("review-surge dismissed", "he", _alarm("yunshan")),
    at("review-surge-intervene", "he", _alarm("beifeng")),
    at("review-surge-intervene asked before", "he", _alarm("lanting")),
    at("review-surge-cases", "he", _alarm("beifeng")),
    at("review-public", "he"),
    at("review-public of a shop", "he", query="?shop=beifeng"),
    at("review-weekly", "zhao"),
    at("merchant-interventions", "su"),
    at("merchant-interventions none", "gao"),
    at("merchant-intervention", "su", _alarm("lanting")),
    at("merchant-intervention of a viewer", "qi", _alarm("lanting")),
]
NO_SURGE_PAGES = {
    "review-weekly-csv": "a CSV file",
    "review-surge-hold": "takes a form and goes back",
}
