"""What a detector says of a picture: how sure it is, how often it is wrong, where on the picture, and from what."""

from typing import Literal

import msgspec

Kind = Literal["observed", "derived", "inferred"]
"""Read off the file as it is; computed from it; concluded from a model of how such files come to be."""
Strength = Literal["none", "weak", "clear", "strong"]
"""Nothing found; or found, as often by chance as the false-alarm rate of this strength says."""
WHOLE = 10_000
"""Places are ten-thousandths of the picture's width and height."""


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the picture that people see, upright."""

    left: int
    top: int
    width: int
    height: int
    score: int = 0
    """Of this place alone, 0 to 100; for sorting, never to be read as a probability."""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """Of so many authentic pictures so many reached this strength: measured, never guessed."""

    alarms: int
    of: int
    on: str
    """What it was measured on, as docs/lab.md calls the set."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """Another picture that this one shows, and how it lies in it."""

    source: str
    """The id that the other picture was added under."""
    inliers: int
    mirrored: bool = False
    matrix: tuple[float, ...] = ()
    """Six numbers, row by row: from the source's ten-thousandths to this picture's."""
    differs: tuple[Region, ...] = ()
    """What differs once they lie on each other."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One detector's word. `facts` are plain data; the words that people read are made where pages are."""

    detector: str
    """Its file's name with hyphens: `double-quantisation`."""
    version: str
    kind: Kind
    strength: Strength = "none"
    not_applicable: str = ""
    """A code that says why it can say nothing here; then the strength is `none` and means nothing."""
    rate: Rate | None = None
    """Of this strength; None where nothing was found, or where it is read off the file and can't be chance."""
    regions: tuple[Region, ...] = ()
    matches: tuple[Match, ...] = ()
    facts: dict[str, str | int | float | bool | list[str]] = {}
