"""The policy of one case: its pack, and the calendar by which the pack's days are counted."""

from datetime import datetime

from ombud.core.calendar import Calendar, of_hours
from ombud.core.deadlines import Deadline, DueKind
from ombud.core.people import Party
from ombud.core.policy.pack import Pack
from ombud.core.policy.span import Span, due, end
from ombud.core.struct import Value

PARTY_KINDS = ("answer", "choice", "offer", "evidence", "reply", "goods", "execution")
"""Turns of a party; the one whose turn it is gets a reminder. The platform's own turns stand in its queues."""


class Policy(Value, frozen=True):
    """What `may` and `decide` are told of the platform's rules."""

    pack: Pack
    calendar: Calendar

    def end(self, span: Span, start: datetime) -> datetime:
        """The first instant after the span, UTC."""
        return end(span, self.calendar, start)

    def deadline(self, kind: DueKind, on: Party | str, span: Span, start: datetime, about: str = "") -> Deadline:
        """A deadline that starts now and lasts the span, with its reminder where it waits for a party."""
        counted = due(span, self.calendar, start) if span.of_work else None
        due_at = counted.at if counted else self.end(span, start)
        return Deadline(
            kind=kind,
            on=on,  # type: ignore[arg-type]  # the literal is checked where the verb names it
            from_at=start,
            due_at=due_at,
            remind_at=self._reminder(start, due_at) if kind in PARTY_KINDS else None,
            about=about,
            provisional=counted.provisional if counted else False,
            calendar="" if span.hours is not None else self.calendar.version,
        )

    def _reminder(self, start: datetime, due_at: datetime) -> datetime:
        """The pack's lead before the end; in the first half of the time it would be noise, not help."""
        before = self.pack.windows.remind_before
        lead = of_hours(before.hours) if before.hours is not None else self.end(before, start) - start
        whole = due_at - start
        remind_at = due_at - (lead if lead + lead <= whole else whole / 2)
        return remind_at.replace(microsecond=0) if remind_at.microsecond else remind_at
