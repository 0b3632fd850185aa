"""The reference detectors of the R package surveillance, run by Rscript on the very same series."""

import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.surge_lay import PERIOD, Baseline, Outbreak

HERE = Path(__file__).resolve().parent
AFTER = 8
"""Units after an outbreak in which the quick ones are scored too: does the alarm end with it?"""
PROCESSES = 2

DEFAULTS = {
    "ears_C1": 3.0902, "ears_C2": 3.0902, "ears_C3": 3.0902, "bayes1": 1.30, "bayes2": 1.30, "rki1": 0.0, "rki2": 0.0,
    "cusum": 2.2599, "cusum_rossi": 2.2599, "farrington": 2.3010, "farrington_flexible": 2.0,
    "farrington_noufaily": 2.0,
}  # fmt: skip
"""By detector, the score above which it alarms as it comes: EARS at alpha 0.001, Bayes at 0.05, Farrington's at 0.01
(the first of them counts both sides), CUSUM at h = 2.26."""


class Scored(NamedTuple):
    """One detector's scores: by baseline for all judged units, by outbreak from its start on."""

    clean: list[list[float]]
    laid: list[list[float]]


def absent() -> str:
    """Why there is no peer to run; nothing where there is one."""
    if shutil.which("Rscript") is None:
        return "the peer is absent: there is no Rscript (Debian: r-base-core, r-cran-surveillance)"
    asked = ["Rscript", "-e", 'quit(status = !nzchar(system.file(package = "surveillance")))']
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        return "the peer is absent: R has no package surveillance (Debian: r-cran-surveillance)"
    return ""


def series(names: Sequence[str]) -> list[Baseline]:
    """Weekly series that come with the package; they stay out of the repository, as it is under the GPL."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "series.csv"
        _run("surge_series.R", str(out), *names)
        found = []
        for line in out.read_text(encoding="utf-8").splitlines():
            name, counts, labels = line.split(";")
            marked = frozenset(place for place, label in enumerate(labels.split(",")) if label == "1")
            found.append(Baseline(name.rpartition("/")[2], tuple(int(one) for one in counts.split(",")), marked))
        return found


def scores(baselines: Sequence[Baseline], outbreaks: Sequence[Outbreak]) -> dict[str, Scored]:
    """Every detector's scores; the slow ones (Farrington's) are asked only while an outbreak lasts."""
    rows = [list(one.counts) for one in baselines]
    asked = []
    for row, one in enumerate(baselines, 1):
        asked += [(row, one.first + 1, len(one.counts), which, one) for which in ("slow", "fast")]
    for outbreak in outbreaks:
        one = baselines[outbreak.baseline]
        rows.append(outbreak.on(one.counts))
        end = outbreak.weeks.stop
        asked.append((len(rows), outbreak.start + 1, min(len(one.counts), end + AFTER), "fast", one))
        asked.append((len(rows), outbreak.start + 1, end, "slow", one))
    lines = [f"{row},{start},{end},{which},{one.first + 1},{PERIOD[one.unit]}" for row, start, end, which, one in asked]
    found: dict[str, dict[int, list[float]]] = {}
    with TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
        (Path(folder) / "series.csv").write_text("".join(",".join(map(str, row)) + "\n" for row in rows))
        # Two lines a row, a quick one and a slow one: both processes get as many of each.
        shares = [[line for place, line in enumerate(lines) if place // 2 % PROCESSES == n] for n in range(PROCESSES)]
        parts = pool.map(lambda n: _part(Path(folder), n, shares[n]), range(PROCESSES))
        for line in (line for part in parts for line in part):
            row, _start, name, *its = line.split(",")
            found.setdefault(name, {})[int(row) - 1] = [float(one.strip()) for one in its]
    split, all_rows = len(baselines), range(len(rows))
    return {
        name: Scored([its[row] for row in all_rows[:split]], [its[row] for row in all_rows[split:]])
        for name, its in found.items()
    }


def _part(folder: Path, part: int, lines: Sequence[str]) -> list[str]:
    asked, out = folder / f"asked{part}.csv", folder / f"scores{part}.csv"
    asked.write_text("\n".join(["row,from,to,which,first,freq", *lines]) + "\n")
    _run("surge_peers.R", str(folder / "series.csv"), str(asked), str(out))
    return out.read_text().splitlines()


def _run(script: str, *arguments: str) -> None:
    done = subprocess.run(["Rscript", str(HERE / script), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script}: {done.stderr[-800:]}")
