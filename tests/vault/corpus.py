"""Hostile files by the hundred: what strangers might send, each with what must never come out of the vault again."""

import io
import random
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from PIL import Image

from tests.shared_data import shared_data
from tests.vault import made

MARK = b"<script>ombud-canary-7f3a</script>"
"""Stands in every payload: a picture that people are shown must not carry it."""
KINDS = ("JPEG", "PNG", "WEBP")


class Hostile(NamedTuple):
    """One file. `marked` says that it carries MARK."""

    group: str
    name: str
    data: bytes
    marked: bool = False


def pillow() -> Iterator[Hostile]:
    """Every malformed picture of Pillow's own collection."""
    for path in sorted(shared_data("hostile/pillow").rglob("*")):
        if path.is_file():
            yield Hostile("malformed pictures of Pillow's collection", path.name, path.read_bytes())


def honest() -> dict[str, bytes]:
    """What the others are made of."""
    return {kind.lower(): made.photo(300, 200, kind) for kind in KINDS} | {"pdf": made.pdf((200, 100), (200, 100))}


def appended() -> Iterator[Hostile]:
    """Archives, programs and pages behind a picture, and inside its comments."""
    tails = {
        "zip": b"PK\3\4" + bytes(26) + MARK + b"PK\5\6" + bytes(18),
        "7z": b"7z\xbc\xaf\x27\x1c\0\4" + MARK + bytes(40),
        "rar": b"Rar!\x1a\7\1\0" + MARK,
        "html": b"<!doctype html><body onload=alert(1)>" + MARK,
        "js": b"*/=1;" + MARK + b"/*",
        "elf": b"\x7fELF" + MARK,
        "pdf": made.pdf((9, 9)) + MARK,
        "second picture": made.photo(30, 20, "PNG") + MARK,
    }
    group = "pictures with archives, programs and pages appended or in comments"
    for kind, data in honest().items():
        for what, tail in tails.items():
            yield Hostile(group, f"{kind} + {what}", data + tail, marked=True)
    for what, tail in tails.items():
        yield Hostile(group, f"jpeg comment: {what}", _with_comment(honest()["jpeg"], tail), marked=True)
        yield Hostile(group, f"png comment: {what}", _with_chunk(honest()["png"], tail), marked=True)
        yield Hostile(group, f"webp part: {what}", _with_part(honest()["webp"], tail), marked=True)
    yield Hostile(group, "gif and js", b"GIF89a/*" + bytes(20) + b"*/=1;" + MARK, marked=True)
    yield Hostile(group, "jpeg and js", b"\xff\xd8\xff\xe0\x2f\x2a" + MARK + b"*/=1;", marked=True)


def wrongly_named() -> Iterator[Hostile]:
    """Names that promise something else, and things that are no picture at all."""
    group = "wrong names and other formats"
    for kind, data in honest().items():
        for name in ("invoice.exe", "photo.svg", "page.html", "../../etc/passwd", "a\0.jpg", "photo.gif"):
            yield Hostile(group, f"{name} ({kind})", data)
    others = {
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + MARK + b"</svg>",
        "html": b"<!doctype html>" + MARK,
        "zip": b"PK\3\4" + MARK,
        "gif": b"GIF89a" + bytes(40),
        "empty": b"",
        "zeros": bytes(100_000),
        "noise": random.Random(7).randbytes(100_000),
        "jpeg in name only": MARK,
    }
    for name, data in others.items():
        yield Hostile(group, f"{name}.jpg", data, marked=MARK in data)


def truncated(steps: int) -> Iterator[Hostile]:
    """Each kind cut at so many places."""
    for kind, data in honest().items():
        for step in range(steps):
            at = 1 + step * (len(data) - 1) // steps
            yield Hostile("cut at many places", f"{kind} cut at {at}", data[:at])


