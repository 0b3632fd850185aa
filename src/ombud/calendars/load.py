"""Read a named calendar, or the one a pack names, into the core's value."""

import json
import re
import tomllib
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ombud.core.calendar import Calendar, Minutes
from ombud.core.struct import Value

CALENDARS = Path(__file__).parent
PACKS = CALENDARS.parent / "packs"
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ServiceHours = list[str] | dict[str, list[str]]
"""As a pack writes them: the stretches of a working day, or `working` and days of the week, each with its stretches."""


class CalendarError(ValueError):
    """A calendar can't be read; the sentence names the file or field and what would be right."""


class _About(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    weekend: list[str]
    tables: bool
    december_open_from: int | None = None


class _Day(Value, frozen=True, kw_only=True, rename="camel"):
    date: date
    is_off_day: bool


class _Table(Value, frozen=True, kw_only=True):
    year: int
    days: list[_Day]


class _Wanted(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[calendar]` table of a pack."""

    table: str
    zone: str
    service_hours: ServiceHours = []


def calendar_for_pack(name: str, packs: Path = PACKS) -> Calendar:
    """The calendar that `pack.toml` of this pack names."""
    known = sorted(path.parent.name for path in packs.glob("*/pack.toml"))
    if name not in known:
        raise CalendarError(f"pack: there is no pack {name!r}; there is {', '.join(known) or 'none'}")
    path = packs / name / "pack.toml"
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        wanted = msgspec.convert(said.get("calendar", {}), _Wanted)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as wrong:
        raise CalendarError(f"{name}/pack.toml: [calendar]: {wrong}") from None
    return load_calendar(wanted.table, zone=wanted.zone, service_hours=wanted.service_hours)


def load_calendar(
    name: str,
    *,
    zone: str,
    service_hours: ServiceHours | None = None,
    calendars: Path = CALENDARS,
    replacing: Path | None = None,
) -> Calendar:
    """The calendar of this name, in a platform's zone and with its service hours.

    `replacing` is a folder of tables, named as the shipped ones (`2027.json`), that take their place or join them.
    """
    _check_zone(zone)
    about = _about(name, calendars)
    hours, hours_of = read_service_hours(service_hours or [])
    off, extra, years = _join(_tables(calendars / name, replacing)) if about.tables else ({}, {}, None)
    calendar = Calendar(
        name=name,
        version="",
        zone=zone,
        off_days=frozenset(off),
        extra_working_days=frozenset(extra),
        weekend=frozenset(_weekday(day, f"{name}: weekend") for day in about.weekend),
        years=years,
        december_open_from=about.december_open_from,
        service_hours=hours,
        service_hours_of=hours_of,
    )
    return msgspec.structs.replace(calendar, version=_version(calendar))


def read_service_hours(said: ServiceHours) -> tuple[tuple[Minutes, ...], tuple[tuple[int, tuple[Minutes, ...]], ...]]:
    """The stretches of every working day, and those of single days of the week that differ."""
    if isinstance(said, list):
        return _stretches(said), ()
    of = {_weekday(day, "service_hours"): _stretches(listed) for day, listed in said.items() if day != "working"}
    return _stretches(said.get("working", [])), tuple(sorted(of.items()))


def _stretches(said: list[str]) -> tuple[Minutes, ...]:
    found = tuple(_stretch(text) for text in said)
    for (_, before), (opens, _) in pairwise(found):
        if opens < before:
            raise CalendarError(f"service_hours: {', '.join(said)} must be in order and must not overlap")
    return found


def _stretch(text: str) -> Minutes:
    if match := re.fullmatch(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])", text):
        hour, minute, to_hour, to_minute = map(int, match.groups())
        opens, closes = hour * 60 + minute, to_hour * 60 + to_minute
        if opens < closes <= 24 * 60:
            return opens, closes
    raise CalendarError(f"service_hours: {text!r} is no stretch of a day; write it like 09:00-12:00, at most to 24:00")


def _weekday(name: str, where: str) -> int:
    if name not in WEEK:
        raise CalendarError(f"{where}: {name!r} is no day of the week; one of {', '.join(WEEK)}")
    return WEEK.index(name)


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CalendarError(f"zone: {zone!r} is no time zone; write it like Asia/Shanghai") from None


def _about(name: str, calendars: Path) -> _About:
    known = sorted(path.parent.name for path in calendars.glob("*/calendar.toml"))
    if name not in known:
        raise CalendarError(f"table: there is no calendar {name!r}; there is {', '.join(known)}")
    about = msgspec.toml.decode((calendars / name / "calendar.toml").read_bytes(), type=_About)
    if set(about.weekend) >= set(WEEK):
        raise CalendarError(f"{name}: weekend: a week needs a working day")
    return about


def _tables(folder: Path, replacing: Path | None) -> list[tuple[Path, _Table]]:
    paths = {path.name: path for path in folder.glob("*.json")}
    if replacing:
        paths |= {path.name: path for path in replacing.glob("*.json")}
    found = []
    for path in sorted(paths.values(), key=lambda path: path.name):
        try:
            table = msgspec.json.decode(path.read_bytes(), type=_Table)
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            raise CalendarError(f"{path.name}: {wrong}") from None
        if path.stem != str(table.year):
            raise CalendarError(f"{path.name}: it says that it is the table of {table.year}")
        found.append((path, table))
    return found


def _join(tables: list[tuple[Path, _Table]]) -> tuple[dict[date, str], dict[date, str], frozenset[int]]:
    """Days off and extra working days of all years, each with the file that says so, and the years that have a table.

    They are joined, for one year's file may name days of the year before: December is never read from its own alone.
    """
    off: dict[date, str] = {}
    extra: dict[date, str] = {}
    for path, table in tables:
        for day in table.days:
            says, other = (off, extra) if day.is_off_day else (extra, off)
            if day.date in other:
                raise CalendarError(f"{path.name}: {day.date} is the opposite in {other[day.date]}")
            says[day.date] = path.name
    return off, extra, frozenset(table.year for _, table in tables if table.days)


def _version(calendar: Calendar) -> str:
    """The name and a digest of all that a result depends on: the same version never gives two results."""
    plain: dict[str, Any] = msgspec.to_builtins(calendar, order="deterministic")
    digest = sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
    return f"{calendar.name}-{digest[:12]}"
