"""What the log costs: the desk's write rate while the sequencer puts all of it in, and the time a receipt takes."""

import os
import random
import threading
from datetime import UTC, datetime
from hashlib import sha256

import psycopg
from msgspec.structs import replace
from psycopg.rows import TupleRow

from bench import desk, rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, clock

LEAVES = 1_000_000
"""Of the log that receipts are asked of, laid by COPY."""
ASKED = 500


class SequencerHand:
    """The worker's part that writes the log, in a process of its own, while the desk writes."""

    def __init__(self) -> None:
        import django

        django.setup()
        self._stop, self._thread = threading.Event(), threading.Thread()

    def start(self) -> None:
        """Begin."""
        from ombud.timers import sequencer

        self._stop.clear()
        self._thread = threading.Thread(target=sequencer.run, args=(self._stop,))
        self._thread.start()

    def stop(self) -> float:
        """End; how many seconds the commit had waited by then that waited longest, as a worker beside would have found
        it, and the rest is put in."""
        from ombud.ledger.connection import rows
        from ombud.timers import sequencer

        ((waited,),) = rows(
            "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(since)), 0)::float8 FROM to_log"
        )
        self._stop.set()
        self._thread.join()
        sequencer.settle_all()
        return float(waited)


class ReceiptHand:
    """One process that asks for receipts of a long log, one after another."""

    def __init__(self, platform: int, leaves: int) -> None:
        import django

        django.setup()
        self._platform, self._leaves = platform, leaves
        _lay(platform, leaves)

    def receipts(self, count: int) -> list[float]:
        """Milliseconds that each of so many took: found, proved, promised and written as JSON."""
        from ombud.accounts.log_keys import signer_of, verifiers_of
        from ombud.ledger.log.papers import paper_bytes
        from ombud.ledger.log.receipt import receipt_of

        chance, took = random.Random(7), []
        for _ in range(count):
            n = chance.randrange(self._leaves)
            start = clock()
            paper = receipt_of(
                self._platform, f"order/o-{n}", 1, signer_of(self._platform), verifiers_of(self._platform)
            )
            assert paper is not None
            assert len(paper_bytes(paper)) > 1000
            took.append((clock() - start) * 1000)
        return took


def figures(*, quick: bool = False) -> list[Figure]:
    """Both."""
    return [_beside_the_sequencer(quick=quick), *_receipts(quick=quick)]


def _beside_the_sequencer(*, quick: bool) -> Figure:
    lives, rounds = (8, 1) if quick else (500, 5)
    found = desk.among(desk.SHOPS, lives, rounds, beside="bench.log:SequencerHand")
    how = f"{found.how}; beside it the sequencer of a worker, whose log must hold all of it within the second"
    return replace(found, name="log-desk", goal=Goal("ratio", ">=", 0.4), how=how)


def _receipts(*, quick: bool) -> list[Figure]:
    leaves, asked = (2000, 20) if quick else (LEAVES, ASKED)
    with rig.database() as variables, Hand("bench.world:World", variables) as world:
        platform = world.ask("platform", slug="log", shops=1)
        with Hand("bench.log:ReceiptHand", variables, platform=platform, leaves=leaves) as hand:
            hand.ask("receipts", count=asked)  # fills caches
            took = sorted(hand.ask("receipts", count=asked))
    how = f"{asked:,} receipts by lot from a log of {leaves:,}, one after another in one process, caches warm"
    return [
        Figure("receipt", middle(took), "ms", None, Goal("value", "<=", 2), f"median of {how}"),
        Figure("receipt-p99", took[len(took) * 99 // 100], "ms", None, None, f"99th of 100 of {how}"),
    ]


def _lay(platform: int, leaves: int) -> None:
    """So many events and leaves, and the nodes and checkpoint over them, as the sequencer would have left them."""
    from ombud.accounts.log_keys import signer_of
    from ombud.ledger.connection import connection
    from ombud.ledger.log import merkle
    from ombud.ledger.log.sequence import GROW, put_in, sign_anew

    at, held = datetime(2026, 3, 9, tzinfo=UTC), connection()
    hashes = [sha256(str(n).encode()).digest() for n in range(leaves)]
    put_in(platform, signer_of(platform), at)
    held.execute("DELETE FROM to_log WHERE platform = %s", (platform,))
    with _owner() as owner:
        for table in ("log_leaf", "log_node", "log_checkpoint"):
            owner.execute(f"DELETE FROM {table} WHERE platform = {platform}")  # noqa: S608 - names of ours
    with _owner() as owner, owner.cursor() as cursor:  # COPY refuses whom the fence between platforms holds
        with cursor.copy("COPY event (platform, stream, seq, type, at, body, hash) FROM STDIN") as copy:
            for n, hashed in enumerate(hashes):
                copy.write_row((platform, f"order/o-{n}", 1, "OrderTold", at, b"{}", hashed))
        with cursor.copy("COPY log_leaf (platform, idx, stream, seq, hash, at) FROM STDIN") as copy:
            for n, hashed in enumerate(hashes):
                copy.write_row((platform, n, f"order/o-{n}", 1, hashed, at))
        peaks, nodes = merkle.Peaks().grown(map(merkle.leaf, hashes))
        with cursor.copy("COPY log_node (platform, level, idx, hash) FROM STDIN") as copy:
            for level, idx, hashed in nodes:
                copy.write_row((platform, level, idx, hashed))
    held.execute(GROW, (peaks.size, b"".join(peaks.hashes), platform))
    sign_anew(platform, [signer_of(platform)], at)
    with _owner() as owner:
        owner.execute("ANALYZE event, log_leaf, log_node")


def _owner() -> "psycopg.Connection[TupleRow]":
    """The tables' owner, who may take rows away."""
    return psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True)
