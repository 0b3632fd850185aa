"""Runs many seeds on all cores and adds up what they saw."""

import gc
import multiprocessing
import os
import resource
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from ombud.core.policy.policy import Policy
from ombud.packs.load import load_pack
from tests.simulation.complaints.life import OrderLife
from tests.simulation.evidence.life import EvidenceLife
from tests.simulation.funds.life import FundLife
from tests.simulation.life import Life, Plant, trace
from tests.simulation.penalties.life import ShopLife

SEEDS = 250
"""Seeds a process takes at a time."""
BREACHES_MAX = 3
GARBAGE = 200_000
"""Values come and go without cycles; looking for those at Python's own pace costs an eighth of the time."""


class Kind(NamedTuple):
    """One kind of thing whose lives are lived."""

    name: str
    life: Callable[[int, tuple[Policy, ...], Counter[str], Plant | None], Life]
    packs: tuple[str, ...]
    a_seed: float
    """Lives of a seed on average, a little less than measured, so that as many as asked for are lived."""


COMPLAINTS = Kind("complaint", OrderLife, ("wechat", "market"), 1.55)
"""Complaints of an order, under the two packs whose rules differ the most."""
PENALTIES = Kind("penalty", ShopLife, ("weidian", "wechat", "weidian", "market", "weixun"), 2.6)
"""Penalties of a shop, under four packs; the one that decides order by order comes up twice as often."""
FUNDS = Kind("fund", FundLife, ("wechat", "weidian", "weixun", "wechat", "weidian"), 2.5)
"""Ruled complaints and penalties that move money of one shop, under the packs that hold any."""
EVIDENCE = Kind("evidence", EvidenceLife, ("pinduoduo", "weidian", "pinduoduo", "weidian", "pinduoduo"), 2.85)
"""An order's talk, what is kept for it, and reports that it is fake; one pack tells results, the other doesn't."""
KINDS = {kind.name: kind for kind in (COMPLAINTS, PENALTIES, FUNDS, EVIDENCE)}


def shares(wanted: int) -> dict[Kind, int]:
    """How many of these lives are of which kind: of complaints more, as they have more that can happen."""
    penalties, funds, evidence = wanted * 6 // 20, wanted * 3 // 20, wanted // 10
    rest = wanted - penalties - funds - evidence
    return {COMPLAINTS: rest, PENALTIES: penalties, FUNDS: funds, EVIDENCE: evidence}


class Seen(NamedTuple):
    """What a run saw."""

    lives: int
    events: int
    crashes: int
    clashes: int
    coverage: Counter[str]
    breaches: list[str]
    digest: str
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    """Of all processes together: what the run costs on a machine that has better to do."""

    @property
    def lives_per_second(self) -> float:
        """Lives a second, all cores together."""
        return self.lives / self.seconds if self.seconds else 0.0


def lives(kind: Kind, first: int, count: int, plant: Plant | None = None, *, stop_at: int = BREACHES_MAX) -> Seen:
    """Live these seeds one after the other."""
    coverage: Counter[str] = Counter()
    policies = tuple(load_pack(name) for name in kind.packs)
    digest = sha256()
    lived = events = crashes = clashes = 0
    gc.set_threshold(GARBAGE)
    breaches: list[str] = []
    for seed in range(first, first + count):
        life = kind.life(seed, policies, coverage, plant)
        try:
            digest.update(life.live())
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a life is a finding, told with its seed
            breaches.append(f"{type(error).__name__} {error}\n{trace(life)}")
            if len(breaches) >= stop_at:
                break
        lived += len(life.moods)
        events += sum(len(one) for one in life.memory.events.values())
        crashes += life.desk.crashes
        clashes += life.desk.clashes
    return Seen(lived, events, crashes, clashes, coverage, breaches, digest.hexdigest())


def _part(task: tuple[str, int, int]) -> Seen:
    name, first, count = task
    return lives(KINDS[name], first, count)


def many(kind: Kind, wanted: int, *, seed: int = 0, processes: int = 0) -> Seen:
    """At least this many lives, on all cores; the digest is of all seeds in their order."""
    began, before = time.perf_counter(), _used()
    seeds = int(wanted / kind.a_seed) + SEEDS
    tasks = [(kind.name, first, SEEDS) for first in range(seed, seed + seeds, SEEDS)]
    with multiprocessing.get_context("spawn").Pool(processes or os.cpu_count() or 1) as pool:
        parts = pool.map(_part, tasks, chunksize=1)
        pool.close()
        pool.join()
    coverage: Counter[str] = Counter()
    for part in parts:
        coverage.update(part.coverage)
    return Seen(
        sum(part.lives for part in parts),
        sum(part.events for part in parts),
        sum(part.crashes for part in parts),
        sum(part.clashes for part in parts),
        coverage,
        [one for part in parts for one in part.breaches],
        sha256("".join(part.digest for part in parts).encode()).hexdigest(),
        time.perf_counter() - began,
        _used() - before,
    )


def _used() -> float:
    """Seconds of processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
