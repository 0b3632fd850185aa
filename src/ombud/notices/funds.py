"""What the words of a notice about a shop's money may name."""

from typing import Any

from ombud.core.fund.events import FundsHeld, PaymentMismatched, PaymentOrdered
from ombud.notices import figures
from ombud.notices.load import Told


def of_fund(message: Told) -> dict[str, str]:
    """Amounts, and the decision that they move by, in the language in use."""
    fund, event = message.state, message.event

    def money(minor: int, currency: str = fund.currency) -> str:
        return figures.money(minor, currency)

    cause = getattr(event, "cause", None)
    about = {"why": cause.kind, "number": cause.number} if cause else {"number": ""}
    match event:
        case FundsHeld(wanted=wanted):
            now = sum(one.amount for one in event.entries)
            return {**about, "wanted": money(wanted or 0), "now": money(now)}
        case PaymentOrdered(entries=entries):
            parts = {one.debit: one.amount for one in entries}
            own = parts.get("held", 0) + parts.get("available", 0)
            lent = parts.get("owed", 0)
            return {**about, "amount": money(own + lent), "own": money(own), "lent": money(lent) if lent else ""}
        case PaymentMismatched(payment=id, amount=amount, currency=currency):
            return {**_payment(fund, id), "told": money(amount, currency if currency.isalpha() else "")}
        case _:
            return about


def _payment(fund: Any, id: str) -> dict[str, str]:
    """What was ordered; blank once it has left or isn't needed any more."""
    payment = fund.payment(id)
    if payment is None:
        return {"number": "", "ordered": ""}
    return {"number": payment.cause.number, "ordered": figures.money(payment.amount, fund.currency)}
