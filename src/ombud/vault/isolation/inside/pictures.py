"""A picture's bytes to small clean JPEGs: upright, in sRGB, on white, without a word of metadata."""

import io
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

# Pillow imports some of these only when a file asks for them, and by then nothing can be opened any more.
from PIL import (
    Image,
    ImageCms,
    ImageDraw,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from . import webp

_READY = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
_ORIENTATION = 0x0112
WHOLE = 10_000
"""All of the width or the height, in the unit of places."""
EDGE = 2
"""Pixels around a covered place: what was made smaller has mixed with its neighbours."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

Frame = tuple[dict[str, object], bytes]


def get_ready() -> None:
    """Load what Pillow would load at the first picture."""
    Image.preinit()
    warnings.simplefilter(
        "ignore"
    )  # the parent has compared the pixels with the cap; a warning would only look for files
    Image.MAX_IMAGE_PIXELS = None
    buffer = io.BytesIO()
    Image.new("RGB", (1, 1)).save(buffer, "JPEG")
    ImageCms.createProfile("sRGB")
    webp.get_ready()


def show(data: bytes, task: Mapping[str, Any]) -> Iterator[Frame]:
    """The head with format and size, then `page-1` and `thumb`, for the picture `data` of the format the parent saw."""
    if task["format"] == "webp":
        yield from _webp(data, task)
        return
    with Image.open(io.BytesIO(data), formats=(task["format"].upper(),)) as opened:
        width, height = opened.size
        most = task["jpeg_pixels_max"] if task["format"] == "jpeg" else task["pixels_max"]
        if width * height > most:
            yield {"status": "too-many-pixels", "width": width, "height": height}, b""
            return
        turned = _UPRIGHT.get(_orientation(opened))
        profile = opened.info.get("icc_profile")
        picture = _small(opened, task["long_side"])
    yield from _told(picture, (width, height), profile, turned, task)


def _webp(data: bytes, task: Mapping[str, Any]) -> Iterator[Frame]:
    told = webp.head(data)
    if told.width * told.height > task["pixels_max"]:
        yield {"status": "too-many-pixels", "width": told.width, "height": told.height}, b""
        return
    picture = webp.decoded(told, task["long_side"])
    yield from _told(picture, (told.width, told.height), told.profile, _UPRIGHT.get(told.orientation), task)


def _told(
    picture: Image.Image,
    size: tuple[int, int],
    profile: bytes | None,
    turned: Image.Transpose | None,
    task: Mapping[str, Any],
) -> Iterator[Frame]:
    width, height = size
    picture = _plain(picture, profile)
    if turned is not None:
        picture = picture.transpose(turned)
    if turned in (_UPRIGHT[5], _UPRIGHT[6], _UPRIGHT[7], _UPRIGHT[8]):
        width, height = height, width
    yield {"status": "ok", "width": width, "height": height, "pages": 1}, b""
    picture = covered(picture, task, "page-1")
    sharp = task["format"] != "jpeg"  # screenshots: small print suffers first
    yield encoded("page-1", picture, sharp=sharp)
    yield thumbnail(picture, task["thumb_side"])


def covered(picture: Image.Image, task: Mapping[str, Any], variant: str) -> Image.Image:
    """With black over the places that somebody covered: nothing of what was there goes into the copy."""
    shapes = task.get("covers", {}).get(variant, ())
    if not shapes:
        return picture
    clean = picture.convert("RGB")
    brush = ImageDraw.Draw(clean)
    for one in shapes:
        left, top = (
            one[side] * length // WHOLE - EDGE for side, length in zip(("left", "top"), clean.size, strict=True)
        )
        right, bottom = (
            -(-(one[start] + one[span]) * length // WHOLE) + EDGE
            for start, span, length in (("left", "width", clean.width), ("top", "height", clean.height))
        )
        draw = brush.ellipse if one["kind"] == "ellipse" else brush.rectangle
        draw((left, top, right, bottom), fill="black")
    return clean


def encoded(variant: str, picture: Image.Image, *, sharp: bool) -> Frame:
    """`picture` as a JPEG frame. It is pasted onto a fresh one first: comments and profiles travel in `info`."""
    clean = Image.new("RGB", picture.size, "white")
    clean.paste(picture)
    buffer = io.BytesIO()
    clean.save(buffer, "JPEG", quality=90 if sharp else 85, subsampling=0 if sharp else 2)
    return {"variant": variant, "width": clean.width, "height": clean.height}, buffer.getvalue()


def thumbnail(picture: Image.Image, side: int) -> Frame:
    """The `thumb` frame of an already small picture."""
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return encoded("thumb", small, sharp=False)


def _small(opened: Image.Image, side: int) -> Image.Image:
    """At most `side` long; a large JPEG is decoded at a fraction of its size and never stands in memory whole."""
    times = max(opened.size) // side
    if times >= 2:
        opened.draft(opened.mode, (max(1, opened.width // times), max(1, opened.height // times)))
    opened.load()
    picture: Image.Image = opened
    scale = min(1.0, side / max(picture.size))
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    if picture.mode.startswith("I"):  # 16 bits of grey, which a plain conversion would clip to white
        picture = picture.resize(size, Image.Resampling.BILINEAR) if scale < 1 else picture
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("P", "PA", "RGBA", "LA"):
        picture = _with_alpha(picture, max(1, max(picture.size) // side))
    if picture.mode == "1":
        picture = picture.convert("L")
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if scale < 1 else picture


def _with_alpha(picture: Image.Image, times: int) -> Image.Image:
    """In RGBA, so many times smaller, band by band: made smaller at once, a picture with alpha stands there twice."""
    if times == 1:
        return picture.convert("RGBA")
    small = Image.new("RGBA", (-(-picture.width // times), -(-picture.height // times)))
    band = 64 * times
    for top in range(0, picture.height, band):
        strip = picture.crop((0, top, picture.width, min(top + band, picture.height)))
        strip.info = picture.info  # which of the palette's colours one sees through
        small.paste(strip.convert("RGBA").reduce(times), (0, top // times))
    return small


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB on white, in sRGB where the picture's own profile can be followed."""
    if picture.mode in ("RGBA", "LA", "RGBa", "La") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        picture = Image.new("RGB", layered.size, "white")
        picture.paste(layered, mask=layered.getchannel("A"))
    elif profile and picture.mode in ("RGB", "CMYK", "L"):
        picture = _in_srgb(picture, profile)
    return picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a broken profile is no reason to refuse a picture: its colours are shown as they are
    return turned or picture


def _orientation(opened: Image.Image) -> int:
    try:
        return int(opened.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  hostile Exif raises nearly anything, and only says which way is up
        return 1
