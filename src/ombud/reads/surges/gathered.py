"""The cases that an alarm gathered, as lists show them."""

from collections.abc import Sequence

from ombud.ledger.connection import rows
from ombud.reads.queues import CASES, Listed

THESE = f"{CASES} WHERE platform = %s AND id = ANY(%s) ORDER BY (turn = 'closed'), due_at, id LIMIT %s"


def gathered(platform: int, ids: Sequence[str], most: int = 5000) -> list[Listed]:
    """These cases, the nearest deadline first and what is closed last."""
    return [Listed(*row) for row in rows(THESE, (platform, list(ids), most))] if ids else []
