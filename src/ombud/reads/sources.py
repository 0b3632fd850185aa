"""Where a picture was put forward before: as evidence, in a talk, in a report, or as a product photo."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ombud.ledger.connection import rows

KNOWN = """
SELECT f.id::text, coalesce(s.role, ''), coalesce(s.shop, ''), coalesce(h.name, s.shop, ''), f.uploaded_by,
    f.uploaded_at, f.sha256
FROM evidence_file f
LEFT JOIN screening s ON s.platform = f.platform AND s.file = f.id
LEFT JOIN shop_row h ON h.platform = f.platform AND h.id = s.shop
WHERE f.platform = %s AND f.id = ANY(%s::uuid[]) AND NOT f.quarantined
"""


class Source(NamedTuple):
    """One picture as it was put forward before."""

    file: str
    role: str
    """`exhibit`, `talk`, `report` or `goods`; empty where it was never put forward."""
    shop: str
    shop_name: str
    by: str
    at: datetime
    sha256: str


def sources(platform: int, files: Sequence[str]) -> dict[str, Source]:
    """What is known of these files of this platform, by id; those that aren't there any more are missing."""
    return {row[0]: Source(*row) for row in rows(KNOWN, (platform, list(files)))} if files else {}
