"""A picture read for the detectors: upright, small where that is enough, and never a surprise on broken bytes."""

import contextlib
import io
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

pytest.importorskip("cv2")

from ombud.lab import containers, tiff
from ombud.lab.picture import NotAPicture, Picture


def _photo(width: int, height: int, kind: str = "JPEG", **more: object) -> bytes:
    across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    pixels = np.stack([across, down, (across + down) / 2], axis=2).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **more)
    return out.getvalue()


def _empty_png(side: int) -> bytes:
    head = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\2\0\0\0"
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + zlib.crc32(head).to_bytes(4, "big") + b"\0\0\0\0IDAT\0\0\0\0"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_upright_whatever_its_exif_says(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = _photo(96, 64, quality=100, subsampling=0, exif=exif)
    upright = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    picture = Picture(data)
    assert (picture.size, picture.orientation) == ((upright.shape[1], upright.shape[0]), orientation)
    assert np.abs(picture.rgb.astype(int) - upright).max() <= 4
    assert picture.grey.shape == upright.shape[:2]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_place_in_the_stored_picture_is_told_where_people_see_it(orientation: int) -> None:
    pixels = np.zeros((64, 96, 3), np.uint8)
    pixels[8:16, 16:32] = 255
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=100, exif=exif)
    picture = Picture(out.getvalue())
    left, top, width, height = picture.upright(16, 8, 16, 8)
    across, down = picture.size
    white = np.argwhere(picture.grey > 128)
    (y0, x0), (y1, x1) = white.min(axis=0), white.max(axis=0) + 1
    seen = (x0 / across, y0 / down, (x1 - x0) / across, (y1 - y0) / down)
    assert [left, top, width, height] == pytest.approx([10_000 * part for part in seen], abs=160)


def test_large_pictures_are_read_small_and_small_ones_as_they_are() -> None:
    large, small = Picture(_photo(3000, 2400)), Picture(_photo(300, 200))
    assert large.grey.shape == (512, 640)
    assert large.rgb.shape == (1600, 2000, 3)
    assert small.grey.shape == (200, 300)
    assert small.rgb.shape == (200, 300, 3)


def test_the_coefficients_are_those_that_the_picture_was_saved_with() -> None:
    data = _photo(80, 64, quality=75)
    read = Picture(data).coefficients
    assert read is not None
    assert read.luma.shape == (8, 10, 8, 8)
    assert [part.shape for part in read.chroma] == [(4, 5, 8, 8)] * 2
    tables = Image.open(io.BytesIO(data)).quantization
    assert read.luma_table.flatten().tolist() == tables[0]
    # The first coefficient of a block is eight times its mean brightness.
    mean = np.asarray(Image.open(io.BytesIO(data)).convert("L"))[:8, :8].mean() - 128
    assert read.luma[0, 0, 0, 0] * int(read.luma_table[0, 0]) / 8 == pytest.approx(mean, abs=2)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_what_is_no_jpeg_has_pixels_and_no_coefficients(kind: str) -> None:
    picture = Picture(_photo(64, 48, kind))
    assert (picture.format, picture.rgb.shape) == (kind.lower(), (48, 64, 3))
    assert (picture.coefficients, picture.why_no_coefficients) == (None, "not-jpeg")


def test_a_damaged_jpeg_shows_what_is_left_and_has_no_coefficients() -> None:
    picture = Picture(_photo(640, 480)[:3000])
    assert picture.grey.shape == (480, 640)
    assert (picture.coefficients, picture.why_no_coefficients) == (None, "damaged")


def test_four_inks_and_one_are_read_too() -> None:
    inks = io.BytesIO()
    Image.new("CMYK", (40, 30), (10, 200, 30, 0)).save(inks, "JPEG")
    grey = io.BytesIO()
    Image.new("L", (40, 30), 77).save(grey, "JPEG")
    assert Picture(inks.getvalue()).rgb.shape == (30, 40, 3)
    assert Picture(inks.getvalue()).grey.shape == (30, 40)
    one = Picture(grey.getvalue())
    assert int(one.rgb[0, 0, 0]) == 77
    assert one.coefficients is not None
    assert one.coefficients.chroma == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unknown-format"),
        (b"%PDF-1.4", "unknown-format"),
        (b"\xff\xd8\xff", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (_empty_png(65_536), "too-large"),
        (_empty_png(6_000), "too-large"),
    ],
)
def test_what_is_no_picture_is_said_by_a_code(data: bytes, code: str) -> None:
    with pytest.raises(NotAPicture) as caught:
        Picture(data)
    assert caught.value.code == code


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 400))
def test_bytes_changed_anywhere_are_read_or_refused_and_never_fail_otherwise(noise: bytes, kind: str, at: int) -> None:
    data = _photo(24, 16, kind)
    at = min(at, len(data))
    data = data[:at] + noise + data[at + len(noise) :]
    tiff.read(noise)
    tiff.read(b"II*\0" + noise)
    list(containers.pieces(data))
    with contextlib.suppress(NotAPicture):
        picture = Picture(data)
        # What a changed head says may be longer than what is looked at.
        assert picture.rgb.shape[:2] == picture.size[::-1] or max(picture.size) > max(picture.rgb.shape[:2]) >= 1
        assert picture.grey.ndim == 2
        assert picture.coefficients is None or picture.coefficients.luma.ndim == 4
