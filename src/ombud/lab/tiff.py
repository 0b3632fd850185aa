"""A reader of EXIF's tables that believes no offset and no count: what doesn't fit the bytes is left out."""

import struct
from collections.abc import Iterator

import msgspec

Scalar = int | float | str | bytes
Tags = dict[tuple[str, int], Scalar | tuple[int | float, ...]]
# Where in a table another table is said to lie.
_TABLES = {("first", 0x8769): "exif", ("first", 0x8825): "gps"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_LETTERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 11: "f", 12: "d"}
# Honest pictures have under a hundred entries a table, and no value of interest is longer.
_ENTRIES_MAX = 400
_BYTES_MAX = 65_536
_NUMBERS_MAX = 16


class Tiff(msgspec.Struct, frozen=True, kw_only=True):
    """What was read: `tags` by table (`first`, `exif`, `gps`, `thumbnail`) and number, and the small picture inside."""

    tags: Tags = {}
    thumbnail: bytes = b""
    big_endian: bool = False


def read(data: bytes) -> Tiff:
    """The tables of a TIFF structure; empty where it is none. Never raises, whatever the bytes are."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None or len(data) < 8:
        return Tiff()
    tags: Tags = {}
    (first,) = struct.unpack_from(order + "I", data, 4)
    waiting, seen = [("first", first)], set()
    while waiting:
        name, at = waiting.pop()
        if at in seen or not 8 <= at <= len(data) - 2:
            continue
        seen.add(at)
        for tag, value in _table(data, order, at):
            tags[name, tag] = value
            inner = _TABLES.get((name, tag))
            if inner and isinstance(value, int):
                waiting.append((inner, value))
        if name == "first":
            waiting.append(("thumbnail", _next(data, order, at)))
    return Tiff(tags=tags, thumbnail=_thumbnail(data, tags), big_endian=order == ">")


def _table(data: bytes, order: str, at: int) -> Iterator[tuple[int, Scalar | tuple[int | float, ...]]]:
    (count,) = struct.unpack_from(order + "H", data, at)
    for entry in range(at + 2, at + 2 + 12 * min(count, _ENTRIES_MAX), 12):
        if entry + 12 > len(data):
            return
        tag, kind, many = struct.unpack_from(order + "HHI", data, entry)
        size = _SIZES.get(kind, 0) * many
        if not 0 < size <= _BYTES_MAX:
            continue
        (offset,) = struct.unpack_from(order + "I", data, entry + 8)
        start = entry + 8 if size <= 4 else offset
        if start + size <= len(data):
            yield tag, _value(data[start : start + size], order, kind, many)


def _value(body: bytes, order: str, kind: int, many: int) -> Scalar | tuple[int | float, ...]:
    if kind == 2:
        return body.split(b"\0")[0].decode("utf-8", "replace").strip()
    if kind == 7:
        return body
    many = min(many, _NUMBERS_MAX)
    if kind in (5, 10):
        parts = struct.unpack(f"{order}{2 * many}{'I' if kind == 5 else 'i'}", body[: 8 * many])
        numbers: tuple[int | float, ...] = tuple(
            top / low if low else 0.0 for top, low in zip(parts[::2], parts[1::2], strict=True)
        )
    else:
        numbers = struct.unpack(f"{order}{many}{_LETTERS[kind]}", body[: _SIZES[kind] * many])
    return numbers[0] if many == 1 else numbers


def _next(data: bytes, order: str, at: int) -> int:
    (count,) = struct.unpack_from(order + "H", data, at)
    where = at + 2 + 12 * count
    return int(struct.unpack_from(order + "I", data, where)[0]) if where + 4 <= len(data) else 0


def _thumbnail(data: bytes, tags: Tags) -> bytes:
    start, length = tags.get(("thumbnail", 0x0201)), tags.get(("thumbnail", 0x0202))
    if isinstance(start, int) and isinstance(length, int) and start > 0 and 0 < length <= len(data) - start:
        return data[start : start + length]
    return b""
