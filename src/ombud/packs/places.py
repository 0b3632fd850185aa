"""Where in a TOML file each key and value stands, so that an error can point at it. The file is known to be valid."""

import re
from collections.abc import Iterator
from typing import NamedTuple

Path = tuple[str | int, ...]
"""The way to a value: names of tables and keys, numbers of places in lists from 0."""

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
PART = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|[A-Za-z0-9_-]+")
STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
PLAIN = re.compile(r"[^,\]}\n#]+")


class Place(NamedTuple):
    """A stretch of one line, counted from 1."""

    line: int
    column: int
    width: int


class Places:
    """The places of all keys and values of one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._keys: dict[Path, Place] = {}
        self._values: dict[Path, Place] = {}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        while self._skip() < len(text):
            self._statement()

    def key(self, path: Path) -> Place:
        """Where the key stands, else the nearest table above it that stands anywhere."""
        return self._nearest(path, self._keys)

    def value(self, path: Path) -> Place:
        """Where the value stands, else the nearest thing above it."""
        return self._nearest(path, self._values)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._keys)

    def _nearest(self, path: Path, first: dict[Path, Place]) -> Place:
        for length in range(len(path), 0, -1):
            # A list of tables has no key of its own: its first table stands for it.
            for way in (path[:length], (*path[:length], 0)):
                for places in (first, self._keys, self._values):
                    if found := places.get(way):
                        return found
        return Place(1, 1, 1)

    def _skip(self) -> int:
        self._at = _end(BLANK.match(self._text, self._at), self._at)
        return self._at

    def _statement(self) -> None:
        if self._text[self._at] != "[":
            self._pair(self._table)
            return
        many = self._text.startswith("[[", self._at)
        start = self._at
        self._at += 2 if many else 1
        parts, _ = self._parts()
        self._at = self._text.index("]", self._at) + (2 if many else 1)
        self._table = self._resolved(parts, many)
        self._keys.setdefault(self._table, self._place(start, self._at))

    def _resolved(self, parts: Path, many: bool) -> Path:
        """The path of a header: parts that are lists of tables mean their last one."""
        path: Path = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            if many and index == len(parts) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _pair(self, table: Path) -> None:
        parts, place = self._parts()
        path = (*table, *parts)
        self._keys[path] = place
        self._at = self._text.index("=", self._at) + 1
        self._value(path)

    def _parts(self) -> tuple[Path, Place]:
        self._skip()
        start = end = self._at
        parts: list[str | int] = []
        while match := PART.match(self._text, self._skip()):
            parts.append(match[0].strip("\"'"))
            end = self._at = match.end()
            if self._text[self._skip() : self._at + 1] != ".":
                break
            self._at += 1
        return tuple(parts), self._place(start, end)

    def _value(self, path: Path) -> None:
        start = self._skip()
        match self._text[start]:
            case "[":
                self._list(path)
            case "{":
                self._inline(path)
            case _:
                match = STRING.match(self._text, start) or PLAIN.match(self._text, start)
                self._at = _end(match, start + 1)
        self._values[path] = self._place(start, self._at)

    def _list(self, path: Path) -> None:
        self._at += 1
        index = 0
        while self._text[self._skip()] != "]":
            self._value((*path, index))
            index += 1
            if self._text[self._skip()] == ",":
                self._at += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        while self._text[self._skip()] != "}":
            self._pair(path)
            if self._text[self._skip()] == ",":
                self._at += 1
        self._at += 1

    def _place(self, start: int, end: int) -> Place:
        before = self._text.rfind("\n", 0, start) + 1
        stretch = self._text[start:end].rstrip()
        return Place(self._text.count("\n", 0, start) + 1, start - before + 1, max(1, len(stretch.split("\n")[0])))


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise
