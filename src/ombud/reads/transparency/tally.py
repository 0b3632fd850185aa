"""Adds up what happened by day, set-wise from the platform's log: each leaf is counted once, in its order.

A batch costs what is in it, however much there was before; the figures of a quarter are read from some thousands of
small rows whether ten cases stand behind them or ten million.
"""

from typing import Any

from ombud.ledger.connection import connection, rows

BATCH = 20_000
"""Leaves in one transaction: some tenths of a second."""
BEHIND = """
SELECT h.platform FROM log_head h LEFT JOIN transparency_counted c ON c.platform = h.platform
WHERE h.size > coalesce(c.leaves, 0) ORDER BY h.platform
"""
BEGIN = "INSERT INTO transparency_counted (platform, leaves) VALUES (%s, 0) ON CONFLICT DO NOTHING"
HOLD = """
SELECT c.leaves, h.size FROM transparency_counted c JOIN log_head h ON h.platform = c.platform
WHERE c.platform = %s FOR UPDATE OF c
"""
GO_ON = "UPDATE transparency_counted SET leaves = %s WHERE platform = %s"
PLAIN = {
    "EvidenceReportFiled": "evidence-filed",
    "EvidenceReportBeyondCap": "evidence-filed",
    "ReportFiled": "reports",
    "PenaltyAppealed": "appealed",
    "InterventionAsked": "asked-platform",
    "PlatformSteppedIn": "stepped-in",
    "ReviewAsked": "review-asked",
    "SurgeRaised": "alarms",
    "SurgeDismissed": "alarms-dismissed",
    "InterventionOpened": "interventions",
    "FirstViewNoted": "pictures-judged",
    "AccusedViewed": "pictures-judged",
    "OverlayShown": "leads-looked-at",
    "AccusedOverlayShown": "leads-looked-at",
    "ComplaintAnswered": "answered",
    "TurnLost": "turns-lost",
}
"""Events that are counted as they are, and under which name."""
WITHIN = {
    "ComplaintClosed": ("closed", "how"),
    "TurnEscalated": ("late", "deadline,kind"),
    "PenaltyTurnEscalated": ("late", "kind"),
    "EvidenceReportOverdue": ("late", "deadline,kind"),
    "ReportOverdue": ("late", "deadline,kind"),
    "SurgeOverdue": ("late", "deadline,kind"),
    "Ruled": ("ruled", "ruling,liability"),
    "ReviewDecided": ("reviews", "upheld"),
    "AppealDecided": ("appeals", "outcome"),
    "PenaltyImposed": ("penalties", "imposition,violation"),
    "ReportConcluded": ("report-outcomes", "outcome"),
    "InterventionClosed": ("interventions-closed", "outcome"),
}
"""Events that are counted by something that stands in them, down its way."""
ADD = """
WITH e AS MATERIALIZED (
    SELECT e.stream, e.type, e.at, (e.at AT TIME ZONE %(zone)s)::date AS day,
        CASE WHEN e.type = ANY(%(bodies)s) THEN convert_from(e.body, 'UTF8')::jsonb -> 'event' END AS body
    FROM log_leaf l JOIN event e ON e.platform = l.platform AND e.stream = l.stream AND e.seq = l.seq
    WHERE l.platform = %(platform)s AND l.idx >= %(since)s AND l.idx < %(until)s AND e.type = ANY(%(types)s)
), told AS (
    SELECT e.day, p.what, '' AS of FROM e JOIN unnest(%(plain)s::text[], %(names)s::text[]) AS p(type, what)
        ON p.type = e.type
    UNION ALL
    SELECT e.day, w.what, coalesce(e.body #>> string_to_array(w.way, ','), '') FROM e
        JOIN unnest(%(within)s::text[], %(whats)s::text[], %(ways)s::text[]) AS w(type, what, way) ON w.type = e.type
    UNION ALL
    SELECT e.day, 'filed', coalesce(e.body ->> 'reason', '') FROM e WHERE e.type = 'ComplaintFiled'
    UNION ALL
    SELECT e.day, 'evidence-results', r.result ->> 'result'
        FROM e CROSS JOIN LATERAL jsonb_array_elements(e.body -> 'results') AS r(result)
        WHERE e.type = 'EvidenceReportConcluded'
    UNION ALL
    SELECT e.day, 'evidence-adjusted', '' FROM e
        WHERE e.type = 'EvidenceReportConcluded' AND e.body ->> 'adjusted' = 'true'
    UNION ALL
    SELECT e.day, 'evidence-by-machine', '' FROM e
        WHERE e.type = 'EvidenceReportConcluded' AND e.body -> 'relied_on' ? 'finding'
    UNION ALL
    SELECT e.day, span.what, lpad(greatest(0, ceil(extract(epoch FROM e.at - span.since) / 3600))::int::text, 5, '0')
    FROM e CROSS JOIN LATERAL (
        SELECT 'hours-answer' AS what, min(b.at) AS since FROM event b WHERE b.platform = %(platform)s
            AND b.stream = e.stream AND b.type = 'ComplaintFiled' AND e.type = 'ComplaintAnswered'
        UNION ALL
        SELECT 'hours-ruling', coalesce(min(b.at) FILTER (WHERE b.type <> 'ComplaintFiled'), min(b.at)) FROM event b
            WHERE b.platform = %(platform)s AND b.stream = e.stream AND b.at <= e.at AND e.type = 'Ruled'
            AND b.type IN ('InterventionAsked', 'PlatformSteppedIn', 'ComplaintFiled')
        UNION ALL
        SELECT 'hours-execution', max(b.at) FROM event b WHERE b.platform = %(platform)s AND b.stream = e.stream
            AND b.at <= e.at AND b.type IN ('Ruled', 'Settled', 'ReviewDecided') AND e.type = 'ExecutionVerified'
        UNION ALL
        SELECT 'hours-appeal', max(b.at) FROM event b WHERE b.platform = %(platform)s AND b.stream = e.stream
            AND b.at <= e.at AND b.type = 'PenaltyAppealed' AND e.type = 'AppealDecided'
    ) AS span WHERE span.since IS NOT NULL
)
INSERT INTO transparency_tally (platform, day, what, of, n)
SELECT %(platform)s, day, what, left(of, 100), count(*) FROM told GROUP BY day, what, left(of, 100)
ORDER BY day, what, left(of, 100)
ON CONFLICT (platform, day, what, of) DO UPDATE SET n = transparency_tally.n + EXCLUDED.n
"""
BODIES = (*WITHIN, "ComplaintFiled", "EvidenceReportConcluded")
TYPES = (*PLAIN, *BODIES, "ExecutionVerified")


