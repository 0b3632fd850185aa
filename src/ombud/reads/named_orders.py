"""Orders of one shop by what people call them: their id, or their number."""

from collections.abc import Collection

from ombud.ledger.connection import rows

NAMED = """
SELECT id, number FROM order_row WHERE platform = %s AND shop = %s AND (id = ANY(%s) OR number = ANY(%s))
"""
BY_NUMBER = "SELECT id, shop FROM order_row WHERE platform = %s AND (id = %s OR number = %s) LIMIT %s"


def ids_of(platform: int, shop: str, named: Collection[str]) -> dict[str, str]:
    """The id of each of these that is an order of this shop, by what it was called."""
    wanted = [one for one in named if "\x00" not in one]
    if not wanted:
        return {}
    found = rows(NAMED, (platform, shop, wanted, wanted))
    return {number: id for id, number in found if number} | {id: id for id, _number in found}


def shops_of(platform: int, named: str, most: int = 5) -> list[tuple[str, str]]:
    """Id and shop of the orders of this id or number."""
    if not named or "\x00" in named:
        return []
    return [(id, shop) for id, shop in rows(BY_NUMBER, (platform, named, named, most))]
