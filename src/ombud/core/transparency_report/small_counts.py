"""What of a list of counts may be shown, so that nobody who knows this rule can work out a count of one to four.

A count of 1 to 4 is hidden, and a total of 1 to 4 with it. Where one hidden count, or several that can only be all ones
or all fours, could be worked out from the total, the next count of the list is hidden too, whatever it is: a choice by
size would tell something. Where there is no other, the total. Where several lists count the same things, a total that
one may not tell hides all their counts. A year says nothing that its quarters don't.
"""

from collections.abc import Mapping, Sequence

from ombud.core.struct import Value

FEW = 5
"""Below this many a person could be picked out: the same figure as in a shop's public record."""


class Counts(Value, frozen=True):
    """A list of counts as everybody may see it; None: hidden."""

    total: int | None
    cells: dict[str, int | None]


def shown(cells: Mapping[str, int]) -> Counts:
    """One list with its total, by the rule above."""
    total = sum(cells.values())
    hidden = {name for name, n in cells.items() if 0 < n < FEW}
    names = list(cells)
    after = next((place for place, name in enumerate(names) if name in hidden), 0)
    left = [name for name in (*names[after:], *names[:after]) if cells[name] >= FEW]
    while hidden and _told([cells[name] for name in hidden]) and left:
        hidden.add(left.pop(0))
    few = 0 < total < FEW or (bool(hidden) and _told([cells[name] for name in hidden]))
    return Counts(
        total=None if few else total,
        cells={name: None if name in hidden else n for name, n in cells.items()},
    )


def _told(hidden: Sequence[int]) -> bool:
    """Whether their sum, which is known from the total, tells what they are."""
    return len(hidden) == 1 or sum(hidden) in (len(hidden), (FEW - 1) * len(hidden))


def linked(lists: Sequence[Mapping[str, int]]) -> list[Counts]:
    """Lists that count the same things in several ways, and so have one total: what one may not tell, none tells."""
    found = [shown(one) for one in lists]
    if all(one.total is not None for one in found):
        return found
    return [Counts(total=None, cells={name: None if n != 0 else 0 for name, n in one.cells.items()}) for one in found]


def together(parts: Sequence[Counts]) -> Counts:
    """Several periods as one, which says nothing that they don't say already."""
    names = list(dict.fromkeys(name for one in parts for name in one.cells))
    cells = {name: _sum([one.cells.get(name, 0) for one in parts]) for name in names}
    return Counts(total=_sum([one.total for one in parts]), cells=cells)


def _sum(counts: Sequence[int | None]) -> int | None:
    return None if any(one is None for one in counts) else sum(one or 0 for one in counts)
