"""A gallery finds what was made of its pictures, forgets what is taken out, and is shared by several."""

from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from ombud.lab.copies import segment
from ombud.lab.copies.description import BadDescription, describe, read
from ombud.lab.copies.gallery import TAIL_MAX, Gallery
from ombud.lab.finding import WHOLE
from tests.lab.copies_made import Pixels, framed, picture, pixels


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    """Six pictures, by the numbers of their seeds."""
    made = Gallery.open(tmp_path / "gallery")
    for seed in range(6):
        made.add(str(seed), picture(pixels(seed)))
    return made


COPIES = {
    "encoded badly": lambda made: made,
    "reduced": lambda made: cv2.resize(made, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA),
    "cropped": lambda made: made[60:230, 90:310],
    "mirrored": lambda made: made[:, ::-1],
    "turned by a quarter": np.rot90,
    "in a frame": framed,
    "mirrored, cropped and in a frame": lambda made: framed(np.ascontiguousarray(made[40:250, 30:330][:, ::-1]), 25),
    "painted over": lambda made: cv2.rectangle(made.copy(), (0, 180), (360, 280), (20, 20, 220), -1),
    "lighter": lambda made: cv2.convertScaleAbs(made, alpha=1.2, beta=15),
}


@pytest.mark.parametrize("how", COPIES)
def test_a_copy_is_found_whatever_was_done_to_it(gallery: Gallery, how: str) -> None:
    made = np.ascontiguousarray(COPIES[how](pixels(3)))
    assert [one.source for one in gallery.match(picture(made, 60))] == ["3"]


def test_a_picture_that_was_never_seen_is_not_found(gallery: Gallery) -> None:
    assert gallery.match(picture(pixels(77))) == ()


def test_a_match_says_how_the_source_lies_on_the_picture(gallery: Gallery) -> None:
    made: Pixels = np.ascontiguousarray(pixels(2)[60:230, 90:310][:, ::-1])
    (match,) = gallery.match(picture(made))
    assert match.mirrored
    there = np.array(match.matrix).reshape(2, 3) @ (200 / 360 * WHOLE, 145 / 280 * WHOLE, 1)
    assert there == pytest.approx(((220 - 110) / 220 * WHOLE, 85 / 170 * WHOLE), abs=100)


def test_what_is_taken_out_is_not_found_and_no_longer_kept(gallery: Gallery, tmp_path: Path) -> None:
    kept = describe(picture(pixels(1)))
    assert gallery.described("1") == kept
    assert kept in (tmp_path / "gallery" / "pictures.log").read_bytes()
    assert gallery.remove("1")
    assert gallery.match(picture(pixels(1))) == ()
    assert kept[200:] not in (tmp_path / "gallery" / "pictures.log").read_bytes()
    assert (len(gallery), "1" in gallery, gallery.remove("1")) == (5, False, False)
    again = Gallery.open(tmp_path / "gallery")
    assert (len(again), "1" in again) == (5, False)


def test_a_second_reader_sees_what_the_first_adds_without_opening_anew(gallery: Gallery, tmp_path: Path) -> None:
    other = Gallery.open(tmp_path / "gallery")
    gallery.add("new", picture(pixels(50)))
    assert [one.source for one in other.match(picture(pixels(50)))] == ["new"]
    other.add("newer", picture(pixels(51)))
    assert [one.source for one in gallery.match(picture(pixels(51)))] == ["newer"]


def test_the_same_id_again_replaces_what_was_there(gallery: Gallery) -> None:
    gallery.add("3", picture(pixels(60)))
    assert len(gallery) == 6
    assert gallery.match(picture(pixels(3))) == ()
    assert [one.source for one in gallery.match(picture(pixels(60)))] == ["3"]


def test_what_a_writer_that_died_left_half_is_passed_over(gallery: Gallery, tmp_path: Path) -> None:
    log = tmp_path / "gallery" / "pictures.log"
    whole = log.read_bytes()
    log.write_bytes(whole + whole[16:4000])
    again = Gallery.open(tmp_path / "gallery")
    assert len(again) == 6
    again.add("after", picture(pixels(70)))
    assert [one.source for one in Gallery.open(tmp_path / "gallery").match(picture(pixels(70)))] == ["after"]


def test_many_pictures_become_a_file_that_another_reader_maps(gallery: Gallery, tmp_path: Path) -> None:
    plain = describe(picture(np.full((40, 40, 3), 90, np.uint8)))
    reader = Gallery.open(tmp_path / "gallery")
    for number in range(TAIL_MAX):
        gallery.add_described(f"plain {number}", plain)
    assert (tmp_path / "gallery" / "segment-1").is_dir()
    assert [one.source for one in reader.match(picture(framed(pixels(5))))] == ["5"]
    assert reader.remove("5")
    assert gallery.match(picture(framed(pixels(5)))) == ()
    assert len(gallery) == len(reader) == TAIL_MAX + 5


def test_merged_segments_hold_what_each_held_but_what_is_gone() -> None:
    kept = [
        segment.Kept(
            str(seed), seed * 10, 9, read(describe(picture(framed(pixels(seed)) if seed % 2 else pixels(seed))))
        )
        for seed in range(5)
    ]
    parts = segment.of(kept[:2]), segment.of(kept[2:])
    merged = segment.merged([(parts[0], {0}), (parts[1], {2})])
    alone = segment.of([kept[1], kept[2], kept[3]])
    assert list(merged.ids) == list(alone.ids) == ["1", "2", "3"]
    for one, other in zip(
        (merged.where, merged.table.codes, merged.owners), (alone.where, alone.table.codes, alone.owners), strict=True
    ):
        assert np.array_equal(one, other)
    assert np.array_equal(merged.lists.starts, alone.lists.starts)
    assert sorted(zip(merged.lists.pictures, merged.lists.bits, strict=True)) == sorted(
        zip(alone.lists.pictures, alone.lists.bits, strict=True)
    )


def test_a_description_finds_the_same_as_its_picture(gallery: Gallery) -> None:
    made = picture(framed(pixels(4)))
    assert gallery.match_described(describe(made)) == gallery.match(made)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"version": 99},
        {"width": 0},
        {"packed_points": b"\xff" * 40},
        {"packed_descriptors": bytes(127)},
        {"packed_codes": b""},
        {"packed_thumb": bytes(5)},
        {"place": {"left": 9000, "top": 0, "width": 9000, "height": 10000}},
        {"thumb_width": 5000},
    ],
)
def test_a_spoilt_description_is_refused_and_not_added(gallery: Gallery, spoilt: dict[str, object]) -> None:
    fields = msgspec.msgpack.decode(describe(picture(pixels(8)))) | spoilt
    for data in (msgspec.msgpack.encode(fields), msgspec.msgpack.encode(fields)[:-9], b""):
        with pytest.raises(BadDescription):
            gallery.add_described("spoilt", data)
    assert "spoilt" not in gallery


def test_a_match_marks_roughly_where_the_copy_was_painted_over(gallery: Gallery) -> None:
    made = pixels(3)
    cv2.rectangle(made, (200, 150), (300, 230), (10, 220, 30), -1)
    (match,) = gallery.match(picture(made))
    (place,) = match.differs
    assert place.left / WHOLE * 360 == pytest.approx(200, abs=16)
    assert (place.top + place.height) / WHOLE * 280 == pytest.approx(230, abs=16)
