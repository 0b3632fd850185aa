"""The search among codes misses none, and the hash is PDQ."""

import numpy as np
import pdqhash
import pytest
from numpy.typing import NDArray

from ombud.lab.copies import hashes
from ombud.lab.copies.codes import BITS, RADIUS, layout, search, table
from ombud.lab.finding import WHOLE
from tests.lab.copies_made import framed, picture, pixels


@pytest.mark.parametrize("many", [60_000, 299_999, 300_000, 2_999_999, 3_000_000, 10_000_000, 2_000_000_000])
def test_two_codes_within_the_radius_agree_in_some_part_as_far_as_it_is_looked_up(many: int) -> None:
    chosen = layout(many)
    assert sum(chosen.widths) <= BITS  # the parts don't overlap
    assert sum(radius + 1 for radius in chosen.radii) > RADIUS  # so not every part can differ by more than its radius
    assert len(chosen.widths) == len(chosen.radii)


@pytest.mark.parametrize("many", [500, 60_000, 300_000])
def test_everything_within_the_radius_is_found_and_nothing_else(many: int) -> None:
    chance = np.random.default_rng(many)
    held = chance.integers(0, 2**64, (many, 4), dtype=np.uint64)
    near = held[:12].copy()  # a cloud around each of these, at all distances, some of them just outside
    for place, code in enumerate(near):
        for far in range(36):
            held[1000 % many + place * 36 % (many // 2) + far - 36] = code ^ _flips(chance, far)
    within = table(held)
    for code in near:
        apart = np.bitwise_count(held ^ code).sum(axis=1)
        places, distances = search(code, within)
        assert set(places) == set(np.flatnonzero(apart <= RADIUS))
        assert list(distances) == sorted(apart[places])


def _flips(chance: np.random.Generator, many: int) -> NDArray[np.uint64]:
    bits = np.zeros(256, np.uint8)
    bits[chance.choice(256, many, replace=False)] = 1
    return np.packbits(bits).view(np.uint64)


def test_the_code_of_a_large_picture_is_that_of_pdq() -> None:
    made = pixels(3, 2400, 1800)
    mine = hashes.codes(picture(made).grey)[0]
    reference, _ = pdqhash.compute(made[:, :, ::-1])
    packed = np.packbits(np.asarray(reference, np.uint8)).view(">u8").astype(np.uint64)
    assert hashes.distances(mine, packed[None])[0] <= 8


def test_a_turned_or_mirrored_picture_has_the_code_that_was_foretold() -> None:
    grey = picture(pixels(4, 300, 300)).grey
    foretold = hashes.codes(grey)
    for way in range(8):
        laid = np.rot90(grey[:, ::-1] if way >= 4 else grey, way % 4)
        found = hashes.codes(np.ascontiguousarray(laid))[0]
        assert hashes.distances(found, foretold).argmin() == way
        assert hashes.distances(found, foretold).min() <= 4


def test_what_is_within_a_frame_is_found_to_a_few_pixels() -> None:
    shown = framed(pixels(5))
    place = hashes.content(picture(shown).grey)
    height, width = shown.shape[:2]
    assert place.left * width / WHOLE == pytest.approx(20, abs=4)
    assert place.top * height / WHOLE == pytest.approx(120, abs=4)
    assert place.width * width / WHOLE == pytest.approx(width - 40, abs=8)
    assert place.height * height / WHOLE == pytest.approx(height - 260, abs=8)


def test_a_picture_without_a_frame_has_none() -> None:
    assert hashes.content(picture(pixels(6)).grey) == hashes.EVERYTHING
