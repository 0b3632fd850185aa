"""The site as it is served: it starts, answers, and forbids what a browser should not load."""

import urllib.request
from contextlib import closing
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest
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


@pytest.mark.parametrize("size", [1_000_000, 20_000_000])
def test_a_request_that_is_refused_before_it_was_read_hears_its_answer_all_the_same(site_url: str, size: int) -> None:
    """A connection that is closed with something on its way loses the answer: a proxy says 502 then."""
    place = urlsplit(site_url)
    for _try in range(5):
        with closing(HTTPConnection(str(place.hostname), place.port, timeout=30)) as held:
            held.request("POST", "/api/v1/files", body=bytes(size))
            answer = held.getresponse()
            assert (answer.status, answer.headers["Content-Type"]) == (401, "application/problem+json")
            answer.read()
            held.request("GET", "/alive")
            assert held.getresponse().status == 200, "and the connection goes on"
