"""What must hold of a pack's surges: something is counted, an alarm can come and is believed, no money is made up."""

from collections.abc import Iterator

from ombud.packs.faults import Fault
from ombud.packs.load import PackFile

BOUNDS: dict[str, tuple[int, int, str]] = {
    "one_in": (10, 1_000_000, "an alarm more often than in one of ten units is noise"),
    "false_percent_max": (1, 50, "of alarms of which most are false nobody believes any"),
    "least": (2, 1000, "one complainant is no surge"),
    "cluster_max": (1, 100, "accounts that act together would make an alarm, or none at all would count"),
    "behind_least": (2, 10_000, "one missed turn is no backlog"),
    "behind_percent": (1, 100, "a share lies between 1 and 100"),
    "hold_percent_max": (0, 100, "a share lies between 0 and 100"),
    "cases_max": (1, 5000, "an alarm without cases leads nowhere, and one page shows no more"),
}


def bounds(found: PackFile) -> Iterator[Fault]:
    """Each figure lies where it makes sense."""
    if found.pack.surge is None:
        return
    for name, (least, most, why) in BOUNDS.items():
        if not least <= (value := getattr(found.pack.surge, name)) <= most:
            yield found.said_in.fault(("surge", name), f"{value}: {why}", f"{least} to {most}")
    if found.pack.surge.cluster_max >= found.pack.surge.least:
        problem = "accounts that act together would make an alarm by themselves"
        yield found.said_in.fault(("surge", "cluster_max"), problem, "less than least")


def counted(found: PackFile) -> Iterator[Fault]:
    """Something is counted, once, and every cause can be named."""
    if found.pack.surge is None:
        return
    for key in ("counts", "causes"):
        its = getattr(found.pack.surge, key)
        if not its:
            yield found.said_in.fault(("surge", key), "it is empty", "at least one")
        for index, one in enumerate(its):
            if one in its[:index]:
                yield found.said_in.fault(("surge", key, index), f"{one} stands here twice")


def held(found: PackFile) -> Iterator[Fault]:
    """Who takes no part in the trade holds none of its money."""
    rules = found.pack.surge
    if rules is not None and rules.hold_percent_max and found.pack.part == "go-between":
        problem = "a platform that takes no part in the trade holds none of its money"
        yield found.said_in.fault(("surge", "hold_percent_max"), problem, "0")


def windows(found: PackFile) -> Iterator[Fault]:
    """Each window lasts hours or days: open alarms aren't counted again when a table of working days is replaced."""
    if found.pack.surge is None:
        return
    for name in found.pack.surge.windows.__struct_fields__:
        if getattr(found.pack.surge.windows, name).of_work:
            problem = "an alarm’s time isn’t counted again when the table of working days is replaced"
            yield found.said_in.fault(("surge", "windows", name), problem, "hours or days")


RULES = (bounds, counted, held, windows)
