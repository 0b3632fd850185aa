"""One order and the lives of its complaints: everybody acts, time goes on, things break, and every rule is watched."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from ombud.core.complaint.state import Complaint
from ombud.core.order.events import OrderTold
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.commit import Batch
from ombud.desk.decide import Loaded
from ombud.desk.write import Origin, put
from ombud.ledger.canonical import START as FIRST
from tests.simulation import cast, plays, replay
from tests.simulation.breach import Breach, hold
from tests.simulation.cast import DAY, HOUR, INSTANT, MINUTE, SECOND
from tests.simulation.desk import Act, Crash, Desk, Done, KeyReused
from tests.simulation.fillings import fields
from tests.simulation.memory import Memory
from tests.simulation.moods import MOODS, Mood
from tests.simulation.watch import Watch

LAGS = (timedelta(), MINUTE, 6 * HOUR, DAY)
STEPS = 5
BURST = (1, 1, 2, 3)
"""Moments in one life and acts in each: as many as a life has to do mostly; what is left time does."""
DRAINS_MAX = 60
"""So many instants at which something follows by itself no procedure has once nobody acts any more."""
RETRIES_MAX = 50
TRACE_LINES = 25
"""What led to a breach lies in the last few acts; the seed tells the rest."""
ORDER = "order/o1"
Plant = Callable[[Desk], None]


class Life:
    """One seed."""

    def __init__(
        self, seed: int, policies: tuple[Policy, ...], coverage: Counter[str], plant: Plant | None = None
    ) -> None:
        self.seed = seed
        self.chance = chance = random.Random(seed)
        policy = policies[seed % len(policies)]
        self.now = cast.START + timedelta(minutes=chance.randint(0, 430_000))
        self.coverage = coverage
        self.memory = Memory()
        self.bought = cast.facts(chance, policy, self.now)
        self.watch = Watch(policy, self.bought.paid, coverage)
        self.desk = Desk(self.memory, policy, chance, self.watch)
        self.lag = chance.choice(LAGS)
        self.moods: dict[str, Mood] = {}
        self.sent: list[Act] = []
        self.waiting: list[Act] = []
        """Acts on their way: they arrive in any order."""
        self.answers: dict[tuple[str, str], bytes] = {}
        self.keys: Counter[str] = Counter()
        if plant is not None:
            plant(self.desk)

    def live(self) -> bytes:
        """Live it to its end; returns the digest of everything that was written. Raises Breach."""
        self.tell_order()
        self.desk.crash_rate = self.chance.choice((0.0, 0.02, 0.06))
        for n in range(self.chance.choice((1, 1, 1, 2, 2, 3))):
            self.file(n)
        for _ in range(STEPS * len(self.moods)):
            self._step()
            if self.chance.random() < 0.5 and all(self.state(id).stage == "closed" for id in self.moods):
                break
        self._arrive()
        self.only_time()
        replay.check(self.memory)
        digest = sha256()
        for id in sorted(self.memory.streams):
            digest.update(self.memory.streams[id].head)
        return digest.digest()

    def tell_order(self) -> None:
        told = OrderTold(by=cast.IMPORTER, at=self.now, order="o1", facts=self.bought, source="sim")
        batch = Batch()
        loaded = Loaded("order", ORDER, 0, None, FIRST, "")
        put(batch, deciding.happened(loaded, (told,)), Origin("told", "sim", self.watch.policy.pack.id))
        self.memory.write(batch)

    def file(self, n: int) -> None:
        id = f"c{n}"
        fields = cast.filing(self.chance, self.desk.policy, self.bought, "o1") | {"number": f"N{n}"}
        self.do(self.act("file", id, cast.CONSUMER, fields))
        if id in self.memory.streams:
            self.moods[id] = self.chance.choice(MOODS)
            self.coverage[f"mood {self.moods[id].name}"] += 1
        self.now += timedelta(minutes=self.chance.randint(0, 90))

    def act(self, name: str, target: str, by: Any, fields: dict[str, Any]) -> Act:
        self.keys[by.id] += 1
        key = f"k{self.keys[by.id]}"  # of different people the same: a key is its sender's own
        serial = sum(self.keys.values())
        verb = plays.VERBS[plays.ALIASES.get(name, name)]
        return Act(verb, target, by, key, fields, ORDER, serial)

    def state(self, id: str) -> Complaint:
        state: Complaint = self.memory.state(id)
        return state

    def _step(self) -> None:
        chance = self.chance
        open_ = [id for id in self.moods if self.state(id).stage != "closed"]
        id = chance.choice(open_ if open_ and chance.random() < 0.85 else list(self.moods))
        mood, state = self.moods[id], self.state(id)
        self._go_on(state, mood)
        if chance.random() < mood.waits and state.deadlines:
            return
        for _ in range(chance.choice(BURST)):
            self._try(id, mood)
            self.now += timedelta(seconds=chance.randint(0, 40))

    def _try(self, id: str, mood: Mood) -> None:
        chance, state = self.chance, self.state(id)
        name, by = plays.wish(chance, state, mood)
        if name == "recount":
            self.desk.policy = cast.replaced_table(self.watch.policy)
        act = self.act(name, id, by, fields(name, chance, state, self.desk.policy, mood, self.now))
        lot = chance.random()
        if lot < 0.08:
            self.waiting.append(act)
        elif lot < 0.13:
            self.desk.meanwhile.append((act, self.now))
        else:
            self.do(act)
            if lot < 0.18:
                self.do(chance.choice((act, *self.sent[-8:])))
            elif lot < 0.19:
                self._another_under_its_key(act)
        if self.waiting and chance.random() < 0.4:
            self._arrive()

    def _arrive(self) -> None:
        self.chance.shuffle(self.waiting)
        while self.waiting:
            self.do(self.waiting.pop())

    def _another_under_its_key(self, act: Act) -> None:
        if (act.by.id, act.key) not in self.memory.answers:
            return
        try:
            self.desk.handle(act._replace(serial=act.serial + 1_000_000), self.now)
        except KeyReused:
            return
        except Crash:
            return
        raise Breach("I5 a key stands for one command", act.key)

    def _go_on(self, state: Complaint, mood: Mood) -> None:
        """Time until the next act: often to within a quarter of an hour of a deadline, at times to its very instant."""
        chance = self.chance
        if chance.random() < 0.03:
            self.now += chance.choice((-2, 2)) * HOUR  # somebody sets the machine's clock
        if state.deadlines and chance.random() < 0.4:
            nearest = min(one.due_at for one in state.deadlines)
            due = nearest if chance.random() < 0.8 else chance.choice(state.deadlines).due_at
            self.advance(due + _near(chance))
        elif state.deadlines and chance.random() < mood.waits:
            self.advance(min(one.due_at for one in state.deadlines) + self.lag)
        else:
            self.advance(self.now + timedelta(seconds=chance.expovariate(1 / 14_400)))

    def advance(self, until: datetime) -> None:
        while True:
            due = self.memory.next_due_at()
            if due is None or due + self.lag > until:
                break
            self.now = max(self.now, due + self.lag)
            self._settle()
        self.now = max(self.now, until)

    def _settle(self) -> None:
        for _ in range(RETRIES_MAX):
            try:
                self.desk.settle(self.now)
            except Crash:
                continue
            break
        left = self.memory.next_due_at()
        hold(left is None or left > self.now, "I13 nothing that is due is forgotten", f"{left} at {self.now}")

    def do(self, act: Act) -> None:
        """Send it until there is an answer, always under its key."""
        answer: Done | Refusal | None = None
        for _ in range(RETRIES_MAX):
            try:
                answer = self.desk.handle(act, self.now)
            except Crash:
                self.now += SECOND
                continue
            except KeyReused as error:
                raise Breach("I5 a call is known again by its key and sender", f"{act.by.id} {act.key}") from error
            break
        assert answer is not None, "fifty crashes in a row"
        self.sent.append(act)
        if isinstance(answer, Refusal):
            self.coverage[f"refused {answer.code}"] += 1
            return
        place = (act.by.id, act.key)
        first = self.answers.setdefault(place, answer.answer)
        hold(first == answer.answer, "I5 the same key gets the same answer", act.key)
        hold(first.endswith(f"/{act.serial}".encode()), "I5 an answer is one's own", f"{act.by.id} {act.key}")
        hold(self.watch.causes[place] == 1, "P1 what is acknowledged is written", act.key)

    def only_time(self) -> None:
        """Nobody acts any more: time alone ends each case, or hands it on to ever more senior people."""
        for _ in range(DRAINS_MAX):
            due = self.memory.next_due_at()
            if due is None or all(self._ended(id) for id in self.moods):
                return
            self.advance(due + self.lag)
        raise Breach("I13 time alone ends a case or hands it on", str([self.state(id).stage for id in self.moods]))

    def _ended(self, id: str) -> bool:
        state = self.state(id)
        if state.stage == "closed":
            return True
        climbs = state.stage == "executing" and state.rung < len(self.desk.policy.pack.ladder)
        return state.overdue >= 1 and not climbs and all(one.on == "platform" for one in state.deadlines)


def _near(chance: random.Random) -> timedelta:
    lot = chance.random()
    if lot < 0.3:
        return chance.choice((timedelta(), -INSTANT, INSTANT))
    return chance.randint(1, 900) * (SECOND if lot > 0.85 else -SECOND)


def trace(life: Life) -> str:
    """What happened in it, as short as it can be told."""
    head = f"seed {life.seed}, pack {life.watch.policy.pack.id}, timers {life.lag} late, it is {life.now}"
    return "\n".join((head, *(_told(*one) for one in life.watch.said[-TRACE_LINES:])))


def _told(at: datetime, id: str, act: Act | None, names: list[str]) -> str:
    who = f"{act.verb.name} by {act.by.id} [{act.key}]" if act else "time"
    return f"  {at:%m-%d %H:%M:%S.%f} {id} {who}: {', '.join(names)}"