def behind() -> list[int]:
    """Platforms whose log goes on beyond what was counted."""
    return [platform for (platform,) in rows(BEHIND)]


def count_some(platform: int, zone: str, batch: int = BATCH) -> int:
    """Count one batch of leaves; how many. Another process that counts the same platform waits and goes on after."""
    held = connection()
    held.execute(BEGIN, (platform,))
    with held.transaction():
        found = held.execute(HOLD, (platform,)).fetchone()
        if found is None or found[0] >= found[1]:
            return 0
        since, until = found[0], min(found[1], found[0] + batch)
        held.execute(ADD, _asked(platform, zone, since, until))
        held.execute(GO_ON, (until, platform))
    return int(until - since)


def count_all(platform: int, zone: str) -> int:
    """Count all that is in the log by now."""
    counted = 0
    while done := count_some(platform, zone):
        counted += done
    return counted


def _asked(platform: int, zone: str, since: int, until: int) -> dict[str, Any]:
    ways = list(WITHIN.values())
    return {
        "platform": platform, "zone": zone, "since": since, "until": until, "types": list(TYPES),
        "bodies": list(BODIES), "plain": list(PLAIN), "names": list(PLAIN.values()), "within": list(WITHIN),
        "whats": [what for what, _way in ways], "ways": [way for _what, way in ways],
    }  # fmt: skip
