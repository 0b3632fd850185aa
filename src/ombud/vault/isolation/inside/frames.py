"""How parent and worker talk: length-prefixed pairs of a small JSON head and a body of bytes."""

import json
import struct
from collections.abc import Iterator, Mapping

LENGTHS = struct.Struct(">II")


def pack(head: Mapping[str, object], body: bytes = b"") -> bytes:
    """One frame: two lengths, the head as JSON, the body as it is."""
    text = json.dumps(head).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def unpack(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every (head as JSON text, body) of `data`; ValueError where it ends within a frame."""
    at = 0
    while at < len(data):
        if at + LENGTHS.size > len(data):
            raise ValueError("the last frame is cut within its lengths")
        head, body = LENGTHS.unpack_from(data, at)
        at += LENGTHS.size
        if at + head + body > len(data):
            raise ValueError("the last frame is cut within its bytes")
        yield data[at : at + head], data[at + head : at + head + body]
        at += head + body
