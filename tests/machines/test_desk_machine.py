"""Any order of acts, waits and crashes keeps the rules of the house; what breaks one is told in its shortest form."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from ombud.packs.load import load_pack
from tests.simulation import replay
from tests.simulation.breach import Breach
from tests.simulation.complaints import plays
from tests.simulation.complaints.faults import FAULTS
from tests.simulation.complaints.fillings import fields
from tests.simulation.complaints.life import OrderLife
from tests.simulation.complaints.moods import MOODS
from tests.simulation.life import Mood, Plant
from tests.simulation.run import COMPLAINTS

SHORT = settings(
    max_examples=200,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
BLIND = settings(SHORT, phases=[Phase.generate])
"""Where a fault is planted, it is enough to find it; nobody reads its shortest form."""
INSTANT = timedelta(microseconds=1)
POLICIES = tuple(load_pack(name) for name in COMPLAINTS.packs)


class DeskMachine(RuleBasedStateMachine):
    """One order, one or two complaints, and everything that anybody can do."""

    plant: Plant | None = None

    @initialize(seed=st.integers(0, 200), two=st.booleans())
    def begin(self, seed: int, two: bool) -> None:
        self.life = OrderLife(seed, POLICIES, Counter(), type(self).plant)
        self.life.tell_order()
        for n in range(2 if two else 1):
            self.life.file(n)

    @precondition(lambda self: self.life.moods)
    @rule(mood=st.sampled_from(MOODS), lot=st.integers(0, 500), other=st.booleans(), twice=st.booleans())
    def somebody_acts(self, mood: Mood, lot: int, other: bool, twice: bool) -> None:
        life, chance = self.life, random.Random(lot)
        id = list(life.moods)[-1 if other else 0]
        state = life.state(id)
        name, by = plays.wish(chance, state, mood)
        act = life.wants(name, id, by, fields(name, chance, state, life.desk.policy, mood, life.now))
        life.do(act)
        if twice:
            life.do(act)

    @rule(minutes=st.integers(0, 60 * 24 * 8))
    def time_goes_on(self, minutes: int) -> None:
        self.life.advance(self.life.now + timedelta(minutes=minutes))

    @rule(by=st.sampled_from((-INSTANT, timedelta(), INSTANT)))
    def the_next_instant_that_matters_comes(self, by: timedelta) -> None:
        due = self.life.memory.next_due_at()
        if due is not None:
            self.life.advance(due + by)

    @rule(rate=st.sampled_from((0.0, 0.2)))
    def the_house_gets_unsteady(self, rate: float) -> None:
        self.life.desk.crash_rate = rate

    def teardown(self) -> None:
        if hasattr(self, "life"):
            self.life.only_time()
            replay.check(self.life.memory)


@pytest.mark.requirement("EV-4")
def test_any_order_of_acts_and_waits_keeps_the_rules() -> None:
    run_state_machine_as_test(DeskMachine, settings=SHORT)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("fault", ["answer not stored", "boundary belongs to the party", "state not what happened"])
def test_the_machine_finds_a_planted_fault(fault: str) -> None:
    machine = type("Planted", (DeskMachine,), {"plant": staticmethod(FAULTS[fault])})
    with pytest.raises(Breach):
        run_state_machine_as_test(machine, settings=BLIND)  # type: ignore[no-untyped-call]
