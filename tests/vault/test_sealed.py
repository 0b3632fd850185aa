"""Originals and pictures lie encrypted, each file's for itself; nothing opens erased ones; plain ones get sealed."""

import hashlib
import os
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ombud.ledger.connection import connection, forget, rows
from ombud.ledger.renewing import renew
from ombud.site.doctor import sealed as doctor
from ombud.vault.check import Wrong, check
from ombud.vault.contents import contents_of
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.erase import erase, unfinished
from ombud.vault.file_keys import FILE_KEYS, Shut
from ombud.vault.intake import Intake
from ombud.vault.models import EvidenceFile
from ombud.vault.seal import plain, seal, standing
from ombud.vault.store import FolderStore
from ombud.vault.stored import Damaged, Missing
from tests.vault import made
from tests.vault.lying import blobs_of, lay_in_plain, path_of

pytestmark = pytest.mark.usefixtures("vault")
NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)
TODAY = date(2026, 3, 9)
LINE = 48
"""Bytes by chance of which none are found twice."""


def a_file(platform: int, data: bytes, by: str = "ana") -> EvidenceFile:
    """A file as the vault keeps it, without a jail that would look at it."""
    shown = {"page-1": b"page of " + data, "thumb": b"thumb of " + data}
    pictures = {
        name: {"sha256": hashlib.sha256(one).hexdigest(), "size_bytes": len(one)} for name, one in shown.items()
    }
    file = EvidenceFile.objects.create(
        platform=platform, sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data), media_type="image/png",
        width=1, height=1, pages=1, filename="a.png", uploaded_by=by, uploaded_at=NOON, pictures=pictures,
    )  # fmt: skip
    intake = Intake(platform, file.id, FolderStore(_vault()))
    for one in (data, *shown.values()):
        intake.put(one)
    intake.write_down(connection().cursor(), NOON)
    return file


def _vault() -> Path:
    from ombud.vault.store import vault_root

    return vault_root()


def opens(file: EvidenceFile, data: bytes) -> bool:
    """Whether all of it is as it was put."""
    contents, pictures = contents_of(file), file.pictures
    assert contents.get(pictures["page-1"]["sha256"]) == b"page of " + data
    assert contents.get(pictures["thumb"]["sha256"]) == b"thumb of " + data
    return contents.get(file.sha256) == data


def wrong_with(file: EvidenceFile) -> set[str]:
    return {one.what for one in check(rows) if isinstance(one, Wrong) and str(file.id) in one.where}


@pytest.mark.requirement("EV-3")
@pytest.mark.usefixtures("jail")
def test_nothing_of_an_upload_lies_on_the_disk_as_it_came_or_as_it_is_shown(platform: int, vault: Path) -> None:
    data = made.photo(400, 300, "PNG")
    kept = deposit(platform, data, "mug.png", "ana", NOON)
    assert isinstance(kept, Deposited)
    contents = contents_of(kept.file)
    whole = [data, *(contents.get(one["sha256"]) for one in kept.file.pictures.values())]
    lines = [one[at : at + LINE] for one in whole for at in range(0, len(one) - LINE, LINE)]
    on_disk = [one for one in vault.parent.rglob("*") if one.is_file()]
    assert (len(lines) > 100, len(on_disk)) == (True, 3)
    for path in on_disk:
        lies = path.read_bytes()
        assert not [line for line in lines if line in lies]
        assert path.name not in {kept.file.sha256, *(one["sha256"] for one in kept.file.pictures.values())}
    assert contents.get(kept.file.sha256) == data


@pytest.mark.requirement("EV-2")
def test_the_same_bytes_lie_nowhere_alike_and_a_key_opens_in_its_place_alone(platform: int) -> None:
    data = os.urandom(1000)
    one, other = a_file(platform, data), a_file(platform + 1_000_000, data)
    mine, theirs = blobs_of(one), blobs_of(other)
    assert mine.keys() == theirs.keys()
    assert not set(mine.values()) & set(theirs.values())
    swap = "UPDATE file_key SET blob = f.blob || '~', key = f.key FROM (SELECT blob, key FROM file_key WHERE file = %s"
    connection().execute(f"{swap} AND sha256 = %s) f WHERE file = %s AND sha256 = %s",
                         (other.id, one.sha256, one.id, one.sha256))  # fmt: skip
    with pytest.raises(Shut):
        contents_of(one).get(one.sha256)
    assert opens(other, data)
    assert wrong_with(one) == {"shut"}


@pytest.mark.parametrize(("harm", "what"), [
    (lambda lies: lies[:40] + bytes([lies[40] ^ 1]) + lies[41:], "damaged"),
    (lambda lies: lies[:-1], "damaged"), (lambda _lies: None, "missing"),
])  # fmt: skip
def test_harm_is_noticed_by_readers_and_by_the_check(
    platform: int, harm: Callable[[bytes], bytes | None], what: str
) -> None:
    file = a_file(platform, os.urandom(70_000))
    path = path_of(file, file.sha256)
    left = harm(path.read_bytes())
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    with pytest.raises((Damaged, Missing)):
        contents_of(file).get(file.sha256)
    assert wrong_with(file) == {what}


