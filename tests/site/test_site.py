"""The site as it is served: it starts, answers, and forbids what a browser should not load."""

import urllib.request
from typing import Any

from django.db import connection


def test_the_database_is_migrated_and_the_application_signs_in_as_its_own_role(database: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, current_setting('fsync'), to_regclass('procrastinate_jobs')::text")
        assert cursor.fetchone() == ("ombud_app", "on", "procrastinate_jobs")


def test_the_served_site_answers_under_a_strict_policy(site_url: str) -> None:
    with urllib.request.urlopen(f"{site_url}/alive") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.read() == b"ok\n"
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_opens_in_the_browser(site_url: str, phone: Any) -> None:
    phone.goto(f"{site_url}/alive")
    assert phone.inner_text("body").strip() == "ok"
