"""Planted faults in how files are taken in, kept and shown."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from ombud.core.refusal import Refusal
from tests.simulation.desk import Desk
from tests.simulation.evidence.desk import EvidenceDesk
from tests.simulation.evidence.plant import on_the_shelf
from tests.simulation.evidence.shelf import Hand, Held, Shelf, examined
from tests.simulation.life import Plant


def _row_before_the_bytes(shelf: Shelf) -> None:
    """A crash between leaves a row whose bytes nobody has, and the second try finds the file as brought before."""

    def deposit(by: str, data: bytes, at: datetime) -> Held | Refusal:
        digest = sha256(data).hexdigest()
        if known := shelf.again(by, digest):
            return known
        seen = shelf.examine(data)
        if isinstance(seen, Refusal):
            return seen
        shelf._files += 1
        held = Held(f"f{shelf._files}", digest, by, sha256(seen).hexdigest())
        shelf.rows[held.id] = held
        shelf.hands.append(Hand(held.id, "put", by, at, digest))
        shelf._die()
        shelf.put(data)
        shelf.put(seen)
        return held

    shelf.deposit = deposit  # type: ignore[method-assign]


def _trimmed(shelf: Shelf) -> None:
    """What is kept is something less than what was brought."""

    def put(data: bytes) -> str:
        digest = sha256(data).hexdigest()
        shelf.store.kept.setdefault(digest, data[:-1])
        return digest

    shelf.put = put


def _overwritten(shelf: Shelf) -> None:
    """A file that comes again takes the place of one that lies there already."""

    def put(data: bytes) -> str:
        digest = sha256(data).hexdigest()
        shelf.store.kept[digest] = b"again " + data if digest in shelf.store.kept else data
        return digest

    shelf.put = put


def _only_in_memory(desk: Desk) -> None:
    """Bytes that were put last are gone after a crash."""
    assert isinstance(desk, EvidenceDesk)
    kept = desk.shelf.store.kept

    def lose() -> None:
        if kept:
            del kept[next(reversed(kept))]

    desk.crash = lose


def _a_new_row_each_time(shelf: Shelf) -> None:
    shelf.again = lambda _by, _digest: None


def _quota_of_nobody(shelf: Shelf) -> None:
    """The quota counts the files of the one who brought the first."""
    deposit = shelf.deposit

    def uncounted(by: str, data: bytes, at: datetime) -> Held | Refusal:
        held = deposit(by, data, at)
        if isinstance(held, Refusal) and held.code == "too-many-files":
            others = {id: one for id, one in shelf.rows.items() if one.by != by}
            mine = {id: one for id, one in shelf.rows.items() if one.by == by}
            shelf.rows = others
            held = deposit(by, data, at)
            shelf.rows = {**others, **mine, **shelf.rows}
        return held

    shelf.deposit = uncounted  # type: ignore[method-assign]


def _kept_though_unreadable(shelf: Shelf) -> None:
    """When the examiner fails, the file is taken all the same."""

    def lenient(data: bytes) -> bytes | Refusal:
        seen = examined(data)
        return b"shown:nothing" if isinstance(seen, Refusal) else seen

    shelf.examine = lenient


def _quarantine_named(shelf: Shelf) -> None:
    shelf.may_name = lambda held, by, lying: held.by == by or held.id in lying


def _quarantine_shown(shelf: Shelf) -> None:
    shelf.shows = lambda held: bool(held.picture)


def _original_shown(shelf: Shelf) -> None:
    def look(file: str, by: str, at: datetime) -> bytes | None:
        return shelf.store.kept[shelf.rows[file].sha256]

    shelf.look = look  # type: ignore[method-assign]


def _as_the_client_says(desk: Desk) -> None:
    """The digest of a file is taken from who names it."""
    assert isinstance(desk, EvidenceDesk)
    name = desk.name

    def trusting(command: Any, lying: frozenset[str]) -> Any:
        named = name(command, lying)
        if isinstance(named, Refusal) or not getattr(named, "files", ()):
            return named
        return replace(named, files=tuple(replace(one, sha256=one.sha256[::-1]) for one in named.files))

    desk.name = trusting


def _put_twice(shelf: Shelf) -> None:
    """Bringing a file again is written down as if it were the first time."""
    deposit = shelf.deposit

    def noted(by: str, data: bytes, at: datetime) -> Held | Refusal:
        known = shelf.again(by, sha256(data).hexdigest())
        if known is not None:
            shelf.hands.append(Hand(known.id, "put", by, at, known.sha256))
        return deposit(by, data, at)

    shelf.deposit = noted  # type: ignore[method-assign]


FILES: Mapping[str, Plant] = {
    "row before the bytes": on_the_shelf(_row_before_the_bytes),
    "kept bytes trimmed": on_the_shelf(_trimmed),
    "kept bytes overwritten": on_the_shelf(_overwritten),
    "bytes only in memory": _only_in_memory,
    "same bytes are a new file": on_the_shelf(_a_new_row_each_time),
    "quota not counted": on_the_shelf(_quota_of_nobody),
    "kept though it can't be examined": on_the_shelf(_kept_though_unreadable),
    "quarantine not looked at on naming": on_the_shelf(_quarantine_named),
    "quarantine not looked at on showing": on_the_shelf(_quarantine_shown),
    "original shown": on_the_shelf(_original_shown),
    "digest as the client says": _as_the_client_says,
    "custody begins twice": on_the_shelf(_put_twice),
}
