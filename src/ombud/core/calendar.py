"""When a span of working time, service time or plain time that starts at an instant is over.

Every deadline here is an exclusive end: an act at `Due.at` is late, an act one microsecond before it is in time. A day
runs from the end of the day before it to its own end, in the platform's zone, so a day that the zone skips altogether
(Samoa on 30 December 2011) is no day, and one without a midnight (Brazil until 2018) begins when its clocks begin.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ombud.core.struct import Value

Minutes = tuple[int, int]
"""A stretch of a day, from a minute after local midnight until before another: (540, 720) is 09:00-12:00."""

INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)

LOOKED_AHEAD = timedelta(days=400)
"""No service pauses for longer and is still one."""
SPAN_MAX = 1_000_000
"""The longest span in any unit. As days it is 2,700 years: nobody means more, and a slip must not count for minutes."""


class Calendar(Value, frozen=True, kw_only=True):
    """Which days are worked and when, in one zone: a table of the land joined with a platform's service hours."""

    name: str
    version: str
    """Changes whenever a result could: derived from everything below."""
    zone: str
    """IANA name."""
    off_days: frozenset[date] = frozenset()
    extra_working_days: frozenset[date] = frozenset()
    """Days of the weekend that are worked, to make up for a holiday."""
    weekend: frozenset[int] = frozenset({5, 6})
    """Days of the week, Monday is 0."""
    years: frozenset[int] | None = None
    """Years whose table is published; None where no table is needed, so that nothing is provisional."""
    december_open_from: int | None = None
    """From which day of December the *next* year's table may still speak; None where tables keep to their year."""
    service_hours: tuple[Minutes, ...] = ()
    """When somebody serves on a working day, in order, not overlapping."""
    service_hours_of: tuple[tuple[int, tuple[Minutes, ...]], ...] = ()
    """The same for single days of the week that differ; they count only where that day is worked."""


class Due(Value, frozen=True, kw_only=True):
    """The end of a span: the first instant that is too late."""

    at: datetime
    """UTC."""
    date: date
    """The local day on which one can still act: at 24:00 of the 5th this is the 5th."""
    provisional: bool
    """A table that isn't published yet may still move it."""
    calendar: str
    """The version of the calendar it was counted with."""


def working_days(calendar: Calendar, start: datetime, n: int) -> Due:
    """The end of the `n`-th working day strictly after the day of `start`, which never counts itself."""
    day = first = day_of(calendar.zone, _checked(start, n))
    left = n
    while left:
        day = _after(day)
        if _is_worked(calendar, day):
            left -= 1
    return _due(calendar, end_of_day(calendar.zone, day), _is_provisional(calendar, _after(first), day))


def business_minutes(calendar: Calendar, start: datetime, n: int) -> Due:
    """The instant at which `n` minutes of service have passed since `start`, the rest of its own day included."""
    instant = _checked(start, n).astimezone(UTC)
    if not any((calendar.service_hours, *(stretches for _, stretches in calendar.service_hours_of))):
        raise ValueError(f"business_minutes: the calendar {calendar.name} has no service hours")
    first = day_of(calendar.zone, instant)
    left = timedelta(minutes=n)
    for day, opens, closes in _service(calendar, first):
        # Elapsed time, not the difference of two clock readings: an hour that the zone repeats is served twice.
        served = closes - max(opens, instant)
        if served >= left:
            return _due(calendar, closes - served + left, _is_provisional(calendar, first, day))
        left -= max(served, timedelta())
    raise AssertionError("days end with an OverflowError, never silently")


class Served(Value, frozen=True, kw_only=True):
    """One stretch of service: from an instant (UTC) until before another, on a local day."""

    day: date
    opens: datetime
    closes: datetime
    provisional: bool
    """A table that isn't published yet may say that this day isn't worked, or that one before it is."""


def service_at(calendar: Calendar, at: datetime) -> Served | None:
    """The stretch of service in which an instant lies, else the next one; None where nobody ever serves."""
    instant = _checked(at, 1).astimezone(UTC)
    if not any((calendar.service_hours, *(stretches for _, stretches in calendar.service_hours_of))):
        return None
    first = day_of(calendar.zone, instant)
    for day, opens, closes in _service(calendar, first, first + LOOKED_AHEAD):
        if closes > instant:
            return Served(day=day, opens=opens, closes=closes, provisional=_is_provisional(calendar, first, day))
    return None


def calendar_days(calendar: Calendar, start: datetime, n: int) -> Due:
    """The end of the `n`-th day after the day of `start`, worked or not."""
    return _due(calendar, days_later(calendar.zone, start, n), provisional=False)


def hours(start: datetime, n: int, calendar: Calendar | None = None) -> Due:
    """`n` hours of sixty minutes after `start`, whatever clocks do; the date is the calendar's, else UTC's."""
    at = hours_later(start, n)
    if calendar:
        return _due(calendar, at, provisional=False)
    return Due(at=at, date=(at - INSTANT).date(), provisional=False, calendar="")


