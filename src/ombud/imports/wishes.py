"""What an import wants told, and what came of it, in a form that may go to another process."""

from typing import Any, NamedTuple

import msgspec


class Wish(NamedTuple):
    """One thing to be told: verb, target, and the fields as plain data or facts."""

    verb: str
    target: str
    fields: Any


class Wishes(msgspec.Struct, frozen=True):
    """A batch, as it may go to another process: verb, target and fields of each act."""

    platform: int
    by: str
    via: str
    acts: list[tuple[str, str, Any]]


class Outcome(NamedTuple):
    """What came of one wish: told, or the code of the refusal and why."""

    done: bool
    code: str = ""
    because: str = ""
