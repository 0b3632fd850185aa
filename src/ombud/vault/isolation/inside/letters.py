"""Chinese, Japanese and Korean letters for PDFs that don't carry their own: one font, mapped before the fences."""

import ctypes
import mmap
import struct
from pathlib import Path
from typing import Any

from pypdfium2 import PdfSysfontBase, raw

from .fonts import FONT

_FACES: dict[int, int] = {
    raw.FXFONT_SHIFTJIS_CHARSET: 0,
    raw.FXFONT_HANGEUL_CHARSET: 1,
    raw.FXFONT_GB2312_CHARSET: 2,
    raw.FXFONT_CHINESEBIG5_CHARSET: 3,
}
_WHOLE, _COLLECTION = 0, 0x74746366  # "ttcf"


class _OneFont(PdfSysfontBase):  # type: ignore[misc]  # comes without types
    """Answers PDFium's questions after fonts from memory; a handle is a face's number in the collection, plus one."""

    def __init__(self, font: mmap.mmap) -> None:
        super().__init__()
        self._font = font
        (faces,) = struct.unpack_from(">I", font, 8)
        self._offsets: tuple[int, ...] = struct.unpack_from(f">{faces}I", font, 12)

    def EnumFonts(self, *_: object) -> None:  # noqa: N802  PDFium's name
        """There is nothing to look for on a disk."""

    def MapFont(self, _info: object, _weight: int, _italic: int, charset: int, *_: object) -> int | None:  # noqa: N802
        """The face for the letters of `charset`; None leaves it to the fonts that PDFium brings."""
        face = _FACES.get(charset)
        return None if face is None else face + 1

    def GetFont(self, *_: object) -> None:  # noqa: N802
        """No font is known by name."""

    def GetFontData(self, _info: object, handle: int, table: int, buffer: Any, size: int) -> int:  # noqa: N802
        """Bytes of the collection. PDFium learns which face is meant by how much is left from its start to the end."""
        if table == _WHOLE:
            start = self._offsets[handle - 1]
        elif table == _COLLECTION:
            start = 0
        else:
            return 0
        if buffer and size:
            part = self._font[start : start + size]
            ctypes.memmove(buffer, part, len(part))
        return len(self._font) - start

    def GetFaceName(self, *_: object) -> int:  # noqa: N802
        """A face needs no name here."""
        return 0

    def GetFontCharset(self, _info: object, handle: int) -> int:  # noqa: N802
        """The letters that the face was chosen for."""
        return next(charset for charset, face in _FACES.items() if face == handle - 1)

    def DeleteFont(self, *_: object) -> None:  # noqa: N802
        """The one font stays until the worker ends."""


def get_ready() -> None:
    """Have the letters at hand, if this machine has the font."""
    if Path(FONT).is_file():
        with Path(FONT).open("rb") as file:
            _OneFont(mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)).setup()
