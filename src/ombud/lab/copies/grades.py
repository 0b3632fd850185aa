"""How sure it is that a picture was made of another; the bounds were chosen on pictures that nothing is scored on."""

from ombud.lab.copies.verify import Laid
from ombud.lab.finding import Strength

_WINDOWS_MIN = 250
"""Pixels of a thumbnail: the least that must have something in it to be compared."""


def grade(laid: Laid, *, by_hash: bool) -> Strength:
    """`strong` and `clear` are copies; `weak` shows the same label or scene, and may well be another photo of it.

    The bounds stand just beneath the worst copies of the tuning half, since a false one weighs more than one missed.

    On the tuning half, copies with nothing put on top agree on 0.61 of their windows or more. Those half covered by
    stickers or words agree on 0.49 or more, and all but one of them are crisp in 0.83 of what agrees. Of other photos
    of the same goods, those that have 0.72 of their inliers within a pixel (flat labels) agree on 0.35 at most, crisp
    in 0.74 at most; those that agree on more (a camera that moved a little) have 0.56 within a pixel at most. Where
    only a label is the same, inliers stand on 0.06 of the picture; those of copies on 0.12 or more, but for one.
    """
    if laid.windows < _WINDOWS_MIN:
        return "none"
    if by_hash:
        return "strong" if laid.agreement >= 0.6 else "none"
    alike = laid.agreement >= 0.6 or (laid.agreement >= 0.48 and laid.crisp >= 0.8)
    if alike and laid.tight >= 0.72 and laid.spread >= 0.1 and laid.inliers >= 5:
        return "strong" if laid.inliers >= 12 else "clear"
    return "weak" if laid.inliers >= 12 else "none"
