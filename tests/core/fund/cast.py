"""A fund at each of its places, and how tests act on one."""

from typing import Any, NamedTuple

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.fund import moves, settle
from ombud.core.fund.events import Entry, FundEvent
from ombud.core.fund.state import Fund, evolve
from ombud.core.people import Actor, System
from ombud.core.policy.funds import FundRules
from ombud.core.policy.span import Span
from ombud.core.refusal import Refusal
from tests.core.complaint.world import POLICY as PLAIN
from tests.core.complaint.world import RITA, T0

TILL = System(id="till")
RULES = FundRules(freeze_look=Span(days=30, source="ours"))
POLICY = replace(PLAIN, pack=replace(PLAIN.pack, funds=RULES))
NO_FUNDS = PLAIN
ID = "mugs:CNY"
ACCOUNTS = ("outside", "available", "held", "ordered", "owed", "forfeited")


class At(NamedTuple):
    """A fund after some events."""

    fund: Fund | None = None
    events: tuple[FundEvent, ...] = ()

    def attempt(self, verb: Any, by: Actor, policy: Any = POLICY, **fields: Any) -> Any:
        """What one command leads to."""
        command = next(
            one
            for one in vars(verb).values()
            if isinstance(one, type) and issubclass(one, Command) and one.__module__ == verb.__name__
        )
        return verb.decide(command(by=by, at=T0, **{"fund": ID, **fields}), self.fund, policy)

    def then(self, verb: Any, by: Actor, **fields: Any) -> "At":
        """The fund after one more command that isn't refused."""
        outcome = self.attempt(verb, by, **fields)
        assert not isinstance(outcome, Refusal), outcome
        return self.happened(outcome)

    def happened(self, events: tuple[FundEvent, ...]) -> "At":
        """The fund after these."""
        fund = self.fund
        for event in events:
            fund = evolve(fund, event)
            sound(fund)
        return At(fund, self.events + tuple(events))

    @property
    def now(self) -> Fund:
        """The fund that there is."""
        assert self.fund is not None
        return self.fund


def sound(fund: Fund) -> None:
    """What holds of every fund at every moment: I32, I33, I38."""
    assert sum(getattr(fund, one) for one in ACCOUNTS) == 0
    assert min(fund.available, fund.held, fund.ordered, fund.forfeited) >= 0
    assert fund.owed <= 0
    assert fund.held == sum(one.kept for one in fund.holds)
    assert -fund.owed == sum(one.amount for one in fund.debts)
    assert fund.ordered == sum(one.amount for one in fund.payments)
    assert all(one.wanted is None or one.kept + one.forfeited <= one.wanted for one in fund.holds)


def balances(fund: Fund) -> dict[str, int]:
    """The accounts that hold anything."""
    return {one: getattr(fund, one) for one in ACCOUNTS if getattr(fund, one)}


def settled(amount: int = 10_000, reference: str = "s-1") -> At:
    """A fund into which money came."""
    return At().then(settle, TILL, reference=reference, amount=amount)


__all__ = ["ID", "POLICY", "RITA", "T0", "TILL", "At", "Entry", "balances", "moves", "settled", "sound"]
