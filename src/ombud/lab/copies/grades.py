"""How sure it is that a picture was made of another; the bounds were chosen on pictures that nothing is scored on."""

from ombud.lab.copies.verify import Laid
from ombud.lab.finding import Strength

_WINDOWS_MIN = 250
"""Pixels of a thumbnail: the least that must have something in it to be compared."""


def grade(laid: Laid, *, by_hash: bool) -> Strength:
    """`strong` and `clear` are copies; `weak` shows the same label or scene, and may well be another photo of it.

    On the tuning half, the worst copy (three stickers over half of it) agrees on 0.49 of its windows with 0.96 of its
    inliers within a pixel. Of other photos of the same goods, those with 0.7 or more within a pixel (flat labels)
    agree on 0.35 at most, and those that agree on more (a camera that moved a little) have 0.56 within a pixel at most.
    Pictures of other things seldom have five inliers at all, and then agree on 0.1 at most.
    """
    if laid.windows < _WINDOWS_MIN:
        return "none"
    if by_hash:
        return "strong" if laid.agreement >= 0.6 else "none"
    if laid.inliers >= 12 and laid.tight >= 0.72 and laid.agreement >= 0.43:
        return "strong"
    if laid.inliers >= 5 and laid.tight >= 0.72 and laid.agreement >= 0.5:
        return "clear"
    return "weak" if laid.inliers >= 12 else "none"
