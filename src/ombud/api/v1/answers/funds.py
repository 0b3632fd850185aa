"""What calls about funds and what moved in them answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import When
from ombud.reads.fund_entry import Kind


class FundAccounts(msgspec.Struct):
    """What stands in each account, in minor units: below zero a debit, above zero a credit. Together they are zero."""

    outside: int
    """The world: minus what is in the platform's keeping."""
    available: int
    """The shop's, free."""
    held: int
    """The shop's, kept back."""
    ordered: int
    """On its way to consumers."""
    owed: int
    """Below zero by what the shop owes the platform."""
    forfeited: int
    """Taken for good."""


class FundMoves(msgspec.Struct):
    """What went into each account, or out of it, in minor units. An account in which nothing moved is left out."""

    outside: int | msgspec.UnsetType = msgspec.UNSET
    available: int | msgspec.UnsetType = msgspec.UNSET
    held: int | msgspec.UnsetType = msgspec.UNSET
    ordered: int | msgspec.UnsetType = msgspec.UNSET
    owed: int | msgspec.UnsetType = msgspec.UNSET
    forfeited: int | msgspec.UnsetType = msgspec.UNSET


class FundCause(msgspec.Struct):
    """The decision that money moves by. `about` is the part of it: the measure of a penalty, else empty."""

    kind: Literal["penalty", "complaint", "surge", "staff"]
    id: str
    number: str
    about: str


class FundHold(msgspec.Struct):
    """What one decision keeps back, in minor units, as long as it isn't over."""

    id: str
    cause: FundCause
    wanted: int | None
    """Null: all there is and all that comes in."""
    kept: int
    """What it keeps now."""
    lacks: int | None
    """How much more it would keep if it came in; null: all of it."""
    forfeited: int
    """What was taken from it for good."""
    since: When
    words: str


class FundPayment(msgspec.Struct):
    """A payment to a consumer, in minor units, that was ordered and hasn't left."""

    id: str
    cause: FundCause
    amount: int
    mismatched: bool
    """What was told of it isn't what was ordered; nothing moves until somebody has looked at it."""
    since: When
    words: str
    consumer: str | msgspec.UnsetType = msgspec.UNSET
    """For the platform alone."""


class FundDebt(msgspec.Struct):
    """What the platform paid ahead of its own money for one decision, in minor units, and hasn't back."""

    cause: FundCause
    amount: int


class FundRow(msgspec.Struct):
    """A shop's money in one currency: what stands in each account, in minor units. Together they are zero."""

    id: str
    shop: str
    currency: str
    outside: int
    """The world: minus what is in the platform's keeping."""
    available: int
    """The shop's, free."""
    held: int
    """The shop's, kept back."""
    ordered: int
    """On its way to consumers."""
    owed: int
    """Below zero by what the shop owes the platform."""
    forfeited: int
    """Taken for good."""
    frozen: bool
    """All that comes in is kept back."""


class Fund(FundRow):
    """A shop's money in one currency, in minor units, with what is held, on its way and owed by which decision."""

    holds: list[FundHold]
    """Those that aren't over, the oldest first."""
    payments: list[FundPayment]
    debts: list[FundDebt]


class FundEntry(msgspec.Struct):
    """A line of a statement: what an event moved, in minor units, and what was free after it."""

    seq: int
    at: When
    type: str
    """The event, such as `FundsSettled`."""
    kind: Kind
    moved: FundMoves
    available_after: int
    cause: FundCause | None
    """Null where no decision moved it, as where money came in."""
    about: str
    """The hold, or the payment, that it is about; else empty."""
    reference: str
    """Of money that came in or was paid out, as it was told; else empty."""
    words: str


class TrialBalance(msgspec.Struct):
    """All funds of the platform in one currency: how many, and what stands in each account."""

    currency: str
    funds: int
    accounts: FundAccounts


WHOLE: dict[str, Any] = {"read-fund": Fund}
ROWS: dict[str, Any] = {"list-funds": FundRow, "list-entries": FundEntry, "read-trial-balance": TrialBalance}
