"""The worker imports what staff asked for, one after the other, and ends when it is told to."""

import threading

from ombud.desk import clock
from ombud.imports import runs
from ombud.ledger.connection import rows
from ombud.timers import importing
from tests.cast import world

FILE = b"order_id,shop,buyer_id\nw-1,mugs,ana\nw-2,mugs,ana\n"
MAPPING = (
    'source = "t"\nzone = "UTC"\ncurrency = "CNY"\n[orders]\nid = "order_id"\nshop = "shop"\nconsumer = "buyer_id"\n'
)


class UntilDone(threading.Event):
    """Stops once there is nothing to do and all of these have ended, whoever carried them out: another worker may."""

    def __init__(self, its: list[runs.Run]) -> None:
        super().__init__()
        self.its = its

    def wait(self, _timeout: float | None = None) -> bool:
        if all(now is not None and now.state in ("done", "failed") for now in map(_now, self.its)):
            self.set()
        return super().wait(0.05)


def _now(run: runs.Run) -> runs.Run | None:
    return runs.of(run.platform, run.id)


def test_the_worker_carries_out_all_that_waits_and_names_what_cannot_be_read() -> None:
    made = world()
    rows("UPDATE import_run SET state = 'stopped' WHERE state IN ('waiting', 'running') RETURNING 1")  # others' left
    asked = []
    for name, mapping in (("a.csv", MAPPING), ("b.csv", MAPPING.replace("buyer_id", "nobody")), ("c.csv", "nonsense")):
        run = runs.begin(made.platform.pk, "senior", "en", name, [FILE], clock.now())
        asked.append(runs.keep_mapping(run, mapping))
        assert runs.start(run, "en", clock.now())
    importing.run(UntilDone(asked))
    found = [_now(one) for one in asked]
    assert [one and one.state for one in found] == ["done", "failed", "failed"]
    assert found[1] is not None
    assert found[1].problem == "orders.csv: there is no column “nobody”"
    told = rows("SELECT id FROM order_row WHERE platform = %s ORDER BY id", (made.platform.pk,))
    assert [id for (id,) in told if id.startswith("w-")] == ["w-1", "w-2"]
