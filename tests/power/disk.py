"""A disk that forgets: from what a process asked of it, what may lie there after the power went.

Pessimistic on purpose. Bytes written since a file's last sync may be there, in part (sectors of 512 bytes, any of
them), as zeros, or not at all; a name made, changed or taken away is sure only once its folder was synced, whatever was
synced in the file; a folder that isn't sure takes all in it along. Names in one folder are kept or lost one by one, but
for one name in order.
"""

import os
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HEAD = struct.Struct("<IiqII")
OPEN, WRITE, FSYNC, RENAME, UNLINK, MKDIR, CLOSE = range(1, 8)
SECTOR = 512
ALL, NONE = 0.1, 0.1
"""How often everything, or nothing, of what isn't sure is there: the kindest and the harshest case."""


class Call(NamedTuple):
    """One call that succeeded."""

    op: int
    fd: int
    at: int
    a: bytes
    b: bytes


def calls(trace: Path) -> Iterator[Call]:
    """All that was written down, in order."""
    data = trace.read_bytes()
    here = 0
    while here < len(data):
        op, fd, at, a, b = HEAD.unpack_from(data, here)
        here += HEAD.size
        yield Call(op, fd, at, data[here : here + a], data[here + a : here + a + b])
        here += a + b


class Inode:
    """A file's bytes that are sure, and writes that aren't."""

    def __init__(self) -> None:
        self.sure = bytearray()
        self.unsure: list[tuple[int, bytes]] = []

    def sync(self) -> None:
        for at, data in self.unsure:
            _lay(self.sure, at, data)
        self.unsure.clear()

    def after(self, chance: random.Random, share: float) -> bytes:
        """What may be left of it."""
        left = bytearray(self.sure)
        for at, data in self.unsure:
            if share == 1 or (share and chance.random() < share):
                _lay(left, at, data)
            elif share and chance.random() < share:
                for here in range(0, len(data), SECTOR):  # torn: some sectors, and zeros between
                    piece = data[here : here + SECTOR]
                    _lay(left, at + here, piece if chance.random() < 0.5 else bytes(len(piece)))
        return bytes(left)


class Disk:
    """The state after so many calls."""

    def __init__(self, made: frozenset[str]) -> None:
        self.made = made
        """Folders that are made sooner or later; all others were there before, and are sure."""
        self.names: dict[str, Inode | None] = {}
        """Names that are sure; None is a folder."""
        self.unsure: list[tuple[str, str, Inode | str | None]] = []
        """Folder, what became of which name: a file, a folder (None), or what it is called now (a path), in order."""
        self.now: dict[str, Inode | None] = {}
        self.open: dict[int, str | Inode] = {}
        self.told: list[str] = []
        """What was acknowledged."""

    def do(self, call: Call) -> None:
        """One call more."""
        name = call.a.decode("utf-8", "replace") if call.op in (OPEN, RENAME, UNLINK, MKDIR) else ""
        match call.op:
            case 1:
                self._opened(call, name)
            case 2:
                inode = self.open.get(call.fd)
                if inode == "told":
                    self.told += [line for line in call.a.decode().split() if len(line) == 64]
                elif isinstance(inode, Inode):
                    inode.unsure.append((call.at, call.a))
            case 3:
                self._synced(call)
            case 4:
                to = call.b.decode()
                self.now[to] = self.now.pop(name)
                self.unsure.append((_folder(to), name, to))
            case 5:
                self.now.pop(name, None)
                self.unsure.append((_folder(name), name, ""))
            case 6:
                self.now[name] = None
                self.unsure.append((_folder(name), name, None))
            case _:
                self.open.pop(call.fd, None)

    def _opened(self, call: Call, name: str) -> None:
        if name.endswith("/told"):
            self.open[call.fd] = "told"
        elif call.at & os.O_DIRECTORY:
            self.open[call.fd] = name
        elif call.at & os.O_CREAT:
            inode = self.now.get(name)
            if inode is None:
                inode = self.now[name] = Inode()
                self.unsure.append((_folder(name), name, inode))
            self.open[call.fd] = inode

    def _synced(self, call: Call) -> None:
        held = self.open.get(call.fd)
        if isinstance(held, Inode):
            held.sync()
        elif isinstance(held, str):
            mine = [one for one in self.unsure if one[0] == held]
            self.unsure = [one for one in self.unsure if one[0] != held]
            for _folder, name, became in mine:
                _become(self.names, name, became)

    def after(self, chance: random.Random) -> dict[str, bytes | None]:
        """One state that the power's going may leave behind: bytes by name, None for a folder."""
        lot = chance.random()
        share = 1.0 if lot < ALL else 0.0 if lot < ALL + NONE else chance.random()
        names = dict(self.names)
        lost: set[str] = set()
        files = {name: one for _folder, name, one in self.unsure if isinstance(one, Inode)}
        for _folder, name, became in self.unsure:
            touched = {name, became} if isinstance(became, str) else {name}
            if lost & touched and not (isinstance(became, str) and became):
                continue  # for one name in order: what came after a lost change is lost too
            if share < 1 and chance.random() >= share:
                lost |= {one for one in touched if isinstance(one, str)}
                continue
            if isinstance(became, str) and became and name not in names and name in files:
                names[name] = files[name]  # its first name was never sure, and needn't be
            _become(names, name, became)
        return {
            name: one if one is None else one.after(chance, share)
            for name, one in names.items()
            if all(one in names for one in _above(name) if one in self.made)
        }


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _above(name: str) -> Iterator[str]:
    """The folders that it lies in."""
    while name := _folder(name):
        yield name


def _become(names: dict[str, Inode | None], name: str, became: "Inode | str | None") -> None:
    if isinstance(became, str):
        held = names.pop(name, None)
        if became and held is not None:
            names[became] = held
    else:
        names[name] = became


def replayed(trace: Path) -> Iterator[Disk]:
    """The disk before each call and at the end; always the same object, so look at it at once."""
    every = list(calls(trace))
    disk = Disk(frozenset(call.a.decode() for call in every if call.op == MKDIR))
    for call in every:
        yield disk
        disk.do(call)
    yield disk


def _lay(over: bytearray, at: int, data: bytes) -> None:
    if len(over) < at:
        over.extend(bytes(at - len(over)))
    over[at : at + len(data)] = data
