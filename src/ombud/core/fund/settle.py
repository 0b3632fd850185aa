"""Money came in for a shop: the turnover of an order, or of a day.

Who:    the platform's own software: its payments, through an integrator's key.
When:   at any time; each reference counts once.
Event:  FundOpened for the first, FundsSettled; then DebtRecouped and HoldToppedUp for what waits for it.
Next:   desk/reactions.py, under FundsSettled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.fund import moves
from ombud.core.fund.events import Entry, FundEvent, FundOpened, FundsSettled
from ombud.core.fund.names import parts_of
from ombud.core.fund.rungs import not_system, uncounted, unnamed
from ombud.core.fund.state import Fund
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class SettleFunds(Command, frozen=True):
    """How much came in, in minor units of the fund's currency, and which payment it was."""

    fund: str
    reference: str
    amount: int
    order: str = ""
    counted_before: bool = False
    """Stamped by the desk: whether a payment of this reference stands in the fund."""


def may(by: Actor, fund: Fund | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't tell of money, or None."""
    return not_system(by, policy)


def decide(command: SettleFunds, fund: Fund | None, policy: Policy) -> tuple[FundEvent, ...] | Refusal:
    """The money is the shop's, and what waited for it takes its part."""
    by, at = command.by, command.at
    if refusal := may(by, fund, policy, at) or unnamed(command.fund, policy):
        return refusal
    if refusal := uncounted(command.reference, command.amount, command.counted_before):
        return refusal
    begun = opened(by, at, command.fund, fund)
    entry = Entry(debit="outside", credit="available", amount=command.amount)
    came = FundsSettled(by=by, at=at, reference=command.reference, order=command.order, entries=(entry,))
    now = moves.after_all(fund, (*begun, came))
    return (*begun, came, *moves.distributed(by, at, now))


def opened(by: Actor, at: datetime, id: str, fund: Fund | None) -> tuple[FundOpened, ...]:
    """That a fund begins, where there is none."""
    if fund is not None:
        return ()
    shop, currency = parts_of(id)
    return (FundOpened(by=by, at=at, fund=id, shop=shop, currency=currency),)
