"""A PDF's first pages to JPEGs, each drawn at a scale that follows from its size, never from what the file wishes."""

import time
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from . import letters, pictures

_DOTS_PER_POINT_MAX = 200 / 72  # 200 dots an inch: an invoice is legible, a stamp isn't blown up
_BUDGET = 0.7  # of the processor time: then what has been drawn is shown rather than everything refused


def get_ready() -> None:
    """Load what both libraries would load at the first page."""
    pictures.get_ready()
    letters.get_ready()
    empty = pypdfium2.PdfDocument.new()
    page = empty.new_page(10, 10)
    page.render(scale=1).to_pil()


def show(data: bytes, task: Mapping[str, Any]) -> Iterator[pictures.Frame]:
    """The head with the number of pages and the first page's size in points, then `page-1` … and `thumb`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        yield {"status": "locked" if locked else "broken", "why": str(error)}, b""
        return
    pages = len(document)
    if pages == 0:
        yield {"status": "broken", "why": "no page"}, b""
        return
    drawn: list[pictures.Frame] = []
    width = height = 0
    for number in range(min(pages, task["pages_max"])):
        if drawn and time.process_time() > _BUDGET * task["cpu_seconds"]:
            break
        page = document[number]
        if number == 0:
            width, height = (max(1, round(side)) for side in page.get_size())
        picture = pictures.covered(_draw(page, task["long_side"]), task, f"page-{number + 1}")
        if number == 0:
            thumb = pictures.thumbnail(picture, task["thumb_side"])
        drawn.append(pictures.encoded(f"page-{number + 1}", picture, sharp=True))
        page.close()
    yield {"status": "ok", "width": width, "height": height, "pages": pages}, b""
    yield from drawn
    yield thumb


def _draw(page: pypdfium2.PdfPage, side: int) -> Image.Image:
    longest = max(*page.get_size(), 1.0)
    scale = min(side / longest, _DOTS_PER_POINT_MAX)
    picture: Image.Image = page.render(scale=scale, rev_byteorder=True, limit_image_cache=True).to_pil()
    if max(picture.size) > side:  # rounding up, by a pixel
        picture.thumbnail((side, side))
    return picture
