"""Many pictures' codes and words, written once into a folder of arrays and mapped by every reader."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ombud.lab.copies import codes as code_tables
from ombud.lab.copies.codes import Codes, Table
from ombud.lab.copies.description import Description
from ombud.lab.copies.votes import Lists, lists
from ombud.lab.copies.words import CELLS


class Segment(NamedTuple):
    """Pictures are numbered from 0. Arrays may be in memory or mapped."""

    ids: Sequence[str]
    where: NDArray[Any]
    """(n, 2): where each description begins in the journal, and its size."""
    table: Table
    owners: NDArray[Any]
    """For each code, twice the number of its picture, plus 1 if it is of what is within the frame."""
    lists: Lists


class Kept(NamedTuple):
    """One picture before it is in a segment."""

    id: str
    start: int
    size: int
    described: Description


def of(some: Sequence[Kept]) -> Segment:
    """A segment in memory."""
    found, owners = [], []
    for number, one in enumerate(some):
        for view in (0, 1) if one.described.framed else (0,):
            found.append(one.described.codes[view, 0])
            owners.append(2 * number + view)
    return Segment(
        [one.id for one in some],
        np.array([(one.start, one.size) for one in some], np.int64).reshape(-1, 2),
        Table(np.array(found, np.uint64).reshape(-1, 4), (), ()),
        np.array(owners, np.uint32),
        lists([one.described.descriptors for one in some]),
    )


def merged(some: Sequence[tuple[Segment, set[int]]]) -> Segment:
    """One segment of several, without the pictures whose numbers are given with each."""
    ids: list[str] = []
    where, codes, owners, cells, pictures, bits = [], [], [], [], [], []
    for one, gone in some:
        stays = np.ones(len(one.ids), bool)
        stays[list(gone)] = False
        renamed = len(ids) + np.cumsum(stays) - 1
        ids += [id for id, kept in zip(one.ids, stays, strict=True) if kept]
        where.append(one.where[stays])
        kept = stays[one.owners // 2]
        codes.append(one.table.codes[kept])
        owners.append((renamed[one.owners[kept] // 2] * 2 + one.owners[kept] % 2).astype(np.uint32))
        entries = stays[one.lists.pictures]
        starts = one.lists.starts.astype(np.int64)
        cells.append(np.repeat(np.arange(CELLS, dtype=np.uint32), starts[1:] - starts[:-1])[entries])
        pictures.append(renamed[one.lists.pictures[entries]].astype(np.uint32))
        bits.append(one.lists.bits[entries])
    all_cells = np.concatenate(cells)
    order = np.argsort(all_cells, kind="stable")
    begin = np.zeros(CELLS + 1, np.uint32)
    np.cumsum(np.bincount(all_cells, minlength=CELLS), out=begin[1:])
    together = Lists(begin, np.concatenate(pictures)[order], np.concatenate(bits)[order])
    return Segment(ids, np.concatenate(where), Table(np.concatenate(codes), (), ()), np.concatenate(owners), together)


def write(one: Segment, folder: Path) -> None:
    """Keep it there; the tables for its codes are made on the way."""
    folder.mkdir()
    np.save(folder / "ids.npy", np.frombuffer("\n".join(one.ids).encode(), np.uint8))
    np.save(folder / "where.npy", one.where)
    np.save(folder / "codes.npy", one.table.codes)
    np.save(folder / "owners.npy", one.owners)
    for name in Lists._fields:
        np.save(folder / f"{name}.npy", getattr(one.lists, name))

    def mapped(name: str, shape: tuple[int, ...]) -> NDArray[Any]:
        return np.lib.format.open_memmap(folder / f"{name}.npy", "w+", np.uint32, shape)

    code_tables.table(one.table.codes, mapped)


def read(folder: Path) -> Segment:
    """The segment in that folder; pages are read as they are needed, and shared by all who map it."""

    def mapped(name: str) -> NDArray[Any]:
        found: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r")
        return found

    codes: Codes = mapped("codes")
    parts: Iterable[int] = range(len(code_tables.layout(len(codes)).widths))
    if len(codes) <= code_tables.SCANNED_MAX:
        parts = ()
    table = Table(
        codes,
        tuple(mapped(f"starts-{part}") for part in parts),
        tuple(mapped(f"entries-{part}") for part in parts),
    )
    names = np.load(folder / "ids.npy").tobytes().decode()
    held = Lists(*(mapped(name) for name in Lists._fields))
    return Segment(names.split("\n") if names else [], mapped("where"), table, mapped("owners"), held)
