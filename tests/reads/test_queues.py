import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from ombud.ledger.connection import connection, rows
from ombud.reads import queues
from ombud.reads.search import search

DAY = datetime(2026, 3, 9, tzinfo=UTC)
INSERT = """
INSERT INTO complaint_row
SELECT %(platform)s, 'c' || lpad(n::text, 6, '0'), %(prefix)s || n, 'N' || n, 'mugs', 'ana', 'Mug', 'quality',
    'platform',
    %(queue)s, 'platform', 'ruling', %(day)s::timestamptz + (n / 3) * interval '1 minute', 100, 'CNY', '', '', 0,
    CASE WHEN n %% 10 = 0 THEN 'rita' ELSE '' END, %(day)s, %(day)s
FROM generate_series(1, %(many)s) AS n
"""


def a_queue(many: int) -> int:
    """A platform with so many cases in the ruling queue, three to a deadline; every tenth is worked on."""
    platform = uuid.uuid4().int % 2_000_000_000
    connection().execute(
        INSERT, {"platform": platform, "prefix": f"T{platform}-", "queue": "ruling", "day": DAY, "many": many}
    )
    return platform


def test_pages_go_through_the_whole_queue_without_a_gap_or_a_double_and_back() -> None:
    platform = a_queue(170)
    seen: list[str] = []
    page = queues.page(platform, "ruling")
    while True:
        seen += [one.id for one in page.cases]
        if not page.after:
            break
        page = queues.page(platform, "ruling", after=(page.cases[-1].due_at, page.cases[-1].id))
        assert page.before
    assert seen == [f"c{n:06}" for n in range(1, 171)]
    back = queues.page(platform, "ruling", before=(page.cases[0].due_at, page.cases[0].id))
    assert [one.id for one in back.cases] == seen[100:150]
    assert back.before
    middle = queues.listed(platform, seen[50])
    assert middle is not None
    first = queues.page(platform, "ruling", before=(middle.due_at, middle.id))
    assert len(first.cases) == 50
    assert first.cases[0].id == seen[0]
    assert not first.before


def test_cases_that_somebody_works_on_can_be_left_out() -> None:
    platform = a_queue(30)
    assert [one.id for one in queues.page(platform, "ruling", free=True).cases].count("c000010") == 0
    assert len(queues.mine(platform, "rita")) == 3
    assert queues.waiting(platform, "ruling", {"c000001"})[0].id == "c000002"


def test_neighbours_and_place_in_the_queue() -> None:
    platform = a_queue(120)
    case = queues.listed(platform, "c000002")
    assert case is not None
    prefix = f"T{platform}-"
    assert queues.neighbours(platform, "ruling", (case.due_at, case.id)) == (f"{prefix}1", f"{prefix}3")
    assert queues.ahead(platform, "ruling", (case.due_at, case.id)) == 1
    assert queues.ahead(platform, "ruling", (DAY + timedelta(days=9), "")) == queues.CAP


def test_what_is_at_risk_is_counted_to_a_hundred_at_most() -> None:
    platform = a_queue(250)
    standing = queues.standings(platform, ["ruling", "review"], DAY)["ruling"]
    assert standing.at_risk == queues.CAP
    assert queues.standings(platform, ["ruling", "review"], DAY)["review"].nearest_at is None


def plan(statement: str, parameters: Any) -> str:
    return "\n".join(row[0] for row in rows(f"EXPLAIN {statement}", parameters))


@pytest.fixture
def big(database: Any) -> int:
    platform = a_queue(20_000)
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("ANALYZE complaint_row")
    return platform


def test_no_page_search_or_count_reads_the_table_through(big: int) -> None:
    key = (DAY + timedelta(hours=50), "c009000")
    asked = {"queues": ["ruling"], "platform": big, "now": DAY, "soon": DAY, "cap": 100}
    plans = [
        plan(queues.AFTER, (big, "ruling", *key, True, 51)),
        plan(queues.BEFORE, (big, "ruling", *key, True, 51)),
        plan(queues.AHEAD, (big, "ruling", *key, 100)),
        plan(queues.MINE, (big, "nobody", 50)),
        plan(queues.STANDING, asked),
    ]
    for one in plans:
        assert "Seq Scan on complaint_row" not in one, one
    assert "complaint_queue" in plans[0]
    assert "Sort" not in plans[0]
    assert search(big, f"t{big}-777")[0].case.id == "c000777"
    assert search(big, "N778")[0].how == "order"
