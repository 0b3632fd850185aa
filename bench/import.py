"""How many orders a second an import takes from a file, beside COPY of every row that it ends up writing.

COPY gets the very rows of one import, of another platform, into the same tables with all their indexes. Memory is that
of the importing process and of the processes it starts, all together; it is measured only with `OMBUD_BENCH_MILLION=1`.
"""

import os
import random
import threading
import time
from pathlib import Path
from typing import Any, Self

from bench import rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, Span, clock, seconds

ORDERS, ROUNDS, MILLION = 40_000, 5, 1_000_000
FAST, NEAR, SMALL = Goal("value", ">=", 5_000), Goal("ratio", ">=", 0.1), Goal("value", "<=", 300)
MAPPING = b"""
source = "bench"
zone = "Asia/Shanghai"
currency = "CNY"
[orders]
id = "order"
shop = "shop"
consumer = "buyer"
status = "status"
payment_way = "way"
purchased_at = "bought"
approved_at = "approved"
shipped_at = "shipped"
[items]
product = "product"
title = "title"
quantity = "quantity"
unit_price = "price"
"""
NOBODYS = 1_000_000
"""Ids of platforms that only have the rows that COPY lays."""
HEADER = "order,shop,buyer,status,way,bought,approved,shipped,product,title,quantity,price\n"
TABLES = """
SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position)
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.column_name <> 'platform'
    AND c.is_identity = 'NO' AND c.table_name IN (
        SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'platform')
GROUP BY c.table_name
"""


class Importer:
    """One process that imports, and lays the same rows by COPY."""

    def __init__(self) -> None:
        import django

        django.setup()
        from bench.world import World

        self._world = World()
        self._lifted: dict[str, tuple[str, list[bytes]]] = {}

    def platform(self, slug: str) -> int:
        """A platform with its shop `mugs`."""
        return self._world.platform(slug)

    def write(self, path: str, count: int) -> int:
        """A file of that many orders, their ids in no order."""
        drawn = random.Random(count)
        with Path(path).open("w", encoding="utf-8") as file:
            file.write(HEADER)
            for n in range(count):
                day, minute = n % 28 + 1, n % 60
                at = ",".join(f"2026-03-{day:02d} {hour}:{minute:02d}:00" for hour in (10, 11, 23))
                file.write(
                    f"B{drawn.getrandbits(48):014x},mugs,buyer-{drawn.randrange(10**6):07d},shipped,wechat,{at},"
                    f"p-{n % 5000},Celadon mug {n % 5000},{n % 3 + 1},{n % 900}.{n % 90 + 10}\n"
                )
        return count

    def take(self, platform: int, path: str, count: int) -> tuple[Span, float]:
        """Import the file; from when to when, and the most memory it held meanwhile (MB)."""
        from ombud.imports.mapping import parse_mapping
        from ombud.imports.orders import import_orders

        with _Watch() as watch:
            start = clock()
            report = import_orders(platform, [Path(path)], parse_mapping(MAPPING), lambda _done, _of: None)
            span = start, clock()
        assert (report.told, report.refused_count) == (count, 0), report
        return span, watch.peak_mb

    def lift(self, platform: int, onto: int) -> int:
        """Take all rows of one platform out, as those of another; how many."""
        from ombud.ledger.connection import connection, rows

        self._lifted, found = {}, 0
        for table, columns in rows(TABLES):
            count = rows(f"SELECT count(*) FROM {table} WHERE platform = {platform}")[0][0]  # noqa: S608 - our own names
            if count > 1:  # a platform's shop is there already
                its = f"SELECT {onto}, {columns} FROM {table} WHERE platform = {platform}"  # noqa: S608
                with connection().cursor().copy(f"COPY ({its}) TO STDOUT (FORMAT binary)".encode()) as out:
                    self._lifted[table] = columns, [bytes(one) for one in out]
                found += count
        return found

    def copy(self) -> Span:
        """Lay what was lifted by COPY, a commit a table."""
        import psycopg

        # By the owner: COPY refuses whom the fence between platforms holds.
        owner = psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True)
        start = clock()
        for table, (columns, blocks) in self._lifted.items():
            into = f"COPY {table} (platform, {columns}) FROM STDIN (FORMAT binary)"
            with owner.cursor().copy(into.encode()) as file:
                for block in blocks:
                    file.write(block)
        end = clock()
        owner.close()
        return start, end


