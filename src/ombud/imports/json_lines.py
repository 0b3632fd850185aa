"""Rows of JSON lines: one object a line, what is nested named with dots, and a key that stands twice named."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ombud.imports.decoding import broken
from ombud.imports.mapping import MappingError

LINE = "ombud_line"
"""In a file of rejects: the whole line, as it was, where it wasn't even an object."""
DEPTH = 6


class _TwiceError(ValueError):
    pass


class NestedError(Exception):
    """What is nested can't be read as cells."""


def json_rows(lines: Iterator[str], columns: Sequence[str]) -> Iterator[tuple[int, list[str], str]]:
    """Place, the cells of these columns and last the whole line, and the problem. Raises MappingError."""
    for place, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            continue
        if place == 1 and (text[0] == "[" or text in ("{", "[")):
            raise MappingError(_("This is one JSON document; JSON lines have one object a line."))
        try:
            found = cells_of(read_object(text), columns)
        except _TwiceError as error:
            yield (
                place,
                [*[""] * len(columns), text],
                _("{column}: the key stands twice and says different things").format(column=error),
            )
        except (ValueError, RecursionError, NestedError) as error:
            yield place, [*[""] * len(columns), text], _("it can’t be read as JSON: {why}").format(why=error)
        else:
            lost = broken(text) or any(map(broken, found))  # an escape can name half a character
            problem = _("some bytes are no text in this encoding") if lost else ""
            yield place, [*found, text], problem


def read_object(text: str) -> dict[str, Any]:
    """The object in a line, or in the line that a file of rejects kept. Raises ValueError."""
    found = json.loads(text, object_pairs_hook=_once, parse_float=str)
    if not isinstance(found, dict):
        raise ValueError(_("each line must be an object"))  # noqa: TRY004 - a matter of what was sent
    if isinstance(kept := found.get(LINE), str) and kept.strip():
        return read_object(kept)
    return found


def cells_of(found: dict[str, Any], columns: Sequence[str]) -> list[str]:
    """The cells of these columns; `a.b` is what stands under b in a. Raises NestedError for what is no plain value."""
    return [_plain(name, _reach(found, name)) for name in columns]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        for name, value in pairs:
            if found[name] != value:
                raise _TwiceError(name[:100])
    return found


def _reach(found: Any, name: str) -> Any:
    if isinstance(found, dict) and name in found:
        return found[name]
    for part in name.split(".", DEPTH):
        if not isinstance(found, dict):
            return None
        found = found.get(part)
    return found


def _plain(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < 10**30 else _no(name)
        case _:
            return _no(name)


def _no(name: str) -> str:
    raise NestedError(_("{column} holds something else than a text or a number").format(column=name))
