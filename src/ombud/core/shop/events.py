"""Everything that can have happened to a shop. Kept for ever: add, never edit."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.policy.violation import MeasureKind
from ombud.core.shop.keeping_events import KeepingEvent
from ombud.core.shop.opening_events import OpeningEvent, ShopFacts


class ShopTold(Event, frozen=True, tag="ShopTold"):
    """A source told us of a shop."""

    shop: str
    facts: ShopFacts
    source: str


class ShopRetold(Event, frozen=True, tag="ShopRetold"):
    """Other facts of it were told later."""

    facts: ShopFacts
    source: str


class MemberTold(Event, frozen=True, tag="MemberTold"):
    """Somebody acts for it in this role; an empty role ends that."""

    member: str
    role: str
    source: str


class MeasureSwitchedOn(Event, frozen=True, tag="MeasureSwitchedOn"):
    """A measure of a penalty is in force on the shop."""

    penalty: str
    number: str
    measure: str
    kind: MeasureKind
    about: str
    amount: int
    until: datetime | None = None
    """When it ends by itself, None where it doesn't."""


class MeasureSwitchedOff(Event, frozen=True, tag="MeasureSwitchedOff"):
    """Just this measure of just this penalty is no longer in force."""

    penalty: str
    measure: str


class PenaltyEntered(Event, frozen=True, tag="PenaltyEntered"):
    """A penalty stands against the shop whose measures all begin later."""

    penalty: str
    number: str


ToldEvent = ShopTold | ShopRetold | MemberTold
PenaltyEcho = MeasureSwitchedOn | MeasureSwitchedOff | PenaltyEntered
"""What a shop learns from its penalties: which measures are in force, each tied to the penalty that imposed it."""
ShopEvent = ToldEvent | PenaltyEcho | OpeningEvent | KeepingEvent

__all__ = [
    "KeepingEvent", "MeasureSwitchedOff", "MeasureSwitchedOn", "MemberTold", "OpeningEvent", "PenaltyEcho",
    "PenaltyEntered", "ShopEvent", "ShopFacts", "ShopRetold", "ShopTold", "ToldEvent",
]  # fmt: skip
