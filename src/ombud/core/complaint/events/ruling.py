"""What can happen as the platform rules, and as a ruling is looked at again."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.complaint.events.talk import Obligation
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.people import Side
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Liability = Literal["merchant", "consumer", "both", "none"]


class Ruling(Value, frozen=True):
    """Liability × remedy × coded reason × facts × evidence relied on × rules, under one version of the pack."""

    liability: Liability
    merchant_share: int
    """Percent of the loss on the merchant: 100, 0, or between where both are liable."""
    terms: Terms
    reason: str
    facts: Kept
    reasons: Kept
    relied_on: tuple[str, ...]
    """Exhibits; empty only where none was handed in."""
    rules: tuple[str, ...]
    pack: str
    silent: tuple[Side, ...] = ()
    """Sides that lost their turn: the ruling says that it rests on the evidence actually collected."""


class RulingProposed(Event, frozen=True, tag="RulingProposed"):
    """A ruling above the limit of one person waits for a second."""

    ruling: Ruling
    deadline: Deadline


class RulingSentBack(Event, frozen=True, tag="RulingSentBack"):
    """The second person did not agree; the case is open for a ruling again."""

    words: Kept
    deadline: Deadline


class Ruled(Event, frozen=True, tag="Ruled"):
    """The platform ruled. `by` decided; `approved_by` is the second person, where two were needed."""

    ruling: Ruling
    review_until: datetime
    decided_by: str
    obligation: Obligation | None = None
    deadline: Deadline | None = None


class ReviewAsked(Event, frozen=True, tag="ReviewAsked"):
    """A side asks for the ruling to be looked at again, by another reviewer."""

    side: Side
    words: Kept
    deadline: Deadline


class ReviewDecided(Event, frozen=True, tag="ReviewDecided"):
    """Another reviewer upheld the ruling or put one in its place."""

    upheld: bool
    words: Kept
    ruling: Ruling | None = None
    obligation: Obligation | None = None
    deadline: Deadline | None = None
    recoup: int = 0
    """Minor units that were paid under the old ruling and are owed back under the new one."""
    carries: Kept = NOTHING


RulingEvent = RulingProposed | RulingSentBack | Ruled | ReviewAsked | ReviewDecided
