"""Where and since when something is over, by kind: streams as a whole, and rows that lie beside the record."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from ombud.ledger.connection import rows

ONCE = """
AND (NOT EXISTS (
        SELECT 1 FROM erased e WHERE e.platform = %(platform)s AND e.stream = found.stream AND e.why <> 'asked')
    OR EXISTS (
        SELECT 1 FROM kept_words w WHERE w.platform = %(platform)s AND w.stream = found.stream AND w.erased_on IS NULL))
AND found.stream > %(after)s ORDER BY found.stream LIMIT %(limit)s
"""
"""A stream is purged once, and again where something was said in it afterwards: an account is limited a second time."""
OVER: Mapping[str, LiteralString] = {
    "cases": """
        SELECT stream FROM (
            SELECT id AS stream, moved_at AS at FROM complaint_row
                WHERE platform = %(platform)s AND stage = 'closed'
            UNION ALL SELECT r.id, last.at FROM report_row r CROSS JOIN LATERAL (SELECT e.at FROM event e
                WHERE e.platform = r.platform AND e.stream = r.id ORDER BY e.seq DESC LIMIT 1) AS last
                WHERE r.platform = %(platform)s AND r.outcome <> ''
            UNION ALL SELECT id, moved_at FROM evidence_report_row
                WHERE platform = %(platform)s AND stage IN ('concluded', 'withdrawn', 'beyond-cap')
        ) AS found WHERE found.at <= %(before)s""",
    "talks": """
        SELECT stream FROM (
            SELECT 'conversation/' || id AS stream, last_at AS at FROM conversation_row WHERE platform = %(platform)s
        ) AS found WHERE found.at <= %(before)s""",
    "kept": """
        SELECT stream FROM (
            SELECT 'order_vault/' || order_id || ':' || side AS stream, max(until) AS at FROM order_vault_item
            WHERE platform = %(platform)s GROUP BY 1
        ) AS found WHERE found.at <= %(before)s""",
    "penalties": """
        SELECT stream FROM (
            SELECT id AS stream, moved_at AS at FROM penalty_row WHERE platform = %(platform)s AND stage <> 'proposed'
        ) AS found WHERE found.at <= %(before)s""",
    "surges": """
        SELECT stream FROM (
            SELECT id AS stream, moved_at AS at FROM surge_row WHERE platform = %(platform)s AND over
        ) AS found WHERE found.at <= %(before)s""",
    "public_items": """
        SELECT stream FROM (
            SELECT 'public_item/' || id AS stream, recorded_at AS at FROM public_item_row WHERE platform = %(platform)s
        ) AS found WHERE found.at <= %(before)s""",
    "accounts": """
        SELECT stream FROM (
            SELECT 'account/' || r.id AS stream, greatest(r.until, last.at) AS at
            FROM account_row r CROSS JOIN LATERAL (SELECT e.at FROM event e
                WHERE e.platform = r.platform AND e.stream = 'account/' || r.id ORDER BY e.seq DESC LIMIT 1) AS last
            WHERE r.platform = %(platform)s
        ) AS found WHERE found.at <= %(before)s""",
    "erasures": """
        SELECT stream FROM (
            SELECT 'erasure/' || r.id AS stream, last.at
            FROM erasure_row r CROSS JOIN LATERAL (SELECT e.at FROM event e
                WHERE e.platform = r.platform AND e.stream = 'erasure/' || r.id ORDER BY e.seq DESC LIMIT 1) AS last
            WHERE r.platform = %(platform)s AND r.stage IN ('done', 'refused', 'withdrawn')
        ) AS found WHERE found.at <= %(before)s""",
}
"""By kind: streams that nothing happened in since. A pass over the rows of a platform every few hours, no index."""
ROWS: Mapping[str, tuple[LiteralString, ...]] = {
    "drafts": ("DELETE FROM accounts_draft WHERE platform_id = %s AND saved_at <= %s",),
    "visits": ("DELETE FROM accounts_visit WHERE platform_id = %s AND coalesce(ended_at, seen_at) <= %s",),
    "deliveries": (
        "DELETE FROM delivery WHERE platform = %s AND at <= %s",
        "DELETE FROM loopback WHERE platform = %s AND at <= %s",
    ),
    "links": (
        "DELETE FROM accounts_caselink WHERE platform_id = %s AND expires_at <= %s",
        "DELETE FROM accounts_invitelink WHERE platform_id = %s AND expires_at <= %s",
        "DELETE FROM accounts_spenthandoff WHERE platform_id = %s AND at <= %s",
    ),
    "guests": (
        """UPDATE accounts_person p SET name = '', phone = '', email = '', choices = '{}'
        WHERE p.platform_id = %s AND p.kind = 'invited' AND (p.name <> '' OR p.phone <> '' OR p.email <> '')
            AND EXISTS (SELECT 1 FROM penalty_row r WHERE r.platform = p.platform_id AND r.id = p.penalty
                AND r.tab <> 'review' AND r.moved_at <= %s)""",
    ),
}
"""By kind: what is deleted, or emptied, of rows that no stream holds."""
ELSEWHERE = """
SELECT DISTINCT u.stream FROM file_use u WHERE u.platform = %(platform)s AND u.file = ANY(%(files)s)
    AND NOT u.stream = ANY(%(streams)s) AND NOT EXISTS (
        SELECT 1 FROM erased e WHERE e.platform = u.platform AND e.stream = u.stream AND e.why = ANY(%(over)s))
"""


def still_named(platform: int, files: Sequence[str], besides: Sequence[str]) -> set[str]:
    """Other streams, not over yet, that name one of these files: it goes with the last of them."""
    asked = {"platform": platform, "files": list(files), "streams": list(besides), "over": [*OVER, "again"]}
    return {stream for (stream,) in rows(ELSEWHERE, asked)} if files else set()
