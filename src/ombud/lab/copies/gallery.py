"""Pictures that were seen, in a folder: added, taken out, and found again in whatever was made of them."""

import shutil
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from ombud.lab.copies import journal, segment
from ombud.lab.copies.description import Description, describe, read
from ombud.lab.copies.journal import PLAIN, Journal, Record, Sealing
from ombud.lab.copies.looking import Found, Held, look_for
from ombud.lab.copies.segment import Kept, Segment
from ombud.lab.finding import Match
from ombud.lab.picture import Picture

TAIL_MAX = 512
"""Pictures that are held in memory before they are written as a segment."""
_MERGED_AT = 8
"""So many segments of about one size become one."""


class Manifest(msgspec.Struct):
    """Which segments there are, up to where in the journal they reach, and which of their pictures are gone."""

    segments: list[str] = []
    covered: int = len(journal.MAGIC)
    made: int = 0
    gone: dict[str, list[int]] = {}


class _Place(NamedTuple):
    segment: str
    number: int


class Gallery:
    """Open one with `Gallery.open(folder)`. Others may read while one adds; each takes in what is new as it matches."""

    def __init__(self, folder: Path, sealing: Sealing = PLAIN) -> None:
        self._folder, self._journal = folder, Journal(folder, sealing)
        self._manifest = Manifest()
        self._segments: dict[str, Segment] = {}
        self._seen: tuple[int, int] = (-1, -1)
        self._tail: list[Kept] = []
        self._tail_segment: Segment | None = None
        self._end = len(journal.MAGIC)
        self._gone: dict[str, set[int]] = {}
        self._ids: dict[str, _Place] | None = None
        self.refresh()

    @classmethod
    def open(cls, folder: Path | str, sealing: Sealing = PLAIN) -> "Gallery":
        """The gallery in that folder, which is made if it isn't there; `sealing` says how descriptions lie there."""
        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        return cls(path, sealing)

    def __len__(self) -> int:
        return len(self._tail) + sum(
            len(one.ids) - len(self._gone.get(name, ())) for name, one in self._segments.items()
        )

    def __contains__(self, id: str) -> bool:
        return id in self._places() or any(one.id == id for one in self._tail)

    def ids(self) -> list[str]:
        """All that are in it."""
        return [*self._places(), *(one.id for one in self._tail)]

    def add(self, id: str, picture: Picture) -> None:
        """Keep what the picture is found by, under that id; one of the same id is replaced."""
        self.add_described(id, describe(picture))

    def add_described(self, id: str, described: bytes) -> None:
        """The same of what `describe` gave; BadDescription where it is none."""
        checked = read(described)
        if not id or "\n" in id:
            raise ValueError("an id is a line of words")
        with self._journal.writing():
            self.refresh()
            if id in self:
                self._remove(id)
            record = self._journal.append(journal.ADDED, id, described, self._end)
            self._take(record, checked)
            if len(self._tail) >= TAIL_MAX:
                self._seal()

    def remove(self, id: str) -> bool:
        """Forget the picture: its description is overwritten at once. False where there is none."""
        with self._journal.writing():
            self.refresh()
            if id not in self:
                return False
            self._remove(id)
            return True

    def match(self, picture: Picture, *, thorough: bool = False) -> tuple[Match, ...]:
        """Pictures that this one was made of (or they of it), the surest first.

        Where the hash alone finds some, it isn't looked further, unless `thorough`.
        """
        return self.match_described(describe(picture), thorough=thorough)

    def match_described(self, described: bytes, *, thorough: bool = False) -> tuple[Match, ...]:
        """The same of what `describe` gave."""
        found = self.find(read(described), thorough=thorough)
        return tuple(one.match for one in found if one.strength in ("clear", "strong"))

    def find(self, query: Description, *, thorough: bool = False) -> tuple[Found, ...]:
        """Also those that only show the same label or scene (`weak`), with how sure each is."""
        self.refresh()
        held = [Held(one, self._gone.get(name, set())) for name, one in self._segments.items()]
        if self._tail:
            self._tail_segment = self._tail_segment or segment.of(self._tail)
            held.append(Held(self._tail_segment, set()))
        return look_for(query, held, self._journal.read, thorough=thorough)

    def described(self, id: str) -> bytes | None:
        """What is kept of the picture with that id."""
        for one in self._tail:
            if one.id == id:
                return self._journal.read(one.start, one.size)
        if place := self._places().get(id):
            start, size = self._segments[place.segment].where[place.number]
            return self._journal.read(int(start), int(size))
        return None

    def refresh(self) -> None:
        """Take in what other processes have written since."""
        self._load_manifest()
        if self._journal.size() > self._end:
            for record in self._journal.after(self._end):
                self._take(record)

    def _load_manifest(self) -> None:
        path = self._folder / "segments.json"
        if not path.exists():
            return
        for _ in range(5):
            seen = path.stat().st_ino, path.stat().st_mtime_ns
            if seen == self._seen:
                return
            manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
            try:
                segments = {
                    name: self._segments.get(name) or segment.read(self._folder / name) for name in manifest.segments
                }
            except FileNotFoundError:  # merged away meanwhile: the manifest has changed too
                continue
            self._manifest, self._segments, self._seen = manifest, segments, seen
            self._gone = {name: set(numbers) for name, numbers in manifest.gone.items()}
            self._ids, self._tail, self._tail_segment, self._end = None, [], None, manifest.covered
            return
        raise RuntimeError(f"{path} changes faster than it can be read")

    def _take(self, record: Record, checked: Description | None = None) -> None:
        """What a record means for what is held in memory."""
        self._end = record.end
        if record.kind == journal.REMOVED:
            self._tail = [one for one in self._tail if one.id != record.id]
            self._tail_segment = None
            if place := self._places().get(record.id):
                self._gone.setdefault(place.segment, set()).add(place.number)
        elif record.kind == journal.ADDED:
            described = checked or read(self._journal.read(record.start, record.size))
            self._tail.append(Kept(record.id, record.start, record.size, described))
            self._tail_segment = None

    def _places(self) -> dict[str, _Place]:
        """Where each id is among the segments; made when first asked for."""
        if self._ids is None:
            self._ids = {
                id: _Place(name, number)
                for name, one in self._segments.items()
                for number, id in enumerate(one.ids)
                if number not in self._gone.get(name, ())
            }
        return self._ids

    def _remove(self, id: str) -> None:
        held = [(one.start, one.size) for one in self._tail if one.id == id]
        if place := self._places().get(id):
            start, size = self._segments[place.segment].where[place.number]
            held.append((int(start), int(size)))
        self._take(self._journal.append(journal.REMOVED, id, b"", self._end))
        self._places().pop(id, None)
        for start, size in held:
            self._journal.erase(start, id, size)

    def _seal(self) -> None:
        """Write what is in memory as a segment, and merge segments of about one size."""
        fresh = [*self._segments.items(), ("", segment.of(self._tail))]
        chosen = 1
        while (level := _level(fresh[-chosen][1])) >= 0:
            alike = [name for name, one in fresh[:-chosen] if _level(one) == level]
            if len(alike) + 1 < _MERGED_AT:
                break
            chosen += len(alike)
        joined = fresh[-chosen:]
        whole = segment.merged([(one, self._gone.get(name, set())) for name, one in joined])
        made = self._manifest.made + 1
        name = f"segment-{made}"
        segment.write(whole, self._folder / name)
        kept = [old for old, _ in fresh[:-chosen]]
        self._publish(Manifest([*kept, name], self._end, made, {old: sorted(self._gone.get(old, ())) for old in kept}))
        for old, _ in joined:
            if old:
                shutil.rmtree(self._folder / old)

    def _publish(self, manifest: Manifest) -> None:
        path = self._folder / "segments.json"
        fresh = path.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(manifest))
        fresh.replace(path)
        self._load_manifest()


def _level(one: Segment) -> int:
    """0 for up to TAIL_MAX pictures, 1 for up to eight times as many, and so on."""
    return max(0, int(np.ceil(np.log(max(1, len(one.ids)) / TAIL_MAX) / np.log(_MERGED_AT) - 1e-9)))
