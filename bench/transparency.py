"""What the platform's work in numbers costs: counting it from a long log, and reading a quarter of it."""

from bench import rig
from bench.figure import Figure, Goal, middle
from bench.hand import Hand, clock

CASES_SMALL, CASES_LARGE = 10_000, 1_000_000
"""Of four events each, spread over one quarter."""
READS = 20
EVENTS = """
INSERT INTO event (platform, stream, seq, type, at, body, hash)
SELECT %(platform)s, 'c' || n, e.seq, e.type, timestamptz '2026-01-01 02:00+00' + (n %% 85) * interval '1 day'
    + e.after * interval '1 hour', convert_to(replace(e.body, '#', (n %% 9)::text), 'UTF8'), '\\x00'::bytea
FROM generate_series(1, %(cases)s) AS n CROSS JOIN (VALUES
    (1, 'ComplaintFiled', 0, '{"event":{"reason":"reason-#"}}'), (2, 'ComplaintAnswered', 7, '{"event":{}}'),
    (3, 'InterventionAsked', 9, '{"event":{}}'), (4, 'Ruled', 40, '{"event":{"ruling":{"liability":"merchant"}}}')
) AS e(seq, type, after, body)
"""
LEAVES = """
INSERT INTO log_leaf (platform, idx, stream, seq, hash, at)
SELECT platform, row_number() OVER (ORDER BY at, position) - 1, stream, seq, hash, at FROM event
WHERE platform = %(platform)s
"""
HEAD = """
INSERT INTO log_head (platform, size, peaks) VALUES (%(platform)s, 4 * %(cases)s::bigint, '')
ON CONFLICT (platform) DO UPDATE SET size = EXCLUDED.size
"""


class NumbersHand:
    """One process that lays a platform's log, counts it, and reads a quarter of it."""

    def __init__(self, platform: int, cases: int) -> None:
        import django

        django.setup()
        from ombud.ledger.connection import connection

        self._platform, self._cases = platform, cases
        asked, held = {"platform": platform, "cases": cases}, connection()
        held.execute("DELETE FROM to_log WHERE platform = %(platform)s", asked)
        for statement in (EVENTS, LEAVES, HEAD):
            held.execute(statement, asked)

    def counted(self) -> float:
        """Events counted in a second, all of the log."""
        from ombud.reads.transparency.tally import count_all

        start = clock()
        count_all(self._platform, "Asia/Shanghai")
        return 4 * self._cases / (clock() - start)

    def read(self, times: int) -> float:
        """Milliseconds that the quarter's figures take, the median of so many."""
        from datetime import date

        from ombud.core.transparency_report.periods import quarter
        from ombud.reads.transparency.figures import figures

        took = []
        for _ in range(times):
            start = clock()
            its = figures(self._platform, quarter(2026, 1), date(2026, 4, 1), "Asia/Shanghai")
            took.append((clock() - start) * 1000)
            assert its.lists["ruled"].total == self._cases, "some of them are not counted"
        return middle(took)


def figures(*, quick: bool = False) -> list[Figure]:
    """Both, on one database."""
    small, large, reads = (200, 1_000, 2) if quick else (CASES_SMALL, CASES_LARGE, READS)
    with rig.database() as variables, Hand("bench.world:World", variables) as world:
        rates, reads_ms = [], []
        for place, cases in enumerate((small, large)):
            platform = world.ask("platform", slug=f"numbers-{place}", shops=0)
            with Hand("bench.transparency:NumbersHand", variables, platform=platform, cases=cases) as hand:
                rates.append(hand.ask("counted"))
                reads_ms.append(hand.ask("read", times=reads))
    among = f"{large:,} cases of four events beside {small:,}, in one quarter"
    return [
        Figure("numbers-counted", rates[1], "events/s", rates[0], None, f"counted once from the log: {among}"),
        Figure("numbers-read", reads_ms[1], "ms", reads_ms[0], Goal("ratio", "<=", 1.5),
               f"the quarter's figures, median of {reads}: {among}"),
    ]  # fmt: skip
