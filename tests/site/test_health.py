"""Whether the installation is well, said in one word to strangers and in figures to whoever has the token."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ombud.ledger.connection import connection, forget
from ombud.site import figures, health
from tests.cast import a_complaint, an_order, world

TOKEN = "a-token-of-monitoring"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def told(database: Any, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client; nothing that was found before is remembered, and what is counted is counted in a folder of its own."""
    settings.VAULT = tmp_path / "vault"
    monkeypatch.setattr(health, "KEPT_SECONDS", -1)
    return Client()


def a_worker(seconds_ago: float) -> None:
    connection().execute("DELETE FROM procrastinate_workers")
    connection().execute(
        "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", (seconds_ago,)
    )


def all_in_the_log() -> None:
    connection().execute("DELETE FROM to_log")


@pytest.mark.requirement("EV-3")
def test_a_stranger_hears_one_word_and_nothing_of_what_was_looked_at(told: Client, settings: Any) -> None:
    all_in_the_log()
    a_worker(1)
    assert (told.get("/healthz").status_code, told.get("/healthz").content) == (200, b"ok\n")
    a_worker(600)
    answer = told.get("/healthz", headers=BEARER)  # no token is set: so nobody has it
    assert (answer.status_code, answer.content) == (503, b"not well\n")
    assert told.get("/ready").status_code == 200  # pages are served all the same
    assert told.get("/metrics", headers=BEARER).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for wrong in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}x"}):
        assert told.get("/healthz", headers=wrong).content == b"not well\n"
        assert told.get("/metrics", headers=wrong).status_code == 404


def test_whoever_has_the_token_hears_what_is_not_well(told: Client, settings: Any, tmp_path: Path) -> None:
    settings.METRICS_TOKEN = TOKEN
    (tmp_path / "in-the-way").touch()
    settings.VAULT = tmp_path / "in-the-way" / "vault"
    a_worker(600)
    all_in_the_log()
    made = world()
    connection().execute(
        "INSERT INTO to_log (platform, stream, first_seq, last_seq, since)"
        " VALUES (%s, 'x', 1, 1, now() - interval '5 min')",
        (made.platform.pk,),
    )
    found = json.loads(told.get("/healthz", headers=BEARER).content)
    all_in_the_log()
    well = {name: one["well"] for name, one in found["checks"].items()}
    assert well == {"database": True, "vault": False, "isolation": True, "worker": False, "log": False}
    assert (found["checks"]["vault"]["says"], found["well"]) == ("Away", False)
    assert found["checks"]["worker"]["seconds"] > 500
    assert found["checks"]["log"]["seconds"] > 250


def test_a_database_that_is_away_is_not_ready(told: Client, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_statement: str, _parameters: Any = ()) -> Any:
        raise ConnectionError

    monkeypatch.setattr(health, "rows", away)
    assert told.get("/ready").status_code == 503
    assert told.get("/healthz").status_code == 503


def test_the_figures_are_counts_by_platform_and_the_same_in_every_process(told: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    fenced = os.environ["OMBUD_WEB_DATABASE_URL"]
    made = world()
    case = a_complaint(made, an_order(made, "o-1"))
    a_complaint(made, an_order(made, "o-2"))
    connection().execute(
        "UPDATE stream SET next_due_at = now() + CASE id WHEN %s THEN interval '-1 min' ELSE '1 day' END"
        " WHERE platform = %s AND next_due_at IS NOT NULL",
        (case.id, made.platform.pk),
    )
    told.get("/no-such-page/of-ana")
    settings.DATABASE_URL = fenced  # the site's own role sees one platform at a time
    forget()
    figures = _figures(told)
    assert figures['ombud_check_well{check="log"}'] in (0, 1)
    forget()
    slug = made.platform.slug
    assert figures[f'ombud_open_cases{{platform="{slug}",stage="negotiating"}}'] == 2
    assert figures[f'ombud_overdue_turns{{platform="{slug}"}}'] == 1
    assert figures[f'ombud_outbox_waiting{{platform="{slug}"}}'] > 0
    assert figures[f'ombud_log_waiting{{platform="{slug}"}}'] > 0
    assert figures['ombud_check_well{check="database"}'] == 1
    assert figures['ombud_request_seconds_count{method="GET",route="(none)",status="4xx"}'] >= 1
    assert not any("of-ana" in name for name in figures)
    names = {re.split(r"[{ ]", name)[0] for name in figures}
    assert {"ombud_webhook_lag_seconds", "ombud_outbox_oldest_age_seconds", "ombud_figures_seconds"} <= names


def _figures(told: Client) -> dict[str, float]:
    answer = told.get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    lines = [line for line in answer.content.decode().splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, _space, value in (line.rpartition(" ") for line in lines)}


MANY = 4000
FULL = (
    """INSERT INTO complaint_row (platform, id, number, order_number, shop, consumer, title, reason, stage, queue, turn,
    due_kind, due_at, amount, currency, how, held, overdue, claimed_by, filed_at, moved_at)
    SELECT %(p)s, 'f' || n, 'F-' || n, '', '', '', '', '', 'closed', '', 'closed', '', now(), 0, 'CNY', '', '', 0, '',
    now(), now() FROM generate_series(1, %(n)s) n""",
    """INSERT INTO screening (platform, file, role, state, asked_at)
    SELECT %(p)s, gen_random_uuid(), 'evidence', 'done', now() FROM generate_series(1, %(n)s)""",
    """INSERT INTO webhook_delivery (platform, endpoint, idx, message, stream, seq, type, state, next_at)
    SELECT %(p)s, 'e', n, 'm' || n, 's', 1, 't', 'done', now() FROM generate_series(1, %(n)s) n""",
    """INSERT INTO outbox (platform, stream, seq, job, payload, at, handed_at, done_at)
    SELECT %(p)s, 's', n, 'k', '', now(), now(), now() FROM generate_series(1, %(n)s) n""",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)
    SELECT 'q', 't', 'succeeded', '{}' FROM generate_series(1, %(n)s)""",
)


def test_figures_cost_what_is_open_and_not_what_ever_was(told: Client) -> None:
    """Each is fetched every few seconds: none may walk through what is over."""
    platform = world().platform.pk
    a_complaint_of = {"p": platform, "n": MANY}
    with connection().transaction(force_rollback=True):
        for statement in FULL:
            connection().execute(statement, a_complaint_of)
        connection().execute("ANALYZE complaint_row, screening, webhook_delivery, outbox, procrastinate_jobs, stream")
        for statement in (
            figures.OPEN,
            figures.SCREENING,
            figures.WEBHOOKS,
            figures.OUTBOX,
            figures.OVERDUE,
            figures.JOBS,
        ):
            asked = {"platform": platform} if "%(" in statement else None
            plan = connection().execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", asked).fetchone()[0]  # type: ignore[index]
            read = sum(_read(plan[0]["Plan"]))
            assert read < MANY / 4, (statement, plan)
        everything = "SELECT stage, count(*) FROM complaint_row GROUP BY stage"
        plan = connection().execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {everything}").fetchone()[0]  # type: ignore[index]
        assert sum(_read(plan[0]["Plan"])) >= MANY, "a walk through all of it would be seen"


def _read(node: Any) -> Any:
    """How many rows each leaf of the plan looked at."""
    inside = node.get("Plans", [])
    if not inside:
        yield node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    for one in inside:
        yield from _read(one)
