"""One thing the doctor looked at."""

from typing import Literal

import msgspec

Grade = Literal["well", "weak", "missing"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`missing` must be mended before running for real; `weak` is a promise that can't be held, or not for long."""

    what: str
    grade: Grade
    says: str
    way_out: str = ""


def well(what: str, says: str) -> Finding:
    """All is as it should be."""
    return Finding(what=what, grade="well", says=says)


def weak(what: str, says: str, way_out: str) -> Finding:
    """It runs, but a promise isn't held."""
    return Finding(what=what, grade="weak", says=says, way_out=way_out)


def missing(what: str, says: str, way_out: str) -> Finding:
    """It must not run for real like this."""
    return Finding(what=what, grade="missing", says=says, way_out=way_out)
