"""A reviewer frees money that was kept back because of a surge.

Who:    a reviewer; what a penalty or a ruling keeps back is freed by its own end.
When:   while it is kept back, with reasons.
Event:  HoldReleased; what waited for free money takes its part.
Next:   desk/reactions.py, under HoldReleased.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.fund import moves
from ombud.core.fund.events import FundEvent
from ombud.core.fund.hold import NO_WORDS
from ombud.core.fund.state import Fund
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class ReleaseFunds(Command, frozen=True):
    """Which surge's hold ends, and why."""

    fund: str
    surge: str
    words: Words


NONE_HELD = Refusal(code="surge-holds-nothing", because="This surge keeps no money of this shop back.", field="surge")


def may(by: Actor, fund: Fund, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't free anything, or None."""
    return not_reviewer(by)


def decide(command: ReleaseFunds, fund: Fund, policy: Policy) -> tuple[FundEvent, ...] | Refusal:
    """The end of the hold."""
    by, at = command.by, command.at
    if refusal := may(by, fund, policy, at):
        return refusal
    hold = fund.hold(f"surge:{command.surge}")
    if hold is None:
        return NONE_HELD
    if command.words.blank:
        return NO_WORDS
    ended = moves.released(by, at, hold, command.words.kept)
    return (ended, *moves.distributed(by, at, moves.after(fund, (ended,))))
