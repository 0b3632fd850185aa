"""How long a party has: a length of time with its unit, and who says so."""

from datetime import datetime

from msgspec.structs import replace

from ombud.core.calendar import (
    SPAN_MAX,
    Calendar,
    Due,
    business_minutes,
    calendar_days,
    days_later,
    hours,
    hours_later,
    working_days,
)
from ombud.core.struct import Value

UNITS = ("hours", "working_days", "business_minutes", "days")


class Span(Value, frozen=True, kw_only=True):
    """A length of time in exactly one unit."""

    hours: int | None = None
    """Sixty minutes each, day and night."""
    working_days: int | None = None
    business_minutes: int | None = None
    """Minutes of the calendar's service hours."""
    days: int | None = None
    """Days of the platform's zone; a day of 23 or 25 hours is a day."""
    source: str
    """Where the platform published the figure, or `ours` where it is our judgement."""

    @property
    def of_work(self) -> bool:
        """Whether it counts by the table of working days, so that a table still to come may move its end."""
        return self.working_days is not None or self.business_minutes is not None

    def __post_init__(self) -> None:
        given = {unit: n for unit in UNITS if (n := getattr(self, unit)) is not None}
        if len(given) != 1:
            named = ", ".join(given) or "none"
            raise ValueError(f"a span has exactly one of {', '.join(UNITS)}; this one has {named}")
        for unit, n in given.items():
            if not 1 <= n <= SPAN_MAX:
                raise ValueError(f"{unit}: a span is between 1 and {SPAN_MAX}, not {n}")
        if not self.source.strip():
            raise ValueError("source: say where the figure was published, or `ours`")


def due(span: Span, calendar: Calendar, start: datetime) -> Due:
    """When the span is over if it starts at this instant."""
    if span.working_days is not None:
        return working_days(calendar, start, span.working_days)
    if span.business_minutes is not None:
        return business_minutes(calendar, start, span.business_minutes)
    if span.hours is not None:
        return hours(start, span.hours, calendar)
    return calendar_days(calendar, start, span.days or 0)


def end(span: Span, calendar: Calendar, start: datetime) -> datetime:
    """The first instant after the span, UTC: as `due` has it, without paying for what only a reader wants to know."""
    if span.hours is not None:
        return hours_later(start, span.hours)
    if span.days is not None:
        return days_later(calendar.zone, start, span.days)
    return due(span, calendar, start).at


def revise(old: Due, start: datetime, span: Span, new_calendar: Calendar) -> Due | None:
    """The deadline under a replaced table, or None if nothing about it changes that a party should hear of.

    It is never earlier than the old one: somebody may have planned by what they were told. Where the new table would
    have it earlier, the old instant stays, and the new table only says whether it is still provisional.
    """
    new = due(span, new_calendar, start)
    if new.at < old.at:
        new = replace(new, at=old.at, date=old.date)
    return None if (new.at, new.provisional) == (old.at, old.provisional) else new
