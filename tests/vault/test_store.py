"""The store keeps bytes under their digest, whole or not at all, and notices when they change."""

import hashlib
from pathlib import Path

import pytest

from ombud.vault.store import FolderStore
from ombud.vault.stored import Damaged, Missing


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "vault")


def test_what_is_put_is_got_back_under_its_sha256(store: FolderStore) -> None:
    digest = store.put(b"a photo")
    assert digest == hashlib.sha256(b"a photo").hexdigest()
    assert store.get(digest) == b"a photo"
    with store.open(digest) as file:
        assert file.read() == b"a photo"
    assert store.has(digest)
    assert store.verify(digest)


def test_a_file_on_the_disk_can_be_put_as_well(store: FolderStore, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"a photo")
    assert store.put(tmp_path / "photo") == store.put(b"a photo")


def test_putting_the_same_bytes_again_leaves_the_one_file_alone(store: FolderStore) -> None:
    first = store.path(store.put(b"a photo")).stat()
    again = store.path(store.put(b"a photo")).stat()
    assert (first.st_ino, first.st_mtime_ns) == (again.st_ino, again.st_mtime_ns)


def test_no_temporary_file_is_left(store: FolderStore) -> None:
    digest = store.put(b"a photo")
    assert list(store.path(digest).parent.iterdir()) == [store.path(digest)]


def test_a_write_that_fails_leaves_nothing(store: FolderStore, tmp_path: Path) -> None:
    digest = hashlib.sha256(b"a photo").hexdigest()
    store.path(digest).mkdir(parents=True)  # a folder can't be replaced by a file
    (store.path(digest) / "in the way").touch()
    with pytest.raises(OSError, match="directory"):
        store.put(b"a photo")
    assert list(store.path(digest).parent.iterdir()) == [store.path(digest)]


def test_changed_bytes_are_never_handed_out_and_are_healed_by_putting_them_again(store: FolderStore) -> None:
    digest = store.put(b"a photo")
    store.path(digest).chmod(0o600)
    store.path(digest).write_bytes(b"a phot0")
    assert not store.verify(digest)
    with pytest.raises(Damaged):
        store.get(digest)
    store.put(b"a photo")
    assert store.get(digest) == b"a photo"


def test_bytes_that_were_never_put_are_missing(store: FolderStore) -> None:
    unknown = "0" * 64
    assert not store.has(unknown)
    assert not store.verify(unknown)
    with pytest.raises(Missing):
        store.get(unknown)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 63 + "/"])
def test_what_is_no_digest_is_no_path(store: FolderStore, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.path(name)


def test_only_the_owner_may_enter_the_vault(store: FolderStore) -> None:
    path = store.path(store.put(b"a photo"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert path.parent.parent.stat().st_mode & 0o077 == 0
