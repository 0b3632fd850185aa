"""Lays made-up outbreaks into count series, with sizes and lengths as in the literature; the seeds are kept here."""

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from math import log, sqrt
from pathlib import Path
from random import Random
from statistics import fmean, pvariance
from typing import NamedTuple

from ombud.core.surge_detection import Unit

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "surge"
WEEKLY = ("k1", "m1", "m2", "m3", "m4", "m5")
TWEETS = ("CVS", "KO", "PFE")
FIRST_JUDGED = {"week": 78, "hour": 672}
"""What lies before is history only, so that Farrington's method has a year and a half, or four weeks of hours."""
PERIOD = {"week": 52, "hour": 168}
"""Units of a season, as the peers are told it."""
BEGIN = 1617
"""The week of 2001-01-01, counted from 1970 on: where the weekly series begin, or are taken to."""
SEED = 20130306
LONGEST = 10


class Baseline(NamedTuple):
    """One series as it was, and which of its units are known to hold a surge of their own."""

    name: str
    counts: tuple[int, ...]
    labelled: frozenset[int]
    begin: int = BEGIN
    unit: Unit = "week"

    @property
    def first(self) -> int:
        """The place of the first unit that is judged."""
        return FIRST_JUDGED[self.unit]

    @property
    def quiet(self) -> list[int]:
        """Places of the judged units in which an alarm is a false one."""
        return [place for place in range(self.first, len(self.counts)) if place not in self.labelled]


class Outbreak(NamedTuple):
    """Cases that were laid on top of a baseline, from a week on."""

    baseline: int
    start: int
    cases: tuple[int, ...]
    kind: str

    @property
    def weeks(self) -> range:
        """From its first case to its last."""
        return range(self.start, self.start + len(self.cases))

    def on(self, counts: Sequence[int]) -> list[int]:
        """The series with it."""
        laid = list(counts)
        for week, cases in zip(self.weeks, self.cases, strict=True):
            laid[week] += cases
        return laid


def read_weekly(names: Sequence[str] = WEEKLY, folder: Path = SHARED) -> list[Baseline]:
    """The weekly series beside the checkout."""
    found = []
    for name in names:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        labelled = frozenset(place for place, row in enumerate(rows) if row["outbreak_label"] == "1")
        found.append(Baseline(name, tuple(int(row["observed"]) for row in rows), labelled))
    return found


def read_tweets(folder: Path = SHARED) -> list[Baseline]:
    """Mentions of three companies by the hour, the hours of the labelled windows marked."""
    windows = json.loads((folder / "nab_windows.json").read_text(encoding="utf-8"))
    found = []
    for name in TWEETS:
        with (folder / f"Twitter_volume_{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [(_hour(row["timestamp"]), int(row["value"])) for row in csv.DictReader(file)]
        begin, end = rows[0][0] + 1, rows[-1][0]  # the first and the last hour aren't whole
        counts = [0] * (end - begin)
        for hour, count in rows:
            if begin <= hour < end:
                counts[hour - begin] += count
        labelled = {
            hour - begin
            for start, stop in windows[f"realTweets/Twitter_volume_{name}.csv"]
            for hour in range(_hour(start), _hour(stop) + 1)
        }
        found.append(Baseline(name, tuple(counts), frozenset(labelled), begin, "hour"))
    return found


def _hour(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) // 3600


def lay(baselines: Sequence[Baseline], each: int, seed: int = SEED) -> list[Outbreak]:
    """So many outbreaks for each baseline, none touching a labelled unit.

    Sizes as in Noufaily et al. (2013, Stat. Med. 32, 1206-1222) and Bedubourg and Le Strat (2017, PLoS ONE 12,
    e0181227): Poisson around 2 to 10 standard deviations of the baseline where it starts. In time, half are spread as
    there (log-normal, 0 and 0.5, in weeks), half evenly over 2 to 8 weeks, since complaints about one bad batch come
    in as long as it is delivered.
    """
    found = []
    for which, baseline in enumerate(baselines):
        random = Random(f"{seed}/{baseline.name}")
        its = 0
        while its < each:
            start = random.randrange(baseline.first, len(baseline.counts) - LONGEST)
            kind = "short" if its % 2 else "long"
            outbreak = Outbreak(which, start, _cases(random, kind, random.randint(2, 10) * _sd(baseline, start)), kind)
            if not baseline.labelled.intersection(range(start - 1, start + len(outbreak.cases) + 1)):
                found.append(outbreak)
                its += 1
    return found


def _cases(random: Random, kind: str, size: float) -> tuple[int, ...]:
    cases = max(2, poisson(random, size))
    length = random.randint(2, 8)
    weeks = [
        min(LONGEST - 1, int(random.lognormvariate(0, 0.5))) if kind == "short" else random.randrange(length)
        for _ in range(cases)
    ]
    return tuple(weeks.count(week) for week in range(min(weeks), max(weeks) + 1))


def _sd(baseline: Baseline, start: int) -> float:
    """The standard deviation of the year around it, without its highest tenth; of a silent one that of 1 in 4 weeks."""
    around = sorted(baseline.counts[max(0, start - 26) : start + 26])
    kept = around[: len(around) * 9 // 10]
    return sqrt(max(fmean(kept), pvariance(kept), 0.25))


def poisson(random: Random, mean: float) -> int:
    """A draw; times between arrivals for a small mean, a rounded normal for a large one."""
    if mean > 500:
        return max(0, round(random.gauss(mean, sqrt(mean))))
    count, passed = 0, -log(1 - random.random())
    while passed < mean:
        count += 1
        passed -= log(1 - random.random())
    return count
