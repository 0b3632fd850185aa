"""Everything that can have happened to an account. Kept for ever: add, never edit."""

from datetime import datetime

from ombud.core.command import Event
from ombud.core.words import Kept


class AccountLimited(Event, frozen=True, tag="AccountLimited"):
    """It can't file complaints until an instant, for a coded reason that its owner reads."""

    account: str
    reason: str
    words: Kept
    until: datetime


class LimitContested(Event, frozen=True, tag="LimitContested"):
    """Its owner objects."""

    words: Kept


class LimitLifted(Event, frozen=True, tag="LimitLifted"):
    """It no longer holds."""

    words: Kept


class LimitUpheld(Event, frozen=True, tag="LimitUpheld"):
    """Another reviewer looked at the objection; it holds until its end."""

    words: Kept


AccountEvent = AccountLimited | LimitContested | LimitLifted | LimitUpheld
