"""What would make a promise void is refused before the first request, and the way out is said."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core import signing

from ombud.site import boot
from ombud.site.doctor import outside

GOOD = "a8Kq0ZtR5mWx2LvN7cYp4HsJ9dFg3bUe"


@pytest.fixture
def real(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Settings of an installation against which nothing stands."""
    settings.DEBUG = False
    settings.ALLOWED_HOSTS = ["help.shop.example"]
    settings.SECRET_KEY, settings.SEAL_KEYS, settings.METRICS_TOKEN = GOOD, [GOOD], ""
    monkeypatch.setattr(boot, "_isolated", lambda: True)
    return settings


@pytest.mark.requirement("EV-3")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", True, "OMBUD_DEBUG is on"),
        ("ALLOWED_HOSTS", ["*"], "without a wildcard"),
        ("ALLOWED_HOSTS", ["help.shop.example", ".shop.example"], "without a wildcard"),
        ("SECRET_KEY", "short", "OMBUD_SECRET_KEY can be guessed"),
        ("SECRET_KEY", "a" * 60, "OMBUD_SECRET_KEY can be guessed"),
        ("SECRET_KEY", f"django-insecure-{GOOD}", "OMBUD_SECRET_KEY can be guessed"),
        ("SEAL_KEYS", ["short", GOOD], "OMBUD_SEAL_KEYS begins with a key that can be guessed"),
        ("METRICS_TOKEN", "guess", "OMBUD_METRICS_TOKEN can be guessed"),
    ],
)
def test_what_would_make_a_promise_void_is_refused(real: Any, name: str, value: Any, said: str) -> None:
    assert list(boot.refusals()) == []
    setattr(real, name, value)
    (found,) = boot.refusals()
    assert said in found
    told = [one for one in outside.findings() if one.what == "start"]
    assert [one.grade for one in told] == ["missing"]


def test_without_a_safe_place_for_files_it_starts_only_where_none_are_to_be_taken(
    real: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boot, "_isolated", lambda: False)
    (found,) = boot.refusals()
    assert "OMBUD_WITHOUT_UPLOADS=1" in found
    real.WITHOUT_UPLOADS = True
    assert list(boot.refusals()) == []


def test_without_its_asserts_it_does_not_start(real: Any) -> None:
    look = "import django; django.setup(); from ombud.site import boot; print(*boot.refusals(), sep='\\n')"
    for words, told in ((["-O"], True), ([], False)):
        done = subprocess.run([sys.executable, *words, "-c", look], capture_output=True, text=True, check=True)
        assert ("Python runs with -O" in done.stdout) is told


def test_serving_for_real_stops_there_and_tells_everything_at_once(database: Any) -> None:
    given = {"OMBUD_DEMO": "0", "OMBUD_DEBUG": "0", "OMBUD_HOSTS": "*", "OMBUD_SECRET_KEY": "guess"}
    command = [sys.executable, "-m", "ombud.site.prepare", "--one-of-several"]
    done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "without a wildcard" in done.stderr
    assert "OMBUD_SECRET_KEY can be guessed" in done.stderr


def test_a_link_signed_before_the_key_was_changed_holds_until_the_old_key_is_left_out(settings: Any) -> None:
    settings.SECRET_KEY = "the one before"
    link = signing.dumps("a case")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = GOOD, ["the one before"]
    assert signing.loads(link) == "a case"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(signing.BadSignature):
        signing.loads(link)
