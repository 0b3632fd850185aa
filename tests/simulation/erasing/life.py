"""One order with all that is said, shown and decided about it, whose consumer wants it erased, now and again."""

from collections import Counter
from datetime import datetime
from typing import Any

from ombud.core.erasure.state import Erasure
from ombud.core.policy.policy import Policy
from ombud.desk.things import THINGS
from tests.simulation import cast
from tests.simulation.desk import Act
from tests.simulation.erasing.cabinet import Cabinet
from tests.simulation.erasing.desk import ErasingDesk
from tests.simulation.erasing.eraser import Eraser
from tests.simulation.erasing.watch import OWN, ErasingWatch
from tests.simulation.evidence import plays
from tests.simulation.evidence.life import EvidenceLife
from tests.simulation.life import Mood, Plant

VERBS = THINGS["erasure"].verbs
KEEP: tuple[tuple[str, ...], ...] = ((), (), (), ("contact",), ("files",), ("words",), ("words", "files", "contact"))
GROUNDS = ("legal-claims", "legal-duty", "public-interest", "excessive", "")
LATE = (1.0, 0.8, 0.3)
"""How likely the worker comes by whenever something happens."""
ROUNDS_MAX = 12
"""So often what is held is looked at once nobody acts any more: holds end one after the other."""


class ErasingLife(EvidenceLife):
    """Asked, decided, taken back, asked again; carried out while cases open and close around it."""

    drains_max = 900

    def __init__(
        self, seed: int, policies: tuple[Policy, ...], coverage: Counter[str], plant: Plant | None = None
    ) -> None:
        super().__init__(seed, policies, coverage)
        self.cabinet = Cabinet()
        self.memory.seal = self.cabinet.put
        self.watch: ErasingWatch = ErasingWatch(
            self.desk.policy, self.bought.paid, coverage, self.memory, self.shelf
        ).erases(self.memory, self.cabinet)
        self.desk: ErasingDesk = ErasingDesk(self.memory, self.desk.policy, self.chance, self.watch, self.shelf)
        self.eraser = self.desk.eraser = Eraser(self.desk, self.cabinet, self.chance)
        self.eraser.before = self.watch.shredded
        self.late = self.chance.choice(LATE)
        if plant is not None:
            plant(self.desk)

    def wished(self, id: str, mood: Mood) -> Act:
        if self.chance.random() < 0.22:
            return self._about_erasure()
        return super().wished(id, mood)

    def _about_erasure(self) -> Act:
        """What fits what stands there, mostly."""
        chance, found = self.chance, self._erasure()
        lot = chance.random()
        if found is None or (not found.open and lot < 0.7) or lot < 0.08:
            by = cast.CONSUMER if lot > 0.01 else chance.choice(cast.STRANGERS)
            return self._wants("ask", by, {"words": cast.SAID} if chance.random() < 0.5 else {})
        if lot < 0.16:
            return self._wants("withdraw", cast.CONSUMER if lot > 0.09 else cast.SELLER, {})
        by = cast.SENIOR if lot < 0.93 else chance.choice(cast.STAFF)
        if lot < 0.25:
            return self._wants("refuse", by, {"ground": chance.choice(GROUNDS[:-1]), "words": cast.WHY})
        if lot < 0.28:
            return self._wants("carry-out", by, {})
        keep = chance.choice(KEEP)
        ground = chance.choice(GROUNDS) if keep else ""
        return self._wants("grant", by, {"keep": keep, "ground": ground, "words": cast.WHY})

    def _wants(self, name: str, by: Any, given: dict[str, Any]) -> Act:
        return self.act(VERBS[name], "ana", by, given, "")

    def _erasure(self) -> Erasure | None:
        found: Erasure | None = self.memory.state(OWN) if OWN in self.memory.streams else None
        return found

    def scene(self) -> plays.Scene:
        """Of what is erased nobody can say that it is fake: it isn't shown."""
        found = super().scene()
        return found._replace(pictures=tuple(one for one in found.pictures if one in self.shelf.rows))

    def _settle(self) -> None:
        super()._settle()
        self.eraser.work(self.now, self.late)

    def end(self) -> None:
        """What waits for the privacy desk is decided, mostly."""
        super().end()
        found = self._erasure()
        if found is not None and found.stage == "asked" and self.chance.random() < 0.8:
            self.do(self._wants("grant", cast.SENIOR, {"words": cast.WHY}))
        self.eraser.catch_up(self.now)

    def last(self) -> None:
        """What was held goes once everything else is over; else somebody's act is still waited for."""
        super().last()
        for _ in range(ROUNDS_MAX if all(self.over(id) for id in self.moods) else 0):
            found = self._erasure()
            if found is None or found.stage not in ("granted", "held"):
                break
            self.advance(max(self._due(found), self.now))
            self.eraser.catch_up(self.now)
        self.eraser.catch_up(self.now)
        if found := self._erasure():
            self.coverage[f"erasure ends {found.stage}"] += 1
            self.watch.settled(found.stage, found.left, found.carried_at or self.now)
        self.watch.ended()

    def _due(self, found: Erasure) -> datetime:
        return found.deadlines[0].due_at + self.lag
