"""What can happen while the two sides talk."""

from datetime import datetime
from typing import Literal

from ombud.core.command import Event
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.people import Party
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Stance = Literal["agrees", "refuses", "explains"]


class Obligation(Value, frozen=True):
    """What somebody now owes, and where it comes from."""

    terms: Terms
    on: Literal["merchant", "platform"]
    ground: Literal["settlement", "ruling", "review"]
    since: datetime


class MessageSent(Event, frozen=True, tag="MessageSent"):
    """Somebody said something in the case."""

    words: Kept
    files: tuple[File, ...] = ()


class CallRecorded(Event, frozen=True, tag="CallRecorded"):
    """A reviewer telephoned. It is notice only if somebody answered."""

    to: Literal["consumer", "merchant"]
    called_at: datetime
    phone: Kept
    answered: bool
    who: Kept
    said: Kept


class ComplaintAnswered(Event, frozen=True, tag="ComplaintAnswered"):
    """The shop answered what was asked."""

    stance: Stance
    words: Kept
    files: tuple[File, ...] = ()
    choice: Deadline | None = None
    """The consumer's turn, where the shop did not agree."""


class OfferMade(Event, frozen=True, tag="OfferMade"):
    """One side proposes a settlement."""

    offer: str
    side: Literal["consumer", "merchant"]
    terms: Terms
    words: Kept
    deadline: Deadline
    counters: str = ""
    """The offer this one answers, which is thereby declined."""


class OfferAccepted(Event, frozen=True, tag="OfferAccepted"):
    """The other side agreed: a settlement."""

    offer: str


class OfferDeclined(Event, frozen=True, tag="OfferDeclined"):
    """The other side said no."""

    offer: str
    words: Kept = NOTHING
    turn: Deadline | None = None


class OfferLapsed(Event, frozen=True, tag="OfferLapsed"):
    """Nobody answered it in time; silence is not agreement."""

    offer: str


class Settled(Event, frozen=True, tag="Settled"):
    """What was agreed is now owed."""

    obligation: Obligation
    deadline: Deadline


class TalkAttached(Event, frozen=True, tag="TalkAttached"):
    """One side put what was said about the order into the case, unaltered."""

    talk: str
    side: Literal["consumer", "merchant"]
    excerpt: Excerpt
    words: Kept = NOTHING


TalkEvent = (
    MessageSent
    | CallRecorded
    | ComplaintAnswered
    | OfferMade
    | OfferAccepted
    | OfferDeclined
    | OfferLapsed
    | Settled
    | TalkAttached
)
SIDES: tuple[Party, ...] = ("consumer", "merchant")
