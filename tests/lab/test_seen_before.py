"""The detector says how sure it is by a rate that was measured, and what differs is marked where it differs."""

from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from ombud.lab.copies import rates, seen_before
from ombud.lab.copies.differing import differing
from ombud.lab.copies.gallery import Gallery
from ombud.lab.finding import WHOLE, Match, Rate
from tests.lab.copies_made import picture, pixels


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    """Two pictures."""
    made = Gallery.open(tmp_path)
    made.add("a", picture(pixels(1)))
    made.add("b", picture(pixels(2)))
    return made


def test_a_copy_is_a_strong_finding_with_the_rate_that_the_bench_wrote(gallery: Gallery) -> None:
    found = seen_before.look(picture(pixels(2)[20:260, 20:340]), gallery)
    written = msgspec.json.decode(rates.PATH.read_bytes(), type=dict[str, Rate])
    assert (found.strength, found.rate) == ("strong", written["strong"])
    assert [one.source for one in found.matches] == ["b"]
    assert found.facts["looked_among"] == 2


def test_a_picture_never_seen_is_no_finding_and_not_the_same_as_not_applicable(gallery: Gallery) -> None:
    found = seen_before.look(picture(pixels(9)), gallery)
    assert (found.strength, found.not_applicable, found.matches, found.rate) == ("none", "", (), None)


def test_a_plain_picture_can_not_be_told_apart_and_an_empty_gallery_says_nothing(
    gallery: Gallery, tmp_path: Path
) -> None:
    plain = picture(np.full((300, 300, 3), 200, np.uint8))
    assert seen_before.look(plain, gallery).not_applicable == "too-plain"
    assert seen_before.look(plain, Gallery.open(tmp_path / "empty")).not_applicable == "nothing-to-compare"


def test_what_was_painted_into_a_copy_is_marked_there_and_nowhere_else(gallery: Gallery) -> None:
    made = cv2.convertScaleAbs(pixels(1), alpha=0.9, beta=12)
    cv2.circle(made, (250, 90), 24, (30, 200, 60), -1)
    edited = picture(np.ascontiguousarray(made[20:, 30:]), 70)
    (match,) = gallery.match(edited)
    (place,) = differing(edited, picture(pixels(1)), match)
    assert place.left / WHOLE * 330 == pytest.approx(196, abs=10)
    assert (place.left + place.width) / WHOLE * 330 == pytest.approx(244, abs=10)
    assert place.top / WHOLE * 260 == pytest.approx(46, abs=10)


def test_a_copy_that_was_only_encoded_and_lightened_has_nothing_marked(gallery: Gallery) -> None:
    only = picture(cv2.convertScaleAbs(pixels(1)[:250], alpha=1.1, beta=-10), 50)
    (match,) = gallery.match(only)
    assert differing(only, picture(pixels(1)), match) == ()
    assert differing(only, picture(pixels(1)), Match(source="a", inliers=0)) == ()
