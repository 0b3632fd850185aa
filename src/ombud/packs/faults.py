"""What is wrong with a pack: where it stands, what is wrong, and what would be allowed."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ombud.core.struct import Value
from ombud.packs.places import Path as Way
from ombud.packs.places import Place, Places

CARETS_MAX = 48
"""Enough to see what is meant; a whole paragraph underlined hides it."""


class Fault(Value, frozen=True, kw_only=True):
    """One fault, with the place it can be seen at."""

    file: str
    place: Place
    line: str
    """The text of the line."""
    where: str
    """The key, as `windows.answer.hours`."""
    problem: str
    allowed: str = ""

    def __str__(self) -> str:
        number = str(self.place.line)
        margin = " " * len(number)
        told = [
            f"{self.file}:{self.place.line}:{self.place.column}: {self.where}: {self.problem}",
            f"  {number} | {self.line}",
            f"  {margin} | {_blank(self.line[: self.place.column - 1])}{'^' * self._width()}",
        ]
        return "\n".join([*told, f"  {margin} = allowed: {self.allowed}"] if self.allowed else told)

    def _width(self) -> int:
        start = self.place.column - 1
        room = len(_blank(self.line[start : start + self.place.width]))
        return min(max(1, room), CARETS_MAX)


class PackError(ValueError):
    """A pack can't be used. Its text shows each fault with file, line and caret."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n\n".join(str(one) for one in self.faults))


class SaidIn:
    """One file of a pack: its text, and where everything in it stands."""

    def __init__(self, file: Path, text: str, *, valid: bool = True) -> None:
        # Enough to find it again, and the same on every machine.
        self.file = "/".join(file.parts[-4:] if file.parts[-3:-2] == ("versions",) else file.parts[-2:])
        self.lines = text.split("\n")
        self.places = Places(text if valid else "")

    def fault(self, way: Way, problem: str, allowed: str = "", *, key: bool = False) -> Fault:
        """A fault at a value, or at a key."""
        place = self.places.key(way) if key else self.places.value(way)
        return self.fault_at(place, dotted(way) or "the file", problem, allowed)

    def fault_at(self, place: Place, where: str, problem: str, allowed: str = "") -> Fault:
        """A fault at a place that is known already."""
        line = self.lines[place.line - 1].rstrip("\r") if place.line <= len(self.lines) else ""
        return Fault(file=self.file, place=place, line=line, where=where, problem=problem, allowed=allowed)


def dotted(way: Way) -> str:
    """A path as one reads it: reasons[2].remedies[0]."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in way).lstrip(".")


def _blank(text: str) -> str:
    """As much room as the text takes in a terminal, where Han signs are twice as wide."""
    return "".join(_room(sign) for sign in text)


def _room(sign: str) -> str:
    if sign == "\t":
        return sign
    return "  " if unicodedata.east_asian_width(sign) in "WF" else " "
