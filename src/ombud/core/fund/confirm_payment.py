"""The platform's payments say that a payment to a consumer has left.

Who:    the platform's own software.
When:   once for each payment that was ordered; number, amount and currency have to be those.
Event:  PaymentExecuted; PaymentMismatched where something else was paid, and then nothing moves.
Next:   desk/reactions.py, under PaymentExecuted and PaymentMismatched.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.fund import moves
from ombud.core.fund.events import PaymentExecuted, PaymentMismatched
from ombud.core.fund.rungs import not_system
from ombud.core.fund.state import Fund
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class ConfirmPayment(Command, frozen=True):
    """What was paid, as the payments tell it; the amount in minor units."""

    fund: str
    payment: str
    amount: int
    currency: str


NO_SUCH_PAYMENT = Refusal(
    code="payment-not-ordered", because="No payment “{payment}” was ordered and waits to leave.", field="payment"
)


def may(by: Actor, fund: Fund, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't tell of a payment, or None."""
    return not_system(by, policy)


def decide(
    command: ConfirmPayment, fund: Fund, policy: Policy
) -> tuple[PaymentExecuted | PaymentMismatched, ...] | Refusal:
    """That it has left, or that it isn't the one that was ordered."""
    by, at = command.by, command.at
    if refusal := may(by, fund, policy, at):
        return refusal
    payment = fund.payment(command.payment)
    if payment is None:
        return NO_SUCH_PAYMENT.given(payment=command.payment)
    if (command.amount, command.currency) != (payment.amount, fund.currency):
        told = PaymentMismatched(by=by, at=at, payment=payment.id, amount=command.amount, currency=command.currency)
        return (told,)
    return (moves.executed(by, at, payment),)
