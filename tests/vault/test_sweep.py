"""`ombud vault sweep`: what nothing names goes once it is a day old, and nothing else, whoever writes meanwhile."""

import argparse
import os
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Any
from uuid import uuid4

import pytest

from ombud.core.refusal import Refusal
from ombud.ledger.connection import connection, forget, rows
from ombud.site.commands import vault as command
from ombud.vault.contents import contents_of
from ombud.vault.deposit import deposit
from ombud.vault.intake import Intake, intake_of
from ombud.vault.models import EvidenceFile
from ombud.vault.seal import standing
from ombud.vault.store import FolderStore
from ombud.vault.stored import Away
from ombud.vault.sweep import AGE, Progress, TooMuch, sweep
from tests.vault import made
from tests.vault.lying import blobs_of, lay_in_plain
from tests.vault.test_sealed import a_file, opens

pytestmark = pytest.mark.usefixtures("vault")
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
BLOCKED = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
MADE = """
INSERT INTO made_file (platform, id, who, actor, thing, stream, form, language, asked_at, until, pieces)
VALUES (%s, %s, 'ana', '', 'complaint', 'c', 'pdf', 'en', now(), now(), ARRAY[%s])
"""


@pytest.fixture
def store(vault: Path) -> FolderStore:
    return FolderStore(vault)


def aged(store: FolderStore, *digests: str, by: timedelta = AGE + timedelta(minutes=1)) -> None:
    """As if they had been put that long ago; without any named, all of them."""
    at = time.time() - by.total_seconds()
    for digest in digests or list(store.digests()):
        os.utime(store.path(digest), (at, at))


def left_behind(store: FolderStore, platform: int) -> Intake:
    """What was laid down for a file by somebody who was killed before they wrote its keys down."""
    intake = Intake(platform, uuid4(), store)
    intake.put(b"never told of")
    return intake


def unnamed_of(store: FolderStore, *files: EvidenceFile) -> set[str]:
    return set(store.digests()) - {blob for file in files for blob in blobs_of(file).values()}


def test_what_nothing_names_is_named_first_and_then_taken_away_once_it_is_a_day_old(
    platform: int, store: FolderStore
) -> None:
    data = secrets.token_bytes(1000)
    file = a_file(platform, data)
    left_behind(store, platform)
    (old,) = unnamed_of(store, file)
    aged(store)
    left_behind(store, platform)
    (young,) = unnamed_of(store, file) - {old}
    before = set(store.digests())
    found = sweep(store)
    assert (found.looked, found.unnamed, found.removed) == (4, 1, 0)
    assert found.size_bytes == store.size(old)
    assert set(store.digests()) == before
    told: list[Progress] = []
    assert sweep(store, remove=True, told=told.append).removed == 1
    assert set(store.digests()) == before - {old}
    assert young in before
    assert told == [Progress(4, 1, 0), Progress(4, 1, 1)]
    assert opens(file, data)
    assert sweep(store, remove=True)[:2] == (3, 0)


def test_nobody_can_ask_for_less_than_a_day(store: FolderStore, platform: int) -> None:
    file = a_file(platform, secrets.token_bytes(1000))
    left_behind(store, platform)
    aged(store, by=AGE - timedelta(minutes=1))
    assert sweep(store, timedelta(0), remove=True)[:2] == (0, 0)
    assert len(unnamed_of(store, file)) == 1


def test_what_anything_names_stays_sealed_or_plain_made_for_somebody_or_about_to_be_erased(
    platform: int, store: FolderStore
) -> None:
    data, other = secrets.token_bytes(1000), secrets.token_bytes(1000)
    sealed, in_plain = a_file(platform, data), a_file(platform, other, "boris")
    lay_in_plain(in_plain)
    shredded = a_file(platform, secrets.token_bytes(1000), "other")
    connection().execute("UPDATE file_key SET key = '' WHERE platform = %s AND file = %s", (platform, shredded.id))
    piece = store.put(secrets.token_bytes(1000))
    connection().execute(MADE, (platform, f"m-{platform}", piece))
    aged(store)
    before = set(store.digests())
    assert sweep(store, remove=True)[:4] == (10, 0, 0, 0)
    assert set(store.digests()) == before
    assert opens(sealed, data)
    assert opens(in_plain, other)


def test_plain_bytes_that_a_file_reads_sealed_go_although_its_row_bears_their_digest(
    platform: int, store: FolderStore
) -> None:
    data = secrets.token_bytes(1000)
    file = a_file(platform, data)
    store.put(data)  # from before there were keys, by somebody who was killed
    aged(store)
    assert sweep(store, remove=True).removed == 1
    assert (unnamed_of(store, file), opens(file, data)) == (set(), True)


