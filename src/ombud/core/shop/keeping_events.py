"""What happens in a shop that its own people keep: its look, its people, their absences, and who owns it."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.files import File
from ombud.core.shop.opening_events import ShopFacts
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Background = Literal["plain", "paper", "jade", "sky", "rose", "sand", "ink"]


class Look(Value, frozen=True):
    """How a shop shows itself."""

    background: Background = "plain"
    logo: File | None = None
    poster: File | None = None


class ShopSetUp(Event, frozen=True, tag="ShopSetUp"):
    """Name, category, contact, policy and look as they are from here on."""

    facts: ShopFacts
    contact: Kept
    look: Look


class AbsenceAnnounced(Event, frozen=True, tag="AbsenceAnnounced"):
    """The owner is away for a while, and who stands in."""

    from_at: datetime
    until: datetime
    substitute: str = ""
    """A member of the shop; empty where nobody stands in."""
    words: Kept = NOTHING


class AbsenceEnded(Event, frozen=True, tag="AbsenceEnded"):
    """The owner is back before it was over, or stays after all."""


class MemberInvited(Event, frozen=True, tag="MemberInvited"):
    """The owner asks somebody to act for the shop in this role."""

    member: str
    role: str


class MemberJoined(Event, frozen=True, tag="MemberJoined"):
    """Somebody who was asked acts for the shop from here on."""

    member: str
    role: str


class RoleChanged(Event, frozen=True, tag="RoleChanged"):
    """A member has another role from here on."""

    member: str
    role: str


class MemberRemoved(Event, frozen=True, tag="MemberRemoved"):
    """Somebody no longer acts for the shop, or is no longer asked to."""

    member: str


class ShopHandedOver(Event, frozen=True, tag="ShopHandedOver"):
    """Another member owns the shop; who owned it stays as service."""

    member: str
    before: str


KeepingEvent = (
    ShopSetUp | AbsenceAnnounced | AbsenceEnded | MemberInvited | MemberJoined | RoleChanged | MemberRemoved
    | ShopHandedOver
)  # fmt: skip
