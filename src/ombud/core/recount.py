"""Counting a deadline again by a replaced working-day table, whatever it is a deadline of."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from ombud.core.calendar import INSTANT, Due, day_of
from ombud.core.deadlines import Deadline
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span, revise
from ombud.core.refusal import Refusal

ONLY_SYSTEMS = Refusal(code="system-only", because="Only the platform's own systems count deadlines again.")
UNMOVED = Refusal(code="no-deadline-moved", because="The table in force changes none of the open deadlines.")


def recounted(old: Deadline, span: Callable[[Deadline], Span], policy: Policy, at: datetime) -> Deadline | None:
    """The deadline as the policy's table has it now, its reminder as long before it as it was; None where it stays.

    `span` says by which span it was counted; it is asked only of a deadline that a table can move.
    """
    if not old.calendar or old.calendar == policy.calendar.version or at >= old.due_at:
        return None
    told = Due(
        at=old.due_at,
        date=day_of(policy.calendar.zone, old.due_at - INSTANT),
        provisional=old.provisional,
        calendar=old.calendar,
    )
    new = revise(told, old.from_at, span(old), policy.calendar)
    if new is None:
        return None
    remind_at = old.remind_at + (new.at - old.due_at) if old.remind_at else None
    return replace(old, due_at=new.at, remind_at=remind_at, provisional=new.provisional, calendar=new.calendar)
