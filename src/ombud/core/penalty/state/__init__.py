"""The fold of everything that happened to a penalty, region by region."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any, get_args

from ombud.core.penalty.events import AppealEvent, ImposingEvent, PenaltyEvent, WorkEvent
from ombud.core.penalty.events.imposing import PenaltyImposed, PenaltyProposed
from ombud.core.penalty.state.appeal import evolve_appeal
from ombud.core.penalty.state.imposing import begun, evolve_imposing
from ombud.core.penalty.state.penalty import UNREAD, AppealState, Draw, MeasureNow, Penalty, Prepared, Question, Stage
from ombud.core.penalty.state.work import evolve_work

__all__ = ["UNREAD", "AppealState", "Draw", "MeasureNow", "Penalty", "Prepared", "Question", "Stage", "evolve", "fold"]


REGIONS: Mapping[type[Any], Callable[[Penalty, Any], Penalty]] = {
    kind: evolve_region
    for events, evolve_region in (
        (ImposingEvent, evolve_imposing),
        (AppealEvent, evolve_appeal),
        (WorkEvent, evolve_work),
    )
    for kind in get_args(events)
}
"""Which region each event belongs to; its fold is exhaustive there."""


def evolve(penalty: Penalty | None, event: PenaltyEvent) -> Penalty:
    """The penalty after one more event."""
    if penalty is None:
        assert isinstance(event, PenaltyProposed | PenaltyImposed), "nothing happens to a penalty before it begins"
        return begun(event)
    return REGIONS[type(event)](penalty, event)


def fold(events: Iterable[PenaltyEvent]) -> Penalty | None:
    """The penalty after all of them."""
    return reduce(evolve, events, None)
