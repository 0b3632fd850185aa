"""Copies all evidence from one store into another, each file checked on both sides; what is there already is left."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ombud.vault.store import Store
from ombud.vault.stored import Damaged, Missing


class Copied(NamedTuple):
    """What a copy came to."""

    copied: int
    there: int
    """Were in the other store already, whole."""
    size_bytes: int
    """Of all that is now in the other store."""
    wrong: list[str]
    """Damaged at the source, and so not copied."""


def copy(source: Store, target: Store, digests: Iterable[str] | None = None,
         told: Callable[[int], None] = lambda _done: None) -> Copied:  # fmt: skip
    """Copy what `digests` names, else everything. It may be broken off at any time and begun again: files are whole on
    the other side or not there. Newcomers while it runs may be missed: begin it again, the second time is quick."""
    copied = there = size = done = 0
    wrong: list[str] = []
    for digest in source.digests() if digests is None else digests:
        done += 1
        told(done)
        if target.has(digest) and target.verify(digest):
            there += 1
        else:
            try:
                content = source.get(digest)
            except (Damaged, Missing):
                wrong.append(digest)
                continue
            assert target.put(content) == digest
            copied += 1
        size += target.size(digest)
    return Copied(copied, there, size, wrong)
