"""One shop and the lives of its penalties."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

from ombud.core.complaint.state import Complaint
from ombud.core.money import Terms
from ombud.core.penalty.notice import as_notice, redrawn
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.shop.events import ShopTold
from ombud.desk import decide as deciding
from ombud.desk.commit import Batch
from ombud.desk.decide import Loaded
from ombud.desk.things import THINGS
from ombud.desk.write import Origin, put
from ombud.ledger.canonical import START as FIRST
from tests.simulation import cast
from tests.simulation.breach import hold
from tests.simulation.complaints.life import ORDER, tell_order
from tests.simulation.desk import Act, Desk
from tests.simulation.life import LAGS, Life, Mood, Plant
from tests.simulation.penalties import plays
from tests.simulation.penalties.bring import Bringing
from tests.simulation.penalties.cast import FACTS, KEY, SHOP, reviewer
from tests.simulation.penalties.fillings import fields, imposition
from tests.simulation.penalties.moods import MOODS
from tests.simulation.penalties.watch import ShopWatch

COMPLAINT = "c0"


class ShopLife(Life):
    """Two to four penalties at a time, now and then one that a ruled complaint is carried into."""

    measures = ""
    """The kind of measure that these lives are about mostly; blank: of all."""
    drains_max = 400
    """A turn of the platform's is handed on up to fifty times in half a year, in each of a shop's eight penalties."""

    def __init__(
        self, seed: int, policies: tuple[Policy, ...], coverage: Counter[str], plant: Plant | None = None
    ) -> None:
        policy = policies[seed % len(policies)]
        super().__init__(seed, random.Random(seed), coverage)
        self.watch = ShopWatch(policy, coverage)
        self.desk = Desk(self.memory, policy, self.chance, self.watch)
        self.desk.stamps = Bringing(self.memory, self.chance)
        self.lag = self.chance.choice(LAGS)
        self.ground = ""
        if plant is not None:
            plant(self.desk)

    def begin(self) -> None:
        self.tell_shop()
        rules = self.desk.policy.pack.penalties
        verified = rules is not None and any(one.verified for one in rules.violations)
        if self.chance.random() < (0.6 if verified else 0.2):
            self.tell_order()
            self.rule_a_complaint(COMPLAINT)
        self.settle()
        self.desk.crash_rate = self.chance.choice((0.0, 0.02, 0.06))
        for n in range(self.chance.choice((2, 2, 3, 3, 4))):
            self.impose(n)

    def tell_shop(self) -> None:
        told = ShopTold(by=cast.IMPORTER, at=self.now, shop="mugs", facts=FACTS, source="sim")
        batch = Batch()
        loaded = Loaded("shop", SHOP, 0, None, FIRST, "")
        put(batch, deciding.happened(loaded, (told,)), Origin("told", "sim", self.watch.policy.pack.id))
        self.memory.write(batch)

    def tell_order(self) -> None:
        self.bought = cast.facts(self.chance, self.desk.policy, self.now)
        tell_order(self.memory, self.bought, self.desk.policy, self.now)

    def rule_a_complaint(self, id: str) -> None:
        """A complaint about this shop, as far as a ruling if the lot has it so."""
        policy = self.desk.policy
        filed = cast.filing(self.chance, policy, self.bought, "o1") | {"number": f"C-{id}", "problem": cast.SAID}
        self._complain("file", id, cast.CONSUMER, filed)
        if id not in self.memory.streams:
            return
        self.ground = self.ground or id
        self._complain("admit", id, cast.SENIOR, {})
        self._complain("step-in", id, cast.SENIOR, {"words": cast.SAID})
        complaint: Complaint = self.state(id)
        exhibits = tuple(one.id for one in complaint.exhibits)
        self._complain("open-exhibits", id, cast.SENIOR, {"exhibits": exhibits})
        self._complain("rule", id, cast.SENIOR, _ruling(policy, complaint, exhibits))

    def _complain(self, name: str, id: str, by: Any, given: dict[str, Any]) -> None:
        self.desk.handle(self.act(THINGS["complaint"].verbs[name], id, by, given, ORDER), self.now)

    def impose(self, n: int) -> None:
        id, chance = f"p{n}", self.chance
        ground = self.ground if chance.random() < 0.6 else ""
        given = imposition(chance, self.desk.policy, ground, self.measures) | {"number": f"N{n}"}
        by = KEY if chance.random() < 0.2 else reviewer(chance)
        act = self.act(plays.VERBS["impose"], id, by, given, SHOP, ground)
        if chance.random() < 0.1:
            other = imposition(chance, self.desk.policy, "", self.measures) | {"number": f"M{n}"}
            self.desk.meanwhile.append(self.act(plays.VERBS["impose"], f"q{n}", KEY, other, SHOP))
        self.do(act)
        for one in (id, f"q{n}"):
            if one in self.memory.streams:
                self.moods[one] = chance.choice(MOODS)
                self.coverage[f"mood {self.moods[one].name}"] += 1
        self.now += timedelta(minutes=chance.randint(0, 90))

    def wanted(self, name: str, id: str, by: Any, given: dict[str, Any]) -> Act:
        return self.act(plays.VERBS[name], id, by, given, SHOP)

    def wished(self, id: str, mood: Mood) -> Act:
        state: Penalty = self.state(id)
        name, by = plays.wish(self.chance, state, mood)
        if name == "recount":
            self.desk.policy = cast.replaced_table(self.watch.policy)
        return self.wanted(name, id, by, fields(name, self.chance, state, self.desk.policy, mood))

    def penalties(self) -> list[str]:
        return [id for id in self.moods if isinstance(self.state(id), Penalty)]

    def over(self, id: str) -> bool:
        state: Penalty = self.state(id)
        return state.stage in ("revoked", "lifted", "dropped") or not state.deadlines

    def rests(self, id: str) -> bool:
        state: Penalty = self.state(id)
        return all(one.on == "platform" and one.kind not in plays.CLOCK_S for one in state.deadlines) and (
            state.overdue >= 1 or not state.deadlines
        )

    def end(self) -> None:
        """The platform's own turns are mostly not handed on for half a year, which is as long as some windows are."""
        for id in self.penalties():
            state: Penalty = self.state(id)
            if self.chance.random() < 0.1:
                continue
            if state.stage == "proposed":
                self.do(self.wanted("drop", id, cast.SENIOR, {"words": cast.SAID}))
            if state.deadline("consultation"):
                self.do(self.wanted("reply", id, cast.SENIOR, {"words": cast.SAID}))
            if state.appeal in ("review", "granted"):
                self.do(self.wanted("withdraw", id, cast.SELLER, {}))

    def last(self) -> None:
        """Whoever comes after the end comes too late."""
        for id in self.penalties():
            given = {"chance": f"{self.chance.getrandbits(64):016x}"}
            self.do(self.wanted("begin", id, cast.SELLER, given))
            state: Penalty = self.state(id)
            wrong = redrawn(as_notice(state)) if state.draw else []
            hold(not wrong, "I26 anybody can draw again", wrong)


def _ruling(policy: Policy, complaint: Complaint, exhibits: tuple[str, ...]) -> dict[str, Any]:
    return {
        "liability": "merchant",
        "merchant_share": 100,
        "terms": complaint.asked if policy.pack.orders_refund else Terms(remedy="none"),
        "reason": policy.pack.ruling_reasons[0],
        "facts": cast.SAID,
        "reasons": cast.WHY,
        "relied_on": exhibits,
        "rules": policy.pack.rules[:1],
    }
