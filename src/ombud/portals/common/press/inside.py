"""The process that sets one page: reads an order on its input, writes a PDF/A-3u on its output, and fetches nothing.

It runs by itself, without Django and without any of our settings; `setting.py` starts it.
"""

import json
import logging
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

MEMORY_BYTES = 2_000_000_000
"""Of address space; 40 pages take 220 MB, most of it type that is mapped and never read."""
CPU_SECONDS = 120
"""A page takes about a fifth of a second, so this is some five hundred pages."""
OURS = "our:"
"""Before the name of a picture or of our own type; every other address is refused."""
AS_PDF_A_WANTS = "*{image-rendering:pixelated!important}"
"""No smoothing of pictures that is left to whoever shows them (ISO 19005-3, 6.2.8)."""
TYPE = {f"type/{weight}": f"ombud-latin-{weight}.woff2" for weight in (400, 700)}
ENDS = b"\nendstream"
BASE_TYPE = "Noto Sans CJK SC"
SHUT = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "urllib.", "ctypes.dlsym/")
"""What the process may not do once it has begun to set: asked of Python itself, before anything happens."""


def main() -> None:
    """Set the page that stands on the input."""
    _bounded()
    html, pictures, beside = _order(sys.stdin.buffer.read())
    html = drawable(html)
    import weasyprint  # loads the system's libraries, so the fence comes after it

    _end_streams_clearly()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    sys.addaudithook(_refuse)
    page = weasyprint.HTML(string=html, url_fetcher=_fetcher(pictures), base_url=None)
    attached = [
        weasyprint.Attachment(string=data, name=name, description=about, relationship="Data")
        for name, data, _media_type, about in beside
    ]
    told = page.write_pdf(
        pdf_variant="pdf/a-3u",
        pdf_tags=True,
        attachments=attached,
        stylesheets=[weasyprint.CSS(string=AS_PDF_A_WANTS)],
        finisher=_metadata_plain,
    )
    sys.stdout.buffer.write(told)


def _metadata_plain(_document: Any, made: Any) -> None:
    """Metadata that any program finds without reading PDF: the standard has them lie there uncompressed."""
    number = int(made.catalog["Metadata"].split()[0])
    made.objects[number].compress = False


def _end_streams_clearly() -> None:
    """A stream whose last byte is a carriage return stands before a whole line break: else that byte could be read as
    part of the break, and the stream as one byte shorter than it says (ISO 19005-3, 6.1.7.1)."""
    import pydyf

    written = pydyf.Stream.data.fget

    def data(stream: Any) -> Any:
        told = written(stream)
        return told.removesuffix(ENDS) + b"\r" + ENDS if told.endswith(b"\r" + ENDS) else told

    pydyf.Stream.data = property(data)


def drawable(html: str) -> str:
    """The page with each sign that no type on this machine can draw named by its code: a box would be a lie, and isn't
    allowed in PDF/A."""
    strange = {sign for sign in html if ord(sign) > 0x17F or ord(sign) < 0x20} - set("\t\n\r")
    known = _cmap(BASE_TYPE) if strange else frozenset()
    named = {ord(sign): _named(sign) for sign in strange if ord(sign) not in known and not _drawn(sign)}
    return html.translate(named)


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"[U+{ord(sign):04X}{' ' + name if name else ''}]"


def _drawn(sign: str) -> bool:
    """Whether some type in outlines has this sign; joiners and selectors are drawn by shaping what is around them."""
    if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn"):
        return False
    if 0xFE00 <= ord(sign) <= 0xFE0F or sign in "\u200b\u200c\u200d\u2060":
        return True
    asked = f":charset={ord(sign):x}:color=false:scalable=true"
    return bool(_asked("fc-list", "--format=%{file}\n", asked))


def _cmap(family: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    file, _tab, index = _asked("fc-match", "--format=%{file}\t%{index}", family).partition("\t")
    if not file:
        return frozenset()
    with TTFont(file, fontNumber=int(index or 0) & 0xFFFF, lazy=True) as face:
        return frozenset(face.getBestCmap())


def _asked(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=20).stdout.strip()


def _fetcher(pictures: dict[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OursAlone(URLFetcher):  # type: ignore[misc]  # it comes without types
        """Knows what came with the order and our own type, and reaches for nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 (its signature)
            name = url.removeprefix(OURS)
            if url == name or (name not in pictures and name not in TYPE):
                raise ValueError("not ours")
            if name in TYPE:
                data = (Path(__file__).parent / "fonts" / TYPE[name]).read_bytes()
                return URLFetcherResponse(url, data, {"Content-Type": "font/woff2"})
            kind = "image/png" if pictures[name].startswith(b"\x89PNG") else "image/jpeg"
            return URLFetcherResponse(url, pictures[name], {"Content-Type": kind})

    return OursAlone()


def _order(told: bytes) -> tuple[str, dict[str, bytes], list[tuple[str, bytes, str, str]]]:
    line, _newline, rest = told.partition(b"\n")
    head = json.loads(line)
    at = head["html"]
    html, pictures, beside = rest[:at].decode(), {}, []
    for name, length in head["pictures"]:
        pictures[name] = rest[at : at + length]
        at += length
    for name, length, media_type, about in head["beside"]:
        beside.append((name, rest[at : at + length], media_type, about))
        at += length
    return html, pictures, beside


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, _about: tuple[Any, ...]) -> None:
    if event.startswith(SHUT):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
