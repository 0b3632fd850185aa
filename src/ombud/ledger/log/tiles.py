"""The log in tiles of 256 hashes (c2sp.org/tlog-tiles), so that others can mirror and check it piece by piece."""

import re

from ombud.ledger.log.merkle import Fetch

WIDTH, HEIGHT = 256, 8
LEVELS = 6
"""Tiles of level n hold nodes of level 8n; six levels are more events than there will ever be."""
_NAME = re.compile(r"((?:x[0-9]{3}/){0,5})([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


def named(place: str) -> tuple[int, int] | None:
    """Which tile of its level and how many hashes are asked for, from a name such as `x001/067.p/12`."""
    found = _NAME.fullmatch(place)
    if found is None:
        return None
    number = int("".join(one for one in found[1] + found[2] if one.isdigit()))
    width = int(found[3]) if found[3] else WIDTH
    return (number, width) if width < WIDTH or not found[3] else None


def tile(level: int, number: int, width: int, size: int, fetch: Fetch) -> bytes | None:
    """The hashes of a tile of a log of this size; None where it hasn't as many."""
    first = number * WIDTH
    if (first + width) << (HEIGHT * level) > size:
        return None
    nodes = [(HEIGHT * level, first + n) for n in range(width)]
    kept = fetch(nodes)
    return b"".join(kept[node] for node in nodes)
