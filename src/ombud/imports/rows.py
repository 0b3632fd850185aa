"""Reads the rows of an export as they are, CSV with a header or JSON lines, and names the ones it can't read.

Whatever stands in a file, memory stays small: lines and cells are bounded, and no row waits for another.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from ombud.imports.decoding import broken, text_of
from ombud.imports.json_lines import json_rows
from ombud.imports.mapping import MappingError
from ombud.imports.rejects import REASON, unguarded

Row = dict[str, str]
LINE_MAX = 128 * 1024
"""Characters of one line of a file. A longer one is no row of orders."""
LINES_MAX = 200
"""Lines in one row, by line breaks inside quotes. More are a quote that nobody closed."""
COLUMNS_MAX = 1_000
DELIMITERS = (",", ";", "\t", "|")
JSON_SUFFIXES = (".jsonl", ".ndjson")


class Raw(NamedTuple):
    """One row of a file: its place as a spreadsheet counts (the header is 1), its cells, and why it can't be read."""

    place: int
    cells: list[str]
    problem: str = ""


class Sheet(NamedTuple):
    """A file that is being read: its columns, what separates cells (nothing in JSON lines), and its rows."""

    columns: list[str]
    delimiter: str
    rows: Iterator[Raw]


def is_json(name: str) -> bool:
    """Whether a file of this name holds JSON lines."""
    return Path(name).suffix.lower() in JSON_SUFFIXES


def open_sheet(file: BinaryIO, name: str, wanted: Sequence[str], encoding: str = "", delimiter: str = "") -> Sheet:
    """The file as rows with at least the wanted columns. Raises MappingError for a file that can't be read so."""
    text = text_of(file, encoding)
    if is_json(name):
        columns = list(dict.fromkeys(wanted))
        return Sheet(columns, "", (Raw(*row) for row in json_rows(_bounded(text), columns)))
    lines = Lines(text)
    header = _whole(lines)
    try:
        delimiter = delimiter or _delimiter(header, wanted)
        columns = _header(header, delimiter)
    except csv.Error as error:
        raise MappingError(_("{file}: its first line is no header: {why}").format(file=name, why=error)) from None
    if broken(header) or "\x00" in header:
        raise MappingError(_("{file}: its first line can’t be read in this encoding").format(file=name))
    if missing := [one for one in wanted if one not in columns]:
        raise MappingError(_("{file}: there is no column “{column}”").format(file=name, column=missing[0]))
    if len(columns) > COLUMNS_MAX:
        sentence = _("{file}: it has {n} columns; at most {most} are read")
        raise MappingError(sentence.format(file=name, n=len(columns), most=COLUMNS_MAX))
    found = _rows(lines, delimiter, columns, wanted)
    if REASON in columns:  # a file of rejects that comes back
        found = (row._replace(cells=[unguarded(cell) for cell in row.cells]) for row in found)
    return Sheet(columns, delimiter, found)


def _whole(lines: "Lines") -> str:
    """The first row, with the line breaks that its quotes hold."""
    header = lines.take()
    for _line in range(COLUMNS_MAX):
        if header.count('"') % 2 == 0 or not (more := lines.take()):
            break
        header += more
    return header


def _header(line: str, delimiter: str) -> list[str]:
    cells = next(csv.reader(line.splitlines(keepends=True), delimiter=delimiter, strict=True), [])
    columns = [" ".join(cell.split()) for cell in cells]
    return [unguarded(one) for one in columns] if REASON in columns else columns


def _delimiter(header: str, wanted: Sequence[str]) -> str:
    """The sign under which the header has all wanted columns, else most columns."""

    def fits(sign: str) -> tuple[int, int]:
        cells = _header(header, sign)
        return sum(one in cells for one in wanted), len(cells)

    return max(DELIMITERS, key=fits)


class Lines:
    """The lines of a text, bounded in length; some can be put back to be read again."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._next = _bounded(text)
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        """The lines of the row that is being read."""

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._next)
        self.taken.append(line)
        if len(self.taken) > LINES_MAX:
            raise csv.Error(_("a quote is opened and not closed"))
        return line

    def take(self) -> str:
        """The next line, "" at the end."""
        line = next(self, "")
        self.taken.clear()
        return line

    def put_back(self) -> list[str]:
        """Have all lines of this row but its first be read again; returns that one."""
        first, self._back = self.taken[:1], deque([*self.taken[1:], *self._back])
        self.taken = []
        return first


def _bounded(text: io.TextIOBase) -> Iterator[str]:
    """Lines; of one that is too long the beginning, without the rest."""
    while line := text.readline(LINE_MAX):
        yield line
        while len(line) == LINE_MAX and not line.endswith(("\n", "\r")):
            line = text.readline(LINE_MAX)


def _rows(lines: Lines, delimiter: str, columns: list[str], wanted: Sequence[str]) -> Iterator[Raw]:
    reader, place, width = csv.reader(lines, delimiter=delimiter, strict=True), 1, len(columns)
    twice = [[at for at, name in enumerate(columns) if name == one] for one in wanted if columns.count(one) > 1]
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            place += 1
            first = lines.put_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield Raw(place, _split(first, delimiter), _("it can’t be read as a row: {why}").format(why=error))
            continue
        place += 1
        if len(cells) != width and len(lines.taken) > 1 and _fits_alone(lines.taken[1], delimiter, width):
            yield Raw(place, _split(lines.put_back(), delimiter), _("a quote is opened and not closed"))
            continue
        if not cells or not any(cells):
            continue
        yield Raw(place, cells, _problem(cells, lines.taken, columns, twice))


def _problem(cells: list[str], taken: list[str], columns: list[str], twice: list[list[int]]) -> str:
    if len(cells) != len(columns):
        told = _("it has {n} cells, and the header has {wanted}").format(n=len(cells), wanted=len(columns))
        rest = " | ".join(cells[len(columns) :])[:200]
        return f"{told}: {_('“{text}” is too much').format(text=rest)}" if rest else told
    if max(map(len, taken)) >= LINE_MAX:
        return _("it is longer than {n} characters").format(n=LINE_MAX)
    if any(map(broken, taken)):
        named = [column for column, cell in zip(columns, cells, strict=True) if broken(cell)]
        told = _("some bytes are no text in this encoding")
        return f"{named[0]}: {told}" if named else told
    for places in twice:
        if len({cells[at].strip() for at in places}) > 1:
            sentence = _("{column}: the column stands {n} times and says different things")
            return sentence.format(column=columns[places[0]], n=len(places))
    return ""


def _split(first: list[str], delimiter: str) -> list[str]:
    return next(csv.reader([line.replace('"', "").rstrip("\r\n") for line in first], delimiter=delimiter), [])


def _fits_alone(line: str, delimiter: str, width: int) -> bool:
    """Whether the second line of a row that doesn't fit is a row by itself: then the first one's quote is at fault."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter, strict=True), [])) == width
    except csv.Error:
        return False
