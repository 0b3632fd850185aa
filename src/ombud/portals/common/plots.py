"""Pictures of counts beside what is normal for them: drawn on the server, readable in print, each with its table.

What is more than normal is told by a mark as well as by its colour.
"""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Any, NamedTuple
from zlib import crc32

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 230, 46, 26, 18, 34
LABELS_MAX = 7
NARROW = 0.26
"""Of a bar's place, how much stays empty."""


class Bar(NamedTuple):
    """One unit of time."""

    label: str
    value: float | None
    """None where it is only forecast."""
    expected: float | None = None
    """What is normal or forecast; None where nothing is said of it."""
    low: float = 0.0
    high: float = 0.0
    """Band within which it is normal."""
    marked: bool = False
    """Whether it lies beyond the band."""


def plot(bars: Sequence[Bar], title: str, said: str) -> dict[str, Any]:
    """What `common/parts/plot.html` draws: places as text, since numbers would be written in the reader's manner."""
    most = max((max(one.value or 0, one.high, one.expected or 0) for one in bars), default=1)
    step = _step(most)
    top = step * max(1, ceil(most / step))
    width = (WIDTH - LEFT - RIGHT) / max(1, len(bars))
    every = max(1, ceil(len(bars) / LABELS_MAX))

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)

    drawn, ticks = [], []
    for n, one in enumerate(bars):
        x = LEFT + n * width
        bar: dict[str, Any] = {"label": one.label if (len(bars) - 1 - n) % every == 0 else ""}
        bar |= {"at": _t(x + width / 2), "value": "" if one.value is None else f"{one.value:g}", "marked": one.marked}
        if one.value and one.value > 0:
            height = y(0) - y(one.value)
            bar |= {
                "x": _t(x + width * NARROW / 2), "y": _t(y(one.value)), "w": _t(width * (1 - NARROW)), "h": _t(height),
                "mark": " ".join(
                    f"{_t(x + width / 2 + dx)},{_t(y(one.value) + dy)}" for dx, dy in ((0, -11), (5, -3), (-5, -3))
                ),
            }  # fmt: skip
        drawn.append(bar)
    n = 0
    while n * step <= top:
        ticks.append({"y": _t(y(n * step)), "text_y": _t(y(n * step) + 4), "label": f"{n * step:g}"})
        n += 1
    return {
        "id": f"plot-{crc32(title.encode()):x}", "title": title, "said": said, "bars": drawn, "ticks": ticks,
        "floor": _t(y(0)), "label_y": _t(HEIGHT - BOTTOM + 20),
        "band": " ".join(_stairs(bars, width, y, "high") + _stairs(bars, width, y, "low")[::-1]),
        "threshold": " ".join(_stairs(bars, width, y, "high")),
        "expected": " ".join(_stairs(bars, width, y, "expected")),
    }  # fmt: skip


def gauge(value: float, expected: float, upper: float) -> dict[str, str]:
    """A small bar for a row of a table: the count, what is normal and where the alarm lies, as places of 0 to 200."""
    most = max(value, upper + 1, 1.0) * 1.08
    return {
        "value": _t(200 * value / most), "expected": _t(200 * expected / most), "upper": _t(200 * (upper + 0.5) / most),
    }  # fmt: skip


def _stairs(bars: Sequence[Bar], width: float, y: Any, name: str) -> list[str]:
    found = []
    for n, one in enumerate(bars):
        if one.expected is None:
            continue
        at = _t(y(max(0.0, getattr(one, name))))
        found += [f"{_t(LEFT + n * width)},{at}", f"{_t(LEFT + (n + 1) * width)},{at}"]
    return found


def _step(most: float) -> float:
    """A round distance between lines, so that there are three to six of them."""
    rough = max(most, 1) / 4
    power = 10 ** floor(log10(rough))
    return float(max(1, next(one * power for one in (1, 2, 5, 10) if one * power >= rough)))


def _t(value: float) -> str:
    return f"{value:.1f}"
