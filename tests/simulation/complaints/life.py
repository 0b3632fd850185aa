"""One order and the lives of its complaints."""

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from ombud.core.complaint.state import Complaint
from ombud.core.order.events import OrderTold, ShopContacted
from ombud.core.policy.policy import Policy
from ombud.desk import decide as deciding
from ombud.desk.commit import Batch
from ombud.desk.decide import Loaded
from ombud.desk.write import Origin, put
from ombud.ledger.canonical import START as FIRST
from tests.simulation import cast
from tests.simulation.complaints import plays
from tests.simulation.complaints.fillings import fields
from tests.simulation.complaints.moods import MOODS
from tests.simulation.complaints.watch import CaseWatch
from tests.simulation.desk import Act, Desk
from tests.simulation.life import LAGS, Life, Mood, Plant
from tests.simulation.memory import Memory

ORDER = "order/o1"
MONTH = timedelta(days=30)


class OrderLife(Life):
    """One to three complaints."""

    def __init__(
        self, seed: int, policies: tuple[Policy, ...], coverage: Counter[str], plant: Plant | None = None
    ) -> None:
        policy = policies[seed % len(policies)]
        super().__init__(seed, random.Random(seed), coverage)
        self.bought = cast.facts(self.chance, policy, self.now)
        self.watch = CaseWatch(policy, self.bought.paid, coverage)
        self.desk = Desk(self.memory, policy, self.chance, self.watch)
        self.lag = self.chance.choice(LAGS)
        if plant is not None:
            plant(self.desk)

    def begin(self) -> None:
        self.tell_order()
        self.settle()
        self.desk.crash_rate = self.chance.choice((0.0, 0.02, 0.06))
        for n in range(self.chance.choice((1, 1, 1, 2, 2, 3))):
            self.file(n)

    def tell_order(self) -> None:
        tell_order(self.memory, self.bought, self.watch.policy, self.now)

    def file(self, n: int) -> None:
        id = f"c{n}"
        fields = cast.filing(self.chance, self.desk.policy, self.bought, "o1") | {"number": f"N{n}"}
        self.do(self.wants("file", id, cast.CONSUMER, fields))
        if id in self.memory.streams:
            self.moods[id] = self.chance.choice(MOODS)
            self.coverage[f"mood {self.moods[id].name}"] += 1
        self.now += timedelta(minutes=self.chance.randint(0, 90))

    def wants(self, name: str, target: str, by: Any, fields: dict[str, Any]) -> Act:
        return self.act(plays.VERBS[plays.ALIASES.get(name, name)], target, by, fields, ORDER)

    def wished(self, id: str, mood: Mood) -> Act:
        state: Complaint = self.state(id)
        name, by = plays.wish(self.chance, state, mood)
        if name == "recount":
            self.desk.policy = cast.replaced_table(self.watch.policy)
        return self.wants(name, id, by, fields(name, self.chance, state, self.desk.policy, mood, self.now))

    def end(self) -> None:
        pass  # whoever didn't act by now never does

    def last(self) -> None:
        pass

    def over(self, id: str) -> bool:
        return bool(self.state(id).stage == "closed")

    def rests(self, id: str) -> bool:
        return rests(self.state(id), self.desk.policy)


def rests(complaint: Complaint, policy: Policy) -> bool:
    """Whether time alone changes nothing about a complaint any more but who of the staff has it before them."""
    if complaint.stage == "closed":
        return True
    climbs = complaint.stage == "executing" and complaint.rung < len(policy.pack.ladder)
    return complaint.overdue >= 1 and not climbs and all(one.on == "platform" for one in complaint.deadlines)


def tell_order(memory: Memory, facts: Any, policy: Policy, at: datetime) -> None:
    """An order as a source tells of it, before anybody acts; where the shop is written to first, that was long ago."""
    told: list[Any] = [OrderTold(by=cast.IMPORTER, at=at - MONTH, order="o1", facts=facts, source="sim")]
    if policy.pack.trade is not None and policy.pack.trade.contact_first is not None:
        told.append(ShopContacted(by=cast.CONSUMER, at=at - MONTH, words=cast.SAID.kept))
    batch = Batch()
    loaded = Loaded("order", ORDER, 0, None, FIRST, "")
    put(batch, deciding.happened(loaded, told), Origin("told", "sim", policy.pack.id))
    memory.write(batch)
