"""How a page is named among all pages: its URL pattern, who sees it, and its address in the demo world."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse

from tests.portals.demo_world import Demo

STRANGER = ""
"""Nobody is signed in."""


class Shown(NamedTuple):
    """One page."""

    name: str
    """Of its URL pattern, and after a space what is special about it."""
    who: str
    path: Callable[[Demo], str]
    status: int = 200
    brief: bool = False
    """Whether its address is good for minutes only, and asked for anew each time."""

    @property
    def pattern(self) -> str:
        """The name of its URL pattern."""
        return self.name.partition(" ")[0]


def at(name: str, who: str, *args: Any, query: str = "", status: int = 200) -> Shown:
    """A page whose address needs nothing of the world but what can be called: Demo -> str."""

    def path(world: Demo) -> str:
        filled = [one(world) if callable(one) else one for one in args]
        return reverse(name.partition(" ")[0], args=filled) + query.replace("ORDER", world.order)

    return Shown(name, who, path, status)


def case(who: str, goods: str, reason: str = "") -> Callable[[Demo], str]:
    """The number of the complaint of this consumer about these goods."""
    return lambda world: world.number(who, goods, reason)


def penalty(shop: str, status: str) -> Callable[[Demo], str]:
    """The number of the penalty of this shop that stands there."""
    return lambda world: world.penalty(shop, status).number
