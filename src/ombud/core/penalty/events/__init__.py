"""Everything that can have happened to a penalty, by region. Kept for ever: add, never edit."""

from ombud.core.penalty.events.appeal import AppealEvent
from ombud.core.penalty.events.imposing import ImposingEvent
from ombud.core.penalty.events.work import WorkEvent

PenaltyEvent = ImposingEvent | AppealEvent | WorkEvent

__all__ = ["AppealEvent", "ImposingEvent", "PenaltyEvent", "WorkEvent"]
