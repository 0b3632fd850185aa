"""Reads a count series from a CSV file: as it is, or not at all and with the line that is wrong."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ombud.core.surge_detection import Unit
from ombud.site.count_dates import WrongFileError, label, read_times, unit_of, usual_unit

UNITS_MAX = 500_000
GAP_MAX = 1_000
"""A longer stretch without a row, where rows are few, is a slip in a date sooner than silence."""


class CountSeries(NamedTuple):
    """Counts by unit without a gap, and what was done to the file to get them."""

    unit: Unit
    first: int
    counts: list[int]
    rows: int
    filled: list[int]
    """Units without a row: counted as 0."""
    sorted_first: bool
    """The rows didn't stand in the order of time."""
    numbered: bool
    """The time column holds bare numbers, no dates."""


def read_series(
    path: Path, time_column: str, count_column: str | None, unit: Unit | None, order: str | None = None
) -> CountSeries:
    """The file's series; where no count column is named, each row is one event. Raises WrongFileError."""
    rows = _rows(path, time_column, count_column)
    if not rows:
        raise WrongFileError(f"{path.name}: there is no row below the header")
    places = read_times([(line, time) for line, time, _ in rows], time_column, order)
    unit = unit or usual_unit(places)
    units = [unit_of(place, unit) for place in places]
    totals: Counter[int] = Counter()
    for at_unit, (_, _, count) in zip(units, rows, strict=True):
        totals[at_unit] += count
    first, last = min(units), max(units)
    numbered = isinstance(places[0], int)
    _check_gaps(sorted(totals), str if numbered else lambda one: label(one, unit), len(rows), time_column)
    filled = [one for one in range(first, last + 1) if one not in totals]
    counts = [totals[one] for one in range(first, last + 1)]
    return CountSeries(unit, first, counts, len(rows), filled, units != sorted(units), numbered)


def _rows(path: Path, time_column: str, count_column: str | None) -> list[tuple[int, str, int]]:
    """Line, time as it is written, count."""
    try:
        content = path.read_bytes()
    except OSError as wrong:
        raise WrongFileError(f"{path} can't be read: {wrong.strerror}") from None
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    # A byte that is no text spoils its own cell, not the file.
    text = content.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = []
    try:
        names = [name.strip() for name in next(reader, [])]
        time_at = _column(names, time_column)
        count_at = None if count_column is None else _column(names, count_column)
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            line = reader.line_num
            time = row[time_at].strip() if time_at < len(row) else ""
            if not time:
                raise WrongFileError(f"{time_column}: line {line} is blank; each row needs its time")
            found.append((line, time, 1 if count_at is None else _count(row, count_at, count_column or "", line)))
    except csv.Error as wrong:
        raise WrongFileError(f"{path.name}: line {reader.line_num}: {wrong}") from None
    return found


def _column(names: list[str], wanted: str) -> int:
    if names.count(wanted) != 1:
        told = ", ".join(name for name in names if name) or "none"
        what = "there is no column" if wanted not in names else "more than one column is named"
        raise WrongFileError(f"{what} {wanted!r}; the first line names {told}")
    return names.index(wanted)


def _count(row: list[str], at: int, column: str, line: int) -> int:
    text = row[at].strip() if at < len(row) else ""
    if not text:
        raise WrongFileError(f"{column}: line {line} is blank; write 0 where nothing happened")
    if re.fullmatch(r"-\d+(?:\.\d+)?", text) and float(text) < 0:
        raise WrongFileError(f"{column}: line {line}: {text!r} is negative; a count is 0 or more")
    plain = text.replace(",", "") if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text) else text
    if not re.fullmatch(r"-?\d{1,12}(?:\.0+)?", plain):
        raise WrongFileError(f"{column}: line {line}: {text!r} is no count; it must be a whole number such as 12")
    return int(float(plain))


def _check_gaps(units: list[int], named: Callable[[int], str], rows: int, column: str) -> None:
    gaps = [(after - before - 1, before, after) for before, after in pairwise(units)]
    missing, before, after = max(gaps, default=(0, 0, 0))
    if missing > max(GAP_MAX, 2 * rows) or units[-1] - units[0] > UNITS_MAX:
        raise WrongFileError(
            f"{column}: {missing:,} units between {named(before)} and {named(after)} have no row; "
            f"is a date miswritten, or --unit too small?"
        )
