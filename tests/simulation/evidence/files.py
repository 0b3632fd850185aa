"""What the watch knows of files: which bytes they are, that they stay, and that nobody names what can't be shown."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from ombud.core.files import File
from ombud.desk.commit import Batch
from tests.simulation.breach import hold
from tests.simulation.evidence.shelf import Held, Shelf
from tests.simulation.replay import read_event


class Files:
    """Of one shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.named: dict[str, str] = {}
        """The digest under which a file was first named in the record."""

    def committed(self, batch: Batch) -> None:
        """Every file that the events name is in the store, as they say. Raises Breach."""
        for one in batch.events:
            if b'"sha256":' not in one.body:
                continue
            for file in files_of(read_event(one)):
                row = self.shelf.rows.get(file.file)
                hold(row is not None, "I20 a file in the record is in the vault", file)
                assert row is not None
                hold(row.sha256 == file.sha256, "I20 the record names a file by its digest", (row, file))
                first = self.named.setdefault(file.file, file.sha256)
                hold(first == file.sha256, "I20 a file is the same wherever it is named", (first, file))
                hold(not row.quarantined, "I25 nobody puts forward what is in quarantine", file)
                self.stands(row)

    def stands(self, held: Held) -> None:
        """Its bytes are those that were put, and so is what is shown of it. Raises Breach."""
        for digest in (held.sha256, held.picture):
            data = self.shelf.store.kept.get(digest)
            hold(data is not None, "I20 stored bytes stay", held)
            assert data is not None
            hold(sha256(data).hexdigest() == digest, "I20 stored bytes are those that were logged", held)

    def custody(self) -> None:
        """Each file was put once, by whom its row names, before anybody saw it. Raises Breach."""
        put: dict[str, str] = {}
        for hand in self.shelf.hands:
            if hand.act == "put":
                hold(hand.file not in put, "I20 a file is put once", hand)
                put[hand.file] = hand.sha256
            hold(hand.file in put, "I20 nobody sees what nobody put", hand)
        rows = {id: one.sha256 for id, one in self.shelf.rows.items()} | self.shelf.erased
        hold(put == rows, "I20 the hands a file went through begin with who put it", (put, rows))


def files_of(event: Any) -> Iterator[File]:
    """Every file that an event names."""
    yield from getattr(event, "files", ())
    for one in getattr(event, "claims", ()):
        yield from getattr(one, "files", ())
