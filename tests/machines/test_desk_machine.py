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
from tests.simulation.complaints import moods as of_complaints
from tests.simulation.complaints.faults import FAULTS as IN_COMPLAINTS
from tests.simulation.complaints.life import OrderLife
from tests.simulation.life import INSTANT, Life, Mood, Plant
from tests.simulation.penalties import moods as of_penalties
from tests.simulation.penalties.faults import FAULTS as IN_PENALTIES
from tests.simulation.penalties.life import COMPLAINT, ShopLife
from tests.simulation.run import COMPLAINTS, PENALTIES

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
POLICIES = {kind: tuple(load_pack(name) for name in kind.packs) for kind in (COMPLAINTS, PENALTIES)}


class Machine(RuleBasedStateMachine):
    """What anybody can do, in any order, with time and crashes between."""

    plant: Plant | None = None
    life: Life

    @precondition(lambda self: self.life.moods)
    @rule(lot=st.integers(0, 500), which=st.integers(0, 3), twice=st.booleans(), data=st.data())
    def somebody_acts(self, lot: int, which: int, twice: bool, data: st.DataObject) -> None:
        life = self.life
        life.chance = random.Random(lot)
        id = list(life.moods)[which % len(life.moods)]
        act = life.wished(id, data.draw(st.sampled_from(self.moods())))
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

    def moods(self) -> tuple[Mood, ...]:
        """What these lives may tend to."""
        raise NotImplementedError

    def teardown(self) -> None:
        if hasattr(self, "life"):
            self.life.end()
            self.life.only_time()
            self.life.last()
            replay.check(self.life.memory)


class ComplaintMachine(Machine):
    """One order, one or two complaints."""

    @initialize(seed=st.integers(0, 200), two=st.booleans())
    def begin(self, seed: int, two: bool) -> None:
        life = OrderLife(seed, POLICIES[COMPLAINTS], Counter(), type(self).plant)
        self.life = life
        life.tell_order()
        for n in range(2 if two else 1):
            life.file(n)

    def moods(self) -> tuple[Mood, ...]:
        return of_complaints.MOODS


class PenaltyMachine(Machine):
    """One shop, one to three penalties, now and then one from a ruled complaint."""

    @initialize(seed=st.integers(0, 200), penalties=st.integers(1, 3), ruled=st.booleans())
    def begin(self, seed: int, penalties: int, ruled: bool) -> None:
        life = ShopLife(seed, POLICIES[PENALTIES], Counter(), type(self).plant)
        self.life = life
        life.tell_shop()
        if ruled:
            life.tell_order()
            life.rule_a_complaint(COMPLAINT)
        for n in range(penalties):
            life.impose(n)

    def moods(self) -> tuple[Mood, ...]:
        return of_penalties.MOODS


@pytest.mark.requirement("EV-4")
@pytest.mark.parametrize("machine", [ComplaintMachine, PenaltyMachine])
def test_any_order_of_acts_and_waits_keeps_the_rules(machine: type[Machine]) -> None:
    run_state_machine_as_test(machine, settings=SHORT)  # type: ignore[no-untyped-call]


FOUND: list[tuple[type[Machine], Plant]] = [
    (ComplaintMachine, IN_COMPLAINTS["answer not stored"]),
    (ComplaintMachine, IN_COMPLAINTS["boundary belongs to the party"]),
    (ComplaintMachine, IN_COMPLAINTS["state not what happened"]),
    (PenaltyMachine, IN_PENALTIES["measures stay on after revoking"]),
    (PenaltyMachine, IN_PENALTIES["an order penalised twice"]),
    (PenaltyMachine, IN_PENALTIES["same reviewer decides"]),
]


@pytest.mark.parametrize(("machine", "plant"), FOUND)
def test_the_machine_finds_a_planted_fault(machine: type[Machine], plant: Plant) -> None:
    planted = type("Planted", (machine,), {"plant": staticmethod(plant)})
    with pytest.raises(Breach):
        run_state_machine_as_test(planted, settings=BLIND)  # type: ignore[no-untyped-call]
