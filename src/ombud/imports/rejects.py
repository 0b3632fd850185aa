"""Writes what comes back of an import: the rejected rows, ready to be mended and imported again.

A cell that a spreadsheet would take for a formula has an apostrophe before it, which reading such a file takes away.
"""

import codecs
import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path

from ombud.imports.decoding import REPLACED, shown
from ombud.imports.json_lines import LINE, read_object

ROW, REASON = "ombud_row", "ombud_reason"
"""The columns that such a file has besides its own."""
_FORMULA = re.compile(r"'*[=+\-@\t\r\n|%\x00＝＋－＠]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n|%\x00＝＋－＠]")
Reject = tuple[int, list[str], str]


def guarded(cell: str) -> str:
    """The cell as no spreadsheet runs it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def write_rejects(path: Path, columns: list[str], delimiter: str, rows: Iterable[Reject]) -> int:
    """Write the rows with their places and reasons, as CSV or JSON lines like the file they come from; how many."""
    if not delimiter:
        return _write_lines(path, rows)
    own = [name for name in columns if name not in (ROW, REASON)]
    places = [at for at, name in enumerate(columns) if name not in (ROW, REASON)]
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(codecs.BOM_UTF8.decode())  # so that it is read as what it is, whatever the mapping says
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([*(guarded(name) for name in own), ROW, REASON])
        for place, cells, reason in rows:
            whole = _squared(cells, len(columns))
            kept = [guarded(whole[at]) for at in places]
            writer.writerow([*kept, place, guarded(reason)])
            count += 1
    return count


def _squared(cells: list[str], width: int) -> list[str]:
    """As many cells as there are columns: what is missing or too much carries a sign that is refused until mended."""
    if len(cells) <= width:
        return cells + [REPLACED] * (width - len(cells))
    return [*cells[: width - 1], REPLACED.join(cells[width - 1 :])]


def _write_lines(path: Path, rows: Iterable[Reject]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for place, cells, reason in rows:
            try:
                found = read_object(cells[-1])
            except (ValueError, RecursionError):
                found = {LINE: cells[-1]}
            line = json.dumps({**found, ROW: place, REASON: reason}, ensure_ascii=False)
            file.write(shown(line) + "\n")
            count += 1
    return count


def write_flagged(path: Path, rows: Iterable[tuple[str, str]]) -> int:
    """Write the orders that contradict themselves, with what; how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(codecs.BOM_UTF8.decode())
        writer = csv.writer(file)
        writer.writerow(["order", "flags"])
        for id, flags in rows:
            writer.writerow([guarded(id), flags])
            count += 1
    return count
