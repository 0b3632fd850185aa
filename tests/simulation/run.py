"""Runs many seeds on all cores and adds up what they saw."""

import gc
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from ombud.core.policy.policy import Policy
from ombud.packs.load import load_pack
from tests.simulation.complaints.life import OrderLife
from tests.simulation.erasing.life import ErasingLife
from tests.simulation.evidence.life import EvidenceLife
from tests.simulation.funds.life import FundLife
from tests.simulation.life import Life, Plant, trace
from tests.simulation.penalties.life import ShopLife
from tests.simulation.seen import Seen

SEEDS = 250
"""Seeds a process takes at a time, at most."""
MORE = 1.03
"""So many seeds more than the average wants, since a short run can have less than the average."""
EVERY_SECONDS = 20.0
"""How often a long run says how far it is."""
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
PENALTIES = Kind("penalty", ShopLife, ("weidian", "wechat", "weidian", "market", "weixun"), 2.35)
"""Penalties of a shop, under four packs; the one that decides order by order comes up twice as often."""
FUNDS = Kind("fund", FundLife, ("wechat", "weidian", "weixun", "wechat", "weidian"), 2.5)
"""Ruled complaints and penalties that move money of one shop, under the packs that hold any."""
EVIDENCE = Kind("evidence", EvidenceLife, ("pinduoduo", "weidian", "pinduoduo", "weidian", "pinduoduo"), 2.75)
"""An order's talk, what is kept for it, and reports that it is fake; one pack tells results, the other doesn't."""
ERASURES = Kind("erasure", ErasingLife, ("pinduoduo", "weidian"), 2.4)
"""The same, while its consumer has what is kept of them erased."""
KINDS = {kind.name: kind for kind in (COMPLAINTS, PENALTIES, FUNDS, EVIDENCE, ERASURES)}


def shares(wanted: int) -> dict[Kind, int]:
    """How many of these lives are of which kind: of complaints more, as they have more that can happen."""
    penalties, funds, evidence, erasures = wanted * 6 // 20, wanted * 3 // 20, wanted // 10, wanted // 20
    rest = wanted - penalties - funds - evidence - erasures
    return {COMPLAINTS: rest, PENALTIES: penalties, FUNDS: funds, EVIDENCE: evidence, ERASURES: erasures}


def lives(kind: Kind, first: int, count: int, plant: Plant | None = None, *, stop_at: int = BREACHES_MAX) -> Seen:
    """Live these seeds one after the other."""
    coverage: Counter[str] = Counter()
    policies = tuple(load_pack(name) for name in kind.packs)
    digest = sha256()
    lived = events = crashes = clashes = 0
    gc.set_threshold(GARBAGE)
    began = time.process_time()
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
        _let_go(life)
    used = time.process_time() - began
    return Seen(lived, events, crashes, clashes, coverage, breaches, digest.hexdigest(), first + count, 0.0, used)


def _let_go(life: Life) -> None:
    """A life's parts know each other; apart they are gone at once, and nobody has to look for circles among them."""
    for part in (life.memory, life.desk, life.watch, life):
        vars(part).clear()


def _part(task: tuple[str, int, int]) -> Seen:
    name, first, count = task
    return lives(KINDS[name], first, count)


def many(kind: Kind, wanted: int, *, seed: int = 0, processes: int = 0) -> Seen:
    """At least this many lives, on all cores; the digest is of all seeds in their order."""
    return all_of({kind: wanted}, seed=seed, processes=processes)[kind]


def all_of(
    wanted: Mapping[Kind, int],
    *,
    seed: int = 0,
    processes: int = 0,
    stands: Mapping[str, Seen] | None = None,
    told: Callable[[Mapping[str, Seen]], None] = lambda _seen: None,
) -> dict[Kind, Seen]:
    """At least so many lives of each kind, with one set of processes for all. Goes on from where it `stands`, and tells
    now and then how far it is; the seconds are those of the wall in which a kind was at it."""
    seen = {kind.name: (stands or {}).get(kind.name) or Seen.of_nothing(seed) for kind in wanted}
    at_once = processes or os.cpu_count() or 1
    tasks = [(kind.name, *part) for kind, lives in wanted.items() for part in _parts(kind, lives, seen, at_once)]
    last = said = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(at_once) as pool:
        for (name, _, _), part in zip(tasks, pool.imap(_part, tasks), strict=True):
            now = time.perf_counter()
            seen[name] = seen[name].and_(part, now - last)
            last = now
            if now - said > EVERY_SECONDS:
                said = now
                told(seen)
        pool.close()
        pool.join()
    return {kind: seen[kind.name] for kind in wanted}


def _parts(kind: Kind, wanted: int, seen: Mapping[str, Seen], at_once: int) -> Iterator[tuple[int, int]]:
    """From which seed on, and how many at a time, until so many are lived."""
    stands = seen[kind.name]
    left = wanted - stands.lives
    if left <= 0:
        return
    end = stands.next_seed + int(left / kind.a_seed * MORE) + 4
    each = min(SEEDS, -(-(end - stands.next_seed) // at_once))
    for first in range(stands.next_seed, end, each):
        yield first, min(each, end - first)
