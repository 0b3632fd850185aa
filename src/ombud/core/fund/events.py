"""Everything that can have happened to a fund. Kept for ever: add, never edit.

Whatever moves money says so in `entries`: each takes from one account what it gives to another, so that debits and
credits are equal in every event, and in all of them together.
"""

from typing import Literal

from ombud.core.command import Event
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Account = Literal["outside", "available", "held", "ordered", "owed", "forfeited"]
"""Where money of a fund stands.

`outside`: the world, minus what is in the platform's keeping. `available`: the shop's, free. `held`: the shop's, kept
back. `ordered`: on its way to a consumer. `owed`: below zero by what the shop owes the platform. `forfeited`: taken for
good.
"""


class Entry(Value, frozen=True):
    """A debit of one account and a credit of another, of the same amount: minor units, above zero."""

    debit: Account
    credit: Account
    amount: int


class Cause(Value, frozen=True):
    """The decision that money moves by."""

    kind: Literal["penalty", "complaint", "surge", "staff"]
    id: str
    number: str = ""
    about: str = ""
    """Which part of it: the measure of a penalty."""


class FundOpened(Event, frozen=True, tag="FundOpened"):
    """The platform keeps money of a shop in this currency."""

    fund: str
    shop: str
    currency: str


class FundsSettled(Event, frozen=True, tag="FundsSettled"):
    """Money came in for the shop: the turnover of an order, or of a day."""

    reference: str
    order: str
    entries: tuple[Entry, ...]


class FundsPaidOut(Event, frozen=True, tag="FundsPaidOut"):
    """The shop was paid what was free."""

    reference: str
    entries: tuple[Entry, ...]


class FundsHeld(Event, frozen=True, tag="FundsHeld"):
    """A decision keeps money back: as much of it as is there now, the rest as it comes in."""

    hold: str
    cause: Cause
    wanted: int | None
    """Minor units; None: all there is and all that comes in."""
    entries: tuple[Entry, ...] = ()
    words: Kept = NOTHING


class HoldToppedUp(Event, frozen=True, tag="HoldToppedUp"):
    """Money that came in is kept back for a hold that lacked it."""

    hold: str
    cause: Cause
    entries: tuple[Entry, ...]


class HoldReleased(Event, frozen=True, tag="HoldReleased"):
    """What a hold kept back is free again, and the hold is over."""

    hold: str
    cause: Cause
    entries: tuple[Entry, ...] = ()
    words: Kept = NOTHING


class HoldForfeited(Event, frozen=True, tag="HoldForfeited"):
    """A final decision took what a hold kept back, or some of it."""

    hold: str
    cause: Cause
    entries: tuple[Entry, ...]


class ForfeitReturned(Event, frozen=True, tag="ForfeitReturned"):
    """The decision that took it is undone: exactly what it took comes back."""

    hold: str
    cause: Cause
    entries: tuple[Entry, ...]


class PaymentOrdered(Event, frozen=True, tag="PaymentOrdered"):
    """The platform pays a consumer ahead for the shop: from what was held and is free, then from its own money."""

    payment: str
    cause: Cause
    consumer: str
    entries: tuple[Entry, ...]


class PaymentExecuted(Event, frozen=True, tag="PaymentExecuted"):
    """The money has left: number, amount and currency are those that were ordered."""

    payment: str
    cause: Cause
    entries: tuple[Entry, ...]


class PaymentMismatched(Event, frozen=True, tag="PaymentMismatched"):
    """What was told of the payment isn't what was ordered. Nothing moves until somebody has looked at it."""

    payment: str
    amount: int
    currency: str


class PaymentCancelled(Event, frozen=True, tag="PaymentCancelled"):
    """It isn't needed any more, and hadn't left: everything goes back to where it was taken from."""

    payment: str
    cause: Cause
    entries: tuple[Entry, ...]


class DebtRecouped(Event, frozen=True, tag="DebtRecouped"):
    """What the platform paid ahead of its own is taken from what came in."""

    cause: Cause
    entries: tuple[Entry, ...]


FundEvent = (
    FundOpened
    | FundsSettled
    | FundsPaidOut
    | FundsHeld
    | HoldToppedUp
    | HoldReleased
    | HoldForfeited
    | ForfeitReturned
    | PaymentOrdered
    | PaymentExecuted
    | PaymentMismatched
    | PaymentCancelled
    | DebtRecouped
)
