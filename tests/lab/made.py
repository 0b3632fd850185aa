"""Pictures made for the lab's tests, with whatever a file can carry besides its pixels."""

import io
import struct
import zlib
from typing import Any

import numpy as np
from PIL import Image


def scene(width: int = 320, height: int = 240, seed: int = 0) -> Image.Image:
    """Something with shapes at all scales, as a photo has."""
    noise = np.random.default_rng(seed)
    pixels = np.zeros((height, width, 3), np.float32)
    for cells in (3, 7, 17, 41):
        coarse = noise.integers(0, 255, (cells, cells, 3), np.uint8)
        pixels += np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)) / 4
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def jpeg(picture: Image.Image | None = None, **options: Any) -> bytes:
    """A JPEG of it."""
    out = io.BytesIO()
    (picture or scene(64, 48)).save(out, "JPEG", **{"quality": 85, **options})
    return out.getvalue()


def png(*chunks: tuple[bytes, bytes], picture: Image.Image | None = None) -> bytes:
    """A PNG with these chunks after its head."""
    out = io.BytesIO()
    (picture or scene(64, 48)).save(out, "PNG")
    data = out.getvalue()
    return data[:33] + b"".join(_chunk(*one) for one in chunks) + data[33:]


def with_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """A JPEG with one segment more, right after its start."""
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + data[2:]


def with_xmp(data: bytes, inside: str, about: str = "") -> bytes:
    """A JPEG with an XMP packet: elements `inside` the description, attributes `about` it."""
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {about}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    return with_segment(data, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
