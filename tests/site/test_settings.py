"""Settings refuse what would be unsafe, and take the rest from the environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ombud.site import environment


def settings_with(data: Path, words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    return subprocess.run(
        [sys.executable, "-c", f"from django.conf import settings as s; print({words})"],
        env={**kept, "OMBUD_DATA": str(data), **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("switch", ["OMBUD_DEMO", "OMBUD_DEBUG"])
def test_demo_and_debug_refuse_a_public_host(switch: str, tmp_path: Path) -> None:
    done = settings_with(tmp_path, "s.DEBUG", **{switch: "1", "OMBUD_ORIGIN": "https://ombud.example.com"})
    assert done.returncode != 0
    assert "for this machine only" in done.stderr


def test_cookies_are_for_https_alone_where_the_site_is(tmp_path: Path) -> None:
    words = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.SECURE_HSTS_SECONDS > 0"
    assert settings_with(tmp_path, words, OMBUD_ORIGIN="https://a.example").stdout == (
        "True True __Host-ombud_session True\n"
    )
    assert settings_with(tmp_path, words).stdout == "False False ombud_session False\n"


def test_the_key_is_made_once_and_readable_by_us_alone(tmp_path: Path) -> None:
    first, second = (settings_with(tmp_path, "s.SECRET_KEY").stdout for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_the_evidence_process_has_no_session_and_no_other_address(tmp_path: Path) -> None:
    words = "s.ROOT_URLCONF, [m for m in s.MIDDLEWARE if 'essions' in m or 'auth' in m]"
    assert settings_with(tmp_path, words, OMBUD_ROLE="evidence").stdout == "ombud.site.evidence_urls []\n"


def test_an_address_becomes_djangos_settings_with_nothing_lost() -> None:
    made = environment.django_database("postgresql://me:se%3Acret@/db?host=/var/run/x&sslmode=require", extra=1)
    assert (made["NAME"], made["USER"], made["PASSWORD"], made["HOST"]) == ("db", "me", "se:cret", "/var/run/x")
    assert made["OPTIONS"] == {"sslmode": "require", "extra": 1}
    assert made["CONN_MAX_AGE"] is None