def days_later(zone: str, start: datetime, n: int) -> datetime:
    """The end (UTC) of the `n`-th day after the day of `start`."""
    return end_of_day(zone, _nth_day(zone, day_of(zone, _checked(start, n)), n))


def hours_later(start: datetime, n: int) -> datetime:
    """`n` hours of sixty minutes after `start`, UTC."""
    instant = start if start.tzinfo is UTC and 1 <= n <= SPAN_MAX else _checked(start, n).astimezone(UTC)
    return instant + of_hours(n)


@lru_cache(maxsize=1024)
def of_hours(n: int) -> timedelta:
    """`n` hours of sixty minutes: kept, since to make a span of time costs more than to add it."""
    return timedelta(hours=n)


def day_of(zone: str, instant: datetime) -> date:
    """The local day an instant lies in."""
    day = instant.astimezone(ZoneInfo(zone)).date()
    # Newfoundland used to set its clocks back at 00:01: for a minute its walls showed a day that had not begun.
    return day if instant >= end_of_day(zone, day - DAY) else day - DAY


@lru_cache(maxsize=8192)
def end_of_day(zone: str, day: date) -> datetime:
    """The first instant (UTC) after which no clock in the zone shows this day or an earlier one."""
    tz = ZoneInfo(zone)
    midnight = datetime.combine(_after(day), time(), tz)
    earlier, later = sorted(midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if earlier == later:
        return earlier
    if midnight.astimezone(UTC) == earlier:
        # Midnight comes twice. Only where the clocks go back into this very day does the second one end it.
        return later if (later - INSTANT).astimezone(tz).date() <= day else earlier
    # Midnight never comes: the day ends with the jump, which lies between the two readings of the missing hour.
    while earlier + INSTANT < later:
        middle = earlier + (later - earlier) / 2
        earlier, later = (earlier, middle) if middle.astimezone(tz).date() > day else (middle, later)
    return later


@lru_cache(maxsize=8192)
def _nth_day(zone: str, day: date, n: int) -> date:
    straight = day + n * DAY
    if end_of_day(zone, straight) - end_of_day(zone, day) > (n - 0.5) * DAY:
        return straight  # clocks move by hours: had the zone skipped a day in between, it would be a whole one less
    for _ in range(n):
        day = _after(day)
        while not _exists(zone, day):
            day = _after(day)
    return day


def _checked(start: datetime, n: int) -> datetime:
    if start.utcoffset() is None:
        raise ValueError("start: a time without an offset from UTC could be any of 26 hours")
    if not 1 <= n <= SPAN_MAX:
        raise ValueError(f"a span is between 1 and {SPAN_MAX}, not {n}")
    return start


def _due(calendar: Calendar, at: datetime, provisional: bool) -> Due:
    last = day_of(calendar.zone, at - INSTANT)
    return Due(at=at, date=last, provisional=provisional, calendar=calendar.version)


def _after(day: date) -> date:
    return day + DAY


def _exists(zone: str, day: date) -> bool:
    return end_of_day(zone, day) > end_of_day(zone, day - DAY)


def _is_worked(calendar: Calendar, day: date) -> bool:
    if day in calendar.off_days:
        return False
    if day.weekday() in calendar.weekend and day not in calendar.extra_working_days:
        return False
    return _exists(calendar.zone, day)


def _service(calendar: Calendar, first: date, last: date | None = None) -> Iterator[tuple[date, datetime, datetime]]:
    """Every stretch of service from this day on, as instants; up to a last day, where one is given."""
    differing = dict(calendar.service_hours_of)
    day = first
    while last is None or day <= last:
        if _is_worked(calendar, day):
            for opens, closes in differing.get(day.weekday(), calendar.service_hours):
                yield day, _instant(calendar.zone, day, opens), _instant(calendar.zone, day, closes)
        day = _after(day)


def _instant(zone: str, day: date, minute: int) -> datetime:
    if minute == 24 * 60:
        return end_of_day(zone, day)
    # A wall time that comes twice is its first coming; one that never comes is read with the offset before the jump.
    return datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone)).astimezone(UTC)


def _is_provisional(calendar: Calendar, first: date, last: date) -> bool:
    """Whether a table still to come may change any day from `first` to `last`.

    Any day of a year without a table may, even one that the next year's table names: its neighbours are as unknown as
    before. The last days of December may although their own year is published, for China names the bridge days of a New
    Year, and the days that make up for them, only with the new year (29-31 December 2018 stand in the notice for 2019).
    Hence they are firm only when the year after theirs is published too. To call a 29 December provisional that then
    stays as it is costs a word; the other mistake costs somebody their deadline.
    """
    if calendar.years is None:
        return False
    if any(year not in calendar.years for year in range(first.year, last.year + 1)):
        return True
    if calendar.december_open_from is None or last.year + 1 in calendar.years:
        return False
    return last >= date(last.year, 12, calendar.december_open_from)
