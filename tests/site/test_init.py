"""`ombud init`: a first platform by flags, each wrong answer told by its flag, its rule and the way out."""

import argparse
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from ombud.site import cli, settings_file
from ombud.site.commands import init
from ombud.site.first import answers as taken


def flags(**other: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    init.add_arguments(parser)
    said = parser.parse_args([])
    good = {"name": "North Market", "admin_email": "admin@example.com", "mail": "", "slug": f"n{uuid.uuid4().hex[:8]}"}
    for name, value in {**good, **other}.items():
        setattr(said, name, value)
    return said


@pytest.fixture
def nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115, PTH123 - closed with the process
    monkeypatch.setenv(init.PASSWORD_FROM, "seven quiet harbours")


@pytest.mark.usefixtures("nobody_to_ask")
def test_a_first_platform_is_made_by_flags_and_its_administrator_can_sign_in(database: Any) -> None:
    from ombud.accounts.models import Person, Platform

    said = flags(zone="Europe/Madrid", languages="es,en")
    assert init.run(said) == 0
    platform = Platform.objects.get(slug=said.slug)
    assert (platform.name, platform.zone, platform.languages) == ("North Market", "Europe/Madrid", ["es", "en"])
    assert platform.pack == "wechat"
    admin = Person.objects.get(login=f"{said.slug}/admin")
    assert (admin.platform, admin.kind, admin.role, admin.email) == (platform, "admin", "admin", "admin@example.com")
    assert admin.check_password("seven quiet harbours")


@pytest.mark.usefixtures("nobody_to_ask")
def test_a_second_run_leaves_the_first_platform_as_it_was(database: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from ombud.accounts.models import Platform

    said = flags()
    assert init.run(said) == 0
    said.name = "Other"
    assert init.run(said) == 1
    assert "already; it was left as it is" in capsys.readouterr().err
    assert Platform.objects.get(slug=said.slug).name == "North Market"


@pytest.mark.usefixtures("nobody_to_ask")
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "--name: A name has 1 to 120 characters."),
        ({"name": None}, "--name is needed where nobody can be asked"),
        ({"slug": "Nørth"}, "--slug: 'Nørth' can't stand in an address"),
        ({"zone": "Mars/Base"}, "--zone: 'Mars/Base' is no time zone. Names look like Asia/Shanghai"),
        ({"languages": "en,fr"}, "--languages: Languages are one or more of en, zh-hans, zh-hant, es"),
        ({"languages": "en,en"}, "each once"),
        ({"pack": "nosuch"}, "--pack: There is no pack 'nosuch'; there is "),
        ({"admin": "a b"}, "--admin: A sign-in name has"),
        ({"admin_email": "nobody"}, "--admin-email: 'nobody' is no mail address"),
        ({"mail": "http://x"}, "--mail: A mail server is smtp://user:password@host:587"),
        ({"mail": "smtp://host:port"}, "--mail: A mail server is"),
    ],
)
def test_a_wrong_answer_names_its_flag_and_the_way_out_and_makes_nothing(
    wrong: dict[str, str | None], told: str, database: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from ombud.accounts.models import Platform

    before = Platform.objects.count()
    assert init.run(flags(**wrong)) == 1
    assert told in capsys.readouterr().err
    assert Platform.objects.count() == before


@pytest.mark.parametrize(
    ("password", "told"), [("short", "at least 12"), ("123456789012", "numeric"), ("", "is needed")]
)
def test_a_weak_password_is_refused(
    password: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115, PTH123 - closed with the process
    monkeypatch.setenv(init.PASSWORD_FROM, password)
    assert init.run(flags()) == 1
    assert told in capsys.readouterr().err


def test_a_mail_server_becomes_settings_that_only_we_can_read(tmp_path: Path) -> None:
    made = taken.mail_settings("smtps://me:p%40ss@mail.example.com", "ombud@example.com")
    path = settings_file.write(tmp_path, made)
    assert path.stat().st_mode & 0o777 == 0o600
    read = {"OMBUD_MAIL_HOST": "given.example.com"}
    settings_file.read(tmp_path, read)
    assert read == {
        "OMBUD_MAIL_HOST": "given.example.com",  # the environment goes before the file
        "OMBUD_MAIL_PORT": "465",
        "OMBUD_MAIL_USER": "me",
        "OMBUD_MAIL_PASSWORD": "p@ss",
        "OMBUD_MAIL_TLS": "0",
        "OMBUD_MAIL_SSL": "1",
        "OMBUD_MAIL_FROM": "ombud@example.com",
    }


def test_writing_settings_keeps_the_others(tmp_path: Path) -> None:
    settings_file.write(tmp_path, {"A": "1", "B": "2"})
    settings_file.write(tmp_path, {"B": "3"})
    read: dict[str, str] = {}
    settings_file.read(tmp_path, read)
    assert read == {"A": "1", "B": "3"}


def test_init_offers_the_languages_that_the_site_has() -> None:
    assert tuple(code for code, _ in settings.LANGUAGES) == taken.LANGUAGES


def test_every_command_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for name in cli.command_names():
        assert name in shown
        assert len(cli.command_named(name).HELP.split()) > 2
