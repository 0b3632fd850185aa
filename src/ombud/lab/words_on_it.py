"""Numbers of orders, parcels and payments that can be read on a screenshot, and whether they are those of the case.

Reading needs the packages rapidocr and onnxruntime, and about two seconds; without them it says so.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple

import cv2
import msgspec
import numpy as np

from ombud.lab.finding import WHOLE, Finding, Region
from ombud.lab.numbers import Kind, Number, numbers
from ombud.lab.picture import Picture, Pixels

VERSION = "1"
_SIDE = 1600
"""Long side in pixels that is read: a phone's screen keeps its letters above ten pixels at that."""
_SURE = 0.6
_NUMBERS_MAX = 40
# Signs that readers take for each other; two numbers that differ by no more than these are the same.
_ALIKE = str.maketrans("OQDILZSB", "00011258")
Verdict = Literal["same", "close", "differs", "not-found"]


class Line(NamedTuple):
    """One line of text and where it stands, in ten-thousandths."""

    text: str
    place: Region


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the case knows. Amounts are in minor units."""

    orders: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    amounts: tuple[int, ...] = ()


class Compared(NamedTuple):
    """What became of one number of the case: `close` is one sign read, or written, otherwise."""

    kind: Kind
    known: str
    verdict: Verdict
    read: str = ""
    """The nearest one on the picture, where there is any of its kind."""


def look(picture: Picture) -> Finding:
    """The numbers on it with their places; a reading, so kind `derived`."""
    try:
        lines = read(picture.rgb)
    except ImportError:
        return Finding(detector="words-on-it", version=VERSION, kind="derived", not_applicable="not-installed")
    found = numbers(line.text for line in lines)[:_NUMBERS_MAX]
    return Finding(
        detector="words-on-it",
        version=VERSION,
        kind="derived",
        regions=tuple(lines[one.line].place for one in found),
        facts={"lines": len(lines), "numbers": [said(one) for one in found]},
    )


def said(one: Number) -> str:
    """`parcel YT8816420397155 yto sure`, as facts carry it."""
    return " ".join(filter(None, (one.kind, one.text, one.by, "sure" if one.sure else "")))


def compare(finding: Finding, facts: Facts) -> list[Compared]:
    """Each number of the case beside what was read; nothing about numbers that the case doesn't know."""
    told = finding.facts.get("numbers", [])
    read_: dict[str, list[str]] = {}
    for one in told if isinstance(told, list) else []:
        kind, _, rest = one.partition(" ")
        read_.setdefault(kind, []).append(rest.partition(" ")[0])
    known: tuple[tuple[Kind, Iterable[str]], ...] = (
        ("order", facts.orders),
        ("parcel", facts.parcels),
        ("payment", facts.payments),
        ("amount", map(str, facts.amounts)),
    )
    return [_compared(kind, number, read_.get(kind, [])) for kind, many in known for number in many]


def _compared(kind: Kind, known: str, read_: list[str]) -> Compared:
    if not read_:
        return Compared(kind, known, "not-found")
    for one in read_:
        if "*" in one and _under_mask(_plain(known), one):
            return Compared(kind, known, "same", one)
    nearest = min(read_, key=lambda one: _apart(_plain(known), _plain(one)))
    apart = _apart(_plain(known), _plain(nearest))
    if apart == 0:
        return Compared(kind, known, "same", nearest)
    return Compared(kind, known, "close" if apart == 1 and kind != "amount" else "differs", nearest)


def _under_mask(known: str, masked: str) -> bool:
    """Whether the digits that are shown are the number's: payment apps hide those between."""
    begin, end = masked.partition("*")[0], masked.rpartition("*")[2]
    return len(known) >= len(begin) + len(end) and known.startswith(_plain(begin)) and known.endswith(_plain(end))


def _plain(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum()).translate(_ALIKE)


def _apart(one: str, other: str) -> int:
    """How many signs have to be changed, put in or left out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for down, sign in enumerate(one, 1):
        before, row[0] = row[0], down
        for across, against in enumerate(other, 1):
            before, row[across] = row[across], min(row[across] + 1, row[across - 1] + 1, before + (sign != against))
    return row[-1]


def read(pixels: Pixels) -> list[Line]:
    """The lines of text on upright pixels, from top to bottom. Raises ImportError where no reader is installed."""
    reader = ready()
    height, width = pixels.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    if scale < 1:
        size = round(width * scale), round(height * scale)
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    told = reader(np.ascontiguousarray(pixels[:, :, ::-1]))
    if told.boxes is None or told.txts is None:
        return []
    lines = [
        Line(str(text), _place(box, pixels.shape[1], pixels.shape[0]))
        for box, text, score in zip(told.boxes, told.txts, told.scores, strict=True)
        if score >= _SURE
    ]
    return sorted(lines, key=lambda line: (line.place.top, line.place.left))


def _place(box: Any, width: int, height: int) -> Region:
    left, top = (max(0, int(WHOLE * part)) for part in box.min(axis=0) / (width, height))
    right, bottom = (min(WHOLE, int(WHOLE * part) + 1) for part in box.max(axis=0) / (width, height))
    return Region(left=left, top=top, width=max(0, right - left), height=max(0, bottom - top))


@cache
def ready() -> Any:
    """The reader with its models, which come with the package: nothing is fetched."""
    import onnxruntime
    from rapidocr import RapidOCR

    onnxruntime.disable_telemetry_events()  # what is read here is nobody else's, nor is that it is read
    return RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.use_cls": False,
            "Global.log_level": "error",
        }
    )
