"""What calls about files to take along and receipts answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import When


class RecordedEvent(msgspec.Struct):
    """An event of a stream that the caller may see, and its place in the log."""

    seq: int
    at: When
    hash: str
    """The event's chained hash, hex."""
    leaf: int | None
    """Null while it isn't in the log yet, as is the next."""
    entered_at: When | None


class Receipt(msgspec.Struct):
    """That an event is recorded: promised, and proved once it is in the log."""

    form: Literal["ombud-receipt/1"]
    origin: str
    """The log's name."""
    keys: list[str]
    """Public keys of the log, the one in use first."""
    stream: str
    seq: int
    hash: str
    """The event's chained hash, hex: it stands for the event and for all before it in its stream."""
    promise: str
    """A signed note, as an act answers it."""
    leaf: int | msgspec.UnsetType = msgspec.UNSET
    """Its place in the log; not there while it isn't in it, as are the next two."""
    proof: list[str] | msgspec.UnsetType = msgspec.UNSET
    """Hashes of the tree, base64."""
    checkpoint: str | msgspec.UnsetType = msgspec.UNSET
    handovers: list[str] | msgspec.UnsetType = msgspec.UNSET
    """By which signed notes one key followed another, the first one first; not there where none did."""


class MadePart(msgspec.Struct):
    """One of the files that were made."""

    name: str
    media_type: Literal["application/zip", "application/pdf"]
    size_bytes: int


class MadeFile(msgspec.Struct):
    """A file that somebody asked for: how far it is, and what came of it. It is gone after `until`."""

    id: str
    thing: Literal["complaint", "penalty"]
    about: str
    """The id of that thing."""
    form: Literal["zip", "pdf"]
    state: Literal["waiting", "running", "ready", "failed"]
    step: Literal["", "told", "pages", "files"]
    """What is being done: gathering what happened, setting pages, packing files. Empty before the first."""
    done: int
    """Of this step, how many of `of` are behind it; 0 of 0 where that isn't counted."""
    of: int
    problem: Literal["", "interrupted", "gone", "failed", "lacking", "too-large", "busy"]
    """Why it failed."""
    files: list[MadePart]
    """What was made, in the order in which it is read; a long PDF comes in several parts."""
    asked_at: When
    until: When


WHOLE: dict[str, Any] = {
    "read-receipt": Receipt,
    "read-made-file": MadeFile,
    "make-archive": MadeFile,
    "make-paper": MadeFile,
    "make-penalty-archive": MadeFile,
    "make-penalty-paper": MadeFile,
}
ROWS: dict[str, Any] = {"read-receipt": RecordedEvent}
"""Of the events of a stream, where no `seq` was given."""
