"""The desk's four steps over a ledger in memory, with places where it can die and where somebody else comes first.

Deciding and what is written are the product's own functions; each is a field here, so that a planted fault can take its
place. Only the SQL is not run: tests/desk and tests/kill hold that.
"""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk import penalise, write
from ombud.desk.commit import Batch, Clash
from ombud.desk.decide import Decided, Loaded
from ombud.desk.decode import all_words
from ombud.desk.load import DRAWN, stream_id
from ombud.desk.purse import Purse
from ombud.desk.things import Verb
from tests.simulation.memory import Memory

TRIES = 6
BEGINS = (
    "complaint.file", "penalty.impose", "fund.settle", "fund.hold", "conversation.say", "order_vault.keep",
    "evidence_report.file", "erasure.ask",
)  # fmt: skip
NOT_FOUND = Refusal(code="not-found", because="There is no such thing.")
"""What the product answers by an exception."""


class Crash(Exception):
    """The process died; who asked doesn't know whether it was done."""


class KeyReused(Exception):
    """The same key came with another command."""


class Act(NamedTuple):
    """What somebody wants. `fields` is what the command takes besides who, when and about what."""

    verb: Verb
    target: str
    by: Actor
    key: str
    fields: dict[str, Any]
    parent: str = ""
    serial: int = 0
    ground: str = ""
    """The complaint that a penalty is carried from."""


class Done(NamedTuple):
    """An answer, as it is kept for who asks again."""

    answer: bytes
    again: bool = False


