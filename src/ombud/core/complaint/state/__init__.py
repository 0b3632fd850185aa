"""The fold of everything that happened to a complaint, region by region."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any, get_args

from ombud.core.complaint.events import (
    ComplaintEvent,
    DoubtEvent,
    ExecutionEvent,
    FilingEvent,
    InterventionEvent,
    RulingEvent,
    TalkEvent,
    WorkEvent,
)
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.complaint.state.complaint import Complaint, Exhibit, How, Offer, Request, Review, Stage
from ombud.core.complaint.state.doubt import evolve_doubt
from ombud.core.complaint.state.execution import evolve_execution
from ombud.core.complaint.state.filing import evolve_filing, filed
from ombud.core.complaint.state.intervention import evolve_intervention
from ombud.core.complaint.state.ruling import evolve_ruling
from ombud.core.complaint.state.talk import evolve_talk
from ombud.core.complaint.state.work import evolve_work

__all__ = ["Complaint", "Exhibit", "How", "Offer", "Request", "Review", "Stage", "evolve", "fold"]


REGIONS: Mapping[type[Any], Callable[[Complaint, Any], Complaint]] = {
    kind: evolve_region
    for events, evolve_region in (
        (FilingEvent, evolve_filing),
        (TalkEvent, evolve_talk),
        (InterventionEvent, evolve_intervention),
        (WorkEvent, evolve_work),
        (RulingEvent, evolve_ruling),
        (ExecutionEvent, evolve_execution),
        (DoubtEvent, evolve_doubt),
    )
    for kind in get_args(events)
}
"""Which region each event belongs to; its fold is exhaustive there. Asking unions one by one costs a fold its speed."""


def evolve(complaint: Complaint | None, event: ComplaintEvent) -> Complaint:
    """The complaint after one more event."""
    if complaint is None:
        assert isinstance(event, ComplaintFiled), "nothing happens to a complaint before it is filed"
        return filed(event)
    return REGIONS[type(event)](complaint, event)


def fold(events: Iterable[ComplaintEvent]) -> Complaint | None:
    """The complaint after all of them."""
    return reduce(evolve, events, None)
