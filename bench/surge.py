"""How many laid outbreaks the surge detector finds beside the reference detectors, and what an event costs it."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from math import inf
from random import Random
from typing import NamedTuple

from bench.figure import Figure, Goal, middle
from bench.surge_lay import Baseline, Outbreak, lay, poisson, read_tweets, read_weekly
from bench.surge_peers import DEFAULTS, Scored, absent, scores, series
from bench.surge_score import Found, above, at_most, difference, ours, still
from ombud.core.surge_detection import Crowd, Detection, Series, add, close, joined, reading_now

RATES = (0.005, 0.01, 0.02, 0.04)
HEADLINE = 0.02
"""False alarms by units, among these rates, at which the figures stand; the others are told beside."""
SEEN = ("n1", "n2", "s1", "s2", "s3", "q1_nrwh", "q2", "h1_nrwrp", "salmonella.agona", "shadar", "hepatitisA")
"""Looked at while the constants of the detector were chosen."""
HELD_OUT = (
    "abattoir", "salmHospitalized", "influMen/meningococcus", "salmNewport/Bavaria", "salmNewport/Berlin",
    "salmNewport/Lower.Saxony", "salmNewport/North.Rhine.Westphalia",
)  # fmt: skip
"""Not looked at before the constants stood."""


class Group(NamedTuple):
    """Series that are judged together, with what was laid into them."""

    figure: str
    title: str
    read: Callable[[], list[Baseline]]
    each: int


GROUPS = (
    Group("surge-given", "the six weekly series that were given", read_weekly, 170),
    Group("surge-seen", "eleven more of the package, looked at while tuning", lambda: series(SEEN), 20),
    Group("surge-held-out", "seven of the package never looked at", lambda: series(HELD_OUT), 40),
    Group("surge-tweets", "three companies' mentions by the hour", read_tweets, 30),
)


class Compared(NamedTuple):
    """One group's detectors, all scored."""

    baselines: list[Baseline]
    outbreaks: list[Outbreak]
    mine: Scored
    peers: Mapping[str, Scored]

    @property
    def quiet(self) -> int:
        """Units in which an alarm is a false one."""
        return sum(len(one.quiet) for one in self.baselines)

    def at(self, false: int) -> tuple[Found, str, Found]:
        """Ours, and the best peer with its name, at no more false alarms than these."""
        found = {name: self.find(its, false) for name, its in self.peers.items()}
        best = max(found, key=lambda name: (found[name].share, -found[name].median_week))
        return self.find(self.mine, false), best, found[best]

    def find(self, scored: Scored, false: int) -> Found:
        """What one detector finds."""
        return at_most(scored, self.baselines, self.outbreaks, false)


def figures(*, quick: bool = False) -> list[Figure]:
    """What an event costs; and where R is there and it isn't the short form, each group of series."""
    found = [_update(quick=quick)]
    if quick:
        return found
    if missing := absent():
        print(f"bench: surge: {missing}; only what an update costs was measured", file=sys.stderr)
        return found
    for group in GROUPS:
        found += _figures(group, compared(group, group.each))
    return found


def compared(group: Group, each: int) -> Compared:
    """Lay outbreaks into the group's series, and score everything."""
    baselines = group.read()
    outbreaks = lay(baselines, each)
    return Compared(baselines, outbreaks, ours(baselines, outbreaks), scores(baselines, outbreaks))


def _figures(group: Group, its: Compared) -> list[Figure]:
    mine, best, peer = its.at(round(HEADLINE * its.quiet))
    others = "; ".join(f"{rate:.1%} {_other(its, rate)}" for rate in RATES if rate != HEADLINE)
    how = (
        f"{len(its.outbreaks):,} outbreaks laid into {group.title}; thresholds set to at most {mine.false} of "
        f"{its.quiet:,} quiet units ({HEADLINE:.1%}); the best peer there is {best}; {_said(mine, peer)}. "
        f"At other rates: {others}"
    )
    both = [(a, b) for a, b in zip(mine.weeks, peer.weeks, strict=True) if max(a, b) < inf]
    earlier, later = sum(a < b for a, b in both), sum(a > b for a, b in both)
    late = (
        f"median over the outbreaks that each finds, at {HEADLINE:.1%} false alarms; peer {best}; of {len(both)} "
        f"found by both, {earlier} are found earlier and {later} later"
    )
    return [
        Figure(group.figure, 100 * mine.share, "% found", 100 * peer.share, Goal("ratio", ">=", 1), how),
        Figure(
            f"{group.figure}-week",
            mine.median_week,
            "unit of the outbreak",
            peer.median_week,
            Goal("ratio", "<=", 1),
            late,
        ),
    ]