class _Watch:
    """The most memory that this process and its children were seen to hold."""

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_what: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.25):
            self.peak_mb = max(self.peak_mb, sum(_resident_mb(pid) for pid in (os.getpid(), *_children())))


def _children() -> list[int]:
    return [int(pid) for task in Path("/proc/self/task").iterdir() for pid in _read(task / "children").split()]


def _resident_mb(pid: int) -> float:
    found = [line for line in _read(Path(f"/proc/{pid}/status")).splitlines() if line.startswith("VmRSS:")]
    return int(found[0].split()[1]) / 1024 if found else 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""  # it has ended


def figures(*, quick: bool = False) -> list[Figure]:
    """The import and COPY by turns in one run, the median of the rounds."""
    count, rounds = (1_000, 1) if quick else (ORDERS, ROUNDS)
    with rig.database() as variables, Hand("bench.import:Importer", variables) as importer:
        path = str(Path(variables["OMBUD_DATA"]).parent / "orders.csv")
        importer.ask("write", path=path, count=count)
        rates, rows = _by_turns(importer, path, count, rounds)
        found = _told(rates, count, rounds, rows)
    if os.environ.get("OMBUD_BENCH_MILLION") and not quick:
        with rig.database() as variables, Hand("bench.import:Importer", variables) as importer:
            found.append(_million(importer, str(Path(variables["OMBUD_DATA"]).parent / "orders.csv")))
    return found


def _by_turns(importer: Any, path: str, count: int, rounds: int) -> tuple[dict[str, list[float]], int]:
    rates: dict[str, list[float]] = {"import": [], "copy": []}
    first, rows = importer.ask("platform", slug="first"), 0
    importer.ask("take", platform=first, path=path, count=count)  # fills caches; its rows are those that COPY lays
    for turn in range(rounds):
        ours = importer.ask("platform", slug=f"ours-{turn}")
        rows = importer.ask("lift", platform=first, onto=NOBODYS + turn)
        for side in ("import", "copy") if turn % 2 else ("copy", "import"):
            if side == "import":
                span, _mb = importer.ask("take", platform=ours, path=path, count=count)
            else:
                span = importer.ask("copy")
            rates[side].append(count / seconds([span]))
            time.sleep(1)  # what one side left to the checkpointer isn't the other's
    return rates, rows


def _told(rates: dict[str, list[float]], count: int, rounds: int, rows: int) -> list[Figure]:
    value, peer = middle(rates["import"]), middle(rates["copy"])
    how = (
        f"median of {rounds} rounds by turns; a CSV of {count:,} orders in no order, read, decided and written in "
        f"batches of 500, fsync on; the peer is COPY (binary) of the {rows:,} rows that this writes, with all indexes"
    )
    return [
        Figure("import", value, "orders / s", peer, FAST, how),
        Figure("import-beside-copy", value, "orders / s", peer, NEAR, how),
    ]


def _million(importer: Any, path: str) -> Figure:
    importer.ask("write", path=path, count=MILLION)
    platform = importer.ask("platform", slug="million")
    span, mb = importer.ask("take", platform=platform, path=path, count=MILLION)
    how = (
        f"the most that the importing process and its two helpers held together (resident) while {MILLION:,} orders "
        f"were imported, at {MILLION / seconds([span]):,.0f} a second"
    )
    return Figure("import-memory", mb, "MB", goal=SMALL, how=how)
