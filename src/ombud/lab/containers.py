"""The pieces a picture file is made of, walked by their lengths and never decoded: segments, chunks."""

import struct
from collections.abc import Iterator

import msgspec

FORMATS = ("jpeg", "png", "webp", "gif", "bmp", "tiff")
_PNG = b"\x89PNG\r\n\x1a\n"
# A walk ends after so many pieces: an honest phone picture has tens, a hostile file may have millions of empty ones.
_PIECES_MAX = 5_000


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One segment or chunk: its name (`APP1`, `tEXt`, `EXIF`), and where in the file its body is."""

    name: str
    start: int
    end: int


def format_of(data: bytes) -> str:
    """One of FORMATS by the first bytes, or nothing."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    if data[:8] == _PNG:
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    if data[:2] == b"BM":
        return "bmp"
    return "tiff" if data[:4] in (b"II*\0", b"MM\0*") else ""


def pieces(data: bytes) -> Iterator[Piece]:
    """The pieces of a JPEG (before its first scan), a PNG or a WebP; of other formats none."""
    kind = format_of(data)
    walk = {"jpeg": _jpeg, "png": _png, "webp": _webp}.get(kind)
    if walk is None:
        return
    for count, piece in enumerate(walk(data)):
        if count >= _PIECES_MAX:
            return
        yield piece


def end_of_picture(data: bytes) -> int:
    """Where a PNG or WebP ends by its own word; what comes after was appended. The file's length where unknown."""
    kind = format_of(data)
    if kind == "webp":
        size = 8 + int.from_bytes(data[4:8], "little")
        return min(len(data), size + size % 2)
    if kind == "png":
        for piece in _png(data):
            if piece.name == "IEND":
                return min(len(data), piece.end + 4)
    return len(data)


def _jpeg(data: bytes) -> Iterator[Piece]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xDA:
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return
        yield Piece(name=_marker(marker), start=at + 4, end=min(len(data), at + 2 + length))
        at += 2 + length


def _marker(marker: int) -> str:
    if 0xE0 <= marker <= 0xEF:
        return f"APP{marker - 0xE0}"
    names = {0xDB: "DQT", 0xC4: "DHT", 0xFE: "COM", 0xDD: "DRI", 0xCC: "DAC", 0xC8: "JPG"}
    return names.get(marker) or (f"SOF{marker - 0xC0}" if 0xC0 <= marker <= 0xCF else f"{marker:02X}")


def _png(data: bytes) -> Iterator[Piece]:
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 8 + length
        yield Piece(name=data[at + 4 : at + 8].decode("latin-1"), start=at + 8, end=min(end, len(data)))
        at = end + 4


def _webp(data: bytes) -> Iterator[Piece]:
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        name = data[at : at + 4].decode("latin-1").strip()
        yield Piece(name=name, start=at + 8, end=min(at + 8 + length, len(data)))
        at += 8 + length + length % 2
