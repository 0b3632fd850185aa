"""Commands that show or change personal data, rights or keys leave their mark on the audit log."""

import argparse
from collections.abc import Iterator
from typing import Any

import pytest

from ombud.ledger.connection import rows
from ombud.site import cli, marks
from tests.cast import world
from tests.portals.clients import signed_in

WRITTEN = "SELECT who, kind, what, thing, name, via FROM looked_at WHERE platform = %s AND kind = 'command' ORDER BY id"


def doings() -> Iterator[str]:
    """Each command there is, with each thing it can be told to do."""
    for name in cli.command_names():
        parser = argparse.ArgumentParser()
        cli.command_named(name).add_arguments(parser)
        told = next((one for one in parser._actions if one.dest in ("what", "action")), None)
        yield from (f"{name} {one}" for one in told.choices) if told is not None and told.choices else (name,)


def test_each_command_leaves_its_mark_or_says_why_not_and_none_that_is_gone_does() -> None:
    assert marks.RECORDED | set(marks.HARMLESS) == set(doings()), "a command needs its place in site/marks.py"
    assert not marks.RECORDED & set(marks.HARMLESS)
    assert all(marks.HARMLESS.values())
    assert marks.AFTERWARDS <= marks.RECORDED


@pytest.mark.requirement("EV-2")
def test_what_was_asked_stands_on_the_log_of_the_platform_it_concerns_before_anything_is_shown(database: Any) -> None:
    here, other = world(), world()
    slug = here.platform.slug
    words = ["sign-in", "people", slug, "--link", "rita"]
    main(words)
    line = f"ombud sign-in people {slug} --link rita"
    assert rows(WRITTEN, (here.platform.pk,)) == [("command", "command", "command-run", "command", line, "command")]
    assert rows(WRITTEN, (other.platform.pk,)) == []
    main(["privacy", "erased"])
    for made in (here, other):
        assert rows(WRITTEN, (made.platform.pk,))[-1][4] == "ombud privacy erased"
    before = len(rows(WRITTEN, (here.platform.pk,)))
    main(["funds", "check", "--platform", slug])
    assert len(rows(WRITTEN, (here.platform.pk,))) == before
    page = signed_in(here, "senior").get("/review/audit?kind=command").content.decode()
    assert "Ran a command on the server" in page
    assert line in page
    assert f"as the system’s user {marks.user()}" in page


def main(words: list[str]) -> None:
    """The command line as it is called, in this process."""
    parsed = argparse.ArgumentParser()
    command = cli.command_named(words[0])
    command.add_arguments(parsed)
    cli.run(command, parsed.parse_args(words[1:]), words)


def test_a_password_in_an_address_is_not_written_down() -> None:
    said = ["init", "--mail", "smtp://ombud:hush@mail.example:587", "--admin", "ana"]
    assert marks.line_of(said) == "ombud init --mail smtp://…@mail.example:587 --admin ana"


def test_who_became_another_user_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_USER", "maria")
    assert marks.user().endswith("(maria)")
    monkeypatch.delenv("SUDO_USER")
    assert "(" not in marks.user()
