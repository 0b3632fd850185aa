"""Tens of thousands of lives keep every rule of the house, and every planted fault is found."""

import os

import pytest

from tests.simulation.faults import FAULTS
from tests.simulation.reached import missing
from tests.simulation.run import lives, many

LIVES = 100_000 if os.environ.get("OMBUD_DEEP") else 20_000
SEEDS_MAX = 4000
"""The longest that any planted fault may stay hidden."""


@pytest.mark.requirement("EV-5")
def test_every_life_keeps_every_rule_and_all_events_and_verbs_are_reached() -> None:
    seen = many(LIVES)
    print(
        f"\n{seen.lives} lives, {seen.events} events, {seen.crashes} crashes in {seen.seconds:.1f} s:"
        f" {seen.lives_per_second:.0f} lives a second"
    )
    assert seen.breaches == []
    assert seen.lives >= LIVES
    assert missing(seen.coverage, seen.lives) == []
    assert seen.crashes > seen.lives / 100
    assert seen.clashes > seen.lives / 100


def test_the_same_seeds_live_the_same_lives() -> None:
    assert lives(7, 40).digest == lives(7, 40).digest
    assert lives(7, 40).digest != lives(8, 40).digest


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    for first in range(0, SEEDS_MAX, 100):
        seen = lives(first, 100, FAULTS[name], stop_at=1)
        if seen.breaches:
            break
    assert seen.breaches, f"{SEEDS_MAX} seeds did not show it"
    assert "seed " in seen.breaches[0]
