"""Detector: whether the picture, or a part of it, is among the pictures that were seen before."""

from ombud.lab.copies.description import Description, describe, read
from ombud.lab.copies.gallery import Gallery
from ombud.lab.copies.rates import rates
from ombud.lab.finding import Finding
from ombud.lab.picture import Picture

VERSION = "1"
NAME = "seen-before"
_POINTS_MIN = 12
"""With less to hold on to, and nothing in the thumbnail either, a picture is like any other plain one."""
_PLAIN = 6.0
"""Grey levels of standard deviation."""


def look(picture: Picture, gallery: Gallery, *, thorough: bool = False) -> Finding:
    """`strong` and `clear` are copies of the pictures in `matches`; `weak` may be another photo of the same thing."""
    return look_described(describe(picture), gallery, thorough=thorough)


def look_described(described: bytes, gallery: Gallery, *, thorough: bool = False) -> Finding:
    """The same of what `describe` gave; BadDescription where that is none."""
    query = read(described)
    if not len(gallery):
        return _none("nothing-to-compare")
    if _plain(query):
        return _none("too-plain")
    found = gallery.find(query, thorough=thorough)
    if not found:
        return Finding(detector=NAME, version=VERSION, kind="derived")
    best = found[0]
    return Finding(
        detector=NAME,
        version=VERSION,
        kind="derived",
        strength=best.strength,
        rate=rates().get(best.strength),
        matches=tuple(one.match for one in found if best.strength == "weak" or one.strength != "weak"),
        facts={
            "by": best.by,
            "inliers": best.laid.inliers,
            "agreement": round(best.laid.agreement, 3),
            "within_a_pixel": round(best.laid.tight, 3),
            "mirrored": best.laid.mirrored,
            "looked_among": len(gallery),
        },
    )


def _none(why: str) -> Finding:
    return Finding(detector=NAME, version=VERSION, kind="derived", not_applicable=why)


def _plain(query: Description) -> bool:
    return len(query.points) < _POINTS_MIN and float(query.thumb.std()) < _PLAIN
