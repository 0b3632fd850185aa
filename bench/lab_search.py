"""A twelve-megapixel JPEG hashed, and ten million codes searched exactly, each beside its peers in the same run."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pdqhash
from numpy.typing import NDArray

from bench.figure import Figure, Goal, middle
from bench.lab_attacks import encoded
from bench.lab_pictures import read, sources
from ombud.lab.copies.codes import RADIUS, Table, search, table
from ombud.lab.copies.hashes import codes, distances
from ombud.lab.picture import Picture

MANY, QUICK_MANY, ROUNDS = 10_000_000, 60_000, 200
MEGAPIXELS = 12_000_000


def figures(*, quick: bool = False) -> list[Figure]:
    """Hashing first, then searching."""
    cv2.setNumThreads(1)
    return [*_hashing(1 if quick else 15), *_searching(QUICK_MANY if quick else MANY, 20 if quick else ROUNDS)]


def _hashing(many: int) -> list[Figure]:
    """Turn by turn: ours, and the whole decoded and then hashed."""
    ours, theirs, bits = [], [], []
    names = sources("scored")
    for name in names[:: max(1, len(names) // many)][:many]:
        data = _large(name)
        start = time.process_time()
        mine = codes(Picture(data).grey)[0]
        half = time.process_time()
        pixels = np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR))
        whole, _ = pdqhash.compute(pixels[:, :, ::-1])
        theirs.append(1000 * (time.process_time() - half))
        ours.append(1000 * (half - start))
        reference = np.packbits(np.asarray(whole, np.uint8)).view(">u8").astype(np.uint64)
        bits.append(int(distances(mine, reference[None])[0]))
    how = (
        f"{len(ours)} photos enlarged to 12 megapixels and encoded anew at quality 90; decode and all eight codes, "
        f"medians; the peer decodes the whole with OpenCV and takes pdqhash.compute"
    )
    apart = f"the same photos: median {int(np.median(bits))} of 256 bits from pdqhash of the whole, at most {max(bits)}"
    return [
        Figure("lab-copies-hash", middle(ours), "ms of processor", middle(theirs), Goal("ratio", "<=", 0.1), how),
        Figure("lab-copies-hash-bits", max(bits), "bits apart", goal=Goal("value", "<=", 8), how=apart),
    ]


def _large(name: str) -> bytes:
    pixels = read(name)
    by = (MEGAPIXELS / pixels[:, :, 0].size) ** 0.5
    return encoded(np.asarray(cv2.resize(pixels, None, fx=by, fy=by, interpolation=cv2.INTER_CUBIC), np.uint8), 90)


def _searching(many: int, rounds: int) -> list[Figure]:
    chance = np.random.default_rng(8)
    held = chance.integers(0, 2**64, (many, 4), dtype=np.uint64)
    asked, planted, far = [], chance.integers(0, many, rounds), chance.integers(0, RADIUS + 1, rounds)
    for place, flips in zip(planted, far, strict=True):
        bits = np.zeros(256, np.uint8)
        bits[chance.choice(256, flips, replace=False)] = 1
        asked.append(held[place] ^ np.packbits(bits).view(np.uint64))
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        within = table(held, lambda name, shape: np.lib.format.open_memmap(Path(folder) / name, "w+", np.uint32, shape))
        built = time.process_time() - start
        found, ours = _timed(lambda query: search(query, within)[0], asked)
        size = _bytes(within) / 1e9
    wrong = sum(place not in some for place, some in zip(planted, found, strict=True))
    peers = _peers(held, asked, planted)
    flat = peers.get("faiss IndexBinaryFlat", (0.0, 0.0))[0] or None
    beside = "; ".join(
        f"{name} {ms:.2f} ms, {missed:.0f} % of the planted missed" for name, (ms, missed) in peers.items()
    )
    how = (
        f"median of {rounds} queries, each a stored code with 0 to {RADIUS} bits flipped, among {many:,} random codes; "
        f"99th percentile {np.percentile(ours, 99):.2f} ms; {wrong} planted ones missed; tables made in {built:.0f} s "
        f"of processor. Peers in the same run, one thread: {beside}"
    )
    return [
        Figure("lab-copies-search", middle(ours), "ms of processor", flat, Goal("value", "<=", 5), how),
        Figure(
            "lab-copies-search-memory",
            size,
            "GB",
            goal=Goal("value", "<=", 1.5),
            how="codes and tables, all of them in memory",
        ),
    ]


def _peers(held: NDArray[Any], asked: list[NDArray[Any]], planted: NDArray[Any]) -> dict[str, tuple[float, float]]:
    """Of each: median of a range search in ms of processor, and what share of the planted codes isn't found."""
    try:
        import faiss
    except ImportError:
        return {}
    faiss.omp_set_num_threads(1)
    rows = held.view(np.uint8)
    found = {}
    for name, index in (
        ("faiss IndexBinaryFlat", faiss.IndexBinaryFlat(256)),
        ("faiss IndexBinaryMultiHash 16 x 16 with one flip (exact as well)", _multi_hash(faiss)),
    ):
        for start in range(0, len(rows), 1_000_000):
            index.add(rows[start : start + 1_000_000])
        some = asked[:40]

        def ask(query: NDArray[Any], index: Any = index) -> NDArray[Any]:
            return np.asarray(index.range_search(query.view(np.uint8)[None], RADIUS + 1)[2])

        answers, times = _timed(ask, some)
        missed = sum(place not in one for place, one in zip(planted, answers, strict=False))
        found[name] = middle(times), 100 * missed / len(some)
        del index
    return found


def _multi_hash(faiss: Any) -> Any:
    index = faiss.IndexBinaryMultiHash(256, 16, 16)
    index.nflip = 1
    return index


def _timed(
    ask: Callable[[NDArray[Any]], NDArray[Any]], asked: list[NDArray[Any]]
) -> tuple[list[NDArray[Any]], list[float]]:
    answers, times = [], []
    for query in asked:
        start = time.process_time()
        answers.append(ask(query))
        times.append(1000 * (time.process_time() - start))
    return answers, times


def _bytes(within: Table) -> int:
    return within.codes.nbytes + sum(one.nbytes for one in (*within.starts, *within.entries))
