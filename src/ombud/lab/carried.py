"""What a file carries besides its pixels, gathered in one walk over its pieces; nothing is decoded but short texts."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

import msgspec

from ombud.lab import containers, tiff

TEXT_MAX = 200_000
"""Bytes of one text that are read: a whole XMP packet with its history is about 20,000."""
_TEXTS_MAX = 64
_XMP, _MORE_XMP = b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_PHOTOSHOP, _IPTC_RESOURCE = b"Photoshop 3.0\0", 0x0404
_IPTC_NAMES = {
    5: "title",
    25: "keywords",
    40: "instructions",
    55: "created",
    65: "program",
    80: "by_line",
    103: "reference",
    110: "credit",
    115: "source",
    116: "copyright",
    120: "caption",
}


class Carried(msgspec.Struct, kw_only=True):
    """Everything found, as it stands in the file: a stranger's words, to be believed of nobody."""

    exif: tiff.Tiff = tiff.Tiff()
    xmp: str = ""
    iptc: dict[str, str] = {}
    """By our names of IPTC's data sets: `credit`, `by_line`, `instructions` …"""
    texts: dict[str, str] = {}
    """Of a PNG, by keyword; a JPEG's comments are under `comment`."""
    photoshop: tuple[int, ...] = ()
    """Numbers of the image resources that Photoshop keeps with a picture."""
    segments: tuple[str, ...] = ()
    """What the pieces say they are: `APP0 JFIF`, `APP12 Ducky`, `IHDR`."""
    tables: tuple[tuple[int, ...], ...] = ()
    """Quantisation steps of a JPEG, each 64 in the file's zigzag order, by number of table."""
    credentials: bool = False
    """Whether there is a box that C2PA credentials are kept in."""
    appended: int = 0
    """Bytes after the picture's own end."""


def carried(data: bytes) -> Carried:
    """What `data` carries. Never raises, whatever the bytes are."""
    found = Carried(texts={}, iptc={})
    exif, more = b"", b""
    for piece in containers.pieces(data):
        body = data[piece.start : piece.end]
        found.segments = (*found.segments[:199], _said(piece.name, body))
        match piece.name:
            case "APP1" if body.startswith(b"Exif\0\0"):
                exif = exif or body[6:]
            case "eXIf" | "EXIF":
                exif = exif or body.removeprefix(b"Exif\0\0")
            case "APP1" if body.startswith(_XMP):
                found.xmp += _text(body[len(_XMP) :])
            case "APP1" if body.startswith(_MORE_XMP):
                more += body[len(_MORE_XMP) + 40 :]
            case "APP13" if body.startswith(_PHOTOSHOP):
                _read_photoshop(body[len(_PHOTOSHOP) :], found)
            case "APP11" | "caBX" | "C2PA":
                found.credentials = found.credentials or b"jumb" in body[:64] or b"c2pa" in body[:256]
            case "DQT":
                found.tables += tuple(_tables(body))
            case _:
                _read_text(piece.name, body, found)
    if containers.format_of(data) == "tiff":
        exif = data
        found.xmp = found.xmp or _between(data)
    elif containers.format_of(data) == "gif":
        found.xmp = _between(data)
    found.xmp += _text(more)
    found.exif = tiff.read(exif)
    found.appended = len(data) - containers.end_of_picture(data)
    return found


def _said(name: str, body: bytes) -> str:
    """The piece's name and the word it begins with, where that is one."""
    word = re.match(rb"[A-Za-z][A-Za-z0-9._:/ -]{2,31}", body) if name.startswith("APP") else None
    return f"{name} {word[0].decode()}" if word else name


def _read_text(name: str, body: bytes, found: Carried) -> None:
    key = ""
    if name == "COM":
        key, text = "comment", _text(body)
    elif name in ("tEXt", "zTXt", "iTXt"):
        key, text = _png_text(name, body)
    elif name == "XMP":
        found.xmp += _text(body)
    if key == "XML:com.adobe.xmp":
        found.xmp += text
    elif key and len(found.texts) < _TEXTS_MAX:
        found.texts[key] = found.texts.get(key, "") + text


def _png_text(name: str, body: bytes) -> tuple[str, str]:
    keyword, _, rest = body.partition(b"\0")
    key = keyword[:79].decode("latin-1")
    if name == "tEXt":
        return key, rest[:TEXT_MAX].decode("utf-8", "replace")
    if name == "zTXt":
        return key, _text(_unfolded(rest[1:]))
    squeezed = rest[:1] == b"\1"
    parts = rest[2:].split(b"\0", 2)
    text = parts[2] if len(parts) == 3 else b""
    return key, _text(_unfolded(text) if squeezed else text)


def _unfolded(body: bytes) -> bytes:
    """At most TEXT_MAX bytes of what is compressed: the rest of a bomb stays folded."""
    try:
        return zlib.decompressobj().decompress(body, TEXT_MAX)
    except zlib.error:
        return b""


def _read_photoshop(body: bytes, found: Carried) -> None:
    at = 0
    numbers: list[int] = []
    while at + 12 <= len(body) and body[at : at + 4] == b"8BIM" and len(numbers) < 200:
        (number,) = struct.unpack_from(">H", body, at + 4)
        name = body[at + 6] + 1
        at += 6 + name + name % 2
        if at + 4 > len(body):
            break
        (size,) = struct.unpack_from(">I", body, at)
        numbers.append(number)
        if number == _IPTC_RESOURCE:
            found.iptc.update(_iptc(body[at + 4 : at + 4 + size]))
        at += 4 + size + size % 2
    found.photoshop += tuple(numbers)


def _iptc(body: bytes) -> Mapping[str, str]:
    told: dict[str, str] = {}
    at = 0
    while at + 5 <= len(body) and body[at] == 0x1C:
        record, number, size = body[at + 1], body[at + 2], int.from_bytes(body[at + 3 : at + 5], "big")
        if size > 0x7FFF:
            break
        if record == 2 and number in _IPTC_NAMES:
            told.setdefault(_IPTC_NAMES[number], _text(body[at + 5 : at + 5 + size]))
        at += 5 + size
    return told


def _tables(body: bytes) -> Iterator[tuple[int, ...]]:
    at = 0
    while at < len(body):
        wide = body[at] >> 4
        size = 128 if wide else 64
        steps = body[at + 1 : at + 1 + size]
        if len(steps) < size:
            return
        yield struct.unpack(">64H", steps) if wide else tuple(steps)
        at += 1 + size


def _between(data: bytes) -> str:
    """An XMP packet wherever it lies, in formats whose pieces aren't walked."""
    start = data.find(b"<x:xmpmeta")
    end = data.find(b"</x:xmpmeta>", start) if start >= 0 else -1
    return _text(data[start : end + 12]) if end > 0 else ""


def _text(body: bytes) -> str:
    return body[:TEXT_MAX].decode("utf-8", "replace").strip("\0 ")
