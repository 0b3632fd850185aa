"""How money moves in a fund: the few steps that verbs and the decisions about cases put together.

Each returns the events and leaves the state to the fold. No step takes more from an account than is in it.
"""

from datetime import datetime

from ombud.core.fund.events import (
    Cause,
    DebtRecouped,
    Entry,
    ForfeitReturned,
    FundEvent,
    FundsHeld,
    HoldReleased,
    HoldToppedUp,
    PaymentCancelled,
    PaymentExecuted,
    PaymentOrdered,
)
from ombud.core.fund.names import case_id
from ombud.core.fund.state import Fund, Hold, Payment, evolve
from ombud.core.people import Actor
from ombud.core.words import NOTHING, Kept


def after(fund: Fund, events: tuple[FundEvent, ...]) -> Fund:
    """The fund once these have happened."""
    for event in events:
        fund = evolve(fund, event)
    return fund


def after_all(fund: Fund | None, events: tuple[FundEvent, ...]) -> Fund:
    """The same, where the first of them may open it."""
    for event in events:
        fund = evolve(fund, event)
    assert fund is not None, "a fund is opened first"
    return fund


def held(
    by: Actor, at: datetime, id: str, cause: Cause, wanted: int | None, fund: Fund, words: Kept = NOTHING
) -> FundsHeld:
    """A hold of as much as is free, and of the rest as it comes in."""
    now = fund.available if wanted is None else min(wanted, fund.available)
    entries = (Entry(debit="available", credit="held", amount=now),) if now > 0 else ()
    return FundsHeld(by=by, at=at, hold=id, cause=cause, wanted=wanted, entries=entries, words=words)


def released(by: Actor, at: datetime, hold: Hold, words: Kept = NOTHING) -> HoldReleased:
    """The end of a hold: what is left of it is free."""
    entries = (Entry(debit="held", credit="available", amount=hold.kept),) if hold.kept else ()
    return HoldReleased(by=by, at=at, hold=hold.id, cause=hold.cause, entries=entries, words=words)


def returned(by: Actor, at: datetime, hold: Hold) -> tuple[ForfeitReturned, ...]:
    """Exactly what was forfeited from a hold, back to the shop."""
    if not hold.forfeited:
        return ()
    entries = (Entry(debit="forfeited", credit="available", amount=hold.forfeited),)
    return (ForfeitReturned(by=by, at=at, hold=hold.id, cause=hold.cause, entries=entries),)


def distributed(by: Actor, at: datetime, fund: Fund) -> tuple[FundEvent, ...]:
    """What follows when money is free: debts are paid back first, then holds that lack money, each the oldest first.

    Debts come first, since the platform has paid them to consumers already; a hold only keeps what may be taken later.
    """
    made: list[FundEvent] = []
    free = fund.available
    for debt in fund.debts:
        back = min(debt.amount, free)
        if back:
            free -= back
            entries = (Entry(debit="available", credit="owed", amount=back),)
            made.append(DebtRecouped(by=by, at=at, cause=debt.cause, entries=entries))
    for hold in fund.holds:
        more = free if hold.lacks is None else min(hold.lacks, free)
        if more:
            free -= more
            entries = (Entry(debit="available", credit="held", amount=more),)
            made.append(HoldToppedUp(by=by, at=at, hold=hold.id, cause=hold.cause, entries=entries))
    return tuple(made)


def ordered(
    by: Actor, at: datetime, id: str, cause: Cause, consumer: str, amount: int, covers: bool, fund: Fund
) -> PaymentOrdered | None:
    """A payment to a consumer ahead of the shop: from its own hold, from what is free, then from the platform's money.

    None where nothing can be paid. Where the platform doesn't cover, what the fund lacks isn't paid.
    """
    entries: list[Entry] = []
    left = amount
    hold = fund.hold(case_id(cause.id))
    sources = [("held", hold.kept if hold else 0), ("available", fund.available), ("owed", left if covers else 0)]
    for account, has in sources:
        part = min(left, has)
        if part > 0:
            left -= part
            entries.append(Entry(debit=account, credit="ordered", amount=part))  # type: ignore[arg-type]
    if not entries:
        return None
    return PaymentOrdered(by=by, at=at, payment=id, cause=cause, consumer=consumer, entries=tuple(entries))


def executed(by: Actor, at: datetime, payment: Payment) -> PaymentExecuted:
    """The money has left."""
    entries = (Entry(debit="ordered", credit="outside", amount=payment.amount),)
    return PaymentExecuted(by=by, at=at, payment=payment.id, cause=payment.cause, entries=entries)


def cancelled(by: Actor, at: datetime, payment: Payment, fund: Fund) -> PaymentCancelled:
    """Everything back to where it was taken from, the last taken first; what a hold gave that is over is free.

    What the platform had lent and has recouped meanwhile is the shop's again.
    """
    lent = next((one.amount for one in fund.debts if one.cause == payment.cause), 0)
    entries: list[Entry] = []
    for one in reversed(payment.entries):
        if one.debit == "owed":
            still = min(one.amount, lent)
            parts = (("owed", still), ("available", one.amount - still))
        elif one.debit == "held" and fund.hold(case_id(payment.cause.id)) is None:
            parts = (("available", one.amount), ("held", 0))
        else:
            parts = ((one.debit, one.amount), ("available", 0))
        entries += [Entry(debit="ordered", credit=to, amount=part) for to, part in parts if part]  # type: ignore[arg-type]
    return PaymentCancelled(by=by, at=at, payment=payment.id, cause=payment.cause, entries=tuple(entries))
