"""Counts whether every event is in its platform's log or waits for it: what is in no queue, no queue's age tells of."""

from ombud.ledger.connection import rows

COUNTED = """
SELECT e.platform, e.events - coalesce(h.size, 0) - coalesce(w.events, 0) AS missing
FROM (SELECT platform, count(*) AS events FROM event GROUP BY platform) e
LEFT JOIN log_head h ON h.platform = e.platform
LEFT JOIN (SELECT platform, sum(last_seq - first_seq + 1) AS events FROM to_log GROUP BY platform) w
    ON w.platform = e.platform
WHERE e.events > coalesce(h.size, 0) + coalesce(w.events, 0) ORDER BY e.platform
"""
"""One statement sees one instant of the three tables. What waits twice hides as much until it is in; then it counts."""


def forgotten() -> list[tuple[int, int]]:
    """Platforms with events that neither are in the log nor wait for it, and how many those are."""
    return [(int(platform), int(missing)) for platform, missing in rows(COUNTED)]
