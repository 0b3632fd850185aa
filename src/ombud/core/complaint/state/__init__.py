"""The fold of everything that happened to a complaint, region by region."""

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from ombud.core.complaint.events import (
    ComplaintEvent,
    ExecutionEvent,
    FilingEvent,
    InterventionEvent,
    RulingEvent,
    TalkEvent,
    WorkEvent,
)
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.complaint.state.complaint import Complaint, Exhibit, How, Offer, Request, Review, Stage
from ombud.core.complaint.state.execution import evolve_execution
from ombud.core.complaint.state.filing import evolve_filing, filed
from ombud.core.complaint.state.intervention import evolve_intervention
from ombud.core.complaint.state.ruling import evolve_ruling
from ombud.core.complaint.state.talk import evolve_talk
from ombud.core.complaint.state.work import evolve_work

__all__ = ["Complaint", "Exhibit", "How", "Offer", "Request", "Review", "Stage", "evolve", "fold"]


def evolve(complaint: Complaint | None, event: ComplaintEvent) -> Complaint:
    """The complaint after one more event."""
    if isinstance(event, ComplaintFiled):
        assert complaint is None, "a complaint is filed once"
        return filed(event)
    assert complaint is not None, "nothing happens to a complaint before it is filed"
    if isinstance(event, FilingEvent):
        return evolve_filing(complaint, event)
    if isinstance(event, TalkEvent):
        return evolve_talk(complaint, event)
    if isinstance(event, InterventionEvent):
        return evolve_intervention(complaint, event)
    if isinstance(event, WorkEvent):
        return evolve_work(complaint, event)
    if isinstance(event, RulingEvent):
        return evolve_ruling(complaint, event)
    if isinstance(event, ExecutionEvent):
        return evolve_execution(complaint, event)
    assert_never(event)


def fold(events: Iterable[ComplaintEvent]) -> Complaint | None:
    """The complaint after all of them."""
    return reduce(evolve, events, None)
