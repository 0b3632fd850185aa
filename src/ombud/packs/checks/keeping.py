"""Checks what a pack says of keeping: evidence before any dispute, and what is kept of people when all is over."""

from collections.abc import Iterator

from ombud.core.policy.policy import Policy
from ombud.core.policy.retention import KINDS, LEAST
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


def not_too_soon(found: PackFile) -> Iterator[Fault]:
    """Nothing goes while somebody could still ask about it, and what lies in cases outlasts their being closed."""
    spans, at = found.pack.retention, found.said_in.fault
    for kind in KINDS:
        if spans.days(kind) < LEAST:
            yield at(("retention", kind), "it would go while somebody could still ask about it", f"{LEAST} or more")
    if spans.talks < spans.cases:
        yield at(("retention", "talks"), "a case would outlast the talk it stands on", "at least as long as cases")


RULES = (lasts, not_too_soon)
