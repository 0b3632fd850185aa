"""Weeks, days and hours of a platform's zone as whole numbers, which a series counts by."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ombud.core.surge_detection import Unit

EPOCH = date(1970, 1, 1)
TO_MONDAY = 3
"""1970-01-01 was a Thursday; weeks begin on Monday, so that a weekend isn't cut in two."""
STEP = {"week": timedelta(days=7), "day": timedelta(days=1), "hour": timedelta(hours=1)}


def unit_of(at: datetime, zone: ZoneInfo, unit: Unit) -> int:
    """The unit in which this instant lies: weeks, days or hours since 1970-01-01."""
    if unit == "hour":
        return int(at.timestamp() // 3600)
    days = (at.astimezone(zone).date() - EPOCH).days
    return days if unit == "day" else (days + TO_MONDAY) // 7


def begins_at(number: int, zone: ZoneInfo, unit: Unit) -> datetime:
    """The first instant of a unit, in the zone."""
    if unit == "hour":
        return datetime.fromtimestamp(number * 3600, zone)
    days = number if unit == "day" else number * 7 - TO_MONDAY
    day = EPOCH + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def week_of(at: datetime, zone: ZoneInfo) -> date:
    """The Monday of the week in which this instant lies."""
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())
