"""Draws orders so that anybody can draw them again: neither side alone can choose which.

The platform commits to a seed (its SHA-256 stands in the notice) and to the list of penalised orders before it knows
the merchant's number; the merchant's side gives a number before it knows the seed. The draw is those orders whose
HMAC-SHA-256 with the seed as key, over number and order id, is smallest.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256

SEED_LETTERS = 64
"""256 bits, hex: nobody finds a seed by trying."""


def digest_of_seed(seed: str) -> str:
    """What the notice shows of the seed: SHA-256 of its hex letters, hex."""
    return sha256(seed.encode()).hexdigest()


def digest_of_orders(orders: Iterable[str]) -> str:
    """What the notice shows of the list: SHA-256 of the sorted ids, each on a line of its own, hex."""
    return sha256("".join(f"{one}\n" for one in sorted(orders)).encode()).hexdigest()


def drawn(seed: str, number: str, orders: Iterable[str], most: int) -> tuple[str, ...]:
    """The orders drawn, in the order of their HMACs: all of them where there are no more than `most`."""
    return tuple(sorted(set(orders), key=lambda one: (_ticket(seed, number, one), one))[:most])


def _ticket(seed: str, number: str, order: str) -> bytes:
    return hmac.digest(seed.encode(), f"{number}|{order}".encode(), "sha256")
