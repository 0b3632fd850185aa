"""What a picture is like: pictures that were put forward before, and the goods that its shop shows."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ombud.lab.finding import Finding
from ombud.ledger.connection import rows

if TYPE_CHECKING:
    from ombud.lab.copies.gallery import Gallery

MATCHES_MAX = 50
RANKED_MAX = 5
GOODS = """
SELECT file::text, likeness FROM screening
WHERE platform = %s AND shop = %s AND role = 'goods' AND likeness <> '' ORDER BY file LIMIT 2000
"""


def seen_before(gallery: "Gallery", description: bytes) -> Finding:
    """The pictures of the gallery that this one shows, looked for to the end: one source doesn't hide another."""
    from ombud.lab.copies.description import BadDescription
    from ombud.lab.copies.seen_before import NAME, VERSION, look_described

    try:
        found = look_described(description, gallery, thorough=True)
    except BadDescription:
        return Finding(detector=NAME, version=VERSION, kind="derived", not_applicable="unreadable")
    return replace(found, matches=found.matches[:MATCHES_MAX])


def likeness_to_goods(platform: int, shop: str, own: bytes) -> Finding | None:
    """The shop's product photos by likeness, the likest first; None where it shows none, or the picture has nothing to
    compare. It is a ranking, never a word on whether they are the shop's goods."""
    from ombud.lab import goods

    shown = {file: bytes(kept) for file, kept in rows(GOODS, (platform, shop))} if shop and own else {}
    ranked = goods.rank(own, shown)[:RANKED_MAX]
    if not ranked:
        return None
    return Finding(
        detector="goods",
        version=goods.VERSION,
        kind="derived",
        facts={
            "files": [one.source for one in ranked],
            "likeness": [f"{one.likeness:.2f}" for one in ranked],
            "compared_with": len(shown),
        },
    )
