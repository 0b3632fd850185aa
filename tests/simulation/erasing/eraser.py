"""The worker that carries out what was granted: late, killed between two steps, or there twice.

What holds what, and what is done then, are the product's own functions; each is a field, so that a planted fault can
take its place. What it looks up in SQL is looked up here by itself.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure
from ombud.desk.decide import TIME, Loaded
from ombud.desk.erasing.holds import OWN, among, order_of
from ombud.desk.erasing.jobs import JOB
from ombud.desk.erasing.plan import planned
from ombud.desk.screened import files_in
from ombud.desk.things import THINGS
from tests.simulation.desk import Act, Crash
from tests.simulation.erasing.cabinet import Cabinet
from tests.simulation.evidence.desk import EvidenceDesk
from tests.simulation.replay import read_event

CARRY_OUT = THINGS["erasure"].verbs["carry-out"]
TURNS_MAX = 60
CASES = ("complaint", "evidence_report")


class Eraser:
    """Of one platform."""

    def __init__(self, desk: EvidenceDesk, cabinet: Cabinet, chance: random.Random) -> None:
        self.desk = desk
        self.memory = desk.memory
        self.cabinet = cabinet
        self.chance = chance
        self.plan = planned
        self.holds: Callable[..., dict[str, Hold]] = among
        self.shred: Callable[[str, Sequence[str], date], int] = cabinet.shred
        self.erase_file: Callable[[str, datetime], None] = desk.shelf.erase
        self.before: Callable[[str, Sequence[str], datetime], None] = lambda _person, _streams, _at: None
        """Who is told before keys are destroyed."""
        self.crashes = 0
        self._jobs = 0
        self._waiting: list[str] = []

    def work(self, at: datetime, likely: float) -> None:
        """Do what waits; whatever it dies of waits on."""
        self._waiting += [one.stream for one in self.memory.jobs[self._jobs :] if one.job == JOB]
        self._jobs = len(self.memory.jobs)
        for stream in [one for one in self._waiting if self.chance.random() < likely]:
            for _ in range(2 if self.chance.random() < 0.1 else 1):
                try:
                    self.carry_out(stream, at)
                except Crash:
                    self.crashes += 1
                    return
            self._waiting.remove(stream)

    def catch_up(self, at: datetime) -> None:
        """Nothing kills it for long enough to keep it from what waits."""
        for _ in range(TURNS_MAX):
            self.work(at, 1)
            if not self._waiting:
                return

    def carry_out(self, stream: str, at: datetime) -> None:
        """As desk.erasing.carry_out does. Raises Crash."""
        found: Erasure = self.memory.state(stream)
        if found.stage not in ("granted", "held"):
            return
        person = found.id
        uses = self._uses(person)
        streams = self._streams(person, uses)
        holds = self._holds(streams, at)
        plan = self.plan(found, streams, holds)
        self._die()
        self.before(person, plan.words, at)
        texts = self.shred(person, plan.words, at.date())
        self._die()
        files = 0
        for file, where in uses.items() if plan.files else ():
            if not where & holds.keys():
                self.erase_file(file, at)
                files += 1
                self._die()
        contact = plan.profile and person in self.cabinet.profiles
        if contact:
            self.cabinet.profiles.discard(person)
        given: dict[str, Any] = {"texts": texts, "files": files, "contact": contact, "left": plan.left}
        key = f"erase-{person}-{at.isoformat()}"
        self.desk.handle(Act(CARRY_OUT, person, TIME, key, given, serial=1), at)

    def _uses(self, person: str) -> dict[str, set[str]]:
        """The files a person brought and that are still there, and which streams name them."""
        uses: dict[str, set[str]] = {id: set() for id, one in self.desk.shelf.rows.items() if one.by == person}
        for stream, events in self.memory.events.items():
            for one in events:
                if b'"sha256":' in one.body:
                    for file in files_in(read_event(one)):
                        if file.file in uses:
                            uses[file.file].add(stream)
        return uses

    def _streams(self, person: str, uses: Mapping[str, set[str]]) -> list[str]:
        named = {stream for where in uses.values() for stream in where}
        own = {id for id, one in self.memory.streams.items() if one.kind == "complaint"}
        return sorted(one for one in self.cabinet.of(person) | named | own if not one.startswith(OWN))

    def _holds(self, streams: Sequence[str], at: datetime) -> dict[str, Hold]:
        own = self._loaded(streams)
        orders = {order_of(one) for one in own.values()} - {""}
        cases = self._loaded([id for id, one in self.memory.streams.items() if one.kind in CASES])
        about = {id: one for id, one in cases.items() if order_of(one) in orders}
        penalties = self._loaded([id for one in about.values() if (id := getattr(one.state, "penalty_id", ""))])
        return self.holds(own, own | about, penalties, at, {})

    def _loaded(self, ids: Sequence[str]) -> dict[str, Loaded]:
        found = ((id, self.memory.stream(id)) for id in ids)
        return {id: one for id, one in found if one is not None}

    def _die(self) -> None:
        if self.chance.random() < self.desk.crash_rate:
            raise Crash
