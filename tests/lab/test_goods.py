"""Likeness to product photos is a ranking: it names the likest first and never says whose goods they are."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

pytest.importorskip("cv2")

from ombud.lab import goods
from ombud.lab.picture import Picture
from tests.shared_data import shared_data


def described(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return goods.describe(Picture(out.getvalue()))


def product(colour: str) -> Image.Image:
    """A round thing before white, as shops show it."""
    picture = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(picture).ellipse((40, 40, 160, 160), fill=colour)
    return picture


def in_the_hand(colour: str) -> Image.Image:
    """The same on a table."""
    picture = Image.new("RGB", (300, 240), "saddlebrown")
    ImageDraw.Draw(picture).ellipse((70, 40, 230, 200), fill=colour)
    return picture


def test_the_product_of_the_same_colours_comes_first() -> None:
    shop = {colour: described(product(colour)) for colour in ("crimson", "gold", "navy", "darkgreen")}
    for colour in shop:
        ranked = goods.rank(described(in_the_hand(colour)), shop)
        assert ranked[0].source == colour
        assert [one.likeness for one in ranked] == sorted((one.likeness for one in ranked), reverse=True)
        assert all(0 <= one.likeness <= 1 for one in ranked)


def test_of_real_photos_the_right_product_is_among_the_likest_ten_more_often_than_chance_would_have_it() -> None:
    iconic = sorted(shared_data("images/grocery_iconic").glob("*.jpg"))[::4]
    shop = {path.name.split("__")[-2]: goods.describe(Picture(path.read_bytes())) for path in iconic}
    photos = [path for path in sorted(shared_data("images/grocery_natural").glob("*.jpg")) if _name(path.name) in shop]
    places = []
    for path in photos[::3]:
        ranked = [one.source for one in goods.rank(goods.describe(Picture(path.read_bytes())), shop)]
        places.append(ranked.index(_name(path.name)))
    assert len(places) >= 15
    assert sum(place < 5 for place in places) / len(places) > 2 * 5 / len(shop)


def _name(file: str) -> str:
    return file.rsplit("_", 1)[0].rsplit("__", maxsplit=1)[-1]


def test_with_nothing_to_compare_nothing_is_ranked() -> None:
    one = described(product("gold"))
    assert goods.rank(one, {}) == []
    assert goods.rank(b"", {"a": one}) == []
    assert goods.rank(one, {"a": b"of another version"}) == []


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_whatever_a_worker_sends_is_read_as_numbers_and_nothing_else(seed: int) -> None:
    noise = np.random.default_rng(seed).bytes(goods._BYTES)
    (one,) = goods.rank(noise, {"a": noise})
    assert 0 <= one.likeness <= 1
