"""What the calls answer that are no verbs, by the call's id: a type for a whole answer, or for one row of a list.

The types describe; the answers are put together where they are read. Tests hold every answer they get against them.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import msgspec

_ROOMS = [import_module(f"{__name__}.{room.name}") for room in pkgutil.iter_modules(__path__) if room.name != "parts"]
"""Found, not registered: a file of its own for each topic."""
WHOLE: Mapping[str, Any] = {id: one for room in _ROOMS for id, one in room.WHOLE.items()}
ROWS: Mapping[str, Any] = {id: one for room in _ROOMS for id, one in room.ROWS.items()}


"""Where a call stands in both, it answers one or the other."""


def answers_of(id: str) -> tuple[Any, ...]:
    """The type of what this call answers, or several. Raises KeyError where nobody said."""
    whole = (WHOLE[id],) if id in WHOLE else ()
    return (*whole, page_of(ROWS[id])) if id in ROWS or not whole else whole


def answers() -> list[Any]:
    """All of them."""
    return list(dict.fromkeys(one for id in (*WHOLE, *ROWS) for one in answers_of(id)))


@cache
def page_of(row: Any) -> Any:
    """One page of a list of these."""
    page = msgspec.defstruct(f"{row.__name__}Page", [("items", list[row]), ("next_cursor", str | None)])
    page.__doc__ = "One page of a list. `next_cursor` is null on the last."
    return page
