"""Shops that several penalties of one batch are imposed on: each finds its shop as the one before left it."""

from collections.abc import Iterable

from ombud.desk.commit import Batch
from ombud.desk.decide import Loaded
from ombud.desk.penalise import IMPOSE


class Shops:
    """The shops of one round. Only imposing goes on at a shop: what ends a penalty frees its orders, so it waits."""

    def __init__(self) -> None:
        self._left: dict[str, Loaded] = {}

    def lend(self, verb: str, loaded: Loaded) -> tuple[Loaded, set[str]]:
        """The stream with its shop as it was left in this round, and what needn't be waited for therefore."""
        shop = self._left.get(loaded.parent.id) if loaded.parent is not None and verb == IMPOSE else None
        return (loaded, set()) if shop is None else (loaded._replace(parent=shop), {shop.id})

    def keep(self, verb: str, loaded: Loaded, own: Batch) -> None:
        """Note how an act left the shop, for the next at the same shop."""
        shop = loaded.parent
        if verb != IMPOSE or shop is None:
            return
        written = next((one for one in own.streams if one.id == shop.id), None)
        if written is not None:
            shop = shop._replace(version=written.version, state=written.state, head=written.head)
        self._left[shop.id] = shop

    def close(self, places: Iterable[str]) -> None:
        """An act that changes one of these places waits: so does whoever comes after it there."""
        for one in places:
            self._left.pop(one, None)
