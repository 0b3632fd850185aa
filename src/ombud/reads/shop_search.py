"""Finds shops for the staff by what they are called: the id itself, or a part of the name."""

from typing import NamedTuple

from ombud.ledger.connection import rows

MOST = 20
"""Shops one search shows; who finds more has to say more."""
SHOPS = """
SELECT id, name, verified FROM shop_row
WHERE platform = %(platform)s AND (id = %(text)s OR name ILIKE %(like)s ESCAPE '!')
ORDER BY (id = %(text)s) DESC, name, id LIMIT %(most)s
"""


class FoundShop(NamedTuple):
    """A shop as the search lists it."""

    id: str
    name: str
    verified: bool


def shops(platform: int, wanted: str) -> list[FoundShop]:
    """Shops of this id, or whose name holds these words."""
    text = " ".join(wanted.replace("\x00", "").split())[:100]
    if not text:
        return []
    plain = text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    asked = {"platform": platform, "text": text, "like": f"%{plain}%", "most": MOST}
    return [FoundShop(*row) for row in rows(SHOPS, asked)]
