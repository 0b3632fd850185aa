"""The cases that an alarm gathered, as lists show them."""

from ombud.core.surge.state import Surge
from ombud.ledger.connection import rows
from ombud.reads.queues import CASES, Listed

CASES_MAX = 5000
"""More than any pack lets an alarm gather."""
THESE = f"{CASES} WHERE platform = %s AND shop = %s AND id = ANY(%s) ORDER BY (turn = 'closed'), due_at, id LIMIT %s"


def gathered(platform: int, surge: Surge, most: int = CASES_MAX) -> list[Listed]:
    """Its cases, the nearest deadline first and what is closed last; none but its shop's, whatever was gathered."""
    return [Listed(*row) for row in rows(THESE, (platform, surge.shop, list(surge.cases), most))] if surge.cases else []
