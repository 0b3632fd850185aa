"""The shop is paid what is free.

Who:    the platform's own software, which makes the payment.
When:   as far as money is free; what is held or owed isn't. Each reference counts once.
Event:  FundsPaidOut.
Next:   desk/reactions.py, under FundsPaidOut.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.fund.events import Entry, FundsPaidOut
from ombud.core.fund.rungs import not_system, uncounted
from ombud.core.fund.state import Fund
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class PayOut(Command, frozen=True):
    """How much leaves for the shop, in minor units, and which payment it is."""

    fund: str
    reference: str
    amount: int
    counted_before: bool = False
    """Stamped by the desk: whether a payment of this reference stands in the fund."""


NOT_FREE = Refusal(
    code="funds-not-free",
    because="Only {available} is free; what is held stays until its decision ends.",
    field="amount",
)


def may(by: Actor, fund: Fund, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't pay anything out, or None."""
    return not_system(by, policy)


def decide(command: PayOut, fund: Fund, policy: Policy) -> tuple[FundsPaidOut, ...] | Refusal:
    """The payment, if all of it is free."""
    by, at = command.by, command.at
    if refusal := may(by, fund, policy, at) or uncounted(command.reference, command.amount, command.counted_before):
        return refusal
    if command.amount > fund.available:
        return NOT_FREE.given(available=fund.available)
    entry = Entry(debit="available", credit="outside", amount=command.amount)
    return (FundsPaidOut(by=by, at=at, reference=command.reference, entries=(entry,)),)
