"""`/metrics`: figures for Prometheus, asked of the database when they are fetched, beside those of the requests.

Counts only, and names of platforms, stages and routes: nothing in them is about a person.
"""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily as Gauge

from ombud.ledger import fence
from ombud.ledger.connection import connection, rows
from ombud.site import health, requests

SLOW_MS = 10_000
OPEN = "SELECT stage, count(*) FROM complaint_row WHERE platform = %(platform)s AND turn <> 'closed' GROUP BY stage"
OVERDUE = "SELECT count(*) FROM stream WHERE platform = %(platform)s AND next_due_at < now()"
OUTBOX = """
SELECT count(*), coalesce(extract(epoch FROM now() - min(at)), 0)::float8 FROM outbox
WHERE platform = %(platform)s AND done_at IS NULL
"""
JOBS = """
SELECT status::text, count(*), coalesce(extract(epoch FROM now() - min(coalesce(scheduled_at, now()))), 0)::float8
FROM procrastinate_jobs WHERE status IN ('todo', 'doing') GROUP BY status
UNION ALL
SELECT 'failed', count(*), coalesce(extract(epoch FROM now() - min(coalesce(scheduled_at, now()))), 0)::float8
FROM procrastinate_jobs WHERE status = 'failed' HAVING count(*) > 0
"""
"""Each part has an index of its own: those that are done lie there for days."""
SCREENING = "SELECT state, count(*) FROM screening WHERE platform = %(platform)s AND state <> 'done' GROUP BY state"
WEBHOOKS = """
SELECT w.n, d.n, w.seconds FROM
    (SELECT count(*) AS n, coalesce(extract(epoch FROM now() - min(coalesce(first_at, next_at))), 0)::float8 AS seconds
    FROM webhook_delivery WHERE platform = %(platform)s AND state = 'waiting') AS w,
    (SELECT count(*) AS n FROM webhook_delivery WHERE platform = %(platform)s AND state = 'dead') AS d
"""


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, for who has the token; nobody else learns that there is such a page."""
    if not health.may_see(request):
        raise Http404
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_FromTheDatabase())
    body = generate_latest(registry) + requests.told()
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


class _FromTheDatabase:
    """Asked anew at each fetch, so that every process of every machine tells the same."""

    def collect(self) -> Iterable[Gauge]:
        """Whether each check is well, and where the database answers, its figures."""
        began = time.monotonic()
        checks = health.checks()
        well = Gauge("ombud_check_well", "Whether what was looked at is well (1) or not (0).", labels=["check"])
        for one in checks:
            well.add_metric([one.name], float(one.well))
        yield well
        if checks[0].well:
            connection().execute("SELECT set_config('statement_timeout', %s, false)", (f"{SLOW_MS}",))
            try:
                yield from _figures()
            finally:
                connection().execute("RESET statement_timeout")
        yield _plain("ombud_figures_seconds", "How long these figures took.", time.monotonic() - began)


def _figures() -> Iterator[Gauge]:
    seconds = health.worker_seconds()
    if seconds is not None:
        yield _plain("ombud_worker_heartbeat_age_seconds", "Since a worker last said that it lives.", seconds)
    yield from _jobs()
    platforms = health.platforms()
    for name, words, label, statement in (
        ("ombud_open_cases", "Complaints that aren't closed, by stage.", "stage", OPEN),
        ("ombud_screenings", "Pictures that aren't screened, by state.", "state", SCREENING),
    ):
        family = Gauge(name, words, labels=["platform", label])
        for id, slug in platforms:
            for value, count in _asked(id, statement):
                family.add_metric([slug, value], count)
        yield family
    yield from _by_platform(
        platforms, OVERDUE, (("ombud_overdue_turns", "Streams whose time has come and that wait."),)
    )
    yield from _by_platform(platforms, OUTBOX, (
        ("ombud_outbox_waiting", "Side effects that were committed and not yet done."),
        ("ombud_outbox_oldest_age_seconds", "How long the oldest of them waits."),
    ))  # fmt: skip
    yield from _by_platform(platforms, WEBHOOKS, (
        ("ombud_webhooks_waiting", "Deliveries to integrators that wait."),
        ("ombud_webhooks_given_up", "Deliveries that were given up after all tries."),
        ("ombud_webhook_lag_seconds", "How long the oldest delivery waits."),
    ))  # fmt: skip
    lag = Gauge("ombud_log_lag_seconds", "How long the oldest commit waits to be in the log.", labels=["platform"])
    waiting = Gauge("ombud_log_waiting", "Commits that wait to be in the log.", labels=["platform"])
    for id, slug in platforms:
        for family, value in zip((lag, waiting), health.log_lag(id), strict=True):
            family.add_metric([slug], value)
    yield from (lag, waiting)


def _jobs() -> Iterator[Gauge]:
    count = Gauge("ombud_jobs", "Jobs of the worker, by state.", labels=["state"])
    age = Gauge(
        "ombud_jobs_oldest_age_seconds", "How long the oldest job of that state has been due.", labels=["state"]
    )
    for state, n, seconds in rows(JOBS):
        count.add_metric([state], n)
        age.add_metric([state], max(0.0, seconds))
    yield from (count, age)


def _by_platform(
    platforms: list[tuple[int, str]], statement: str, named: tuple[tuple[str, str], ...]
) -> Iterator[Gauge]:
    families = [Gauge(name, words, labels=["platform"]) for name, words in named]
    for id, slug in platforms:
        for row in _asked(id, statement):
            for family, value in zip(families, row, strict=True):
                family.add_metric([slug], value)
    yield from families


def _asked(platform: int, statement: str) -> list[tuple[Any, ...]]:
    with fence.looking_at(platform):
        return rows(statement, {"platform": platform})


def _plain(name: str, words: str, value: float) -> Gauge:
    family = Gauge(name, words)
    family.add_metric([], value)
    return family
