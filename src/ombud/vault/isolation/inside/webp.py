"""WebP by the library that Pillow carries, decoded at the size that is shown: Pillow itself holds four whole copies."""

import ctypes
import io
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, _webp

_ABI = 0x0210
"""Of the decoder's structures; the library looks only at the first byte."""
_RGBA = 1
_OUT_OF_MEMORY = 1
_ORIENTATION = 0x0112


class BrokenError(ValueError):
    """The library says that this is no whole WebP picture."""


class Head(NamedTuple):
    """What a WebP file says of itself before anything is decoded."""

    width: int
    height: int
    frame: bytes
    """The first frame as a file of its own."""
    place: tuple[int, int]
    """Where on the picture that frame lies."""
    profile: bytes | None
    orientation: int


class _Rgba(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("stride", ctypes.c_int), ("size", ctypes.c_size_t))


class _Planes(ctypes.Structure):
    _fields_ = (("starts", ctypes.c_void_p * 4), ("strides", ctypes.c_int * 4), ("sizes", ctypes.c_size_t * 4))


class _Either(ctypes.Union):
    _fields_ = (("rgba", _Rgba), ("planes", _Planes))


class _Features(ctypes.Structure):
    _fields_ = (
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("has_alpha", ctypes.c_int),
        ("has_animation", ctypes.c_int),
        ("format", ctypes.c_int),
        ("pad", ctypes.c_uint32 * 5),
    )


class _Buffer(ctypes.Structure):
    _fields_ = (
        ("colorspace", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("is_external_memory", ctypes.c_int),
        ("u", _Either),
        ("pad", ctypes.c_uint32 * 4),
        ("private_memory", ctypes.c_void_p),
    )


class _Options(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_int) for name in (
            "bypass_filtering", "no_fancy_upsampling", "use_cropping", "crop_left", "crop_top", "crop_width",
            "crop_height", "use_scaling", "scaled_width", "scaled_height", "use_threads", "dithering_strength", "flip",
            "alpha_dithering_strength",
        )),
        ("pad", ctypes.c_uint32 * 5),
    )  # fmt: skip


class _Config(ctypes.Structure):
    _fields_ = (("input", _Features), ("output", _Buffer), ("options", _Options))


_library = ctypes.CDLL(_webp.__file__)
_library.WebPDecode.argtypes = (ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_Config))
_library.WebPGetFeaturesInternal.argtypes = (
    ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(_Features), ctypes.c_int,
)  # fmt: skip
_library.WebPFreeDecBuffer.argtypes = (ctypes.POINTER(_Buffer),)


def head(data: bytes) -> Head:
    """The size, the first frame, and what lies beside it. Raises BrokenError."""
    beside: dict[bytes, memoryview] = {}
    for name, body in _parts(memoryview(data)[12:]):
        beside.setdefault(name, body)
    extended = beside.get(b"VP8X")
    if extended is None:
        features = _features(data)
        return Head(features.width, features.height, data, (0, 0), None, 1)
    if len(extended) < 10:
        raise BrokenError("its head is cut")
    profile = bytes(beside[b"ICCP"]) if b"ICCP" in beside else None
    frame, place = _first(beside[b"ANMF"]) if b"ANMF" in beside else (data, (0, 0))
    width, height = _triple(extended, 4) + 1, _triple(extended, 7) + 1
    return Head(width, height, frame, place, profile, _upright(bytes(beside.get(b"EXIF", b""))))


def decoded(told: Head, side: int) -> Image.Image:
    """The first frame on the whole of its picture, in RGBA, at most `side` long. Raises BrokenError, MemoryError."""
    scale = min(1.0, side / max(told.width, told.height))
    features = _features(told.frame)
    right, below = told.place[0] + features.width, told.place[1] + features.height
    if right > told.width or below > told.height:
        raise BrokenError("a frame reaches beyond the picture")
    frame = _decoded(told.frame, (_scaled(features.width, scale), _scaled(features.height, scale)), scale)
    if (features.width, features.height) == (told.width, told.height):
        return frame
    whole = Image.new("RGBA", (_scaled(told.width, scale), _scaled(told.height, scale)))
    whole.paste(frame, (int(told.place[0] * scale), int(told.place[1] * scale)))
    return whole


def _scaled(length: int, scale: float) -> int:
    return max(1, round(length * scale))


def _decoded(data: bytes, size: tuple[int, int], scale: float) -> Image.Image:
    config = _Config()
    if not _library.WebPInitDecoderConfigInternal(ctypes.byref(config), _ABI):
        raise BrokenError("this library speaks otherwise")
    config.output.colorspace = _RGBA
    if scale < 1:
        config.options.use_scaling = 1
        config.options.scaled_width, config.options.scaled_height = size
    status = _library.WebPDecode(data, len(data), ctypes.byref(config))
    try:
        if status == _OUT_OF_MEMORY:
            raise MemoryError
        if status != 0:
            raise BrokenError(f"status {status}")
        made = config.output.u.rgba
        pixels = ctypes.string_at(made.start, made.size)
        size = (config.output.width, config.output.height)
        return Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", made.stride, 1)
    finally:
        _library.WebPFreeDecBuffer(ctypes.byref(config.output))


def _features(data: bytes) -> _Features:
    found = _Features()
    if _library.WebPGetFeaturesInternal(data, len(data), ctypes.byref(found), _ABI) != 0 or found.width <= 0:
        raise BrokenError("no picture begins here")
    return found


def _first(body: memoryview) -> tuple[bytes, tuple[int, int]]:
    """The first frame of a moving picture as a file of its own, and its place."""
    if len(body) < 24:
        raise BrokenError("the first frame is cut")
    pieces = [(name, piece) for name, piece in _parts(body[16:]) if name in (b"ALPH", b"VP8 ", b"VP8L")]
    file = b"".join(_part(name, bytes(piece)) for name, piece in pieces)
    if any(name == b"ALPH" for name, _ in pieces):
        file = _part(b"VP8X", b"\x10\0\0\0" + bytes(body[6:12])) + file
    return _part(b"RIFF", b"WEBP" + file), (2 * _triple(body, 0), 2 * _triple(body, 3))


def _parts(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Name and body of each part, nothing copied."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield bytes(data[at : at + 4]), data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _part(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _triple(data: memoryview, at: int) -> int:
    return int.from_bytes(data[at : at + 3], "little")


def _upright(exif: bytes) -> int:
    if not exif:
        return 1
    try:
        told = Image.Exif()
        told.load(exif)
        return int(told.get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  hostile Exif raises nearly anything, and only says which way is up
        return 1


def get_ready() -> None:
    """Decode one picture while libraries can still load what they load at the first."""
    buffer = io.BytesIO()
    Image.new("RGBA", (4, 4)).save(buffer, "WEBP")
    decoded(head(buffer.getvalue()), 2)
