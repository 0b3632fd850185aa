"""Makes a command out of what a client sent: only the fields it may fill in, words sealed as they come in."""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec
from django.utils.translation import gettext as _

from ombud.core.files import File
from ombud.core.struct import Value
from ombud.core.words import Secret, Words
from ombud.desk.things import Verb

SALT_BYTES = 16


def seal(text: str) -> Words:
    """Words with a salt of their own, so that their hash tells nothing to somebody who guesses them."""
    return Words(text, os.urandom(SALT_BYTES))


def _hook(wanted: type[Any], given: Any) -> Any:
    if wanted in (Words, Secret):
        if not isinstance(given, str):
            raise TypeError(f"Expected `str`, got `{type(given).__name__}`")
        return seal(given) if wanted is Words else Secret(given, os.urandom(SALT_BYTES))
    raise NotImplementedError(wanted)


class NotUnderstood(Exception):
    """What was sent doesn't fit the command: which field, and what it should be."""

    def __init__(self, field: str, because: str) -> None:
        super().__init__(because)
        self.field = field
        self.because = because


def command_of(verb: Verb, given: Mapping[str, Any], **stamped: Any) -> Any:
    """The command, from plain data (JSON or a form) and what the desk stamps.

    Raises NotUnderstood with the field and the rule, for a field that is missing, unknown, stamped or of a wrong type.
    """
    known = {field.name for field in verb.asked}
    for name in given:
        if name not in known:
            raise NotUnderstood(name, _("There is no field “{name}” here.").replace("{name}", name[:100]))
    try:
        fields = {
            field.name: msgspec.convert(given[field.name], field.type, dec_hook=_hook, strict=True)
            for field in verb.asked
            if field.name in given
        }
    except msgspec.ValidationError as error:
        told = _("This isn’t a value that the field takes: {why}.").replace("{why}", str(error))
        raise NotUnderstood(_field_of(verb, given), told) from None
    missing = [field.name for field in verb.asked if field.required and field.name not in fields]
    if missing:
        raise NotUnderstood(missing[0], _("The field “{name}” is missing.").replace("{name}", missing[0]))
    return verb.command(**fields, **{name: value for name, value in stamped.items() if name in verb.stamped})


def _field_of(verb: Verb, given: Mapping[str, Any]) -> str:
    """Which field didn't fit: the first that doesn't convert alone."""
    for field in verb.asked:
        if field.name in given:
            try:
                msgspec.convert(given[field.name], field.type, dec_hook=_hook, strict=True)
            except msgspec.ValidationError:
                return field.name
    return ""


def all_words(value: Any) -> Iterator[Words]:
    """Every piece of free text in a command."""
    if isinstance(value, Words):
        if value.text:
            yield value
    elif isinstance(value, Value):
        for name in _with_words(type(value)):
            yield from all_words(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from all_words(one)


@cache
def _with_words(kind: type[Value]) -> tuple[str, ...]:
    """The fields of a type that free text can be in, so that nobody looks through the many where it can't."""
    return tuple(field.name for field in msgspec.structs.fields(kind) if may_hold_words(field.type))


@cache
def may_hold_words(kind: Any) -> bool:
    """Whether a value of this type can have free text in it: facts of an order can't, and there are many of them."""
    return _reaches_words(kind, set())


def _reaches_words(kind: Any, seen: set[Any]) -> bool:
    if kind in seen:
        return False
    seen.add(kind)
    if kind is Any or (isinstance(kind, type) and issubclass(kind, Words)):
        return True
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return any(_reaches_words(field.type, seen) for field in msgspec.structs.fields(kind))
    if isinstance(kind, TypeVar):
        return True
    return any(_reaches_words(one, seen) for one in get_args(kind) if not isinstance(one, str | int))


def all_files(command: Any) -> tuple[File, ...]:
    """Every file that a command names, also as the proof of its claims."""
    files = getattr(command, "files", ())
    proof = tuple(file for one in getattr(command, "claims", ()) for file in one.files)
    return (files if isinstance(files, tuple) else ()) + proof
