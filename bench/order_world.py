"""A platform with very many open orders, of which a few are late; it runs in a process of its own."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from bench.hand import Span, clock
from bench.world import TELLER, World
from ombud.core.people import Member
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import handle_many
from ombud.reads.late_orders import all_late

BORIS = Member(id="boris", shop="mugs", rights=("answer",))
AS_OF = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
DISPATCH = [{"code": "carrier", "words": "SF Express"}, {"code": "waybill", "words": "SF1367428890175"}]
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'order_row' AND indexname <> 'order_row_pkey'"
COPY = """
COPY order_row (platform, id, number, shop, consumer, title, picture, paid, currency, status, purchased_at, complete,
    kind, since, late_at) FROM STDIN
"""
CHUNK = 20_000


class OrderWorld(World):
    """Lays orders, finds the late ones, and moves many on."""

    def lay_open(self, platform: int, count: int, late: int) -> int:
        """Rows of that many paid orders of 2,000 shops by COPY, every so many of them late, the others due within a
        month; the indexes are made anew afterwards. Streams and events, which finding never reads, are left out."""
        with psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True) as owner:
            indexes = owner.execute(INDEXES).fetchall()
            for name, _made in indexes:
                owner.execute(f"DROP INDEX {name}".encode())
            with owner.cursor().copy(COPY) as copy:
                for first in range(0, count, CHUNK):
                    copy.write(
                        "".join(_row(platform, n, count // late) for n in range(first, first + CHUNK) if n < count)
                    )
            for _name, made in indexes:
                owner.execute(made.encode())
            owner.execute("VACUUM (ANALYZE) order_row")
        return count

    def find(self, platform: int, expected: int) -> Span:
        """Find every late one, as `ombud orders late` does; from when to when."""
        start = clock()
        found = sum(1 for _one in all_late(platform, AS_OF))
        end = clock()
        assert found == expected, (found, expected)
        return start, end

    def paid(self, platform: int, first: int, count: int) -> int:
        """Tell of that many orders that were paid."""
        facts: dict[str, Any] = {
            "shop": "mugs", "consumer": "ana", "currency": "CNY", "paid": 16800, "status": "paid",
            "purchased_at": (AS_OF - timedelta(days=5)).isoformat(), "lines": [{"id": "1", "title": "Celadon mug"}],
        }  # fmt: skip
        self._carry_out(
            [
                Act(platform, "order.tell", f"b-{n}", TELLER, {"facts": facts | {"number": f"B{n}"}, "source": "bench"})
                for n in range(first, first + count)
            ]
        )
        return count

    def complete(self, platform: int, first: int, count: int) -> Span:
        """Move them on in bulk, dispatch details and all; from when to when."""
        acts = [
            Act(platform, "order.complete", f"b-{n}", BORIS, {"details": DISPATCH}, key=f"c-{n}")
            for n in range(first, first + count)
        ]
        start = clock()
        results = handle_many(acts)
        end = clock()
        assert all(isinstance(one, Done) for one in results), results[0]
        return start, end


def _row(platform: int, n: int, every: int) -> str:
    """One row as COPY reads it."""
    late = n % every == 0
    since = AS_OF - timedelta(days=5, seconds=n % 86_400) if late else AS_OF - timedelta(seconds=n % 172_000)
    late_at = since + timedelta(hours=48)
    cells = (
        platform, f"laid-{n}", f"L{n}", f"shop-{n % 2000}", f"consumer-{n % 100_000}", "Celadon mug", "", 16800, "CNY",
        "paid", since.isoformat(), "t", "mall", since.isoformat(), late_at.isoformat(),
    )  # fmt: skip
    return "\t".join(map(str, cells)) + "\n"
