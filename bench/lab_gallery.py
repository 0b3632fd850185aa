"""What sealing a gallery's descriptions costs: the same gallery on the disk sealed and in plain, asked by turns."""

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.figure import Figure, middle
from bench.lab_described import gallery, queries
from ombud.lab.copies.description import read
from ombud.lab.copies.gallery import Gallery
from ombud.lab.copies.journal import PLAIN
from ombud.vault.file_keys import new_key
from ombud.vault.gallery_key import Sealed

PICTURES, QUICK_PICTURES = 500, 30
SOURCES, QUICK_SOURCES = 10, 1
OPENED = 15


def figures(*, quick: bool = False) -> list[Figure]:
    """Milliseconds of processor time of each."""
    asked = [read(one.described) for one in queries("scored", QUICK_SOURCES if quick else SOURCES)]
    with tempfile.TemporaryDirectory(prefix="ombud-bench-gallery-") as folder:
        ways = {"sealed": Sealed(new_key()), "plain": PLAIN}
        for name, described in gallery("scored", QUICK_PICTURES if quick else PICTURES):
            for way, sealing in ways.items():
                Gallery.open(Path(folder) / way, sealing).add_described(name, described)
        opened: dict[str, list[float]] = {way: [] for way in ways}
        took: dict[str, list[float]] = {way: [] for way in ways}
        held: dict[str, Gallery] = {}
        for number in range(2 if quick else OPENED):
            for way in _turn(ways, number):
                held[way] = _timed(opened[way], lambda way=way: Gallery.open(Path(folder) / way, ways[way]))
        for number, one in enumerate(asked):
            found = {
                way: _timed(took[way], lambda way=way, one=one: held[way].find(one)) for way in _turn(ways, number)
            }
            sources = {way: [each.match.source for each in its] for way, its in found.items()}
            assert sources["sealed"] == sources["plain"]
    many = len(held["sealed"])
    how = f"{len(asked)} attacked pictures, each asked of {many} pictures both ways in turn, medians, one thread"
    opens = (
        f"{many} pictures of which no segment holds any, opened {len(opened['plain'])} times both ways in turn, medians"
    )
    unit = "ms of processor"
    return [
        Figure("lab-gallery-query", middle(took["sealed"]), unit, middle(took["plain"]), how=how),
        Figure("lab-gallery-open", middle(opened["sealed"]), unit, middle(opened["plain"]), how=opens),
    ]


def _turn(ways: Iterable[str], number: int) -> list[str]:
    """Now the one first, now the other."""
    return sorted(ways, reverse=bool(number % 2))


def _timed(into: list[float], what: Callable[[], Any]) -> Any:
    start = time.process_time()
    found = what()
    into.append((time.process_time() - start) * 1000)
    return found
