"""The evidence lab: copies found, places edited, metadata read. `OMBUD_BENCH_CACHE` keeps what takes long to make."""

import importlib
import importlib.util
import os

from bench.figure import Figure

# One thread, so that processor time is one core's; it must be said before numpy is loaded.
for one in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(one, "1")

PARTS = ("lab_copies", "lab_search", "lab_gallery", "lab_edited", "lab_triage", "lab_goods")


def figures(*, quick: bool = False) -> list[Figure]:
    """Those of each part."""
    there = [name for name in PARTS if importlib.util.find_spec(f"bench.{name}")]
    return [one for name in there for one in importlib.import_module(f"bench.{name}").figures(quick=quick)]
