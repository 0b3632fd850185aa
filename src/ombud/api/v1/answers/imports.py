"""What calls about imports of order files answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Empty, OrderFacts, When


class ImportRow(msgspec.Struct):
    """An import of a file of orders: where it stands, and how far it is."""

    id: str
    by: str
    file: str
    """What it is called."""
    size: int
    """Bytes."""
    state: Literal["new", "waiting", "running", "done", "stopped", "failed"]
    done: int
    """Orders gone through; rows read, while `of` isn't known."""
    of: int
    """Orders in the file; 0 until it is read."""
    told: int
    """Orders that were new, or came with other facts."""
    problem: str
    """Why it failed."""
    made_at: When
    asked_at: When | None
    """When it was started."""
    ended_at: When | None


class MappedImport(ImportRow):
    """An import with its mapping. `problem` is why that can't be read, empty where it can."""

    mapping: str


class ImportReport(msgspec.Struct):
    """What an import did: every row is in one of its numbers, and the first thousand or so of each kind are named."""

    orders: int
    told: int
    """New, or with other facts than before."""
    known: int
    """Told before in the same words: nothing changed."""
    shops_told: int
    shops_known: int
    complete: int
    """Orders about which a consumer can complain."""
    lacking: dict[str, int]
    """How many orders lack each fact."""
    incomplete: dict[str, list[str]]
    """What is unknown, by order."""
    incomplete_count: int
    contradictions: dict[str, int]
    """How many orders contradict themselves in each way."""
    flagged: dict[str, list[str]]
    """Contradictions, by order: these are imported as told."""
    flagged_count: int
    items_without_order: list[str]
    items_without_order_count: int
    sellers_without_order: list[str]
    sellers_without_order_count: int
    repeated: list[str]
    """Orders and sellers with more than one row in the same words: they were taken once."""
    repeated_count: int
    refused: dict[str, str]
    """Orders and sellers that weren't imported, and why."""
    refused_count: int
    done: int
    """Orders gone through."""
    cancelled: bool
    """It was stopped: what it took is taken, and importing the same again goes on from there."""


class Import(ImportRow):
    """An import with its mapping and what came of it so far. `report` is null before it runs."""

    mapping: str
    """In TOML; empty where there is none yet."""
    report: ImportReport | None


class PreviewedOrder(msgspec.Struct):
    """An order as it would be read. Where it can't be, `facts` is null and `problem` says why."""

    place: int
    """Its first row in the file."""
    id: str
    """Empty where the row has none."""
    facts: OrderFacts | None
    problem: str
    flags: list[str]
    """In what it contradicts itself."""


class ImportPreview(msgspec.Struct):
    """The first orders of a file as they would be read; `ready` where it can be imported so."""

    items: list[PreviewedOrder]
    problem: str
    """Why the file can't be read by its mapping."""
    ready: bool
    next_cursor: None
    """There is no further page."""


WHOLE: dict[str, Any] = {
    "begin-import": ImportRow,
    "read-import": Import,
    "map-import": MappedImport,
    "preview-import": ImportPreview,
    "start-import": ImportRow,
    "stop-import": ImportRow,
    "discard-import": Empty,
}
ROWS: dict[str, Any] = {"list-imports": ImportRow}