@pytest.mark.requirement("EV-3")
def test_what_was_erased_nothing_opens_though_its_bytes_come_back(
    platform: int, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = os.urandom(1000)
    file, other = a_file(platform, data), a_file(platform, data, "boris")
    lay_in_plain(other)  # from before there were keys: its bytes stay, for they are its own
    copy = {path: path.read_bytes() for path in vault.rglob("*") if path.is_file()}
    blobs = set(blobs_of(file).values())
    monkeypatch.setattr(FolderStore, "remove", _killed)
    with pytest.raises(KeyboardInterrupt):
        erase(file, "asked", NOON, TODAY)
    shredded = rows("SELECT key FROM file_key WHERE platform = %s AND file = %s", (platform, file.id))
    assert ({bytes(key) for (key,) in shredded}, [one.id for one in unfinished(platform)]) == ({b""}, [file.id])
    with pytest.raises(Missing):
        contents_of(file).get(file.sha256)
    monkeypatch.undo()
    assert not erase(file, "", NOON, TODAY)
    assert (unfinished(platform), blobs_of(file)) == ([], {})
    assert not blobs & set(FolderStore(vault).digests())
    assert opens(other, data)
    erase(other, "asked", NOON, TODAY)
    assert list(FolderStore(vault).digests()) == []
    for path, lies in copy.items():
        if path.name in blobs:
            path.write_bytes(lies)
    with pytest.raises(Missing):
        contents_of(file).get(file.sha256)


def _killed(*_given: Any) -> None:
    raise KeyboardInterrupt


@pytest.mark.requirement("EV-3")
def test_what_lies_in_plain_still_reads_and_is_sealed_however_often_that_is_killed(
    platform: int, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, before = os.urandom(1000), plain().files
    files = [a_file(platform, data), a_file(platform + 1_000_000, data, "boris")]
    store, put, remove = FolderStore(vault), FolderStore.put, FolderStore.remove
    for file in files:
        lay_in_plain(file)
    assert sorted(store.digests()) == sorted({*blobs_named(files[0])})
    assert plain().files == before + 2
    assert [one.grade for one in doctor.findings() if one.what == "evidence"] == ["weak"]
    for at in ("put 1", "put 3", "put 4", "before 1", "after 1", "before 2", ""):
        seen = Counter[str]()

        def step(name: str, at: str = at, seen: Counter[str] = seen) -> None:
            seen[name] += 1
            if at == f"{name} {seen[name]}":
                raise KeyboardInterrupt

        monkeypatch.setattr(FolderStore, "put", lambda *given: (step("put"), put(*given))[1])
        monkeypatch.setattr(FolderStore, "remove", lambda *given: (step("before"), remove(*given), step("after")))
        if at:
            with pytest.raises(KeyboardInterrupt):
                seal(store, files)
            assert all(opens(file, data) for file in files), at
    assert seal(store, files).wrong == []
    assert all(opens(file, data) for file in files)
    assert not set(blobs_named(files[0])) & set(store.digests())
    assert plain() == (before, 0)
    assert wrong_with(files[0]) | wrong_with(files[1]) == set()


def blobs_named(file: EvidenceFile) -> list[str]:
    """The digests of all that it holds."""
    return [file.sha256, *(one["sha256"] for one in file.pictures.values())]


def test_a_crash_before_the_keys_are_written_down_leaves_what_nobody_can_open(platform: int, vault: Path) -> None:
    file, lost = a_file(platform, os.urandom(1000)), os.urandom(1000)
    Intake(platform, file.id, FolderStore(vault)).put(lost)
    with pytest.raises(Missing):
        contents_of(file).get(hashlib.sha256(lost).hexdigest())
    left = set(FolderStore(vault).digests()) - set(blobs_of(file).values())
    assert {(one.what, one.digest) for one in check(rows) if isinstance(one, Wrong) and one.digest in left} == {
        ("unnamed", digest) for digest in left
    }
    assert len(left) == 1


def test_nothing_in_plain_goes_while_a_backup_is_taken(platform: int, vault: Path) -> None:
    data = os.urandom(1000)
    file = a_file(platform, data)
    lay_in_plain(file)
    sealing = threading.Thread(target=lambda: (seal(FolderStore(vault), [file]), forget()))
    with standing():
        sealing.start()
        while not blobs_of(file):
            assert sealing.is_alive()
        sealing.join(0.1)
        assert (sealing.is_alive(), set(blobs_named(file)) <= set(FolderStore(vault).digests())) == (True, True)
    sealing.join()
    assert (opens(file, data), set(blobs_named(file)) & set(FolderStore(vault).digests())) == (True, set())


def test_plain_bytes_stay_where_what_they_were_sealed_to_doesnt_open(platform: int, vault: Path) -> None:
    data = os.urandom(1000)
    file = a_file(platform, data)
    for one in (data, b"page of " + data, b"thumb of " + data):
        FolderStore(vault).put(one)
    connection().execute("UPDATE file_key SET plain = true WHERE file = %s", (file.id,))
    path_of(file, file.sha256).unlink()
    done = seal(FolderStore(vault), [file])
    assert (done.removed, done.wrong, FolderStore(vault).has(file.sha256)) == (2, [file.sha256], True)
    connection().execute("DELETE FROM file_key WHERE file = %s", (file.id,))


def test_keys_of_files_go_under_a_new_key_with_those_of_words(platform: int, settings: Any) -> None:
    data, old = os.urandom(1000), list(settings.WORD_KEYS)
    file = a_file(platform, data)
    settings.WORD_KEYS = ["the key of 2027", *old]
    assert renew(FILE_KEYS).done >= 3
    settings.WORD_KEYS = ["the key of 2027"]
    assert opens(file, data)
    settings.WORD_KEYS = old
    with pytest.raises(Shut):
        contents_of(file).get(file.sha256)
    settings.WORD_KEYS = [*old, "the key of 2027"]
    renew(FILE_KEYS)  # other tests know the old one alone
