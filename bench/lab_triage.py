"""How long it takes to read what a file says of itself, before anything is decoded, on all the shared pictures."""

import time
from pathlib import Path

from bench.figure import Figure, Goal, middle
from ombud.lab.picture import Picture
from ombud.lab.provenance import aigc_label, c2pa, editor_traces, exif, iptc, png_text, xmp

PICTURES = Path(__file__).resolve().parents[2] / "shared" / "data" / "images"
READ = (exif, xmp, iptc, aigc_label, editor_traces, png_text, c2pa)
GOAL_MS = 1.0


def figures(*, quick: bool) -> list[Figure]:
    """Median and 95th percentile, with and without content credentials; each file's best of three."""
    paths = sorted(path for path in PICTURES.rglob("*") if path.suffix in (".jpg", ".png"))
    if quick:
        paths = [path for at, path in enumerate(paths) if at % 20 == 0 or path.parent.name == "c2pa_py"]
    c2pa.ready()
    plain: list[float] = []
    signed: list[float] = []
    for path in paths:
        data = path.read_bytes()
        took = min(_milliseconds(data) for _ in range(3))
        (signed if Picture(data).carried.credentials else plain).append(took)
    how = f"{len(plain)} files without content credentials, from bytes in memory; best of three, one thread"
    return [
        Figure("lab-triage", middle(plain), "ms", goal=Goal("value", "<=", GOAL_MS), how=how),
        Figure("lab-triage-p95", _at(plain, 0.95), "ms", goal=Goal("value", "<=", GOAL_MS), how=how),
        Figure("lab-triage-max", max(plain), "ms", how=how),
        Figure("lab-triage-c2pa", middle(signed), "ms", how=f"{len(signed)} files with them"),
    ]


def _milliseconds(data: bytes) -> float:
    start = time.perf_counter()
    picture = Picture(data)
    for one in READ:
        one.look(picture)
    return 1000 * (time.perf_counter() - start)


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
