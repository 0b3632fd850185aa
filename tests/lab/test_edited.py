"""Edited places are found by what they lack of the rest's past; untouched pictures are not, and abstentions say why."""

import pytest

pytest.importorskip("cv2")
pytest.importorskip("jpeglib")

import numpy as np

from ombud.lab.edited import copy_move, double_quantisation, foreign_grid, noise, regime, strengths
from ombud.lab.edited.first_save import counted, find
from ombud.lab.finding import Region
from ombud.lab.picture import Picture

from . import edited_made as made

DETECTORS = (double_quantisation, foreign_grid, copy_move, noise)


def _box(region: Region) -> tuple[int, int, int, int]:
    return region.left, region.top, region.width, region.height


@pytest.mark.parametrize(("crop", "grid"), [((0, 0), (0, 0)), ((3, 5), (5, 3)), ((8, 2), (0, 6))])
def test_a_pasted_place_is_found_whatever_was_cropped_between_the_saves(
    crop: tuple[int, int], grid: tuple[int, int]
) -> None:
    picture = Picture(made.saved_twice(65, 92, crop=crop))
    found = double_quantisation.look(picture)
    assert found.strength in ("clear", "strong")
    assert made.overlap(_box(found.regions[0]), picture.size) > 0.7
    assert (found.facts["first_quality"], found.facts["grid_top"], found.facts["grid_left"]) == (65, *grid)
    assert found.facts["traces"] == "missing"


@pytest.mark.parametrize("crop", [(0, 0), (3, 5)])
def test_an_untouched_picture_saved_twice_is_not_flagged(crop: tuple[int, int]) -> None:
    found = double_quantisation.look(Picture(made.saved_twice(70, 92, crop=crop, edited=False)))
    assert (found.strength, found.regions, found.rate, found.not_applicable) == ("none", (), None, "")


def test_a_flagged_place_comes_with_how_often_authentic_pictures_are_flagged_so() -> None:
    found = double_quantisation.look(Picture(made.saved_twice(70, 92)))
    assert found.rate is not None
    assert found.rate.of > 100
    assert found.rate.alarms == 0


def test_the_heat_map_is_hot_where_it_was_edited_and_nowhere_else() -> None:
    heat = double_quantisation.map_of(Picture(made.saved_twice(70, 92))).astype(float)
    top, left, height, width = (number // 8 for number in made.PLACE)
    inside = np.zeros(heat.shape, dtype=bool)
    inside[top + 1 : top + height - 1, left + 1 : left + width - 1] = True
    assert heat[inside].mean() > 100
    inside[top - 2 : top + height + 2, left - 2 : left + width + 2] = True
    assert heat[~inside].mean() < 10


def test_the_region_lies_on_the_picture_as_people_see_it() -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right: its top becomes its right side
    plain = double_quantisation.look(Picture(made.saved_twice(70, 92))).regions[0]
    turned = double_quantisation.look(Picture(made.saved_twice(70, 92, exif=exif))).regions[0]
    assert (turned.left, turned.top) == (10_000 - plain.top - plain.height, plain.left)
    assert (turned.width, turned.height) == (plain.height, plain.width)


def test_what_can_tell_nothing_says_why() -> None:
    flat = np.full((352, 448, 3), 128, dtype=np.uint8)
    small = made.photo(1, 96, 96)
    scaled = np.asarray(made.Image.fromarray(made.opened(made.saved_twice(70, 92))).resize((359, 281)), dtype=np.uint8)
    reasons = {
        "not-jpeg": made.as_png(made.photo(1)),
        "too-flat": made.saved(flat, 90),
        "too-small": made.saved(small, 90),
        "no-first-save": made.saved(made.photo(1), 90),
        "damaged": made.saved(made.photo(1), 90)[:-2000],
    }
    found = {why: double_quantisation.look(Picture(data)) for why, data in reasons.items()}
    assert {why: one.not_applicable for why, one in found.items()} == {why: why for why in reasons}
    assert {one.strength for one in found.values()} == {"none"}
    assert double_quantisation.look(Picture(made.saved(scaled, 75))).not_applicable == "no-first-save"
    assert set(reasons) <= set(regime.CODES)


def test_the_first_saves_quality_is_read_from_the_coefficients() -> None:
    for quality in (60, 80):
        stored = Picture(made.saved_twice(quality, 95, edited=False)).coefficients
        assert stored is not None
        assert {save.quality for save in find(counted(stored))} == {quality}


def test_both_places_of_a_copied_part_are_found() -> None:
    picture = made.photo(3)
    top, left, height, width = made.PLACE
    picture[top : top + height, left : left + width] = picture[top + 120 : top + 120 + height, 290 : 290 + width]
    shown = Picture(made.saved(picture, 85))
    found = copy_move.look(shown)
    assert found.strength in ("clear", "strong")
    assert len(found.regions) == 2
    assert max(made.overlap(_box(region), shown.size) for region in found.regions) > 0.7
    assert copy_move.look(Picture(made.saved(made.photo(3), 85))).strength == "none"


def test_a_piece_of_another_jpeg_on_a_screenshot_shows_its_own_grid() -> None:
    picture = made.opened(made.saved(made.photo(1), 80))
    piece = made.opened(made.saved(made.photo(2), 60))
    top, left, height, width = made.PLACE
    picture[top : top + height, left : left + width] = piece[3 : 3 + height, 5 : 5 + width]
    shown = Picture(made.as_png(picture))
    found = foreign_grid.look(shown)
    assert found.strength in ("clear", "strong")
    assert made.overlap(_box(found.regions[0]), shown.size) > 0.5
    assert foreign_grid.look(Picture(made.as_png(made.opened(made.saved(made.photo(1), 80))))).strength == "none"
    assert foreign_grid.look(Picture(made.as_png(made.photo(1)))).not_applicable == "no-grid"


def test_grain_is_never_more_than_a_weak_lead_and_says_nothing_of_what_was_saved_coarsely() -> None:
    picture = np.full((352, 448, 3), 120, dtype=np.int64) + np.random.default_rng(1).normal(0, 3, (352, 448, 1))
    top, left, height, width = made.PLACE
    picture[top : top + height, left : left + width] = 120
    shown = np.clip(picture, 0, 255).astype(np.uint8)
    found = noise.look(Picture(made.as_png(shown)))
    assert (found.strength, len(found.regions)) == ("weak", 1)
    assert noise.look(Picture(made.saved(shown, 75))).not_applicable == "saved-coarsely"


def test_rates_are_of_the_versions_that_run_and_flag_less_than_one_authentic_picture_in_a_hundred() -> None:
    known = strengths.rates()
    assert {one.NAME: one.VERSION for one in DETECTORS} == {n: one.version for n, one in known.detectors.items()}
    for detector in known.detectors.values():
        assert all(step.of >= 25 and step.alarms <= step.of / 100 for step in detector.steps.values())
        scores = [detector.steps[name].score for name in ("weak", "clear", "strong") if name in detector.steps]
        assert scores == sorted(scores)