def changed(steps: int) -> Iterator[Hostile]:
    """Each kind with bytes changed at so many places, the seed in the name."""
    for kind, data in honest().items():
        for seed in range(steps):
            dice = random.Random(f"{kind} {seed}")
            copy = bytearray(data)
            for _ in range(dice.choice((1, 1, 2, 8, 64))):
                copy[dice.randrange(4, len(copy))] = dice.randrange(256)
            yield Hostile("bytes changed at random", f"{kind} with seed {seed}", bytes(copy))


def bombs() -> Iterator[Hostile]:
    """Little to send, much to open."""
    group = "bombs of pixels, text and pages"
    yield Hostile(group, "png 30,000 × 30,000", made.png(30_000, 30_000))
    yield Hostile(group, "png 4,294,967,295 pixels long", made.png(0xFFFFFFFF, 1))
    yield Hostile(group, "png text of 400 MB", text_bomb())
    yield Hostile(group, "png rows of 200 MB", made.png(10, 10, rows=bytes(200_000_000)))
    yield Hostile(group, "png colour profile of 200 MB", _profile_bomb())
    yield Hostile(group, "png of 12,000 × 12,000 equal pixels", flat_png(12_000))
    yield Hostile(group, "webp 16,384 × 16,384 in its head", _webp_head(16_383, 16_383))
    yield Hostile(group, "webp that moves, 1,000 frames", _moving("WEBP"))
    yield Hostile(group, "png that moves, 1,000 frames", _moving("PNG"))
    yield Hostile(group, "jpeg 65,500 × 65,500 in its head", _jpeg_head(65_500))
    yield Hostile(group, "jpeg with two sizes", _two_sizes())
    yield Hostile(group, "jpeg of 5,000 scans", _many_scans())
    yield Hostile(group, "pdf of 100,000 pages", made.pdf(*[(10, 10)] * 100_000))
    yield Hostile(group, "pdf page of a million points", made.pdf((1_000_000, 1_000_000)))
    yield Hostile(group, "pdf that fills a page without end", slow_pdf())
    yield Hostile(group, "pdf with a picture of 40,000 × 40,000", _pdf_picture())
    yield Hostile(group, "pdf whose stream unfolds to 1 GB", _pdf_stream())
    yield Hostile(group, "pdf that holds itself", _pdf_circle())


def largest() -> Iterator[Hostile]:
    """Honest pictures as large as is taken: they must pass."""
    group = "the largest that are taken"
    noise = Image.effect_noise((1000, 1000), 60)
    for mode in ("RGBA", "RGB", "L", "P", "1"):
        yield Hostile(group, f"png 5,000 × 5,000, {mode}", _large_png(mode))
    yield Hostile(group, "png 5,000 × 5,000, 16 bits of grey", _large_png("I;16"))
    buffer = io.BytesIO()
    noise.resize((5000, 5000)).convert("RGB").save(buffer, "WEBP", quality=60, method=0)
    yield Hostile(group, "webp 5,000 × 5,000", buffer.getvalue())
    buffer = io.BytesIO()
    noise.resize((5000, 5000)).convert("RGBA").quantize(64).convert("RGBA").save(
        buffer, "WEBP", lossless=True, method=0
    )
    yield Hostile(group, "webp 5,000 × 5,000, lossless", buffer.getvalue())
    yield Hostile(group, "jpeg 12,000 × 9,000", large_jpeg(12_000, 9_000))
    yield Hostile(group, "jpeg 16,320 × 12,240", large_jpeg(16_320, 12_240))


