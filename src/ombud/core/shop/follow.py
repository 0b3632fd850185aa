"""What a shop learns from its penalties: which measures are in force, each tied to the penalty that imposed it."""

from ombud.core.penalty.events import PenaltyEvent
from ombud.core.penalty.events.imposing import (
    MeasureBegan,
    MeasureEnded,
    MeasuresLifted,
    PenaltyImposed,
    PenaltyRevoked,
)
from ombud.core.penalty.state import Penalty
from ombud.core.shop.events import MeasureSwitchedOff, MeasureSwitchedOn, PenaltyEntered, ShopEvent
from ombud.core.shop.state import Shop


def follow(event: PenaltyEvent, penalty: Penalty, shop: Shop) -> tuple[ShopEvent, ...]:
    """What happens to the shop because of one event of a penalty; `penalty` is as it is after that event."""
    match event:
        case PenaltyImposed():
            # Entered at least: whoever imposes another at the same moment must come across this one.
            entered = PenaltyEntered(by=event.by, at=event.at, penalty=penalty.id, number=penalty.number)
            return _switched(event, penalty, shop) or (entered,)
        case MeasureBegan() | MeasureEnded() | MeasuresLifted() | PenaltyRevoked():
            return _switched(event, penalty, shop)
        case _:
            return ()


def _switched(event: PenaltyEvent, penalty: Penalty, shop: Shop) -> tuple[ShopEvent, ...]:
    """What differs between the shop and this very penalty: no other penalty's measure is ever touched."""
    by, at = event.by, event.at
    was = {one.measure for one in shop.measures if one.penalty == penalty.id}
    now = {one.id: one for one in penalty.on}
    begun = tuple(
        MeasureSwitchedOn(
            by=by, at=at, penalty=penalty.id, number=penalty.number, measure=one.id, kind=one.kind, about=one.about,
            amount=one.amount, until=one.ends_at,
        )
        for one in now.values()
        if one.id not in was
    )  # fmt: skip
    ended = tuple(
        MeasureSwitchedOff(by=by, at=at, penalty=penalty.id, measure=one) for one in sorted(was) if one not in now
    )
    return (*ended, *begun)
