"""A new seal key: everything that lies sealed comes under it while both are known, and the old one can then go."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import ombud
from ombud.accounts import factors, handoff_secrets, openid
from ombud.accounts.door_models import OpenId
from ombud.accounts.models import Draft, Person, Platform
from ombud.connectors import kept as connectors
from ombud.desk import answered
from ombud.desk.papers import access_own_shop, numbers, story
from ombud.ledger import renewing
from ombud.ledger.connection import connection, rows
from ombud.ledger.renewing import Stands, renew, standing
from ombud.ledger.sealing import CantOpen, seal, unseal
from ombud.portals.merchant.shop.sealed_drafts import FORM, place_in_draft
from ombud.site.cli import command_named
from ombud.site.doctor import sealed as doctor
from ombud.site.sealed import ALL
from ombud.vault import file_keys
from ombud.vault.screening import known
from ombud.webhooks import endpoints
from tests.cast import MONDAY, World, world
from tests.desk.test_shops import CODE, waiting

NEW = "the seal key of the second year"
NOBODY = UUID(int=7)
FILE_KEY = "INSERT INTO file_key (platform, file, sha256, blob, size_bytes, key, at) VALUES (%s, %s, %s, %s, 1, %s, %s)"
ELSEWHERE = {
    "accounts/migrations/0007_under_a_hash.py": "accounts/handoff_secrets.py",
    "desk/write.py": "desk/sealed_numbers.py",
    "portals/merchant/shop/papers_form.py": "portals/merchant/shop/sealed_drafts.py",
}
"""What is sealed in one file and renewed by another."""


@pytest.fixture
def keys(settings: Any, database: Any) -> Iterator[list[str]]:
    """The keys there are; at the end all lies under them again, since other tests know no others."""
    old = list(settings.SEAL_KEYS)
    yield old
    settings.SEAL_KEYS = settings.WORD_KEYS = [*old, NEW]
    for one in ALL:
        renew(one)


def sealed_everywhere() -> tuple[World, str]:
    """A platform with one of everything that lies sealed, and its shop."""
    made = world("weixun")
    platform, rita = made.platform.pk, Person.objects.get(platform=made.platform, ref="rita")
    shop = waiting(made)
    factors.set_up_codes(rita, "JBSWY3DPEHPK3PXP", 1, MONDAY)
    secret = openid.sealed_secret(platform, "hush")
    OpenId.objects.create(platform=made.platform, name="ID", issuer="https://id.example", client="c", secret=secret)
    for _twice in range(2):  # so that there is one before
        handoff_secrets.make(platform, MONDAY)
    connectors.add(platform, "medusa", "tea", MONDAY)
    wrapped = file_keys.wrapped(b"k" * 32, platform, NOBODY, "0" * 64)
    connection().execute(FILE_KEY, (platform, NOBODY, "0" * 64, f"{platform}", wrapped, MONDAY))
    with connection().transaction():
        known.hold(platform)
        known.put(platform, NOBODY, b"what it is found by")
    _told_once(platform)
    endpoints.make(platform, "https://hooks.shop.org/in", [], "", "rita", MONDAY)
    typed = {
        "n-credit-code": [seal(CODE, place_in_draft(rita.pk, "n-credit-code")), ""],
        "e-legal-name": ["sealed: no"],
    }
    Draft.objects.create(platform=made.platform, person=rita, form=FORM, about="company", fields=typed)
    return made, shop


def read_again(made: World, shop: str) -> list[str]:
    """All of it, opened; raises CantOpen."""
    platform, rita = made.platform.pk, Person.objects.get(platform=made.platform, ref="rita")
    draft = Draft.objects.get(platform=made.platform, form=FORM)
    case = access_own_shop(platform, shop, made.rita)
    return [
        unseal(factors.SecondFactor.objects.get(platform=platform, person=rita).secret, f"second factor/{rita.pk}"),
        unseal(OpenId.objects.get(platform=made.platform).secret, f"openid/{platform}"),
        *_of_handoffs(platform),
        connectors.of(made.platform.slug, "medusa").secret,  # type: ignore[union-attr]
        *endpoints.secrets_of(platform, endpoints.listed(platform)[0].id, MONDAY),
        unseal(draft.fields["n-credit-code"][0], place_in_draft(rita.pk, "n-credit-code")),
        *numbers(case, story(case), in_full=True).values(),
        *(one.described.decode() for one in known.since(platform, 0)),
        file_keys.unwrapped(_wrapped(platform), platform, NOBODY, "0" * 64).decode(),
        _told_once(platform, "another"),
    ]


def _told_once(platform: int, told: str = "told once") -> str:
    return answered.once(answered.Asked(platform, "api", "k1"), b"made a webhook", lambda: told)


def _of_handoffs(platform: int) -> list[str]:
    held = handoff_secrets.held(Platform.objects.get(pk=platform), MONDAY)
    return [unseal(one, f"handoff/{platform}") for one in held]


def _wrapped(platform: int) -> bytes:
    return bytes(rows("SELECT key FROM file_key WHERE platform = %s AND file = %s", (platform, NOBODY))[0][0])


def run(what: str) -> int:
    import argparse

    command: Any = command_named("keys")
    return int(command.run(argparse.Namespace(what=what)))


def test_everything_comes_under_the_new_key_and_needs_the_old_one_no_more(keys: list[str], settings: Any) -> None:
    shut = {one.what: standing(one).shut for one in ALL}  # other tests may have left what nothing ever opened
    made, shop = sealed_everywhere()
    made.do("shop.see-credentials", shop, made.rita, why="To compare.")
    before = read_again(made, shop)
    assert CODE in before
    assert len(before) == 11
    assert before[-1] == "told once"
    settings.SEAL_KEYS = settings.WORD_KEYS = [NEW, *keys]
    assert run("status") == 1
    old = {one.what: standing(one).behind for one in ALL}
    assert all(old.values()), old
    told = [one.says for one in doctor.findings() if (one.what, one.grade) == ("seal keys", "weak")]
    assert len(told) == len(ALL)
    assert any(one.startswith(f"{old['secrets of webhooks']} of ") for one in told)
    assert read_again(made, shop) == before
    assert run("renew") == run("status") == int(any(shut.values()))
    assert {one.what: standing(one).shut for one in ALL} == shut
    assert not [one for one in doctor.findings() if (one.what, one.grade) == ("seal keys", "weak")]
    settings.SEAL_KEYS = settings.WORD_KEYS = [NEW]
    assert read_again(made, shop) == before
    settings.SEAL_KEYS = settings.WORD_KEYS = keys
    with pytest.raises(CantOpen):
        read_again(made, shop)
    with pytest.raises(file_keys.Shut):
        file_keys.unwrapped(_wrapped(made.platform.pk), made.platform.pk, NOBODY, "0" * 64)
    missing = [one.says for one in doctor.findings() if (one.what, one.grade) == ("seal keys", "missing")]
    assert len(missing) == len(ALL), "a key that is gone too early is named"


def test_broken_off_it_goes_on_where_it_was_and_never_overrules_who_wrote_meanwhile(
    keys: list[str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform = world().platform.pk
    for number in range(5):
        connectors.add(platform, f"c{number}", "tea", MONDAY)
    settings.SEAL_KEYS = [NEW, *keys]
    monkeypatch.setattr(renewing, "BATCH", 2)

    class Killed(Exception):
        pass

    def killed(stands: Stands) -> None:
        if stands.done >= 2:
            raise Killed

    with pytest.raises(Killed):
        renew(connectors.SECRETS, killed)
    stands = standing(connectors.SECRETS)
    assert 0 < stands.behind < stands.seen
    row = rows("SELECT platform, name, secret FROM connector WHERE platform = %s AND name = 'c4'", (platform,))[0]
    fresh = connectors.add(platform, "c4", "tea", MONDAY)
    lost = connection().execute(connectors.SECRETS.put, (seal("other", "place"), *row)).rowcount
    assert lost == 0, "what was read before isn't laid over what was written since"
    renew(connectors.SECRETS)
    assert standing(connectors.SECRETS)._replace(seen=0) == Stands(connectors.SECRETS.what)
    assert connectors.of(rows("SELECT slug FROM accounts_platform WHERE id = %s", (platform,))[0][0], "c4") == (
        platform, fresh, "tea",
    )  # fmt: skip


def test_whoever_seals_says_how_it_is_renewed() -> None:
    home = Path(ombud.__file__).parent
    for path in home.rglob("*.py"):
        name, text = str(path.relative_to(home)), path.read_text()
        if re.search(r"sealing import [^\n]*\bseal\b", text) and name != "vault/sealing.py":
            where = home / ELSEWHERE.get(name, name)
            assert re.search(r"= Sealed\(", where.read_text()), f"{name} seals what nothing renews"
