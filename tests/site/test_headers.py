"""What a browser is told with every kind of answer: nothing inline, nobody's frame, cookies for this host alone."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.cast import a_complaint, world
from tests.portals.clients import signed_in


def answers() -> Iterator[tuple[str, Any]]:
    """One of each kind: pages of all portals, redirects, refusals, errors, files, the API."""
    made = world()
    number = a_complaint(made).number
    for ref, page in (
        ("", "/sign-in"), ("", "/help"), ("", "/complaints/"), ("", "/no/such/page"), ("", "/static/ombud/base.css"),
        ("", "/api/v1/me"), ("", "/alive"), ("", "/handoff?t=x"), ("", "/case-link"), ("ana", "/security"),
        ("ana", f"/complaints/{number}"), ("boris", "/merchant/"), ("rita", "/review/"), ("rita", "/security/app"),
        ("ana", "/review/"),
    ):  # fmt: skip
        yield f"{ref} {page}", (signed_in(made, ref) if ref else Client()).get(page)
    yield "wrong form", Client().post("/sign-in", {"login": "a", "password": "b"})
    yield "without a token", Client(enforce_csrf_checks=True).post("/sign-in", {})


@pytest.mark.requirement("EV-2")
def test_every_answer_bears_the_fences(database: Any) -> None:
    for name, answer in answers():
        headers = answer.headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert headers["Referrer-Policy"] == "same-origin", name
        if headers.get("Content-Type", "").startswith("text/html") and "/alive" not in name:
            policy = dict(one.strip().partition(" ")[::2] for one in headers["Content-Security-Policy"].split(";"))
            assert policy["default-src"] == "'self'", name
            assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'", name
            assert "unsafe" not in headers["Content-Security-Policy"], name
            assert "*" not in headers["Content-Security-Policy"], name
            assert headers["X-Frame-Options"] == "DENY", name
            body = answer.content.decode()
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", body), name
            assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost)', body), f"{name}: somebody else's origin"


def test_where_the_site_is_https_cookies_are_for_its_host_alone(tmp_path: Path) -> None:
    asked = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from django.conf import settings as s\n"
        "c = Client(); a = c.get('/rules', secure=True, headers={'host': 'a.example'})\n"
        "from django.middleware.csrf import get_token\n"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.KNOWN_COOKIE_NAME, s.SESSION_COOKIE_PATH,"
        " s.CSRF_COOKIE_PATH,"
        " s.SESSION_COOKIE_DOMAIN, s.CSRF_COOKIE_DOMAIN, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY, a.headers['Strict-Transport-Security'], sep='|')\n"
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={**kept, "OMBUD_DATA": str(tmp_path), "OMBUD_ORIGIN": "https://a.example", "OMBUD_PLAIN_STATIC": "1",
             "DATABASE_URL": os.environ["DATABASE_URL"]},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == (
        "__Host-ombud_session|__Host-ombud_csrf|__Host-ombud_known|/|/|None|None|True|True|True|True|max-age=31536000\n"
    ), done.stderr
