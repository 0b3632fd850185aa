"""What a file is, by its first bytes, and how large it says it is: looked at, never decoded."""

import struct
from collections.abc import Callable

from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.vault.refusals import (
    EMPTY_FILE,
    FORMAT_NOT_ALLOWED,
    HEIC_NOT_SUPPORTED,
    NOT_A_PICTURE,
)

MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
STORED_ONLY = ("mp4", "mov", "webm")
"""Formats that are kept and handed out as files, and never opened here."""
_STILLS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis")
# (offset, bytes, name): what people send by mistake, named as every language has it, so that the refusal can say
# what it is.
_KNOWN = (
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"8BPS", "Photoshop"),
    (0, b"\0\0\1\0", "ICO"),
    (0, b"\0\0\0\x0cjP", "JPEG 2000"),
    (0, b"\xffO\xffQ", "JPEG 2000"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL", "JPEG XL"),
    (0, b"PK\3\4", "ZIP/DOCX/XLSX"),
    (0, b"\xd0\xcf\x11\xe0", "DOC/XLS"),
    (0, b"Rar!", "RAR"),
    (0, b"7z\xbc\xaf", "7z"),
    (0, b"{\\rtf", "RTF"),
    (0, b"ID3", "MP3"),
    (4, b"ftyp", "MPEG-4"),
    (8, b"AVI ", "AVI"),
    (0, b"\x1aE\xdf\xa3", "Matroska"),
    (0, b"\0\0\1\xba", "MPEG"),
    (0, b"FLV\1", "Flash"),
    (0, b"0&\xb2u", "Windows Media"),
    (0, b"MZ", "Windows EXE"),
    (0, b"\x7fELF", "Linux ELF"),
)
_MP4 = (
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VP", b"MSNV", b"dash",
    b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"mmp4",
)  # fmt: skip
"""What a phone's video calls itself."""


class Seen(Value, frozen=True):
    """An allowed format, and the size its header states (0 × 0 where only decoding could tell)."""

    format: str
    width: int = 0
    height: int = 0


def sniff(data: bytes) -> Seen | Refusal:
    """The allowed format that `data` begins as, or why it is none. A name or a claimed media type has no say."""
    if not data:
        return EMPTY_FILE
    for kind, begins, measure in _ALLOWED:
        if begins(data):
            width, height = measure(data)
            return Seen(format=kind, width=width, height=height)
    return _not_allowed(data)


def _not_allowed(data: bytes) -> Refusal:
    if data[4:8] == b"ftyp" and data[8:12] in _STILLS:
        return HEIC_NOT_SUPPORTED
    for at, magic, name in _KNOWN:
        if data[at : at + len(magic)] == magic:
            return FORMAT_NOT_ALLOWED.given(format=name)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start:
        return FORMAT_NOT_ALLOWED.given(format="SVG")
    if start.startswith((b"<!doctype html", b"<html")):
        return FORMAT_NOT_ALLOWED.given(format="HTML")
    return NOT_A_PICTURE


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return 0, 0
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _webp_size(data: bytes) -> tuple[int, int]:
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return 0, 0
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """From the first frame header; segments are skipped by their lengths."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return 0, 0


def _is_mp4(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _MP4


def _is_mov(data: bytes) -> bool:
    return data[4:12] == b"ftypqt  "


def _is_webm(data: bytes) -> bool:
    """Matroska and WebM begin alike; the name of the kind stands in the first header."""
    return data.startswith(b"\x1aE\xdf\xa3") and b"webm" in data[:64]


def _unmeasured(_data: bytes) -> tuple[int, int]:
    return 0, 0


_ALLOWED: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], tuple[int, int]]], ...] = (
    ("jpeg", lambda data: data.startswith(b"\xff\xd8\xff"), _jpeg_size),
    ("png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png_size),
    ("webp", lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP", _webp_size),
    ("pdf", lambda data: data.startswith(b"%PDF-"), _unmeasured),
    ("mp4", _is_mp4, _unmeasured),
    ("mov", _is_mov, _unmeasured),
    ("webm", _is_webm, _unmeasured),
)
