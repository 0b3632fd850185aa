"""How far an erasure is: the fold of everything that happened to it. There is one for each person; it can be asked for
again."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline
from ombud.core.erasure.events import (
    ErasureAsked,
    ErasureCarriedOut,
    ErasureDue,
    ErasureEvent,
    ErasureGranted,
    ErasureOverdue,
    ErasureRefused,
    ErasureWithdrawn,
    Ground,
    Part,
)
from ombud.core.erasure.holds import Hold
from ombud.core.people import Actor, Consumer, Invited, Member
from ombud.core.struct import Value
from ombud.core.words import NOTHING, Kept

Stage = Literal["asked", "granted", "held", "done", "refused", "withdrawn"]
"""Waits for a decision; decided and being carried out; carried out as far as nothing holds it; and the three ends."""


Side = Literal["consumer", "merchant", "outside"]
"""As whom they asked: who buys, who acts for a shop, or who was invited from outside to decide an appeal."""


def side_of(by: Actor) -> Side | None:
    """As whom this actor could ask; None for all who work for the platform, and for software."""
    sides: dict[type, Side] = {Consumer: "consumer", Member: "merchant", Invited: "outside"}
    return sides.get(type(by))


class Erasure(Value, frozen=True):
    """What one person asked to have erased."""

    id: str
    """The person's ref."""
    pack: str
    stage: Stage
    asked_at: datetime
    words: Kept = NOTHING
    decided_at: datetime | None = None
    decided_by: str = ""
    reasons: Kept = NOTHING
    keep: tuple[Part, ...] = ()
    ground: Ground | Literal[""] = ""
    overdue: int = 0
    left: tuple[Hold, ...] = ()
    texts: int = 0
    files: int = 0
    contact: bool = False
    carried_at: datetime | None = None
    deadlines: tuple[Deadline, ...] = ()
    side: Side = "consumer"

    @property
    def open(self) -> bool:
        """Whether anything is still to come."""
        return self.stage in ("asked", "granted", "held")

    def by(self, actor: Actor) -> bool:
        """Whether this actor is the person it is about."""
        return actor.id == self.id and side_of(actor) == self.side


def evolve(erasure: Erasure | None, event: ErasureEvent) -> Erasure:
    """The erasure after one more event."""
    if isinstance(event, ErasureAsked):
        return Erasure(
            id=event.person,
            pack=event.pack,
            stage="asked",
            asked_at=event.at,
            words=event.words,
            deadlines=(event.deadline,),
            side=side_of(event.by) or "consumer",
        )
    assert erasure is not None, "nothing happens to an erasure before it is asked for"
    match event:
        case ErasureWithdrawn():
            return replace(erasure, stage="withdrawn", deadlines=())
        case ErasureGranted():
            decided = replace(erasure, decided_at=event.at, decided_by=event.by.id, reasons=event.words)
            return replace(decided, stage="granted", keep=event.keep, ground=event.ground, deadlines=(event.deadline,))
        case ErasureRefused():
            decided = replace(erasure, decided_at=event.at, decided_by=event.by.id, reasons=event.words)
            return replace(decided, stage="refused", ground=event.ground, deadlines=())
        case ErasureOverdue():
            return replace(erasure, overdue=erasure.overdue + 1, deadlines=(event.deadline,))
        case ErasureDue():
            return replace(erasure, deadlines=(event.deadline,))
        case ErasureCarriedOut():
            return replace(
                erasure,
                stage="held" if event.left else "done",
                texts=erasure.texts + event.texts,
                files=erasure.files + event.files,
                contact=erasure.contact or event.contact,
                left=event.left,
                carried_at=event.at,
                deadlines=(event.deadline,) if event.deadline else (),
            )
        case _:
            assert_never(event)


def fold(events: Iterable[ErasureEvent]) -> Erasure | None:
    """The erasure after all of them."""
    return reduce(evolve, events, None)
