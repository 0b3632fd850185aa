"""Orders on their way in the world of the cast, paid some days before the Monday."""

from datetime import timedelta
from typing import Any

from tests.cast import MONDAY, World, an_order

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def paid(world: World, id: str = "o-1", days_ago: int = 5, **more: Any) -> str:
    """An order that Ana paid this many days before the Monday, and of which we were told then."""
    return an_order(world, id, status="paid", purchased_at=(MONDAY - days_ago * DAY).isoformat(), **more)


def sent(world: World, id: str = "o-1", days_ago: int = 20, **more: Any) -> str:
    """One that was sent this many days before."""
    at = (MONDAY - days_ago * DAY).isoformat()
    return an_order(world, id, status="shipped", purchased_at=at, shipped_at=at, **more)