def _other(its: Compared, rate: float) -> str:
    mine, best, peer = its.at(round(rate * its.quiet))
    return f"{100 * mine.share:.1f} beside {100 * peer.share:.1f} of {best} ({_said(mine, peer)})"


def _said(mine: Found, peer: Found) -> str:
    gap, low, high = (100 * one for one in difference(mine, peer))
    return f"difference {gap:+.1f}, 95 % interval {low:+.1f} to {high:+.1f}"


def _update(*, quick: bool) -> Figure:
    """Counting an event and reading the open unit, over series in the middle of their life."""
    events, rounds = (200, 1) if quick else (20_000, 9)
    settings, random = Detection(unit="day"), Random(7)
    begun = []
    for level in (0.1, 1.0, 5.0, 40.0):
        its = add(Series(), 0, 0.0)
        for day in range(60 if quick else 400):
            its, _ = close(add(its, day, float(poisson(random, level))), day + 1, settings)
        begun.append(its)
    times = [_through(begun, events, settings) for _ in range(rounds)]
    start = time.process_time()
    for its in begun:
        close(its, (its.unit or 0) + 1, settings)
    shut = (time.process_time() - start) / len(begun) * 1e6
    how = (
        f"median of {rounds} rounds of {events:,} events into four daily series (0.1 to 40 a day) after 400 days: "
        f"joined, add and reading_now; processor time, storage apart. Closing a unit, once a day, took {shut:.0f} µs"
    )
    return Figure("surge-update", middle(times), "µs an event", goal=Goal("value", "<=", 50), how=how)


def _through(begun: Sequence[Series], events: int, settings: Detection) -> float:
    live, crowds = list(begun), [Crowd() for _ in begun]
    start = time.process_time()
    for event in range(events):
        place = event % len(live)
        crowds[place], adds = joined(crowds[place], str(event), (f"device:{event // 7}",))
        its = live[place] = add(live[place], begun[place].unit or 0, adds)
        reading_now(its, settings)
        if its.count > 60:
            live[place], crowds[place] = begun[place], Crowd()
    return (time.process_time() - start) / events * 1e6


def table(its: Compared) -> str:
    """All detectors at all rates, and each peer beside ours at that peer's own false alarms, for docs/surge.md."""
    lines = [
        "| Detector | " + " | ".join(f"{rate:.1%}" for rate in RATES) + " | false as it comes | found | ours there |"
    ]
    lines.append("|---|" + "--:|" * (len(RATES) + 3))
    for name, scored in {"ombud": its.mine, **its.peers}.items():
        cells = [f"{100 * its.find(scored, round(rate * its.quiet)).share:.1f}" for rate in RATES]
        if name in its.peers:
            found = above(scored, its.baselines, its.outbreaks, DEFAULTS[name])
            there = its.find(its.mine, found.false)
            cells += [str(found.false), f"{100 * found.share:.1f}", f"{100 * there.share:.1f}"]
        else:
            found = above(scored, its.baselines, its.outbreaks, 2.0)
            after = still(scored, its.outbreaks, 2.0)
            cells += [
                f"{found.false} (alpha 0.01; {after:.1%} after an outbreak's end)",
                f"{100 * found.share:.1f}",
                "",
            ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    for one in GROUPS:
        result = compared(one, one.each)
        print(
            f"{one.title}: {result.quiet} quiet units, {len(result.outbreaks)} outbreaks\n\n{table(result)}\n",
            flush=True,
        )
        for found in _figures(one, result):
            print(found.how, flush=True)
