"""Reports and objections as the reviewers' lists show them, page by page."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.ledger.connection import rows
from ombud.reads.queues import AT_RISK, CAP, FIRST, PAGE, Key, Standing

REPORTS = """
SELECT id, number, shop, consumer, type, outcome, overdue, due_at, filed_at FROM report_row
WHERE platform = %s AND outcome = '' AND (due_at, id) > (%s, %s) ORDER BY due_at, id LIMIT %s
"""
BY_NUMBER = "SELECT id FROM report_row WHERE platform = %s AND number = %s"
OBJECTIONS = """
SELECT id, reason, until FROM account_row
WHERE platform = %s AND objection = 'open' AND until > %s AND (until, id) > (%s, %s) ORDER BY until, id LIMIT %s
"""
REPORTS_STAND = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM report_row WHERE platform = %(platform)s AND outcome = '' LIMIT %(cap)s) a),
    (SELECT due_at FROM report_row WHERE platform = %(platform)s AND outcome = '' ORDER BY due_at, id LIMIT 1),
    (SELECT filed_at FROM report_row WHERE platform = %(platform)s AND outcome = '' ORDER BY due_at, id LIMIT 1),
    (SELECT count(*) FROM (SELECT 1 FROM report_row
        WHERE platform = %(platform)s AND outcome = '' AND due_at <= %(now)s LIMIT %(cap)s) b),
    (SELECT count(*) FROM (SELECT 1 FROM report_row
        WHERE platform = %(platform)s AND outcome = '' AND due_at > %(now)s AND due_at <= %(soon)s LIMIT %(cap)s) c)
"""
OBJECTIONS_STAND = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM account_row
        WHERE platform = %(platform)s AND objection = 'open' AND until > %(now)s LIMIT %(cap)s) a),
    (SELECT until FROM account_row
        WHERE platform = %(platform)s AND objection = 'open' AND until > %(now)s ORDER BY until LIMIT 1),
    (SELECT count(*) FROM (SELECT 1 FROM account_row
        WHERE platform = %(platform)s AND objection = 'open' AND until > %(now)s AND until <= %(soon)s LIMIT %(cap)s) b)
"""


class ListedReport(NamedTuple):
    """A report that waits for the platform."""

    id: str
    number: str
    shop: str
    consumer: str
    about: str
    outcome: str
    overdue: int
    due_at: datetime
    filed_at: datetime


class Objection(NamedTuple):
    """An account whose owner objects to its limit."""

    account: str
    reason: str
    until: datetime


def reports(platform: int, after: Key | None = None) -> tuple[list[ListedReport], bool]:
    """Reports that wait, nearest deadline first, and whether there are more."""
    found = [ListedReport(*row) for row in rows(REPORTS, (platform, *(after or FIRST), PAGE + 1))]
    return found[:PAGE], len(found) > PAGE


def report_id(platform: int, number: str) -> str:
    """The id of the report of this number; empty where there is none."""
    found = rows(BY_NUMBER, (platform, number.upper())) if len(number) <= 40 and "\x00" not in number else []
    return str(found[0][0]) if found else ""


def objections(platform: int, now: datetime, after: Key | None = None) -> tuple[list[Objection], bool]:
    """Open objections to limits that hold still, the limit that ends first first, and whether there are more."""
    found = [Objection(*row) for row in rows(OBJECTIONS, (platform, now, *(after or FIRST), PAGE + 1))]
    return found[:PAGE], len(found) > PAGE


def reports_standing(platform: int, now: datetime) -> Standing:
    """How the queue of reports stands; its count is capped as well."""
    n, nearest, filed, late, soon = rows(REPORTS_STAND, _asked(platform, now))[0]
    return Standing("reports", n, nearest, filed, late, soon)


def objections_standing(platform: int, now: datetime) -> Standing:
    """How the queue of objections stands. An objection is moot once its limit has ended, so none is ever overdue."""
    n, nearest, soon = rows(OBJECTIONS_STAND, _asked(platform, now))[0]
    return Standing("objections", n, nearest, None, 0, soon)


def _asked(platform: int, now: datetime) -> dict[str, Any]:
    return {"platform": platform, "now": now, "soon": now + AT_RISK, "cap": CAP}
