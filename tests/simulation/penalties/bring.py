"""What the desk brings to a penalty, from the ledger in memory as desk/penalise.py does from the database."""

import random
from typing import Any

import msgspec

from ombud.core.words import EMPTY, Words
from ombud.desk import penalise
from ombud.desk.decide import Loaded
from ombud.desk.penalise import Brought
from ombud.reads.penalty_row import PenaltyRow
from tests.simulation.desk import Act
from tests.simulation.memory import Memory
from tests.simulation.penalties.cast import OF_SHOPS

_read_list = msgspec.json.Decoder(tuple[str, ...]).decode


class Bringing:
    """Seeds by lot, so that a seed of the simulation says everything."""

    def __init__(self, memory: Memory, chance: random.Random) -> None:
        self.memory = memory
        self.chance = chance

    def __call__(self, act: Act, loaded: Loaded) -> dict[str, Any]:
        if act.verb.id in penalise.CARRIES:
            its = Brought(OF_SHOPS, self.penalised())
            stamps = penalise.stamps(act.verb.id, penalise.about(act.verb.id, act.fields, loaded), its)
            stamps["seed"] = Words(f"{self.chance.getrandbits(256):064x}")
            return {name: stamps[name] for name in act.verb.stamped & stamps.keys()}
        if act.verb.id == penalise.BEGIN and loaded.state is not None:
            kept = self.memory.words.get((loaded.id, loaded.state.imposition.seed_hash))
            return {"seed": Words(kept.decode()) if kept else EMPTY}
        return {}

    def penalised(self) -> dict[tuple[str, str, str], str]:
        """Number of a penalty in force, by shop, violation and order."""
        rows = [row for row in self.memory.rows.values() if isinstance(row, PenaltyRow)]
        return {(row.shop, row.violation, order): row.number for row in rows for order in _read_list(row.penalised)}
