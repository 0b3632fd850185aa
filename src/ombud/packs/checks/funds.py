"""Checks what a pack says of money held."""

from collections.abc import Iterator
from datetime import timedelta

from ombud.core.policy.policy import Policy
from ombud.packs.checks.turns import start
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile

FREEZE_MAX = timedelta(days=31)
"""Thirty whole days, each to its end, and the rest of the day on which it began."""


def freezes(found: PackFile) -> Iterator[Fault]:
    """A freeze of all turnover is looked at again at least every 30 days."""
    rules = found.pack.funds
    if rules is None:
        return
    at = start(found)
    if Policy(pack=found.pack, calendar=found.calendar).end(rules.freeze_look, at) - at > FREEZE_MAX:
        yield found.said_in.fault(
            ("funds", "freeze_look"), "a freeze would stand for more than 30 days", "30 days at most"
        )


RULES = (freezes,)
