"""All that is kept of a picture to find it again: made where bytes are decoded, checked wherever it is read."""

from functools import cached_property
from typing import Annotated

import cv2
import msgspec
import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies import hashes
from ombud.lab.copies.features import POINTS_MAX, Descriptors, Points, features, working_size
from ombud.lab.copies.hashes import EVERYTHING, Codes, Grey
from ombud.lab.finding import WHOLE, Region
from ombud.lab.picture import Picture

VERSION = 1
THUMB_SIDE = 128
"""Long side in pixels of the small grey picture on which a match is checked."""
_UNITS = 128
"""Positions are kept in parts of a pixel that fit two bytes."""
_CODES = 2 * 8 * 32
Side = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class BadDescription(ValueError):
    """These bytes are no description, or one of another version."""


class Description(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """About 50 kB. What it holds was measured, and says nothing of whose picture it is."""

    version: int
    width: Side
    height: Side
    place: Region
    """Within the frame; everything where there is none."""
    packed_codes: bytes
    packed_points: bytes
    packed_descriptors: bytes
    packed_thumb: bytes
    thumb_width: Annotated[int, msgspec.Meta(ge=1, le=THUMB_SIDE)]
    thumb_height: Annotated[int, msgspec.Meta(ge=1, le=THUMB_SIDE)]

    @property
    def framed(self) -> bool:
        """Whether there is a frame."""
        return self.place != EVERYTHING

    @cached_property
    def codes(self) -> Codes:
        """(2, 8, 4): of the whole, and of what is within the frame, each in its eight ways."""
        return np.frombuffer(self.packed_codes, "<u8").reshape(2, 8, 4).astype(np.uint64)

    @cached_property
    def points(self) -> Points:
        """(n, 2) in pixels of the working size."""
        return np.frombuffer(self.packed_points, "<u2").reshape(-1, 2).astype(np.float32) / _UNITS

    @cached_property
    def descriptors(self) -> Descriptors:
        """(n, 128)."""
        return np.frombuffer(self.packed_descriptors, np.uint8).reshape(-1, 128)

    @cached_property
    def thumb(self) -> Grey:
        """(height, width), of what is within the frame."""
        return np.frombuffer(self.packed_thumb, np.uint8).reshape(self.thumb_height, self.thumb_width)

    @property
    def working(self) -> tuple[int, int]:
        """Width and height that points are measured in."""
        return working_size(self.width, self.height)


def describe(picture: Picture) -> bytes:
    """What a gallery keeps of the picture."""
    return msgspec.msgpack.encode(described(picture.grey))


def described(grey: NDArray[np.uint8]) -> Description:
    """The same of grey pixels, not packed."""
    place = hashes.content(grey)
    whole = hashes.codes(grey)
    within = whole if place == EVERYTHING else hashes.codes(hashes.cut(grey, place))
    points, descriptors = features(grey, place)
    within_frame = hashes.cut(grey, place)
    size = thumb_size(within_frame.shape[1], within_frame.shape[0])
    thumb = cv2.resize(within_frame, size, interpolation=cv2.INTER_AREA)
    height, width = grey.shape
    return Description(
        version=VERSION,
        width=width,
        height=height,
        place=place,
        packed_codes=np.stack([whole, within]).astype("<u8").tobytes(),
        packed_points=np.round(points * _UNITS).clip(0, 65535).astype("<u2").tobytes(),
        packed_descriptors=descriptors.tobytes(),
        packed_thumb=thumb.tobytes(),
        thumb_width=size[0],
        thumb_height=size[1],
    )


def thumb_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the thumbnail; nothing is enlarged."""
    scale = min(1.0, THUMB_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


_decoder = msgspec.msgpack.Decoder(Description)


def read(data: bytes) -> Description:
    """The description in these bytes, doubted: they may come from where strangers' pictures are decoded."""
    try:
        found = _decoder.decode(data)
    except msgspec.MsgspecError as error:
        raise BadDescription(str(error)) from None
    many, rest = divmod(len(found.packed_descriptors), 128)
    if found.version != VERSION:
        raise BadDescription(f"version {found.version}, where {VERSION} is read")
    if rest or many > POINTS_MAX or len(found.packed_points) != 4 * many or len(found.packed_codes) != _CODES:
        raise BadDescription("sizes that don't belong together")
    if len(found.packed_thumb) != found.thumb_width * found.thumb_height:
        raise BadDescription("a thumbnail of another size")
    place = found.place
    if min(place.left, place.top) < 0 or min(place.width, place.height) < 1:
        raise BadDescription("a place outside")
    if place.left + place.width > WHOLE or place.top + place.height > WHOLE:
        raise BadDescription("a place outside")
    width, height = found.working
    if many and (found.points.max(axis=0) > (width + 1, height + 1)).any():
        raise BadDescription("a point outside")
    return found
