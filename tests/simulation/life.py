"""What all simulated lives share: everybody acts, time goes on, things break, and every rule is watched."""

import random
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from ombud.core.deadlines import Deadline
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation import cast, replay
from tests.simulation.breach import Breach, hold
from tests.simulation.cast import DAY, HOUR, INSTANT, MINUTE, SECOND
from tests.simulation.desk import Act, Crash, Desk, Done, KeyReused, Watcher
from tests.simulation.funds import plays as of_funds
from tests.simulation.funds.claims import Claims
from tests.simulation.log import watch as log
from tests.simulation.memory import Memory

LAGS = (timedelta(), MINUTE, 6 * HOUR, DAY)
STEPS = 5
BURST = (1, 1, 2, 3)
"""Moments in one life and acts in each: as many as a life has to do mostly; what is left time does."""
RETRIES_MAX = 50
TRACE_LINES = 25
"""What led to a breach lies in the last few acts; the seed tells the rest."""
Plant = Callable[[Desk], None]


class Mood(NamedTuple):
    """What one thing's life tends to, so that volume also comes to the rare places: factors on what is likely."""

    name: str
    factors: dict[str, float]
    waits: float = 0.15
    """How often nobody acts and time alone goes on."""


class Watch(Watcher, ABC):
    """Who looks at every commit, with a memory of its own."""

    policy: Policy
    coverage: Counter[str]
    causes: Counter[tuple[str, str]]
    claims: Claims
    said: list[tuple[datetime, str, Act | None, list[str]]]
    """What happened, for the trace of a failure."""

    def __init__(self, policy: Policy, coverage: Counter[str]) -> None:
        self.policy = policy
        self.coverage = coverage
        self.causes = Counter()
        self.said = []
        self.claims = Claims(policy)
        """What is held and paid: money is watched whatever the lives are about."""

    def heard(self, id: str, names: list[str], at: datetime, act: Act | None) -> None:
        """Remember what was written and why. Raises Breach."""
        self.said.append((at, id, act, names))
        self.coverage.update(names)
        if act is not None:
            self.coverage[act.verb.id] += 1
            self.causes[act.by.id, act.key] += 1
            hold(self.causes[act.by.id, act.key] == 1, "I5 one key, one effect", act.key)

    def payment_left(self, decided: Decided, _batch: Batch, at: datetime) -> None:
        """A case changes with its payment, in one commit."""
        names = [type(event).__name__ for event in decided.events]
        self.said.append((at, decided.loaded.id, None, names))
        self.coverage.update(names)
        self.claims.paid(decided)

    def refused(self, _act: Act, refusal: Refusal, _at: datetime) -> None:
        """Remember a no."""
        self.coverage[f"refused {refusal.code}"] += 1