def test_what_was_begun_and_never_got_its_name_goes_too(platform: int, store: FolderStore, vault: Path) -> None:
    file = a_file(platform, secrets.token_bytes(1000))
    folder = store.path(next(iter(blobs_of(file).values()))).parent
    old, young, foreign = folder / f".{secrets.token_hex(8)}", folder / f".{secrets.token_hex(8)}", folder / ".keep"
    at = time.time() - 2 * AGE.total_seconds()
    for path in (old, young, foreign):
        path.write_bytes(b"half")
    os.utime(old, (at, at))
    os.utime(foreign, (at, at))
    assert sweep(store, remove=True).unfinished == 1
    assert (old.exists(), young.exists(), foreign.exists()) == (False, True, True)


def test_where_most_is_named_by_nothing_nothing_goes(platform: int, store: FolderStore) -> None:
    """As beside another database, or one that was brought back from long ago."""
    a_file(platform, secrets.token_bytes(1000))
    for _ in range(4):
        left_behind(store, platform)
    aged(store)
    before = set(store.digests())
    assert sweep(store).unnamed == 4
    with pytest.raises(TooMuch):
        sweep(store, remove=True)
    assert set(store.digests()) == before


@pytest.mark.requirement("EV-3")
def test_an_upload_whose_bytes_were_swept_away_is_never_written_down(platform: int, store: FolderStore) -> None:
    file = a_file(platform, secrets.token_bytes(1000))
    slow = intake_of(file)
    slow.put(b"a day under way")
    aged(store)
    assert sweep(store, remove=True).removed == 1
    with pytest.raises(Away):
        slow.write_down(connection().cursor(), NOON)
    assert len(blobs_of(file)) == 3


@pytest.mark.usefixtures("jail")
def test_who_sends_such_a_file_is_told_that_it_wasnt_kept(
    platform: int, store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FolderStore, "has", lambda _store, _digest: False)
    refused = deposit(platform, made.photo(60, 40, "PNG"), "mug.png", "ana")
    assert isinstance(refused, Refusal)
    assert refused.code == "file-cant-be-kept"
    assert not EvidenceFile.objects.filter(platform=platform).exists()
    assert list(store.digests()) == []


def waited_for(within: AbstractContextManager[Any], do: Callable[[], Any], store: FolderStore) -> int:
    """How much a sweep of another connection removed, which had to wait while the block did something."""
    pid, removed = SimpleQueue[int](), SimpleQueue[int]()

    def swept() -> None:
        pid.put(connection().info.backend_pid)
        try:
            removed.put(sweep(store, remove=True).removed)
        finally:
            forget()

    sweeping = threading.Thread(target=swept)
    with within:
        do()
        sweeping.start()
        of = pid.get()
        while not rows(BLOCKED, (of,))[0][0]:
            assert sweeping.is_alive(), "it didn't wait"
    sweeping.join()
    return removed.get()


@pytest.mark.requirement("EV-3")
def test_what_is_being_written_down_is_waited_for_and_stays(platform: int, store: FolderStore) -> None:
    file = a_file(platform, secrets.token_bytes(1000))
    slow = intake_of(file)
    digest = slow.put(b"a day under way")
    aged(store)
    one = connection().transaction()
    assert waited_for(one, lambda: slow.write_down(connection().cursor(), NOON), store) == 0
    assert contents_of(file).get(digest) == b"a day under way"


def test_a_backup_is_waited_for(platform: int, store: FolderStore) -> None:
    a_file(platform, secrets.token_bytes(1000))
    left_behind(store, platform)
    aged(store)
    assert waited_for(standing(), lambda: None, store) == 1


def test_the_command_only_names_it_until_it_is_told_to_remove(
    platform: int, store: FolderStore, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_file(platform, secrets.token_bytes(1000))
    left_behind(store, platform)
    aged(store)

    def said(hours: int = 24, *, remove: bool = False) -> tuple[int, str, str]:
        done = command.run(argparse.Namespace(what="sweep", json=False, hours=hours, remove=remove))
        told = capsys.readouterr()
        return done, told.out, told.err

    assert said(23)[0] == 2
    assert said()[:2] == (0, "4 looked at; 1 named by nothing, 45 bytes: --remove takes them away.\n")
    done, out, err = said(remove=True)
    assert (done, out) == (
        0,
        "4 looked at; 1 named by nothing, 45 bytes: 1 taken away, and 0 unfinished files.\n",
    )
    assert "4 looked at, 1 named by nothing, 1 taken away" in err
    assert (unnamed_of(store, file), said()[1]) == (set(), "3 looked at; 0 named by nothing, 0 bytes.\n")
