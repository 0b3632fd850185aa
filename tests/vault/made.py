"""Files made for the tests: good ones of each format, and hostile ones."""

import io
import struct
import zlib
from typing import Any

from PIL import Image


def photo(width: int = 64, height: int = 48, kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture whose left half is red and right half blue (or two greys)."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    buffer = io.BytesIO()
    picture.convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    """A picture that we made or got back, to look at. Only for files known to be harmless."""
    return Image.open(io.BytesIO(data))


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    """A grey PNG of the stated size, with whatever rows and chunks are given."""
    size = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + size + b"".join(chunks) + data + png_chunk(b"IEND", b"")


def text_bomb(megabytes: int = 400) -> bytes:
    """A PNG of one pixel whose compressed comment unfolds to so many megabytes."""
    squeezed = zlib.compressobj(9)
    body = b"".join([*(squeezed.compress(bytes(1_000_000)) for _ in range(megabytes)), squeezed.flush()])
    return png(1, 1, png_chunk(b"zTXt", b"Comment\0\0" + body), rows=b"\0\0")


def pdf(*pages: tuple[float, float], content: bytes = b"", resources: bytes = b"", more: bytes = b"") -> bytes:
    """A PDF with pages of the given sizes in points, all with the same content."""
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(len(pages)))
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj" % (kids, len(pages)),
        b"3 0 obj<</Length %d>>stream\n%s\nendstream endobj" % (len(content), content),
        more,
    ]
    for number, (width, height) in enumerate(pages):
        box = f"[0 0 {width:f} {height:f}]".encode()
        objects.append(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 3 0 R/Resources<<%s>>>>endobj"
            % (10 + number, box, resources)
        )
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf_in_chinese(text: str, encoding: str, ordering: str) -> bytes:
    """A PDF that names a Chinese font without carrying it, as many electronic invoices do."""
    more = (
        f"4 0 obj<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[5 0 R]>>endobj\n"
        f"5 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/DW 1000/FontDescriptor 6 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 2>>>>endobj\n"
        "6 0 obj<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>endobj"
    )
    content = f"BT /F 60 Tf 20 20 Td <{text.encode('utf-16-be').hex()}> Tj ET"
    return pdf((300, 100), content=content.encode(), resources=b"/Font<</F 4 0 R>>", more=more.encode())
