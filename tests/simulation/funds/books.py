"""What the watch remembers of one fund in its own books, and what it checks of every event that moves money."""

from collections.abc import Callable, Mapping
from typing import Any

from ombud.core.fund.events import Account, Entry
from tests.simulation.breach import hold

ACCOUNTS: tuple[Account, ...] = ("outside", "available", "held", "ordered", "owed", "forfeited")
NEVER_BELOW_ZERO = ("available", "held", "ordered", "forfeited")
Way = tuple[str, str]


class Kept:
    """One hold, from its beginning to its one end."""

    def __init__(self, cause: Any, wanted: int | None) -> None:
        self.cause = cause
        self.wanted = wanted
        self.came = 0
        self.paid = 0
        self.forfeited = 0

    @property
    def left(self) -> int:
        """What it keeps."""
        return self.came - self.paid - self.forfeited

    @property
    def lacks(self) -> bool:
        """Whether it would take more."""
        return self.wanted is None or self.came - self.paid < self.wanted


class Paying:
    """One instruction to pay."""

    def __init__(self, event: Any) -> None:
        self.case = event.cause.id
        self.cause = event.cause
        self.entries: tuple[Entry, ...] = event.entries
        self.amount = sum(one.amount for one in event.entries)


class Books:
    """Accounts, holds, debts and instructions of one shop in one currency."""

    def __init__(self) -> None:
        self.currency = ""
        self.accounts: dict[str, int] = dict.fromkeys(ACCOUNTS, 0)
        self.holds: dict[str, Kept] = {}
        self.debts: dict[str, int] = {}
        """By the case for which the platform lent."""
        self.paying: dict[str, Paying] = {}
        self.instructions: set[str] = set()
        """All that were ever given."""
        self.left: dict[str, int] = {}
        """How much has left for each case."""
        self.references: set[tuple[str, str]] = set()

    def happened(self, event: Any, name: str) -> None:
        """Check one event, and remember it. Raises Breach."""
        hold(name == "FundOpened" or bool(self.currency), "I7 a fund is opened first", name)
        entries = getattr(event, "entries", ())
        ways = WAYS.get(name, set())
        for one in entries:
            hold(type(one.amount) is int and one.amount > 0, "I38 amounts are whole and above zero", (name, one))
            hold((one.debit, one.credit) in ways, "I38 each entry has its two sides", (name, one))
        CHECKS[name](self, event)
        for one in entries:
            self.accounts[one.debit] -= one.amount
            self.accounts[one.credit] += one.amount
        hold(sum(self.accounts.values()) == 0, "I38 debits are credits", self.accounts)
        below = [one for one in NEVER_BELOW_ZERO if self.accounts[one] < 0]
        hold(not below and self.accounts["owed"] <= 0, "I38 no more is taken than is there", (name, self.accounts))

    def stands(self, state: Any) -> None:
        """What is stored is what entries make it; nothing is free while something is owed or lacks. Raises Breach."""
        stored = {one: getattr(state, one) for one in ACCOUNTS}
        hold(sum(stored.values()) == 0, "I38 debits are credits", stored)
        hold(stored == self.accounts, "I38 balances are what the entries make them", (stored, self.accounts))
        kept = {id: one.left for id, one in self.holds.items()}
        hold({one.id: one.kept for one in state.holds} == kept, "I33 a hold keeps what it took", (state.holds, kept))
        hold(len(state.holds) == len(kept), "I33 a hold stands once", state.holds)
        hold(sum(kept.values()) == stored["held"], "I32 what is held is what holds keep", (kept, stored))
        hold(min(kept.values(), default=0) >= 0, "I32 no hold keeps less than nothing", kept)
        ordered = sum(one.amount for one in self.paying.values())
        hold(ordered == stored["ordered"], "I36 what is on its way was ordered", (ordered, stored))
        hold({one.id for one in state.payments} == self.paying.keys(), "I36 what waits was ordered", state.payments)
        hold(-sum(self.debts.values()) == stored["owed"], "I38 what is owed was lent", (self.debts, stored))
        waits = any(one.lacks for one in self.holds.values()) or any(self.debts.values())
        hold(not waits or not stored["available"], "I32 what comes in goes to what waits for it", stored)

    def _opened(self, event: Any) -> None:
        hold(not self.currency, "I7 a fund is opened once", event)
        self.currency = event.currency

    def _settled(self, event: Any) -> None:
        self._counted("in", event)

    def _paid_out(self, event: Any) -> None:
        self._counted("out", event)

    def _counted(self, way: str, event: Any) -> None:
        hold((way, event.reference) not in self.references, "I36 a reference counts once", event.reference)
        hold(bool(event.entries), "I38 money that moves has its entries", event)
        self.references.add((way, event.reference))

    def _held(self, event: Any) -> None:
        hold(event.hold not in self.holds, "I33 a hold begins once", event.hold)
        amount, free = _sum(event), self.accounts["available"]
        fits = amount == (free if event.wanted is None else min(event.wanted, free))
        hold(fits, "I32 no more is held than is wanted and there", (event, free))
        self.holds[event.hold] = kept = Kept(event.cause, event.wanted)
        kept.came = amount

    def _topped_up(self, event: Any) -> None:
        kept = self._live(event)
        kept.came += _sum(event)
        hold(kept.wanted is None or kept.came - kept.paid <= kept.wanted, "I32 no more is held than is wanted", event)

    def _released(self, event: Any) -> None:
        kept = self._live(event)
        hold(_sum(event) == kept.left, "I33 what is left of a hold is free", (event, kept.left))
        del self.holds[event.hold]

    def _forfeited(self, event: Any) -> None:
        kept = self._live(event)
        hold(event.cause.kind == "penalty", "I35 only a penalty takes money for good", event)
        hold(_sum(event) <= kept.left, "I33 no more is taken than was held", (event, kept.left))
        kept.forfeited += _sum(event)

    def _returned(self, event: Any) -> None:
        kept = self._live(event)
        hold(_sum(event) == kept.forfeited, "I33 exactly what was taken comes back", (event, kept.forfeited))
        kept.came -= kept.forfeited
        kept.forfeited = 0

    def _ordered(self, event: Any) -> None:
        hold(event.payment not in self.instructions, "I36 an instruction is given once", event.payment)
        self.instructions.add(event.payment)
        before = self.left.get(event.cause.id, 0)
        hold(not before, "I36 nothing is ordered again that has left", (event, before))
        self.paying[event.payment] = Paying(event)
        drawn = sum(one.amount for one in event.entries if one.debit == "held")
        if drawn:
            own = self.holds.get(f"case:{event.cause.id}")
            hold(own is not None and own.left >= drawn, "I33 a payment draws on its own hold", (event, drawn))
            assert own is not None
            own.paid += drawn
        lent = sum(one.amount for one in event.entries if one.debit == "owed")
        if lent:
            taken = sum(one.amount for one in event.entries if one.debit == "available")
            hold(taken == self.accounts["available"], "I38 lent only what isn't there", (event, self.accounts))
            self.debts[event.cause.id] = self.debts.get(event.cause.id, 0) + lent

    def _executed(self, event: Any) -> None:
        one = self._open(event)
        hold(_sum(event) == one.amount, "I36 what leaves is what was ordered", (event, one.amount))
        self.left[one.case] = self.left.get(one.case, 0) + one.amount
        del self.paying[event.payment]

    def _mismatched(self, event: Any) -> None:
        one = self._open(event)
        same = (event.amount, event.currency) == (one.amount, self.currency)
        hold(not same, "I36 what fits is no mismatch", event)

    def _cancelled(self, event: Any) -> None:
        one = self._open(event)
        hold(_sum(event) == one.amount, "I33 what was ordered comes back whole", (event, one.amount))
        back = sum(entry.amount for entry in event.entries if entry.credit == "owed")
        lent = sum(entry.amount for entry in one.entries if entry.debit == "owed")
        hold(
            back == min(lent, self.debts.get(one.case, 0)), "I33 what was lent goes back to who lent it", (event, lent)
        )
        self.debts[one.case] = self.debts.get(one.case, 0) - back
        hold(self.debts[one.case] >= 0, "I38 no more is paid back than was lent", event)
        again = sum(entry.amount for entry in event.entries if entry.credit == "held")
        if again:
            own = self.holds.get(f"case:{one.case}")
            hold(own is not None, "I33 what comes back to a hold finds it", event)
            assert own is not None
            own.paid -= again
        del self.paying[event.payment]

    def _recouped(self, event: Any) -> None:
        owed = self.debts.get(event.cause.id, 0)
        hold(_sum(event) <= owed, "I38 no more is paid back than was lent", (event, owed))
        self.debts[event.cause.id] = owed - _sum(event)

    def _live(self, event: Any) -> Kept:
        kept = self.holds.get(event.hold)
        hold(kept is not None, "I33 a hold ends once", event)
        assert kept is not None
        hold(kept.cause == event.cause, "I33 only its own decision moves a hold", (event, kept.cause))
        return kept

    def _open(self, event: Any) -> Paying:
        one = self.paying.get(event.payment)
        hold(one is not None, "I36 only what was ordered and waits", event)
        assert one is not None
        return one


