"""`ombud sign-in` and what the doctor says of the door."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from msgspec.structs import replace

from ombud.accounts import factors, openid, password_links
from ombud.accounts.door_models import OpenId
from ombud.accounts.keys import make_key, revoke
from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from ombud.ledger.sealing import unseal
from ombud.site.cli import command_named
from ombud.site.doctor import doors
from tests.api.test_handoff import ana_comes, come
from tests.api.test_handoff import code as refused_by
from tests.cast import world
from tests.portals.entry.doors import armed, person


def run(*words: str) -> int:
    import argparse

    command: Any = command_named("sign-in")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(words)))


def test_a_platform_gets_its_own_sign_in_and_loses_it_again(
    database: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world()
    slug = made.platform.slug
    monkeypatch.setenv("OMBUD_OPENID_SECRET", "hush")
    told = ("--issuer", "https://id.example", "--client", "ombud", "--name", "ID", "--group", "a=b=senior")
    assert run("openid", slug, *told, "--ref-claim", "customer", "--proves-two") == 0
    assert "/sign-in/back" in capsys.readouterr().out
    config = OpenId.objects.get(platform=made.platform)
    assert (config.groups, config.claims, config.proves_two) == ({"a=b": "senior"}, {"ref": "customer"}, True)
    assert "hush" not in config.secret
    assert unseal(config.secret, openid._place(made.platform.pk)) == "hush"
    run("openid", slug)
    assert "https://id.example" in capsys.readouterr().out
    assert run("openid", slug, "--off") == 0
    assert not OpenId.objects.get(platform=made.platform).active


@pytest.mark.parametrize(
    "words",
    [
        ("--issuer", "http://id.example", "--client", "c"), ("--issuer", "https://id.example"),
        ("--issuer", "https://id.example", "--client", "c", "--group", "x=emperor"),
        ("--issuer", "https://id.example", "--client", "c", "--group", "senior"),
    ],
)  # fmt: skip
def test_what_would_not_work_is_refused(database: Any, words: tuple[str, ...]) -> None:
    made = world()
    assert run("openid", made.platform.slug, *words) == 1
    assert run("openid", "no-such-platform") == 1
    assert not OpenId.objects.filter(platform=made.platform).exists()


def test_the_server_helps_who_can_not_come_in_and_writes_it_down(
    database: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world()
    armed(made, "rita")
    slug = made.platform.slug
    assert run("people", slug, "--take-off", "rita") == 0
    rita = Person.objects.get(platform=made.platform, ref="rita")
    assert not factors.has_factor(rita)
    capsys.readouterr()
    assert run("people", slug, "--link", "rita") == 0
    found = password_links.whose(capsys.readouterr().out.strip().rpartition("/")[2])
    assert found is not None
    assert found[0] == rita
    assert run("people", slug, "--link", "nobody") == run("people", slug) == 1
    written = "SELECT who, what, name FROM looked_at WHERE platform = %s ORDER BY id"
    assert rows(written, (made.platform.pk,)) == [
        ("command", "second-factor-taken-off", "rita"), ("command", "password-link-made", "rita")]  # fmt: skip


def test_the_doctor_says_what_the_door_lacks(database: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = world()
    person(made, "rita")
    Person.objects.filter(platform=made.platform, ref="senior").update(kind="admin", role="admin")
    OpenId.objects.create(platform=made.platform, name="x", issuer="http://127.0.0.1:9", client="c")
    told = {one.what: one for one in doors.of_platforms() if one.what.startswith(made.platform.slug)}
    assert len(told) == 3
    assert "rita" in told[f"{made.platform.slug}: second factors"].says
    OpenId.objects.filter(platform=made.platform).delete()
    settings.SECOND_FACTOR, settings.TRUSTED_PROXIES = "required", []
    monkeypatch.setenv("OMBUD_BEHIND_TLS_PROXY", "1")
    assert [bool(one.way_out) for one in doors.findings()] == [False, True]
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    settings.SECOND_FACTOR = "offered"
    assert [bool(one.way_out) for one in doors.findings()] == [True, False]
    for demo, grade in ((True, "weak"), (False, "missing")):
        settings.DEMO = demo
        assert next(doors.findings()).grade == grade


def test_the_doctor_names_doors_that_nobody_uses_and_keys_that_are_everybody(database: Any) -> None:
    made = world()
    long_ago = timezone.now() - timedelta(days=91)
    Person.objects.filter(platform=made.platform, ref="rita").update(last_login=long_ago)
    Person.objects.filter(platform=made.platform, ref="rolf").update(last_login=long_ago + timedelta(days=2))
    make_key(made.platform, "narrow", ["reviewer"])
    revoke(make_key(made.platform, "gone", ["reviewer", "system"])[0])
    make_key(made.platform, "broad", ["reviewer", "system"])
    slug = made.platform.slug
    told = {one.what: one for one in doors.of_platforms() if one.what in (f"{slug}: people", f"{slug}: keys")}
    assert told[f"{slug}: people"].says == "Not here for 90 days, and still let in: rita."
    assert "besides: broad." in told[f"{slug}: keys"].says
    assert {(one.grade, bool(one.way_out)) for one in told.values()} == {("weak", True)}


def test_a_marketplace_gets_a_secret_for_its_links_and_exchanges_it(
    database: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world()
    soon = int((timezone.now() + timedelta(minutes=4)).timestamp())
    slug, link = made.platform.slug, replace(ana_comes(made), exp=soon)

    def of(*words: str) -> tuple[str, str]:
        assert run("handoff", slug, *words) == 0
        out, err = capsys.readouterr()
        return out.strip(), err

    assert "no secret for handoffs" in of()[1]
    first, _said = of("--new")
    assert come(link, first)[0].status_code == 302
    second, said = of("--new")
    assert "the one before holds until" in said
    assert len({first, second, ""}) == 3
    for n, secret in enumerate((first, second)):
        assert come(replace(link, nonce=f"n-{n}"), secret)[0].status_code == 302
    third, said = of("--new", "--at-once")
    assert "before" not in said
    for secret in (first, second):
        assert refused_by(come(replace(link, nonce="n-9"), secret)[0]) == "handoff-forged"
    assert of("--off")[0] == ""
    assert refused_by(come(replace(link, nonce="n-9"), third)[0]) == "handoff-forged"
    left = rows("SELECT what FROM looked_at WHERE platform = %s AND kind = 'key' ORDER BY id", (made.platform.pk,))
    assert [what for (what,) in left] == ["handoff-secret-made"] * 3 + ["handoff-secret-taken-off"]
    assert first not in str(rows("SELECT * FROM accounts_platform WHERE id = %s", (made.platform.pk,)))
