"""Everything that can have happened to a complaint, by region. Kept for ever: add, never edit."""

from ombud.core.complaint.events.doubt import DoubtEvent
from ombud.core.complaint.events.execution import ExecutionEvent
from ombud.core.complaint.events.filing import FilingEvent
from ombud.core.complaint.events.intervention import InterventionEvent
from ombud.core.complaint.events.ruling import RulingEvent
from ombud.core.complaint.events.talk import TalkEvent
from ombud.core.complaint.events.work import WorkEvent

ComplaintEvent = FilingEvent | TalkEvent | InterventionEvent | RulingEvent | ExecutionEvent | WorkEvent | DoubtEvent

__all__ = [
    "ComplaintEvent",
    "DoubtEvent",
    "ExecutionEvent",
    "FilingEvent",
    "InterventionEvent",
    "RulingEvent",
    "TalkEvent",
    "WorkEvent",
]
