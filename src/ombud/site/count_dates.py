"""Reads the time column of a count series: one way of writing for the whole column, or a sentence that says why not."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from ombud.core.surge_detection import Unit

EPOCH = date(1970, 1, 1)
MONDAY = 3
"""1970-01-01 was a Thursday: week 0 began three days before."""
MINUTES = re.compile(r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
Place = datetime | int
"""A time by the clock on the wall, or the bare number of a unit."""


class WrongFileError(ValueError):
    """The file can't be read as a count series; the sentence names the line and the rule."""


def read_times(texts: Sequence[tuple[int, str]], column: str, order: str | None) -> list[Place]:
    """What (line, text) say, all in one way of writing; `order` is dmy or mdy where a file leaves that open."""
    ways = {name: way for name, way in WAYS.items() if order is None or not name.endswith("y)") or f"({order})" in name}
    left = dict(ways)
    for line, text in texts:
        fits = {name: way for name, way in left.items() if _read(way, text) is not None}
        if not fits:
            raise WrongFileError(_why(line, text, column, texts[0], left, ways))
        left = fits
    if len(left) > 1:
        raise WrongFileError(
            f"{column}: every date can be read as day/month and as month/day, such as {texts[0][1]!r} in line "
            f"{texts[0][0]}; say which with --dates dmy or --dates mdy"
        )
    [way] = left.values()
    return [place for _, text in texts if (place := _read(way, text)) is not None]


def unit_of(place: Place, unit: Unit) -> int:
    """The number of the week (from Monday on), day or hour since 1970."""
    if isinstance(place, int):
        return place
    days = (place.date() - EPOCH).days
    if unit == "week":
        return (days + MONDAY) // 7
    return days if unit == "day" else days * 24 + place.hour


def label(at_unit: int, unit: Unit) -> str:
    """A unit as a person writes it: 2026-W10, 2026-03-09, 2026-03-09 14h."""
    if unit == "hour":
        return f"{EPOCH + timedelta(days=at_unit // 24)} {at_unit % 24:02}h"
    if unit == "day":
        return str(EPOCH + timedelta(days=at_unit))
    year, week, _ = (EPOCH + timedelta(days=at_unit * 7 - MONDAY)).isocalendar()
    return f"{year}-W{week:02}"


def usual_unit(places: Sequence[Place]) -> Unit:
    """The unit that the times themselves are apart: weeks for bare numbers."""
    times = sorted({place for place in places if isinstance(place, datetime)})
    apart = sorted(after - before for before, after in pairwise(times))
    if not apart or apart[len(apart) // 2] > timedelta(days=4):
        return "week"
    return "day" if apart[len(apart) // 2] > timedelta(hours=12) else "hour"


def _why(
    line: int, text: str, column: str, first: tuple[int, str], left: dict[str, "Way"], ways: dict[str, "Way"]
) -> str:
    other = [name for name, way in ways.items() if _read(way, text) is not None]
    if other:
        before = " or ".join(left)
        return (
            f"{column}: two date formats in one column: line {first[0]} has {first[1]!r} ({before}), line {line} has "
            f"{text!r} ({' or '.join(other)}); write them all in one way"
        )
    return f"{column}: line {line}: {text!r} is no date that can be read; there is {', '.join(ways)}"


def _read(way: "Way", text: str) -> Place | None:
    try:
        return way(text.strip())
    except (ValueError, OverflowError):
        return None


def _number(text: str) -> Place:
    if not re.fullmatch(r"-?\d{1,7}", text):
        raise ValueError(text)
    return int(text)


def _iso(*, offset: bool) -> "Way":
    def read(text: str) -> Place:
        if not re.match(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError(text)
        found = datetime.fromisoformat(re.sub(r"([ T])(\d:)", r"\g<1>0\2", text))
        if (found.tzinfo is not None) != offset:
            raise ValueError(text)
        return found.replace(tzinfo=None)  # the hour and day that were written are the shop's own

    return read


def _week(text: str) -> Place:
    found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text, re.IGNORECASE)
    if not found:
        raise ValueError(text)
    return datetime.combine(date.fromisocalendar(int(found[1]), int(found[2]), 1), datetime.min.time())


def _parts(pattern: str, order: str) -> "Way":
    """Three numbers and perhaps a time of day; `order` says which number is what."""

    def read(text: str) -> Place:
        found = re.match(pattern, text)
        if not found or not MINUTES.fullmatch(text, found.end()):
            raise ValueError(text)
        numbers = dict(zip(order, map(int, found.groups()), strict=True))
        hour, minute = [*map(int, re.findall(r"\d+", text[found.end() :])), 0, 0][:2]
        year = numbers["y"] if numbers["y"] > 99 else 2000 + numbers["y"]
        return datetime.combine(date(year, numbers["m"], numbers["d"]), time(hour, minute))

    return read


Way = Callable[[str], Place]
SLASHED = r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)"
WAYS: dict[str, Way] = {
    "numbered units, as 17": _number,
    "year-month-day, as 2026-03-09": _iso(offset=False),
    "with an offset, as 2026-03-09T10:00+08:00": _iso(offset=True),
    "weeks, as 2026-W11": _week,
    "year/month/day, as 2026/3/9": _parts(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)", "ymd"),
    "without marks, as 20260309": _parts(r"(\d{4})(\d{2})(\d{2})(?!\d)", "ymd"),
    "Chinese, as 2026年3月9日": _parts(r"(\d{4})年(\d{1,2})月(\d{1,2})日", "ymd"),
    "day.month.year, as 9.3.2026": _parts(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)", "dmy"),
    "day/month/year, as 9/3/2026 (dmy)": _parts(SLASHED, "dmy"),
    "month/day/year, as 3/9/2026 (mdy)": _parts(SLASHED, "mdy"),
}
