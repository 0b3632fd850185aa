"""What a fund holds now: the fold of all that moved its money."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.fund.events import (
    Cause,
    DebtRecouped,
    Entry,
    ForfeitReturned,
    FundEvent,
    FundOpened,
    FundsHeld,
    FundsPaidOut,
    FundsSettled,
    HoldForfeited,
    HoldReleased,
    HoldToppedUp,
    PaymentCancelled,
    PaymentExecuted,
    PaymentMismatched,
    PaymentOrdered,
)
from ombud.core.fund.names import case_id
from ombud.core.struct import Value


class Hold(Value, frozen=True):
    """What one decision keeps back. It ends once: released, forfeited and paid from it are together what was held."""

    id: str
    cause: Cause
    wanted: int | None
    kept: int = 0
    """Minor units that it keeps now."""
    forfeited: int = 0
    """What was taken from it for good."""

    @property
    def lacks(self) -> int | None:
        """How much more it would keep back if it came in; None: all of it."""
        return None if self.wanted is None else max(0, self.wanted - self.kept - self.forfeited)


class Debt(Value, frozen=True):
    """What the platform paid ahead of its own money for one decision, and hasn't back."""

    cause: Cause
    amount: int


class Payment(Value, frozen=True):
    """A payment to a consumer that was ordered and hasn't left."""

    id: str
    cause: Cause
    consumer: str
    entries: tuple[Entry, ...]
    mismatched: bool = False

    @property
    def amount(self) -> int:
        """Minor units."""
        return sum(one.amount for one in self.entries)


class Fund(Value, frozen=True):
    """One shop's money in one currency. All accounts together are always zero."""

    id: str
    shop: str
    currency: str
    outside: int = 0
    available: int = 0
    held: int = 0
    ordered: int = 0
    owed: int = 0
    forfeited: int = 0
    holds: tuple[Hold, ...] = ()
    """Those that aren't over, the oldest first."""
    debts: tuple[Debt, ...] = ()
    payments: tuple[Payment, ...] = ()
    paid: tuple[str, ...] = ()
    """Payments that have left, so that none is ordered a second time."""
    cancelled: tuple[str, ...] = ()
    """Payments that were taken back before they left, so that no number stands for two."""

    def hold(self, id: str) -> Hold | None:
        """The hold of this id that isn't over."""
        return next((one for one in self.holds if one.id == id), None)

    def payment(self, id: str) -> Payment | None:
        """The payment of this id that was ordered and hasn't left."""
        return next((one for one in self.payments if one.id == id), None)

    def payment_for(self, complaint: str) -> Payment | None:
        """The payment that was ordered for this complaint and hasn't left."""
        return next((one for one in self.payments if one.cause.id == complaint), None)

    def paid_for(self, complaint: str) -> bool:
        """Whether a payment for this complaint has left."""
        return any(one in self.paid for one in _numbers(self, complaint))

    def next_payment(self, complaint: str) -> str:
        """What the next payment for this complaint is called: no number of one that was taken back."""
        *_, last = _numbers(self, complaint)
        return last

    @property
    def frozen(self) -> bool:
        """Whether all that comes in is kept back."""
        return any(one.wanted is None for one in self.holds)


def evolve(fund: Fund | None, event: FundEvent) -> Fund:
    """The fund after one more event."""
    if isinstance(event, FundOpened):
        assert fund is None, "a fund is opened once"
        return Fund(id=event.fund, shop=event.shop, currency=event.currency)
    assert fund is not None, "nothing happens to a fund before it is opened"
    moved = posted(fund, event.entries if not isinstance(event, PaymentMismatched) else ())
    match event:
        case FundsSettled() | FundsPaidOut():
            return moved
        case FundsHeld():
            hold = Hold(id=event.hold, cause=event.cause, wanted=event.wanted, kept=into(event.entries, "held"))
            return replace(moved, holds=(*moved.holds, hold))
        case HoldToppedUp():
            return _kept(moved, event.hold, into(event.entries, "held"))
        case HoldReleased():
            return replace(moved, holds=tuple(one for one in moved.holds if one.id != event.hold))
        case HoldForfeited():
            taken = into(event.entries, "forfeited")
            return _kept(moved, event.hold, -taken, forfeited=taken)
        case ForfeitReturned():
            return _kept(moved, event.hold, 0, forfeited=-into(event.entries, "available"))
        case PaymentOrdered() | PaymentExecuted() | PaymentMismatched() | PaymentCancelled():
            return _paid(moved, event)
        case DebtRecouped():
            return _owing(moved, event.cause, -into(event.entries, "owed"))
        case _:
            assert_never(event)


def fold(events: Iterable[FundEvent]) -> Fund | None:
    """The fund after all of them."""
    return reduce(evolve, events, None)


def posted(fund: Fund, entries: tuple[Entry, ...]) -> Fund:
    """The accounts after these entries."""
    balances: dict[str, int] = {}
    for one in entries:
        for account, sign in ((one.debit, -1), (one.credit, 1)):
            balances[account] = balances.get(account, getattr(fund, account)) + sign * one.amount
    return replace(fund, **balances)


def into(entries: tuple[Entry, ...], account: str) -> int:
    """How much these entries put into an account, minor units."""
    return sum(one.amount for one in entries if one.credit == account)


def _numbers(fund: Fund, complaint: str) -> tuple[str, ...]:
    """Of all payments for a complaint: those that were taken back, and the one that is or comes."""
    first = case_id(complaint)
    before = tuple(one for one in fund.cancelled if one == first or one.startswith(f"{first}:"))
    return (*before, f"{first}:{len(before) + 1}" if before else first)


def _kept(fund: Fund, id: str, more: int, forfeited: int = 0) -> Fund:
    holds = tuple(
        replace(one, kept=one.kept + more, forfeited=one.forfeited + forfeited) if one.id == id else one
        for one in fund.holds
    )
    return replace(fund, holds=holds)


def _paid(fund: Fund, event: PaymentOrdered | PaymentExecuted | PaymentMismatched | PaymentCancelled) -> Fund:
    others = tuple(one for one in fund.payments if one.id != event.payment)
    match event:
        case PaymentOrdered():
            payment = Payment(id=event.payment, cause=event.cause, consumer=event.consumer, entries=event.entries)
            drawn = sum(one.amount for one in event.entries if one.debit == "held")
            lent = sum(one.amount for one in event.entries if one.debit == "owed")
            owing = _owing(_kept(fund, case_id(event.cause.id), -drawn), event.cause, lent)
            return replace(owing, payments=(*others, payment))
        case PaymentMismatched():
            payments = (replace(one, mismatched=True) if one.id == event.payment else one for one in fund.payments)
            return replace(fund, payments=tuple(payments))
        case PaymentExecuted():
            return replace(fund, payments=others, paid=(*fund.paid, event.payment))
        case PaymentCancelled():
            back = _kept(fund, case_id(event.cause.id), into(event.entries, "held"))
            owing = _owing(back, event.cause, -into(event.entries, "owed"))
            return replace(owing, payments=others, cancelled=(*fund.cancelled, event.payment))
        case _:
            assert_never(event)


def _owing(fund: Fund, cause: Cause, more: int) -> Fund:
    """The debts with one of them grown or shrunk; what is paid back is no debt any more."""
    if not more:
        return fund
    was = next((one.amount for one in fund.debts if one.cause == cause), 0)
    others = tuple(one for one in fund.debts if one.cause != cause)
    return replace(fund, debts=(*others, Debt(cause=cause, amount=was + more)) if was + more else others)