class Watcher(Protocol):
    """Who looks at every commit."""

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Something was written."""

    def payment_left(self, decided: Decided, batch: Batch, at: datetime, /) -> None:
        """A complaint heard in the same commit that its payment has left."""

    def refused(self, act: Act, refusal: Refusal, at: datetime, /) -> None:
        """Somebody heard a no."""


class Desk:
    """One platform's desk."""

    def __init__(self, memory: Memory, policy: Policy, chance: random.Random, watcher: Watcher) -> None:
        self.memory = memory
        self.policy = policy
        self.chance = chance
        self.watcher = watcher
        self.decide = deciding.decide
        self.time_passes = deciding.time_passes
        self.put = write.put
        self.put_answer = write.put_answer
        self.commit: Callable[[Batch], None] = memory.commit
        self.load = memory.load
        self.stamps: Callable[[Act, Loaded], dict[str, Any]] = lambda _act, _loaded: {}
        """What is filled in besides who, when and about what."""
        self.due = memory.due
        self.counted: Callable[[Act], bool] = memory.counted
        """Whether a payment of this reference is in the fund already."""
        self.follow: Callable[[Purse, Decided], Decided | None] = lambda purse, decided: purse.follow(
            decided, self.policy
        )
        """What a decision about a case moves in the shop's fund."""
        self.told: Callable[[Purse, Decided], Decided | None] = lambda purse, decided: purse.told(decided)
        """What a payment that has left means for its case."""
        self.crash: Callable[[], None] = lambda: None
        """What a crash takes with it: nothing, as all state is in the ledger. A planted fault may have some."""
        self.crash_rate = 0.0
        self.crashes = 0
        self.meanwhile: list[Act] = []
        """Acts that arrive while another is between its loading and its writing."""
        self.clashes = 0
        self._causes = 0
        self._writing: tuple[tuple[Decided, ...], datetime, Act | None] | None = None
        memory.written = self._written

    def handle(self, act: Act, at: datetime) -> Done | Refusal:
        """Carry one act out as desk.handle does. Raises Crash, KeyReused."""
        for _ in range(TRIES):
            try:
                return self._try(act, at)
            except Clash:
                self.clashes += 1
        raise AssertionError("six clashes in a row")

    def _try(self, act: Act, at: datetime) -> Done | Refusal:
        fingerprint, thing = act.serial.to_bytes(8, "big"), act.verb.thing
        loaded, before = self.load(thing, stream_id(thing, act.target), act.parent, act.by.id, act.key)
        if before is not None:
            if before.command != fingerprint:
                raise KeyReused
            return Done(before.answer, again=True)
        if loaded.state is None and act.verb.id not in BEGINS:
            return NOT_FOUND
        if act.verb.id in BEGINS and loaded.state is not None and thing in DRAWN:
            raise KeyReused
        loaded = self._with_ground(act, loaded)
        if lapsed := self.time_passes(loaded, self.policy, at):
            self._write_time(lapsed, at)
            raise Clash
        named: dict[str, Any] = {thing: act.target, **act.fields, **self.stamps(act, loaded)}
        if "counted_before" in act.verb.stamped:
            named["counted_before"] = self.counted(act)
        command = self._with_files(act.verb.command(by=act.by, at=at, **named), loaded)
        refused = isinstance(command, Refusal)
        decided = command if refused else self.decide(act.verb, command, loaded, self.policy)
        if isinstance(decided, Refusal):
            self.watcher.refused(act, decided, at)
        if self.meanwhile:
            self._another(at, 0.6)
        if isinstance(decided, Refusal):
            return decided
        return self._write(act, command, decided, fingerprint, at)

    def _write(self, act: Act, command: Any, decided: Decided, fingerprint: bytes, at: datetime) -> Done | Refusal:
        batch = Batch()
        origin = write.Origin(act.key, "sim", self.policy.pack.id)
        version = self.put(batch, decided, origin, tuple(all_words(command)))
        carried = self._carried(decided, command, batch)
        if isinstance(carried, Refusal):
            self.watcher.refused(act, carried, at)
            return carried
        moved = self._put_carried(batch, carried, origin) if carried is not None else ()
        moved += self._moved(batch, decided, origin)
        if self.meanwhile:
            self._another(at, 1)
        answer = f"{decided.state.id}/{version}/{act.serial}".encode()
        self.put_answer(batch, act.by.id, act.key, fingerprint, answer, decided)
        self._commit(batch, (decided, *moved), at, act)
        return Done(answer)

    def _with_ground(self, act: Act, loaded: Loaded) -> Loaded:
        """The stream with the case that a penalty is carried from."""
        if act.verb.id in penalise.CARRIES and (ground := act.ground or _ground_of(loaded.state)):
            return loaded._replace(ground=self.load("complaint", ground, "", "", "")[0])
        return loaded

    def _with_files(self, command: Any, _loaded: Loaded) -> Any:
        """The command with its files as a vault knows them, or why one can't be named; here all files are known."""
        return command

    def _carried(self, decided: Decided, _command: Any, _batch: Batch) -> Decided | Refusal | None:
        """What the decision means for the case it was carried from, or is linked to."""
        return penalise.carried(decided, self.policy)

    def _put_carried(self, batch: Batch, carried: Decided, origin: write.Origin) -> tuple[Decided, ...]:
        """Add that; returns what the watch is told of besides the decision."""
        self.put(batch, carried, origin)
        return ()

    def _moved(self, batch: Batch, decided: Decided, origin: write.Origin) -> tuple[Decided, ...]:
        """As desk.purse.put_moved does."""
        purse = Purse(self.memory.stream)
        moved = [one for one in (self.follow(purse, decided), self.told(purse, decided)) if one is not None]
        for one in moved:
            self.put(batch, one, origin._replace(pack=one.loaded.pack or origin.pack))
        return tuple(moved)

    def _another(self, at: datetime, likely: float) -> None:
        """Somebody else comes first: after this act was decided, or after it was seen what that moves in the fund."""
        if self.chance.random() < likely:
            self.handle(self.meanwhile.pop(), at)

    def settle(self, at: datetime) -> int:
        """Let everything follow that is due by now, as the timer loop does; returns in how many streams it did."""
        moved = 0
        for stream in self.due(at):
            loaded, _ = self.load("", stream, "", "", "")
            if passed := self.time_passes(loaded, self.policy, at):
                self._write_time(passed, at)
                moved += 1
        return moved

    def _write_time(self, decided: Decided, at: datetime) -> None:
        batch = Batch()
        self._causes += 1
        origin = write.Origin(f"time-{self._causes}", "clock", self.policy.pack.id)
        self.put(batch, decided, origin)
        self._commit(batch, (decided, *self._moved(batch, decided, origin)), at, None)

    def _commit(self, batch: Batch, decided: tuple[Decided, ...], at: datetime, act: Act | None) -> None:
        self._maybe_crash()
        self._writing = (decided, at, act)
        self.commit(batch)
        self._maybe_crash()

    def _written(self, batch: Batch) -> None:
        if self._writing is not None:
            every, at, act = self._writing
            self._tell(every, batch, at, act)

    def _tell(self, every: tuple[Decided, ...], batch: Batch, at: datetime, act: Act | None) -> None:
        self.watcher.committed(every[0], batch, at, act)
        if len(every) > 1 and every[1].loaded.thing == "complaint":
            self.watcher.payment_left(every[1], batch, at)

    def _maybe_crash(self) -> None:
        if self.chance.random() < self.crash_rate:
            self.crashes += 1
            self.meanwhile.clear()
            self.memory.restart()
            self.crash()
            raise Crash


def _ground_of(penalty: Any) -> str:
    ground = penalty.imposition.ground if penalty is not None else None
    return ground.id if ground else ""
