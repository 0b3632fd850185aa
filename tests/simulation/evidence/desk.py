"""The desk of one order with its talk, what is kept for it and reports of fake evidence; files come from the shelf."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import doubt, kept
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded
from ombud.desk.write import Origin
from tests.simulation.desk import Act, Desk
from tests.simulation.evidence.bring import LINKS, Bringing
from tests.simulation.evidence.shelf import Shelf
from tests.simulation.evidence.watch import EvidenceWatch
from tests.simulation.memory import Memory


class EvidenceDesk(Desk):
    """Besides, what a report means for its case and what a case draws on are fields, so that faults can be planted."""

    def __init__(
        self, memory: Memory, policy: Policy, chance: random.Random, watcher: EvidenceWatch, shelf: Shelf
    ) -> None:
        super().__init__(memory, policy, chance, watcher)
        self.watch = watcher
        self.shelf = shelf
        self.bring = Bringing(memory, shelf)
        self.stamps = self.bring.stamps
        self.carry: Callable[[Decided, Any, Batch], Decided | Refusal | None] = lambda decided, command, batch: (
            doubt.carried(decided, command, self.policy, batch, lambda order: self.bring.excerpt(order, {}))
        )
        """What a report means for the case it is linked to."""
        self.draw: Callable[[Decided], list[Decided]] = lambda decided: kept.drawn(memory.stream, decided, self.policy)
        """What a case draws on from what its sides keep."""
        self.name: Callable[[Any, frozenset[str]], Any | Refusal] = shelf.named
        """Which files an act may name."""

    def _with_ground(self, act: Act, loaded: Loaded) -> Loaded:
        if act.verb.id not in LINKS:
            return super()._with_ground(act, loaded)
        return loaded._replace(ground=self.bring.ground(act, loaded))

    def _with_files(self, command: Any, loaded: Loaded) -> Any:
        return self.name(command, self.bring.nameable(loaded, command.by))

    def _carried(self, decided: Decided, command: Any, batch: Batch) -> Decided | Refusal | None:
        if decided.loaded.thing == "evidence_report":
            return self.carry(decided, command, batch)
        return super()._carried(decided, command, batch)

    def _put_carried(self, batch: Batch, carried: Decided, origin: Origin) -> tuple[Decided, ...]:
        """An order that both write is written once."""
        own, whole = Batch(), Batch()
        self.put(own, carried, origin)
        moved = self._moved(own, carried, origin)
        whole.add(batch)
        whole.add(own)
        vars(batch).update(vars(whole))
        return (carried, *moved)

    def _moved(self, batch: Batch, decided: Decided, origin: Origin) -> tuple[Decided, ...]:
        moved = super()._moved(batch, decided, origin)
        drawn = self.draw(decided)
        for one in drawn:
            self.put(batch, one, origin._replace(pack=one.loaded.pack))
        return (*moved, *drawn)

    def _tell(self, every: tuple[Decided, ...], batch: Batch, at: datetime, act: Act | None) -> None:
        first, *others = every
        self.watch.committed(first, batch, at, act)
        for one in others:
            if one.loaded.thing == "order_vault":
                self.watch.drawn(one, at)
            elif one.loaded.thing == "complaint" and first.loaded.thing == "evidence_report":
                self.watch.linked(one, batch, at, act)
            elif one.loaded.thing == "complaint":
                self.watch.payment_left(one, batch, at)
        self.watch.all_told(first)
