"""Checks what a pack says of keeping evidence before any dispute: it lasts as long as a dispute may still begin."""

from collections.abc import Iterator

from ombud.core.policy.policy import Policy
from ombud.packs.checks.turns import start
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile


def lasts(found: PackFile) -> Iterator[Fault]:
    """What is kept is there for every complaint that can still be made, and its keeper is told in time."""
    rules = found.pack.keeping
    if rules is None:
        return
    policy, begin = Policy(pack=found.pack, calendar=found.calendar), start(found)
    at = found.said_in.fault
    if rules.files_max < 1:
        yield at(("keeping", "files_max"), "nothing could be kept", "1 or more")
    kept, complain = policy.end(rules.kept, begin), policy.end(found.pack.windows.complain, begin)
    if kept < complain:
        yield at(
            ("keeping", "kept"),
            "it ends while the order can still be complained about",
            "at least as long as windows.complain",
        )
    if policy.end(rules.remind_before, begin) >= kept:
        yield at(("keeping", "remind_before"), "its keeper would be reminded before anything is kept", "less than kept")


RULES = (lasts,)
