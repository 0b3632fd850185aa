"""What a shop is now: the fold of everything that was told of it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import assert_never

from msgspec.structs import replace

from ombud.core.policy.violation import ACCOUNT, MeasureKind
from ombud.core.shop.events import (
    MeasureSwitchedOff,
    MeasureSwitchedOn,
    MemberTold,
    PenaltyEntered,
    ShopEvent,
    ShopFacts,
    ShopRetold,
    ShopTold,
)
from ombud.core.struct import Value


class MeasureInForce(Value, frozen=True):
    """A measure on the shop, and the penalty that alone can end it."""

    penalty: str
    number: str
    measure: str
    kind: MeasureKind
    about: str
    amount: int
    since: datetime
    until: datetime | None = None


class Shop(Value, frozen=True):
    """One shop of one platform."""

    id: str
    facts: ShopFacts
    source: str
    members: dict[str, str] = {}
    """Role by member."""
    measures: tuple[MeasureInForce, ...] = ()

    def under(self, *kinds: MeasureKind) -> bool:
        """Whether a measure of one of these kinds is in force, whichever penalty imposed it."""
        return any(one.kind in kinds for one in self.measures)

    @property
    def suspended(self) -> bool:
        """Whether its members can only read notices, appeal, answer and export."""
        return self.under(*ACCOUNT)


def evolve(shop: Shop | None, event: ShopEvent) -> Shop:
    """The shop after one more event."""
    if isinstance(event, ShopTold):
        assert shop is None, "a shop is told once, then retold"
        return Shop(id=event.shop, facts=event.facts, source=event.source)
    assert shop is not None, "nothing happens to a shop before it is told"
    match event:
        case ShopRetold():
            return replace(shop, facts=event.facts, source=event.source)
        case MemberTold():
            others = {member: role for member, role in shop.members.items() if member != event.member}
            return replace(shop, members={**others, event.member: event.role} if event.role else others)
        case MeasureSwitchedOn():
            on = MeasureInForce(
                penalty=event.penalty, number=event.number, measure=event.measure, kind=event.kind, about=event.about,
                amount=event.amount, since=event.at, until=event.until,
            )  # fmt: skip
            return replace(shop, measures=(*shop.measures, on))
        case MeasureSwitchedOff():
            left = tuple(one for one in shop.measures if (one.penalty, one.measure) != (event.penalty, event.measure))
            return replace(shop, measures=left)
        case PenaltyEntered():
            return shop
        case _:
            assert_never(event)


def fold(events: Iterable[ShopEvent]) -> Shop | None:
    """The shop after all of them."""
    return reduce(evolve, events, None)