class Life(ABC):
    """One seed."""

    watch: Watch
    desk: Desk
    money = 0.04
    """How often somebody wants something of the shop's fund instead."""
    drains_max = 60
    """So many instants at which something follows by itself no procedure has once nobody acts any more."""

    def __init__(self, seed: int, chance: random.Random, coverage: Counter[str]) -> None:
        self.seed = seed
        self.chance = chance
        self.now = cast.START + timedelta(minutes=chance.randint(0, 430_000))
        self.coverage = coverage
        self.memory = Memory(seed)
        self.moods: dict[str, Mood] = {}
        self.sent: list[Act] = []
        self.waiting: list[Act] = []
        """Acts on their way: they arrive in any order."""
        self.answers: dict[tuple[str, str], bytes] = {}
        self.keys: Counter[str] = Counter()
        self.lag = timedelta()

    def live(self) -> bytes:
        """Live it to its end; returns the digest of everything that was written. Raises Breach."""
        self.begin()
        for _ in range(STEPS * len(self.moods)):
            self._step()
            self.memory.log.turn(self.now)
            log.waiting(self.memory.log, self.now)
            if self.chance.random() < 0.5 and all(self.over(id) for id in self.moods):
                break
        self._arrive()
        self.end()
        self.only_time()
        self.last()
        replay.check(self.memory)
        self.memory.log.settle(self.now)
        log.check(self.memory, self.seed, self.now)
        digest = sha256()
        for id in sorted(self.memory.streams):
            digest.update(self.memory.streams[id].head)
        return digest.digest()

    def settle(self) -> None:
        """Some shops have money with the platform before anything is decided about them."""
        if self.chance.random() < 0.35:
            self.do(self.act(*of_funds.turnover(self.chance, "s0")))

    @abstractmethod
    def begin(self) -> None:
        """What there is before anybody acts, and the things whose lives these are."""

    @abstractmethod
    def wished(self, id: str, mood: Mood) -> Act:
        """What somebody wants next about this thing."""

    @abstractmethod
    def over(self, id: str) -> bool:
        """Whether hardly anything is left to do about it."""

    @abstractmethod
    def rests(self, id: str) -> bool:
        """Whether time alone changes nothing about it any more but who has it before them."""

    @abstractmethod
    def end(self) -> None:
        """What somebody still does before time alone goes on."""

    @abstractmethod
    def last(self) -> None:
        """What is tried once nothing may change any more."""

    def state(self, id: str) -> Any:
        return self.memory.state(id)

    def _step(self) -> None:
        chance = self.chance
        open_ = [id for id in self.moods if not self.over(id)]
        id = chance.choice(open_ if open_ and chance.random() < 0.85 else list(self.moods))
        mood, deadlines = self.moods[id], self.state(id).deadlines
        self._go_on(deadlines, mood)
        if chance.random() < mood.waits and deadlines:
            return
        for _ in range(chance.choice(BURST)):
            money = chance.random() < self.money
            self._send(self.act(*of_funds.wish(chance, self.memory)) if money else self.wished(id, mood))
            self.now += timedelta(seconds=chance.randint(0, 40))

    def _send(self, act: Act) -> None:
        chance = self.chance
        lot = chance.random()
        if lot < 0.08:
            self.waiting.append(act)
        elif lot < 0.13:
            self.desk.meanwhile.append(act)
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

    def _go_on(self, deadlines: tuple[Deadline, ...], mood: Mood) -> None:
        """Time until the next act: often to within a quarter of an hour of a deadline, at times to its very instant."""
        chance = self.chance
        if chance.random() < 0.03:
            self.now += chance.choice((-2, 2)) * HOUR  # somebody sets the machine's clock
        if deadlines and chance.random() < 0.4:
            nearest = min(one.due_at for one in deadlines)
            due = nearest if chance.random() < 0.8 else chance.choice(deadlines).due_at
            self.advance(due + _near(chance))
        elif deadlines and chance.random() < mood.waits:
            self.advance(min(one.due_at for one in deadlines) + self.lag)
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
        hold(left is None or left > self.now, "I13 nothing that is due is forgotten", (left, self.now))

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
            return
        place = (act.by.id, act.key)
        first = self.answers.setdefault(place, answer.answer)
        hold(first == answer.answer, "I5 the same key gets the same answer", act.key)
        hold(first.endswith(f"/{act.serial}".encode()), "I5 an answer is one's own", act)
        hold(self.watch.causes[place] == 1, "P1 what is acknowledged is written", act.key)

    def act(self, verb: Any, target: str, by: Any, fields: dict[str, Any], parent: str, ground: str = "") -> Act:
        """What this actor sends, under the next key of theirs."""
        self.keys[by.id] += 1
        key = f"k{self.keys[by.id]}"  # of different people the same: a key is its sender's own
        return Act(verb, target, by, key, fields, parent, sum(self.keys.values()), ground)

    def only_time(self) -> None:
        """Nobody acts any more: time alone ends each thing, or hands it on to ever more senior people."""
        for _ in range(self.drains_max):
            due = self.memory.next_due_at()
            if due is None or all(self.rests(id) for id in self.moods):
                return
            self.advance(due + self.lag)
        raise Breach("I13 time alone ends a case or hands it on", str([self.state(id).stage for id in self.moods]))


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
