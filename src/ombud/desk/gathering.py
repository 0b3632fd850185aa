"""What the desk knows of cases that an alarm is to gather: which of them aren't about its shop."""

from collections.abc import Mapping
from typing import Any

from ombud.ledger.connection import Connection

GATHERS = {"surge.raise-alarm": "cases", "surge.gather": "added", "surge.open-intervention": "cases"}
"""Verbs that name cases, and their field."""
OF_SHOP = "SELECT id FROM complaint_row WHERE platform = %s AND shop = %s AND id = ANY(%s)"


def strangers(
    connection: Connection, platform: int, verb: str, shop: str, fields: Mapping[str, Any]
) -> tuple[str, ...]:
    """Those of the named ids that are no cases of this shop, in the order in which they were named."""
    named = fields.get(GATHERS[verb]) or ()
    ids = [one for one in named if isinstance(one, str) and "\0" not in one]
    known = {id for (id,) in connection.execute(OF_SHOP, (platform, shop, ids)).fetchall()} if ids else set()
    return tuple(str(one) for one in named if one not in known)