@cache
def large_jpeg(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    tile = Image.effect_noise((510, 510), 12).convert("RGB")
    whole = Image.new("RGB", (width, height))
    for left in range(0, width, 510):
        for top in range(0, height, 510):
            whole.paste(tile, (left, top))
    whole.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


def _large_png(mode: str) -> bytes:
    buffer = io.BytesIO()
    small = Image.effect_noise((500, 500), 60)
    if mode == "I;16":
        picture = Image.frombytes("I;16", (500, 500), b"".join(bytes((one, one)) for one in small.tobytes()))
        picture = picture.resize((5000, 5000), Image.Resampling.NEAREST)
    else:
        picture = small.convert("RGB").convert(mode).resize((5000, 5000), Image.Resampling.NEAREST)
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def flat_png(side: int) -> bytes:
    """A picture of one colour, so that nearly nothing unfolds to very much."""
    squeezed = zlib.compressobj(9)
    row = bytes(1 + 3 * side)
    body = b"".join([*(squeezed.compress(row) for _ in range(side)), squeezed.flush()])
    size = made.png_chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + size + made.png_chunk(b"IDAT", body) + made.png_chunk(b"IEND", b"")


@cache
def text_bomb() -> bytes:
    return made.text_bomb()


def _profile_bomb() -> bytes:
    body = b"icc\0\0" + zlib.compress(bytes(200_000_000), 9)
    return made.png(1, 1, made.png_chunk(b"iCCP", body), rows=b"\0\0")


def slow_pdf() -> bytes:
    """A page that fills itself three hundred thousand times, blended."""
    state = b"4 0 obj<</Type/ExtGState/BM/Luminosity/ca 0.5>>endobj"
    content = b"/G gs " + b"0 0 2000 2000 re f " * 300_000
    return made.pdf((2000, 2000), content=content, resources=b"/ExtGState<</G 4 0 R>>", more=state)


def _pdf_picture() -> bytes:
    body = zlib.compress(bytes(5_000_000), 9)
    more = (
        b"4 0 obj<</Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (len(body), body)
    )
    return made.pdf((500, 500), content=b"500 0 0 500 0 0 cm /I Do", resources=b"/XObject<</I 4 0 R>>", more=more)


def _pdf_stream() -> bytes:
    squeezed = zlib.compressobj(9)
    parts = [squeezed.compress(b"0 0 1 1 re f " * 100_000) for _ in range(800)]
    body = b"".join([*parts, squeezed.flush()])
    more = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj" % (len(body), body)
    return made.pdf((500, 500), more=more).replace(b"/Contents 3 0 R", b"/Contents 4 0 R")


def _pdf_circle() -> bytes:
    form = b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 5>>stream\n/F Do\nendstream endobj"  # noqa: E501  one object of a PDF
    return made.pdf((9, 9), content=b"/F Do", resources=b"/XObject<</F 4 0 R>>", more=form)


def _webp_head(width: int, height: int) -> bytes:
    body = b"VP8X\n\0\0\0" + bytes(4) + width.to_bytes(3, "little") + height.to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), (n % 256, 0, 0)) for n in range(1000)]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], duration=10)
    return buffer.getvalue()


def _jpeg_head(side: int) -> bytes:
    data = bytearray(honest()["jpeg"])
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", side, side)
    return bytes(data)


def _two_sizes() -> bytes:
    data = honest()["jpeg"]
    start = data.index(b"\xff\xc0")
    length = struct.unpack_from(">H", data, start + 2)[0] + 2
    larger = bytearray(data[start : start + length])
    larger[5:9] = struct.pack(">HH", 60_000, 60_000)
    return data[: start + length] + bytes(larger) + data[start + length :]


def _many_scans() -> bytes:
    """A progressive JPEG whose last scan comes five thousand times: little data, and each is worked through."""
    buffer = io.BytesIO()
    Image.new("RGB", (4000, 4000), "grey").save(buffer, "JPEG", progressive=True)
    data = buffer.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 5000 + data[-2:]


def _with_comment(data: bytes, body: bytes) -> bytes:
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(body) + 2) + body + data[2:]


def _with_chunk(data: bytes, body: bytes) -> bytes:
    return data[:33] + made.png_chunk(b"tEXt", b"Comment\0" + body) + data[33:]


def _with_part(data: bytes, body: bytes) -> bytes:
    part = b"EXIF" + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(data) - 8 + len(part)) + data[8:] + part
