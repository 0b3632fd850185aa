"""Descriptions of a gallery and of what is asked of it, kept between runs: making ten thousand takes a while."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

from bench.lab_attacks import ATTACKS, SCORED, TUNED, attacked
from bench.lab_pictures import SHARED, Half, distractors, read, rows, sources
from ombud.lab.copies.description import VERSION, describe
from ombud.lab.picture import Picture

CACHE = Path(os.environ.get("OMBUD_BENCH_CACHE", Path(tempfile.gettempdir()) / "ombud-bench-lab"))
HARD = {"tuned": TUNED, "scored": SCORED}
_RECORDS = msgspec.msgpack.Decoder(tuple[str, bytes])


class Query(NamedTuple):
    """A picture handed in, and the file that it was made of."""

    source: str
    attack: str
    described: bytes


def gallery(half: Half, many: int) -> Iterator[tuple[str, bytes]]:
    """All shared pictures and then distractors, so many together: name and description."""
    return _kept(f"gallery-{half}-{many}", lambda: _pictures(half, many))


def queries(half: Half, many: int) -> list[Query]:
    """So many sources of that half, chosen by chance, each under every attack."""
    return [
        Query(*name.split("|"), data) for name, data in _kept(f"queries-{half}-{many}", lambda: _attacks(half, many))
    ]


def _pictures(half: Half, many: int) -> Iterator[tuple[str, bytes]]:
    for name in sorted(rows())[:many]:
        yield name, (SHARED / name).read_bytes()
    yield from distractors(half, max(0, many - len(rows())))


def _attacks(half: Half, many: int) -> Iterator[tuple[str, bytes]]:
    for name in Random(half).sample(sources(half), many):
        pixels = read(name)
        for attack in ATTACKS:
            yield f"{name}|{attack}", attacked(attack, pixels, HARD[half], name)


def _kept(name: str, make: Callable[[], Iterator[tuple[str, bytes]]]) -> Iterator[tuple[str, bytes]]:
    """What was kept; what is missing is made and kept, one at a time, so that a run may be broken off."""
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / f"{name}-v{VERSION}"
    whole = 0
    with path.open("a+b") as kept:
        kept.seek(0)
        while len(head := kept.read(4)) == 4 and len(data := kept.read(int.from_bytes(head, "big"))) == int.from_bytes(
            head, "big"
        ):
            yield _RECORDS.decode(data)
            whole += 1
        for at, (label, data) in enumerate(make()):
            if at < whole:
                continue
            found = describe(Picture(data))
            record = msgspec.msgpack.encode((label, found))
            kept.write(len(record).to_bytes(4, "big") + record)
            yield label, found
