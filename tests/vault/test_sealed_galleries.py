"""What a machine finds pictures again by holds small pictures: they lie encrypted on its disk."""

from pathlib import Path

import pytest

pytest.importorskip("cv2")

from ombud.lab.copies import gallery as lab
from ombud.lab.copies.description import BadDescription, read
from ombud.lab.copies.gallery import Gallery
from ombud.vault import gallery_key
from ombud.vault.screening.gallery import folder_of, forget, gallery_of, keep_abreast, plain_of
from tests.vault.test_galleries import Machines, described, known_to_all, machines

__all__ = ["machines"]
LINE = 48
"""Bytes of a picture of which none are found twice by chance."""


@pytest.fixture
def here(machines: Machines) -> None:
    machines.at(1)


pytestmark = pytest.mark.usefixtures("here")


def lying_in(folder: Path, number: int) -> bool:
    """Whether any of the small picture, or of where its features are, lies there in plain."""
    its = read(described(number))
    parts = [its.packed_thumb, its.packed_points]
    lines = [part[at : at + LINE] for part in parts for at in range(0, len(part) - LINE, LINE)]
    assert len(lines) > 100
    files = [one.read_bytes() for one in folder.rglob("*") if one.is_file()]
    return any(line in lies for lies in files for line in lines)


@pytest.mark.requirement("EV-3")
def test_no_small_picture_lies_on_the_disk_in_plain_nor_when_a_segment_is_written(
    platform: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "TAIL_MAX", 2)
    files = [known_to_all(platform, number) for number in range(3)]
    gallery = gallery_of(platform)
    assert list(folder_of(platform).glob("segment-*"))
    assert [lying_in(folder_of(platform), number) for number in range(3)] == [False] * 3
    in_plain = Gallery.open(folder_of(platform).with_name("by-hand"))
    in_plain.add_described("one", described(0))
    assert lying_in(folder_of(platform).with_name("by-hand"), 0), "the look sees what lies in plain"
    for number, file in enumerate(files):
        assert gallery.described(str(file)) == described(number)
        assert gallery.match_described(described(number))[0].source == str(file)


def test_another_process_reads_and_adds_to_it(platform: int) -> None:
    first = known_to_all(platform, 0)
    reader = gallery_of(platform)
    second = known_to_all(platform, 1)
    assert gallery_of(platform).ids() == [str(first), str(second)]
    assert reader.match_described(described(1))[0].source == str(second)


def test_what_is_moved_or_changed_there_opens_nothing() -> None:
    sealing = gallery_key.Sealed(bytes(32))
    lies = sealing.seal(b"a picture", 100)
    assert sealing.open(lies, 100) == b"a picture"
    for changed, start in ((lies, 101), (lies[:-1] + bytes([lies[-1] ^ 1]), 100), (b"", 100), (bytes(9), 100)):
        with pytest.raises(BadDescription):
            sealing.open(changed, start)
    with pytest.raises(BadDescription):
        gallery_key.Sealed(bytes(31) + b"1").open(lies, 100)


def test_its_key_is_put_under_a_new_key_of_the_installation_and_the_gallery_stays(
    platform: int, settings: object
) -> None:
    file = known_to_all(platform, 0)
    log = folder_of(platform) / "pictures.log"
    gallery_of(platform)
    before, old = log.stat().st_ino, list(settings.WORD_KEYS)  # type: ignore[attr-defined]
    settings.WORD_KEYS = ["the key of the third year", *old]  # type: ignore[attr-defined]
    gallery_of(platform)
    settings.WORD_KEYS = ["the key of the third year"]  # type: ignore[attr-defined]
    gallery = gallery_of(platform)
    assert (log.stat().st_ino, gallery.described(str(file))) == (before, described(0))


@pytest.mark.parametrize("harm", [lambda key: key.unlink(), lambda key: key.write_bytes(b"another"),
                                  lambda key: key.write_bytes(key.read_bytes()[:-1] + b"x")])  # fmt: skip
def test_without_its_key_a_gallery_is_made_anew_from_the_database(platform: int, harm: object) -> None:
    files = [known_to_all(platform, number) for number in range(2)]
    before = gallery_of(platform)
    log = folder_of(platform) / "pictures.log"
    inode = log.stat().st_ino
    harm(folder_of(platform) / gallery_key.NAME)  # type: ignore[operator]
    gallery = gallery_of(platform)
    assert log.stat().st_ino != inode
    assert gallery.ids() == before.ids() == [str(one) for one in files]
    assert gallery.described(str(files[1])) == described(1)


@pytest.mark.parametrize("by", ["a look", "the round of a minute", "an erasure"])
def test_what_an_older_version_kept_in_plain_goes(platform: int, by: str) -> None:
    files = [known_to_all(platform, number) for number in range(2)]
    older = Gallery.open(plain_of(platform))
    for number, file in enumerate(files):
        older.add_described(str(file), described(number))
    assert lying_in(plain_of(platform), 0)
    if by == "a look":
        gallery_of(platform)
    elif by == "an erasure":
        forget(platform, files[0])
    else:
        assert keep_abreast() >= 1
    assert not plain_of(platform).exists()
    left = files if by != "an erasure" else files[1:]
    assert gallery_of(platform).ids() == [str(one) for one in left]
    assert not lying_in(folder_of(platform).parent, 1)
