"""Finds a penalty by what a caller knows: its number, the shop's name, or an order it is about."""

from ombud.ledger.connection import rows
from ombud.reads.named_orders import shops_of
from ombud.reads.penalty_queues import PENALTIES, ListedPenalty
from ombud.reads.search import MOST, as_number
from ombud.reads.shop_search import shops

BY_NUMBER = f"{PENALTIES} WHERE platform = %s AND number = %s"
OF_SHOPS = f"{PENALTIES} WHERE platform = %s AND shop = ANY(%s) ORDER BY rank, sort_at, id LIMIT %s"
ABOUT = """
SELECT p.id FROM penalty_row p JOIN stream s ON s.platform = p.platform AND s.id = p.id
WHERE p.platform = %s AND p.shop = %s
    AND convert_from(s.state, 'UTF8')::jsonb #> '{imposition,orders}'
        @> jsonb_build_array(jsonb_build_object('id', %s::text))
LIMIT %s
"""
THESE = f"{PENALTIES} WHERE platform = %s AND id = ANY(%s) ORDER BY moved_at DESC LIMIT %s"


def search_penalties(platform: int, wanted: str) -> list[ListedPenalty]:
    """The penalties that fit what was typed, the surest way of finding first; each once."""
    text = " ".join(wanted.replace("\x00", "").split())[:100]
    if not text:
        return []
    found = {one.id: one for one in _listed(BY_NUMBER, platform, as_number(text))}
    for order, shop in shops_of(platform, text):
        about = [id for (id,) in rows(ABOUT, (platform, shop, order, MOST))]
        found |= {one.id: one for one in (_listed(THESE, platform, about, MOST) if about else [])}
    if named := [one.id for one in shops(platform, text)]:
        found |= {one.id: one for one in _listed(OF_SHOPS, platform, named, MOST)}
    return list(found.values())[:MOST]


def _listed(statement: str, *parameters: object) -> list[ListedPenalty]:
    return [ListedPenalty(*row) for row in rows(statement, parameters)]
