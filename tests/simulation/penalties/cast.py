"""What the simulated penalties are about: one shop, orders of it that several penalties name, and who else comes by."""

import random
from datetime import timedelta

from ombud.core.penalty.events.imposing import PenalisedOrder
from ombud.core.people import Actor, Invited, Reviewer, System
from ombud.core.shop.events import ShopFacts
from tests.simulation.cast import CONSUMER, REVIEWERS, RIVAL, SELLER, SENIOR, START, STRANGERS, VIEWER

SHOP = "shop/mugs"
FACTS = ShopFacts(name="Celadon mugs")
KEY = System(id="key")
"""An integrator's key: it may impose, and nothing else."""
OUTSIDE = "olga"
"""Who is invited where nobody here may decide; now and then one of the platform's own is."""
PARTNER = SELLER.__class__(id="bea", shop="mugs", rights=("answer", "appeal"))
MEMBERS = (SELLER, PARTNER, VIEWER)
ORDERS = tuple(
    PenalisedOrder(
        id=f"o{n}", number=f"A-{n}", amount=1_000 * n, currency="CNY", purchased_at=START - timedelta(days=n)
    )
    for n in range(1, 7)
)
OF_SHOPS = {**{one.id: ("mugs", one) for one in ORDERS[:5]}, ORDERS[5].id: ("tea", ORDERS[5])}
"""Few, so that penalties overlap; the last is another shop's."""


def outsider(penalty: str, id: str = OUTSIDE) -> Invited:
    """Somebody from outside, with an invitation to this penalty."""
    return Invited(id=id, penalty=penalty)


def anybody(penalty: str) -> tuple[Actor, ...]:
    """All who could come by."""
    return (*STRANGERS, *REVIEWERS, SENIOR, CONSUMER, *MEMBERS, RIVAL, KEY, outsider(penalty), outsider("p9"))


def reviewer(chance: random.Random) -> Reviewer:
    """One of two mostly, so that the same person often comes to a penalty again."""
    return chance.choice(REVIEWERS[:2]) if chance.random() < 0.6 else chance.choice((*REVIEWERS, SENIOR))
