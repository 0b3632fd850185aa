"""The one base of everything the core passes around: frozen, keyword-only, compared by value."""

from contextlib import suppress

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value: two with the same fields are the same."""


def settle() -> None:
    """Have msgspec work out the fields of every struct that is loaded, while only one thread runs.

    It does so when a type is decoded for the first time, and keeps the half-made answer where other threads find it: of
    two that decode the same new type at once, one reads a null and the process dies. What is worked out stays.
    """
    left: list[type[msgspec.Struct]] = [msgspec.Struct]
    while left:
        one = left.pop()
        left.extend(one.__subclasses__())
        with suppress(TypeError, NameError):  # what can't be decoded at all is nobody's to decode
            msgspec.json.Decoder(one)
