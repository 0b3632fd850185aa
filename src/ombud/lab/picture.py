"""A picture as the detectors read it: the bytes as they came, and what is decoded of them, each once and when asked."""

import io
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from ombud.lab import carried, containers
from ombud.lab.coefficients import Coefficients, read

Pixels = NDArray[np.uint8]
GREY_SIDE = 512
"""The short side of `grey` at most, in pixels: what hashes and local features need, and no more."""
RGB_SIDE = 2000
PIXELS_MAX = 25_000_000
JPEG_PIXELS_MAX = 200_000_000
COEFFICIENTS_PIXELS_MAX = 26_000_000
"""Coefficients can't be had at a scale: 26 megapixels of them are 156 MB."""
# A picture 512 wide and 100,000 high is a scroll of text, which no detector here is made for.
_LONG_SIDE_MAX = 8 * GREY_SIDE


class NotAPicture(Exception):
    """The bytes are no picture that can be read here; `code` says why: `unknown-format`, `too-large`, `broken`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Picture:
    """Made of a file's bytes; raises NotAPicture at once by its first bytes and size, or where decoding fails."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.format = containers.format_of(data)
        """`jpeg`, `png`, `webp`, `gif`, `bmp` or `tiff`."""
        if not self.format:
            raise NotAPicture("unknown-format")
        width, height = self.stored_size
        if width < 1 or height < 1:
            raise NotAPicture("broken")
        if width * height > (JPEG_PIXELS_MAX if self.format == "jpeg" else PIXELS_MAX):
            raise NotAPicture("too-large")

    @cached_property
    def stored_size(self) -> tuple[int, int]:
        """Width and height as the file's header states them, before it is turned upright."""
        try:
            if self.format == "jpeg":
                height, width, _, _ = simplejpeg.decode_jpeg_header(self.data, strict=False)
                return width, height
            with Image.open(io.BytesIO(self.data), formats=[self.format]) as opened:
                return opened.size
        except Image.DecompressionBombError as error:
            raise NotAPicture("too-large") from error
        except Exception as error:  # decoders raise what they like at strangers' bytes
            raise NotAPicture("broken") from error

    @cached_property
    def orientation(self) -> int:
        """1 to 8, as EXIF says it, and 1 where it says nothing sensible."""
        said = self.carried.exif.tags.get(("first", 0x0112))
        return said if isinstance(said, int) and 1 <= said <= 8 else 1

    @cached_property
    def carried(self) -> carried.Carried:
        """What the file carries besides its pixels: EXIF, XMP, texts, tables."""
        return carried.carried(self.data)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height as people see it, upright."""
        width, height = self.stored_size
        return (height, width) if self.orientation >= 5 else (width, height)

    @cached_property
    def grey(self) -> Pixels:
        """(height, width) upright, the short side 512 at most (and the long one 4096); nothing is enlarged."""
        scale = min(GREY_SIDE / min(self.stored_size), _LONG_SIDE_MAX / max(self.stored_size), 1.0)
        pixels = self._jpeg("GRAY", scale)[:, :, 0] if self.format == "jpeg" else _grey(self._other)
        return _upright(self._reduced(pixels, scale), self.orientation)

    @cached_property
    def rgb(self) -> Pixels:
        """(height, width, 3) upright, the long side 2000 at most; nothing is enlarged, and what is clear is white."""
        scale = min(RGB_SIDE / max(self.stored_size), 1.0)
        pixels = self._jpeg("RGB", scale) if self.format == "jpeg" else self._other
        return _upright(self._reduced(pixels, scale), self.orientation)

    @cached_property
    def coefficients(self) -> Coefficients | None:
        """A JPEG's coefficients; None where `why_no_coefficients` says why."""
        return None if self.why_no_coefficients else read(self.data)

    @cached_property
    def why_no_coefficients(self) -> Literal["", "not-jpeg", "too-large", "damaged"]:
        """Why there are none. A JPEG with any fault is `damaged`: the library that reads them would end the process."""
        if self.format != "jpeg":
            return "not-jpeg"
        if self.stored_size[0] * self.stored_size[1] > COEFFICIENTS_PIXELS_MAX:
            return "too-large"
        frames = [piece.name for piece in containers.pieces(self.data) if piece.name.startswith("SOF")]
        if frames not in (["SOF0"], ["SOF1"], ["SOF2"]):
            return "damaged"
        try:
            simplejpeg.decode_jpeg(self.data, colorspace="GRAY", min_factor=8, strict=True)
        except ValueError:
            return "damaged"
        return ""

    def upright(self, left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
        """A rectangle in the stored picture's pixels as (left, top, width, height) in ten-thousandths, upright."""
        across, down = self.stored_size
        points = [
            _turned(x / across, y / down, self.orientation) for x in (left, left + width) for y in (top, top + height)
        ]
        x0, x1 = (round(10_000 * min(max(pick(x for x, _ in points), 0.0), 1.0)) for pick in (min, max))
        y0, y1 = (round(10_000 * min(max(pick(y for _, y in points), 0.0), 1.0)) for pick in (min, max))
        return x0, y0, x1 - x0, y1 - y0

    def _jpeg(self, space: str, scale: float) -> Pixels:
        width, height = self.stored_size
        wanted = {"min_width": int(width * scale), "min_height": int(height * scale)}
        try:
            pixels: Pixels = simplejpeg.decode_jpeg(self.data, colorspace=space, strict=False, **wanted)
        except ValueError:  # four inks, or another form that the quick decoder doesn't know
            pixels = _by_pillow(self.data, "jpeg", wanted)
            return _grey(pixels)[:, :, None] if space == "GRAY" else pixels
        return pixels

    @cached_property
    def _other(self) -> Pixels:
        return _by_pillow(self.data, self.format, {})

    def _reduced(self, pixels: Pixels, scale: float) -> Pixels:
        width, height = (max(1, round(side * scale)) for side in self.stored_size)
        if (height, width) == pixels.shape[:2]:
            return pixels
        return cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _grey(pixels: Pixels) -> Pixels:
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def _by_pillow(data: bytes, kind: str, wanted: dict[str, int]) -> Pixels:
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as opened:
            if wanted:
                opened.draft("RGB", (wanted["min_width"], wanted["min_height"]))
            clear = "A" in opened.getbands() or "transparency" in opened.info
            if not clear:
                return np.asarray(opened.convert("RGB"), dtype=np.uint8)
            white = Image.new("RGBA", opened.size, "white")
            return np.asarray(Image.alpha_composite(white, opened.convert("RGBA")).convert("RGB"), dtype=np.uint8)
    except Exception as error:  # decoders raise what they like at strangers' bytes
        raise NotAPicture("broken") from error


def _upright(pixels: Pixels, orientation: int) -> Pixels:
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)


def _turned(x: float, y: float, orientation: int) -> tuple[float, float]:
    if orientation >= 5:
        x, y = y, x
    return (1 - x if orientation in (2, 3, 6, 7) else x), (1 - y if orientation in (3, 4, 7, 8) else y)
