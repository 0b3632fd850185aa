"""Lays very many open cases by set-wise SQL, as copies of one that was filed and brought before the platform.

Rows of streams, read models and counts are laid as the desk would have left them. The streams' states are left out (a
laid stream is never loaded), and so are their events, which neither a queue nor the search for what is due ever reads.
"""

import os

import psycopg

CASES = """
INSERT INTO complaint_row
SELECT platform, 'laid-' || g, 'L-' || g, 'LO-' || g, 'shop-' || g % 2000, 'consumer-' || g % 100000, title, reason,
    stage, (array['ruling', 'ruling', 'verification', 'review', 'admission', ''])[1 + g % 6], turn, due_kind,
    now() + interval '1 day' + g % 2592000 * interval '1 second', amount, currency, how, held, overdue, '',
    now() - g % 864000 * interval '1 second', now() - g % 864000 * interval '1 second'
FROM complaint_row, generate_series({first}, {last}) AS g WHERE platform = {platform} AND id = '{case}'
"""
CONTACTS = """
INSERT INTO complaint_contact SELECT {platform}, 'laid-' || g, '林' || g, lpad((g % 10000)::text, 4, '0')
FROM generate_series({first}, {last}) AS g
"""
STREAMS = """
INSERT INTO stream (platform, id, kind, version, pack, parent, state, head, next_due_at)
SELECT platform, 'laid-' || g, kind, version, pack, parent, '\\x', head,
    now() + interval '1 day' + g % 2592000 * interval '1 second'
FROM stream, generate_series({first}, {last}) AS g WHERE platform = {platform} AND id = '{case}'
"""
COUNTS = """
INSERT INTO kept_count
SELECT {platform}, scope, bucket, g % 8, count(*) FROM generate_series({first}, {last}) AS g, LATERAL (VALUES
    ('queue', (array['ruling', 'ruling', 'verification', 'review', 'admission', ''])[1 + g % 6]),
    ('shop:shop-' || g % 2000, 'platform')) AS c(scope, bucket)
WHERE bucket <> '' GROUP BY scope, bucket, g % 8
ON CONFLICT (platform, scope, bucket, shard) DO UPDATE SET n = kept_count.n + excluded.n
"""
TABLES = ("complaint_row", "complaint_contact", "stream", "kept_count", "event", "outbox", "message")


def lay(platform: int, case: str, count: int) -> int:
    """Lay that many beside this case, then do what autovacuum would do by and by."""
    named = {"platform": platform, "case": case, "first": 1, "last": count}
    with psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True) as owner:
        for statement in (CASES, CONTACTS, STREAMS, COUNTS):
            owner.execute(statement.format(**named).encode())
        for table in TABLES:
            owner.execute(f"VACUUM (ANALYZE) {table}".encode())
    return count
