"""What an import did: every row of every file is in one of these numbers, and the first of each kind by name."""

from collections.abc import Iterable

import msgspec

KEPT = 1_000
"""Named one by one here. All of them are in the files of rejects and of flagged orders; this must fit any memory."""


class Report(msgspec.Struct):
    """What an import did so far."""

    orders: int = 0
    told: int = 0
    """New, or with other facts than before."""
    known: int = 0
    """Told before in the same words: nothing changed."""
    shops_told: int = 0
    shops_known: int = 0
    complete: int = 0
    """Orders about which a consumer can complain."""
    lacking: dict[str, int] = msgspec.field(default_factory=dict)
    """How many orders lack each fact."""
    incomplete: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """Orders imported with something unknown: what is unknown, by order."""
    incomplete_count: int = 0
    contradictions: dict[str, int] = msgspec.field(default_factory=dict)
    """How many orders contradict themselves in each way."""
    flagged: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """Contradictions, kept as told, by order."""
    flagged_count: int = 0
    items_without_order: list[str] = msgspec.field(default_factory=list)
    items_without_order_count: int = 0
    sellers_without_order: list[str] = msgspec.field(default_factory=list)
    sellers_without_order_count: int = 0
    repeated: list[str] = msgspec.field(default_factory=list)
    """Orders and sellers that have more than one row, all in the same words: they were taken once."""
    repeated_count: int = 0
    refused: dict[str, str] = msgspec.field(default_factory=dict)
    """Orders and sellers not imported, and why."""
    refused_count: int = 0
    done: int = 0
    """Orders that were gone through, in the order of their ids."""
    cancelled: bool = False
    """It was stopped: what it took is taken, and importing the same again goes on from there."""

    def refuse(self, name: str, why: str) -> None:
        """Count and name what isn't imported."""
        if name in self.refused:
            return
        self.refused_count += 1
        if len(self.refused) < KEPT:
            self.refused[name] = why

    def lacks(self, order: str, unknown: Iterable[str]) -> None:
        """Count an order as complete, or with what it lacks."""
        missing = list(unknown)
        if not missing:
            self.complete += 1
            return
        self.incomplete_count += 1
        _add(self.lacking, missing)
        if len(self.incomplete) < KEPT:
            self.incomplete[order] = missing

    def flag(self, order: str, flags: Iterable[str]) -> None:
        """Count an order that contradicts itself."""
        found = list(flags)
        self.flagged_count += 1
        _add(self.contradictions, found)
        if len(self.flagged) < KEPT:
            self.flagged[order] = found

    def repeat(self, name: str) -> None:
        """Count what stands more than once in the same words."""
        self.repeated_count += 1
        if len(self.repeated) < KEPT:
            self.repeated.append(name)

    def stray_item(self, name: str) -> None:
        """Count an item whose order isn't there."""
        self.items_without_order_count += 1
        if len(self.items_without_order) < 2 * KEPT:
            self.items_without_order.append(name)

    def stray_seller(self, name: str) -> None:
        """Count a seller of whom there is no order."""
        self.sellers_without_order_count += 1
        if len(self.sellers_without_order) < KEPT:
            self.sellers_without_order.append(name)


def _add(counts: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        counts[name] = counts.get(name, 0) + 1
