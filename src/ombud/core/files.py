"""A file that was deposited in the vault, as commands and events name it."""

from ombud.core.struct import Value


class File(Value, frozen=True):
    """One deposited file. A client names `file` and `kind`; the desk fills in the rest from the vault."""

    file: str
    kind: str = "other"
    """What it is meant to show: a code of the pack's evidence kinds."""
    sha256: str = ""
    """Of the untouched original, hex."""
    media_type: str = ""
    about: str = ""
    """Which one of several it belongs to: a drawn order, an item of a violation."""
