"""Which files of an act the lab looks at: pictures that were put forward, once each, in the act's own transaction."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, get_args
from uuid import UUID

import msgspec

from ombud.core.files import File
from ombud.core.struct import Value

ROLES: Mapping[str, str] = {
    "complaint": "exhibit",
    "conversation": "talk",
    "evidence_report": "report",
    "product": "goods",
}
"""By thing, as what its pictures were put forward. Papers, licences and what only lies in an order's vault are not the
lab's: nobody says anything with them yet, or what they say isn't in the picture."""
UUID_FORM = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
"""What a source told of may be no id of ours."""
DECODED = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What is stored only can't be looked at either."""


class ScreeningWrite(NamedTuple):
    """A picture to be screened, unless it was."""

    file: str
    role: str
    shop: str
    at: datetime


class FileUse(NamedTuple):
    """That a stream names a file."""

    file: str
    stream: str


def uses_of(stream: str, events: tuple[Any, ...]) -> list[FileUse]:
    """Which files these events name: what is erased in one place may still stand in another."""
    found = {one.file for event in events for one in files_in(event)}
    return [FileUse(file, stream) for file in sorted(found) if UUID_FORM.fullmatch(file)]


def rows_of(thing: str, state: Any, events: tuple[Any, ...]) -> list[ScreeningWrite]:
    """The rows of screenings that these events ask for."""
    role = ROLES.get(thing)
    if role is None:
        return []
    shop = getattr(state, "shop", "")
    found: dict[str, ScreeningWrite] = {}
    for event in events:
        for file in files_in(event):
            if file.media_type not in DECODED:
                continue
            with suppress(ValueError):  # what a source told of may be no id of ours
                found.setdefault(file.file, ScreeningWrite(str(UUID(file.file)), role, shop, event.at))
    return list(found.values())


def files_in(value: Any) -> Iterator[File]:
    """Every file that an event names, with the vault's own word of what it is."""
    if isinstance(value, File):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from files_in(one)
    elif isinstance(value, Value):
        for name in _with_files(type(value)):
            yield from files_in(getattr(value, name))


@cache
def _with_files(kind: type[Value]) -> tuple[str, ...]:
    """The fields of a type that a file can be in: most events have none, and are not looked through."""
    return tuple(field.name for field in msgspec.structs.fields(kind) if _reaches_files(field.type, set()))


def _reaches_files(kind: Any, seen: set[Any]) -> bool:
    if kind in seen:
        return False
    seen.add(kind)
    if kind is File:
        return True
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return any(_reaches_files(field.type, seen) for field in msgspec.structs.fields(kind))
    return any(_reaches_files(one, seen) for one in get_args(kind) if not isinstance(one, str | int))
