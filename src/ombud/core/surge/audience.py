"""Who may see that something happened to a surge: one row for every event, fixed when it happens."""

from collections.abc import Mapping
from typing import Any

from ombud.core.people import Party
from ombud.core.surge import events
from ombud.core.surge.events import SurgeEvent

BOTH: tuple[Party, ...] = ("merchant", "platform")
STAFF: tuple[Party, ...] = ("platform",)

AUDIENCES: Mapping[type[Any], tuple[Party, ...]] = {
    events.SurgeRaised: STAFF,
    events.SurgeLookedAt: STAFF,
    events.SurgeNoted: STAFF,
    events.CasesGathered: STAFF,
    events.SurgeDismissed: STAFF,
    events.InterventionOpened: BOTH,
    events.InterventionAnswered: BOTH,
    events.InterventionUnanswered: BOTH,
    events.InterventionClosed: BOTH,
    events.SurgeOverdue: STAFF,
}


def audience(event: SurgeEvent) -> tuple[Party, ...]:
    """The parties to which this event is shown. What the platform looks at is told to no shop before it acts; that it
    is late with concluding an intervention is the shop's to know."""
    if isinstance(event, events.SurgeOverdue) and event.deadline.kind == "surge-close":
        return BOTH
    return AUDIENCES[type(event)]
