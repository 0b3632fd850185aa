"""What a pack says of the platform's own service: by which channels it can be reached, and when."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from ombud.core.calendar import Calendar, Minutes, service_at
from ombud.core.struct import Value

ChannelCode = Literal["online", "phone-advice", "phone-technical", "scan-code", "shop-front"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEK: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STRETCH = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
STRETCHES_MAX = 21
"""Stretches that follow each other without a gap are one; after a week of them nobody asks when it ends."""


class ServiceChannel(Value, frozen=True):
    """One way to reach the platform's people."""

    code: ChannelCode
    hours: tuple[str, ...] = ()
    """When somebody is there on a working day, as `09:00-12:00`; the calendar's service hours where it says nothing."""
    hours_of: dict[Weekday, tuple[str, ...]] = {}
    """The same for days of the week that differ; they count only where that day is worked."""
    phone: str = ""
    url: str = ""
    """Where a code to scan leads: a web address, or an address within this site that begins with a slash."""
    address: str = ""
    """Of a counter one can walk up to."""


class ServiceRules(Value, frozen=True):
    """All that a pack says of its service; without it only the ladder of channels stands."""

    channels: tuple[ServiceChannel, ...] = ()

    def channel(self, code: str) -> ServiceChannel | None:
        """The channel of this code."""
        return next((one for one in self.channels if one.code == code), None)


class Presence(Value, frozen=True):
    """Whether somebody is there at an instant: until when, or from when again. Ends are exclusive."""

    there: bool
    until: datetime | None = None
    """The first instant at which nobody is there any more; None where that is more than a week away."""
    back_at: datetime | None = None
    """The first instant at which somebody is there again; None where nobody ever is."""
    back_on: date | None = None
    """Its local day."""
    provisional: bool = False
    """A table of working days that isn't published yet may change it."""


def presence(channel: ServiceChannel, calendar: Calendar, at: datetime) -> Presence:
    """Whether somebody is there now, or when somebody is back: half-open, by the working days of the calendar."""
    served = hours_by(channel, calendar)
    found = service_at(served, at)
    if found is None:
        return Presence(there=False)
    if found.opens > at:
        return Presence(there=False, back_at=found.opens, back_on=found.day, provisional=found.provisional)
    until: datetime | None = found.closes
    for _ in range(STRETCHES_MAX):
        assert until is not None, "it is given up only below"
        further = service_at(served, until)
        if further is None or further.opens > until:
            break
        until = further.closes
    else:
        until = None
    return Presence(there=True, until=until, provisional=found.provisional)


def hours_by(channel: ServiceChannel, calendar: Calendar) -> Calendar:
    """The calendar with this channel's own hours, where it says any."""
    if not channel.hours and not channel.hours_of:
        return calendar
    of = tuple(sorted((WEEK.index(day), _minutes(hours)) for day, hours in channel.hours_of.items()))
    if not channel.hours:
        return replace(calendar, service_hours_of=of)
    return replace(calendar, service_hours=_minutes(channel.hours), service_hours_of=of)


@lru_cache(maxsize=256)
def _minutes(hours: tuple[str, ...]) -> tuple[Minutes, ...]:
    return tuple(found for one in hours if (found := stretch(one)) is not None)


def stretch(text: str) -> Minutes | None:
    """`09:00-12:00` as minutes after midnight; None where it isn't written like that, or ends before it begins."""
    found = STRETCH.fullmatch(text)
    if found is None:
        return None
    hour, minute, to_hour, to_minute = map(int, found.groups())
    opens, closes = hour * 60 + minute, to_hour * 60 + to_minute
    return (opens, closes) if opens < closes <= 24 * 60 else None
