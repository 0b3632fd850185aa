"""Looks at every commit that may move a shop's money, whatever it is about; complaints and penalties have their own."""

from datetime import datetime

from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.desk import Act
from tests.simulation.life import Watch


class FundWatch(Watch):
    """Everything about one shop's fund."""

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        """Check one commit. Raises Breach."""
        names = [type(event).__name__ for event in decided.events]
        self.heard(decided.loaded.id, names, at, act)
        moved = [one.type for one in batch.events if one.stream.startswith("fund/")]
        if decided.loaded.thing != "fund":
            self.coverage.update(moved)
            if moved:
                self.said.append((at, "fund", None, moved))
        hold(all(one.at == at for one in decided.events), "I2 an event bears the instant of its receipt", names)
        self.claims.committed(decided, batch, at, act)
