"""A reviewer keeps money of a shop back because of a surge of complaints.

Who:    a reviewer; penalties and rulings hold by themselves, with their own reasons.
When:   at any time, with reasons; once for each surge.
Event:  FundsHeld: as much as is free, and the rest as it comes in.
Next:   desk/reactions.py, under FundsHeld.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.fund import moves
from ombud.core.fund.events import Cause, FundEvent
from ombud.core.fund.rungs import NO_AMOUNT, NO_FUNDS, unnamed
from ombud.core.fund.settle import opened
from ombud.core.fund.state import Fund
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words


class HoldFunds(Command, frozen=True):
    """How much is kept back, in minor units, for which surge, and why."""

    fund: str
    surge: str
    amount: int
    words: Words
    number: str = ""
    """Stamped by the desk: of the surge, as people know it."""


NO_SURGE = Refusal(code="surge-unknown", because="There is no such surge.", field="surge")
HELD_BEFORE = Refusal(code="surge-holds-already", because="This surge keeps money of this shop back already.")
NO_WORDS = Refusal(code="reasons-missing", because="Say why: the shop reads it.", field="words")


def may(by: Actor, fund: Fund | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't keep anything back, the first reason that applies, or None."""
    return not_reviewer(by) or (None if policy.pack.funds else NO_FUNDS)


def decide(command: HoldFunds, fund: Fund | None, policy: Policy) -> tuple[FundEvent, ...] | Refusal:
    """The hold."""
    by, at = command.by, command.at
    if refusal := may(by, fund, policy, at) or unnamed(command.fund, policy):
        return refusal
    if not command.number:
        return NO_SURGE
    if command.amount <= 0:
        return NO_AMOUNT
    if command.words.blank:
        return NO_WORDS
    id = f"surge:{command.surge}"
    if fund is not None and fund.hold(id):
        return HELD_BEFORE
    begun = opened(by, at, command.fund, fund)
    now = moves.after_all(fund, begun)
    cause = Cause(kind="surge", id=command.surge, number=command.number)
    return (*begun, moves.held(by, at, id, cause, command.amount, now, command.words.kept))