def _sum(event: Any) -> int:
    return sum(one.amount for one in event.entries)


WAYS: Mapping[str, set[Way]] = {
    "FundsSettled": {("outside", "available")},
    "FundsPaidOut": {("available", "outside")},
    "FundsHeld": {("available", "held")},
    "HoldToppedUp": {("available", "held")},
    "HoldReleased": {("held", "available")},
    "HoldForfeited": {("held", "forfeited")},
    "ForfeitReturned": {("forfeited", "available")},
    "PaymentOrdered": {("held", "ordered"), ("available", "ordered"), ("owed", "ordered")},
    "PaymentExecuted": {("ordered", "outside")},
    "PaymentCancelled": {("ordered", "held"), ("ordered", "available"), ("ordered", "owed")},
    "DebtRecouped": {("available", "owed")},
}
"""From which account each event may move money, and to which."""
CHECKS: Mapping[str, Callable[[Books, Any], None]] = {
    "FundOpened": Books._opened,
    "FundsSettled": Books._settled,
    "FundsPaidOut": Books._paid_out,
    "FundsHeld": Books._held,
    "HoldToppedUp": Books._topped_up,
    "HoldReleased": Books._released,
    "HoldForfeited": Books._forfeited,
    "ForfeitReturned": Books._returned,
    "PaymentOrdered": Books._ordered,
    "PaymentExecuted": Books._executed,
    "PaymentMismatched": Books._mismatched,
    "PaymentCancelled": Books._cancelled,
    "DebtRecouped": Books._recouped,
}
