"""What limit lies on an account now: the fold of everything that happened to it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.account.events import AccountEvent, AccountLimited, LimitContested, LimitLifted, LimitUpheld
from ombud.core.struct import Value


class Account(Value, frozen=True):
    """One consumer's account."""

    id: str
    reason: str = ""
    until: datetime | None = None
    limited_by: str = ""
    objection: Literal["", "open", "upheld"] = ""

    def limited(self, at: datetime) -> bool:
        """Whether a limit holds at this instant."""
        return self.until is not None and at < self.until


def evolve(account: Account | None, event: AccountEvent) -> Account:
    """The account after one more event."""
    if isinstance(event, AccountLimited):
        return Account(id=event.account, reason=event.reason, until=event.until, limited_by=event.by.id)
    assert account is not None, "nothing happens to an account before it is limited"
    match event:
        case LimitContested():
            return replace(account, objection="open")
        case LimitUpheld():
            return replace(account, objection="upheld")
        case LimitLifted():
            return Account(id=account.id)
        case _:
            assert_never(event)


def fold(events: Iterable[AccountEvent]) -> Account | None:
    """The account after all of them."""
    return reduce(evolve, events, None)
