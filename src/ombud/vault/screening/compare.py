"""What a picture is like: pictures that were put forward before, and the goods that its shop shows."""

from typing import TYPE_CHECKING

from ombud.lab.finding import Finding, Strength
from ombud.ledger.connection import rows

if TYPE_CHECKING:
    from ombud.lab.copies.gallery import Gallery

MATCHES_MAX = 50
RANKED_MAX = 5
GOODS = """
SELECT file::text, likeness FROM screening
WHERE platform = %s AND shop = %s AND role = 'goods' AND likeness <> '' ORDER BY file LIMIT 2000
"""
_ORDER: tuple[Strength, ...] = ("none", "weak", "clear", "strong")


def seen_before(gallery: "Gallery", description: bytes) -> Finding:
    """The pictures of the gallery that this one shows; only what lies on each other counts as the same picture, and
    what merely shows the same label or scene is counted."""
    from ombud.lab.copies import description as descriptions

    version = str(descriptions.VERSION)
    try:
        query = descriptions.read(description)
    except descriptions.BadDescription:
        return Finding(detector="seen-before", version=version, kind="derived", not_applicable="unreadable")
    found = gallery.find(query, thorough=True)
    sure = [one for one in found if one.strength in ("clear", "strong")][:MATCHES_MAX]
    return Finding(
        detector="seen-before",
        version=version,
        kind="derived",
        strength=strongest([one.strength for one in sure]),
        matches=tuple(one.match for one in sure),
        facts={"compared_with": len(gallery), "alike": len(found) - len(sure)},
    )


def strongest(strengths: list[Strength]) -> Strength:
    """The surest of them; `none` where there are none."""
    return max(strengths, key=_ORDER.index, default="none")


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
