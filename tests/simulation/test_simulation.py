"""Tens of thousands of lives keep every rule of the house, and every planted fault is found."""

import os

import pytest

from tests.simulation.complaints.faults import FAULTS as IN_COMPLAINTS
from tests.simulation.erasing.faults import ERASING
from tests.simulation.evidence.faults import FAULTS as IN_EVIDENCE
from tests.simulation.funds.faults import FAULTS as IN_FUNDS
from tests.simulation.life import Plant
from tests.simulation.log.faults import LOG
from tests.simulation.penalties.faults import FAULTS as IN_PENALTIES
from tests.simulation.reached import missing
from tests.simulation.run import COMPLAINTS, ERASURES, EVIDENCE, FUNDS, KINDS, PENALTIES, Kind, all_of, lives, shares

LIVES = 200_000 if os.environ.get("OMBUD_DEEP") else 6_000
"""Of complaints, penalties, funds, evidence and erasures together."""
LEAST = 1_200
"""Of each: with fewer, what is rare might not come up."""
SEEDS_MAX = 4000
"""The longest that any planted fault may stay hidden."""
FAULTS = [(COMPLAINTS, name, plant) for name, plant in IN_COMPLAINTS.items()]
FAULTS += [(PENALTIES, name, plant) for name, plant in IN_PENALTIES.items()]
FAULTS += [(FUNDS, name, plant) for name, plant in IN_FUNDS.items()]
FAULTS += [(COMPLAINTS, name, plant) for name, plant in LOG.items()]
FAULTS += [(EVIDENCE, name, plant) for name, plant in IN_EVIDENCE.items()]

FAULTS += [(ERASURES, name, plant) for name, plant in ERASING.items()]


@pytest.mark.requirement("EV-5")
def test_every_life_keeps_every_rule_and_all_events_and_verbs_are_reached() -> None:
    wanted = {kind: max(LEAST, lives) for kind, lives in shares(LIVES).items()}
    for kind, seen in all_of(wanted).items():
        print(
            f"\n{kind.name}: {seen.lives} lives, {seen.events} events, {seen.crashes} crashes, {seen.clashes} clashes:"
            f" {seen.cpu_seconds / seen.lives * 1000:.2f} ms of processor time a life"
        )
        assert seen.breaches == []
        assert seen.lives >= wanted[kind]
        assert missing(kind.name, seen.coverage, seen.lives) == []
        assert seen.crashes > seen.lives / 100
        assert seen.clashes > seen.lives / 100


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_same_seeds_live_the_same_lives(kind: Kind) -> None:
    assert lives(kind, 7, 40).digest == lives(kind, 7, 40).digest
    assert lives(kind, 7, 40).digest != lives(kind, 8, 40).digest


@pytest.mark.parametrize(("kind", "name", "plant"), FAULTS, ids=[f"{kind.name}: {name}" for kind, name, _ in FAULTS])
def test_a_planted_fault_is_found(kind: Kind, name: str, plant: Plant) -> None:
    for first in range(0, SEEDS_MAX, 100):
        seen = lives(kind, first, 100, plant, stop_at=1)
        if seen.breaches:
            break
    assert seen.breaches, f"{SEEDS_MAX} seeds did not show {name}"
    assert "seed " in seen.breaches[0]
