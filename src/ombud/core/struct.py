"""The one base of everything the core passes around: frozen, keyword-only, compared by value."""

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value: two with the same fields are the same."""
