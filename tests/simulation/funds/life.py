"""One shop's fund, and the lives of everything that moves money in it at once: complaints of an order, penalties."""

from collections import Counter
from datetime import timedelta

from ombud.core.complaint.state import Complaint
from ombud.core.policy.policy import Policy
from tests.simulation.cast import CONSUMER, SELLER, WHY
from tests.simulation.complaints import plays as of_complaints
from tests.simulation.complaints.fillings import fields
from tests.simulation.complaints.life import ORDER, rests
from tests.simulation.desk import Act
from tests.simulation.funds.moods import MOODS
from tests.simulation.funds.plays import confirmation, turnover
from tests.simulation.funds.watch import FundWatch
from tests.simulation.life import Mood, Plant
from tests.simulation.penalties.cast import reviewer
from tests.simulation.penalties.fillings import fields as of_penalties
from tests.simulation.penalties.life import ShopLife


class FundLife(ShopLife):
    """Up to three complaints that were ruled, up to three penalties, and turnover before, between and after."""

    money = 0.3
    measures = "funds-held"

    def __init__(
        self, seed: int, policies: tuple[Policy, ...], coverage: Counter[str], plant: Plant | None = None
    ) -> None:
        super().__init__(seed, policies, coverage)
        self.watch = self.desk.watcher = FundWatch(self.desk.policy, coverage)
        if plant is not None:
            plant(self.desk)

    def begin(self) -> None:
        chance = self.chance
        self.tell_shop()
        self.tell_order()
        if chance.random() < 0.7:
            self.do(self.act(*turnover(chance)))
        for n in range(chance.choice((1, 1, 2, 3))):
            id = f"c{n}"
            self.rule_a_complaint(id)
            if id in self.memory.streams:
                self.moods[id] = chance.choice(MOODS)
                self.coverage[f"mood {self.moods[id].name}"] += 1
            self.now += timedelta(minutes=chance.randint(0, 90))
        self.desk.crash_rate = chance.choice((0.0, 0.02, 0.06))
        if any("late" in mood.factors for mood in self.moods.values()):
            self.let_the_ladder_be_climbed()
        for n in range(chance.choice((0, 1, 1, 2, 3))):
            self.impose(n)

    def let_the_ladder_be_climbed(self) -> None:
        """Until the platform pays ahead, while a review can still be asked for."""
        for _ in range(8):
            due = self.memory.next_due_at()
            if due is None or any(self.state(id).loss for id in self.moods):
                break
            self.advance(due + self.lag)
        chance = self.chance
        for id in [id for id in self.moods if self.state(id).loss]:
            if chance.random() < 0.5:
                self.do(self.act(*confirmation(chance, self.memory)))
            if chance.random() < 0.7:
                given = {"words": WHY}
                self.do(
                    self.act(of_complaints.VERBS["ask-review"], id, chance.choice((CONSUMER, SELLER)), given, ORDER)
                )

    def wished(self, id: str, mood: Mood) -> Act:
        state, chance = self.state(id), self.chance
        if not isinstance(state, Complaint):
            # Mostly once nothing can be appealed any more, and now and then before.
            if state.in_force and chance.random() < (0.12 if state.deadlines else 0.7):
                name = "lift" if state.forfeited and chance.random() < 0.6 else "forfeit"
                return self.wanted(
                    name, id, reviewer(chance), of_penalties(name, chance, state, self.desk.policy, mood)
                )
            return super().wished(id, mood)
        name, by = of_complaints.wish(chance, state, mood)
        verb = of_complaints.VERBS[of_complaints.ALIASES.get(name, name)]
        return self.act(verb, id, by, fields(name, chance, state, self.desk.policy, mood, self.now), ORDER)

    def over(self, id: str) -> bool:
        state = self.state(id)
        if isinstance(state, Complaint):
            return bool(state.stage == "closed")
        holds = any(one.kind == "funds-held" for one in state.on)
        return not holds and super().over(id)

    def rests(self, id: str) -> bool:
        state = self.state(id)
        return rests(state, self.desk.policy) if isinstance(state, Complaint) else super().rests(id)
