"""Bytes of a file as text: by its byte order mark, else the encoding that was named, else UTF-8; broken bytes stay
where they are, marked, so that only their row is lost."""

import codecs
import io
from typing import BinaryIO

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
REPLACED = "\ufffd"


def _marked(error: UnicodeError) -> tuple[str, int]:
    """Each byte that is no text as a lone surrogate, which no text of an encoding holds."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("ombud-marked", _marked)


def text_of(file: BinaryIO, encoding: str = "") -> io.TextIOWrapper:
    """The file as text, line ends as they are."""
    start = file.read(3)
    for mark, named in MARKS:
        if start.startswith(mark):
            file.seek(len(mark))
            return io.TextIOWrapper(file, named, "ombud-marked", newline="")
    file.seek(0)
    named = "utf-16-le" if encoding == "utf-16" else encoding or "utf-8"
    return io.TextIOWrapper(file, named, "ombud-marked", newline="")


def broken(text: str) -> bool:
    """Whether something in it was no text, here or where it was converted before."""
    if text.isascii():
        return False
    if REPLACED in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def shown(text: str) -> str:
    """The text with a sign in the place of what is broken, so that it can be written down."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
