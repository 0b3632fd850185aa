"""A backup taken while people work comes back whole, with everything acknowledged before; an old one is found out."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.utils import timezone

from ombud.accounts.log_keys import signer_of
from ombud.ledger.connection import forget, rows
from ombud.ledger.log import sequence
from ombud.site.backup import take, tools
from ombud.site.postgres import PostgresProblem
from ombud.site.postgres.secret import ADMIN, OWNER, passwords_of, url
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.store import FolderStore
from tests.cast import World, a_complaint, an_order, world
from tests.vault.lying import blobs_of
from tests.vault.made import photo

NAME = "brought_back"
HEADS = "SELECT id, version, head FROM stream WHERE platform = %s"
EVENT = "SELECT hash FROM event WHERE (platform, stream, seq) = (%s, %s, %s)"
LEAVES = "SELECT idx, hash FROM log_leaf WHERE platform = %s AND idx < %s ORDER BY idx"


@pytest.fixture
def elsewhere(database: Any) -> Iterator[dict[str, str]]:
    """The environment of another installation: an empty database of its own."""
    admin_url = url(database.folder, ADMIN, passwords_of(database.folder).admin, "postgres")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME}")
        admin.execute(f"CREATE DATABASE {NAME} OWNER {OWNER}")
    forget()
    names = ("DATABASE_URL", "OMBUD_OWNER_DATABASE_URL")
    yield {name: _named(os.environ[name], NAME) for name in names}
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _named(address: str, database: str) -> str:
    return urlunsplit(urlsplit(address)._replace(path=f"/{database}"))


def _ombud(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "ombud.site.cli", *words]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def _checked(environment: dict[str, str], platform: int, against: Path) -> "subprocess.CompletedProcess[str]":
    return _ombud(environment, "ledger", "check", "--platform", str(platform), "--against", str(against))


def _act(made: World, case: str, until: threading.Event, done: list[str]) -> None:
    """Somebody who writes without end."""
    n = 0
    while not until.is_set():
        n += 1
        made.do("complaint.message", case, made.ana, words=f"Message {n}.")
        done.append(case)
    forget()


def _checkpoint(platform: int) -> str:
    """The log's newest signed checkpoint once all is in it, as a witness has it."""
    while sequence.put_in(platform, signer_of(platform), timezone.now()):
        pass
    return str(
        rows("SELECT note FROM log_checkpoint WHERE platform = %s ORDER BY size DESC, at DESC", (platform,))[0][0]
    )


@pytest.mark.requirement("EV-3")
def test_a_backup_under_load_comes_back_whole_and_an_old_one_is_found_out(
    elsewhere: dict[str, str], settings: Any, tmp_path: Path
) -> None:
    settings.VAULT = tmp_path / "vault"
    made = world()
    platform = int(made.platform.pk)
    kept = deposit(platform, photo(60, 40, "PNG"), "mug.png", "ana")
    assert isinstance(kept, Deposited)
    cases = [a_complaint(made, an_order(made, f"o-{n}")).id for n in range(3)]
    before = {id: (version, bytes(head)) for id, version, head in rows(HEADS, (platform,))}
    until, done = threading.Event(), list[str]()
    writers = [threading.Thread(target=_act, args=(made, case, until, done)) for case in cases]
    for writer in writers:
        writer.start()
    while len(done) < 10:
        pass
    acknowledged = {case: done.count(case) for case in cases}
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    earlier.write_text(_checkpoint(platform))
    manifest = take.take(tmp_path / "backup", timezone.now(), told=lambda _line: None)
    until.set()
    for writer in writers:
        writer.join()
    a_complaint(made, an_order(made, "o-9"))  # the writers may have said all that they may by then
    later.write_text(_checkpoint(platform))

    keys = {"OMBUD_SEAL_KEYS": ",".join(settings.SEAL_KEYS), "OMBUD_SECRET_KEY": settings.SECRET_KEY}
    elsewhere.update(OMBUD_DATA=str(tmp_path / "elsewhere"), **keys)  # kept apart from the backup
    back = _ombud(elsewhere, "restore", str(tmp_path / "backup"))
    assert back.returncode == 0, back.stderr + back.stdout
    vault = FolderStore(tmp_path / "elsewhere" / "vault")
    assert {one: vault.verify(one) for one in vault.digests()} == dict.fromkeys(blobs_of(kept.file).values(), True)
    checked = _ombud(elsewhere, "vault", "check").stdout  # other tests' files, whose vaults are gone, are missing
    assert ("erased under law" in checked, str(kept.file.id) in checked) == (True, False), "opened by the same keys"
    with psycopg.connect(_named(tools.owner_url(), NAME)) as there:
        stands = {id: (version, bytes(head)) for id, version, head in there.execute(HEADS, (platform,))}
        others = before.keys() - set(cases)
        assert {id: stands[id] for id in others} == {id: before[id] for id in others}
        for case in cases:  # a prefix: all that was acknowledged before the backup began, and maybe more
            version, head = stands[case]
            assert version >= before[case][0] + acknowledged[case]
            assert bytes(rows(EVENT, (platform, case, version))[0][0]) == head
    assert _checked(elsewhere, platform, earlier).returncode == 0
    old = _checked(elsewhere, platform, later)  # whoever holds that checkpoint knows that this is an older state
    assert (old.returncode, "Broken: " in old.stdout) == (1, True)
    again = _ombud(elsewhere, "restore", str(tmp_path / "backup"))
    assert (again.returncode, "isn't empty" in again.stderr, manifest.files_wrong) == (1, True, [])


def test_a_dump_that_was_changed_is_not_brought_back(tmp_path: Path, database: Any) -> None:
    made = take.Manifest(
        dump="x.dump", sha256="0" * 64, began_at=timezone.now(), events=0, log={}, files=0, files_wrong=[]
    )
    (tmp_path / "x.dump").write_bytes(b"something else")
    with pytest.raises(PostgresProblem, match="digest differs"):
        next(take.bring_back(tmp_path, made))


def test_old_backups_go_and_with_them_the_evidence_that_only_they_had(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAULT = tmp_path / "vault"
    monkeypatch.setattr(tools, "dump", lambda _url, to: to.write_bytes(b"a dump"))
    monkeypatch.setattr(take, "rows", lambda statement: [(0,)] if statement == take.EVENTS else [])
    vault, folder, now = FolderStore(settings.VAULT), tmp_path / "backup", timezone.now()
    stays, erased = vault.put(b"stays"), vault.put(b"to be erased")
    take.take(folder, now - timedelta(days=40), told=lambda _line: None)
    vault.remove(erased)
    take.take(folder, now, told=lambda _line: None)
    kept = FolderStore(folder / take.VAULT)
    assert sorted(kept.digests()) == sorted([stays, erased])
    assert take.forget(folder, now - timedelta(days=50)) == (0, 0)
    assert take.forget(folder, now - timedelta(days=30)) == (1, 1)
    assert list(kept.digests()) == [stays]
    assert take.forget(folder, now + timedelta(days=30)) == (0, 0)  # the newest stays
    assert len(list(folder.glob("ombud-*"))) == 3


def test_the_command_of_the_unit_takes_a_backup_and_says_where_keys_are_kept(tmp_path: Path, database: Any) -> None:
    made = _ombud({}, "backup", str(tmp_path), "--keep-days", "30")
    assert (made.returncode, made.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.dump"))) == 1
    assert made.stdout.splitlines()[-2:] == [
        "0 older backups removed, with 0 files that no other has.",
        "Keys are not in it: keep the secret key, the seal keys and the log's keys elsewhere (docs/operate.md).",
    ]
