"""`ombud calendar`: when a span of working time is over; and moving open deadlines after a table was replaced."""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from ombud.calendars.load import PACKS, CalendarError, calendar_for_pack
from ombud.core.calendar import SPAN_MAX, Calendar, Due, business_minutes, working_days

HELP = "Say when a span of working days or service minutes is over."

Answer = dict[str, str | bool]
UNITS = {"working_days": working_days, "business_minutes": business_minutes}


class AskedWronglyError(ValueError):
    """What was asked can't be answered; the sentence names the field and the rule."""


class Columns(NamedTuple):
    """Where a file keeps what is read of it; None where it has no such column."""

    case_id: int
    start: int
    working_days: int | None
    business_minutes: int | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    due = actions.add_parser("due", help=HELP, description=HELP)
    due.add_argument("--pack", required=True, help="the platform pack whose calendar counts, such as wechat")
    due.add_argument("--start", help="ISO 8601 with an offset or Z, such as 2026-02-10T10:00:00+08:00")
    due.add_argument("--working-days", metavar="N", help="the start day does not count; due is the end of the N-th")
    due.add_argument("--business-minutes", metavar="N", help="minutes of the pack's service hours")
    actions.add_parser("recount", help="count open deadlines again after a working-day table was replaced")
    due.add_argument("--file", metavar="F.csv", help="columns case_id, start, working_days, business_minutes")


def run(arguments: argparse.Namespace, packs: Path = PACKS) -> int:
    """0, or 1 if a row of the file could not be answered, or 2 if the question could not."""
    if arguments.action == "recount":
        return _recount()
    try:
        calendar = calendar_for_pack(arguments.pack, packs)
        if arguments.file is not None:
            return _answer_file(calendar, arguments)
        answer = _answer(calendar, arguments.start, arguments.working_days, arguments.business_minutes)
    except (CalendarError, AskedWronglyError) as wrong:
        print(f"ombud calendar due: {wrong}", file=sys.stderr)
        return 2
    print(json.dumps(answer))
    return 0


def _recount() -> int:
    import django

    from ombud.site.database import database

    with database():
        django.setup()
        from ombud.timers.recount import recount

        print(f"{recount()} cases have a deadline that moved; both sides were told.")
    return 0


def _answer_file(calendar: Calendar, arguments: argparse.Namespace) -> int:
    for option in ("start", "working_days", "business_minutes"):
        if getattr(arguments, option) is not None:
            raise AskedWronglyError(
                f"--{option.replace('_', '-')}: not together with --file, which has a column for it"
            )
    status = 0
    try:
        # A byte that is no UTF-8 (a note in another encoding) spoils its own cell, not the file.
        with Path(arguments.file).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.reader(file)
            columns = _columns(next(reader, []))
            for row in _rows(reader):
                answer = _answer_row(calendar, columns, row)
                status = 1 if "error" in answer else status
                print(json.dumps(answer))
    except OSError as wrong:
        raise AskedWronglyError(f"--file: {arguments.file} can't be read: {wrong.strerror}") from None
    return status


def _columns(header: list[str]) -> Columns:
    names = [name.strip() for name in header]
    at: dict[str, int | None] = {}
    for name in Columns._fields:
        if names.count(name) > 1:
            raise AskedWronglyError(
                f"--file: the column {name} is there {names.count(name)} times; it must be there once"
            )
        at[name] = names.index(name) if name in names else None
    case_id, start, days, minutes = (at[name] for name in Columns._fields)
    if case_id is None or start is None or (days is None and minutes is None):
        raise AskedWronglyError(
            "--file: the first line must name the columns case_id, start, and working_days or business_minutes"
        )
    return Columns(case_id, start, days, minutes)


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Every row that isn't empty; where one can't even be split into cells, the reason instead of it."""
    while True:
        try:
            if row := next(reader):
                yield row
        except StopIteration:
            return
        except csv.Error as wrong:
            yield wrong


def _answer_row(calendar: Calendar, columns: Columns, row: list[str] | csv.Error) -> Answer:
    if isinstance(row, csv.Error):
        return {"case_id": "", "error": f"row: {row}"}
    case_id, start, days, minutes = (
        row[column].strip() if column is not None and column < len(row) else "" for column in columns
    )
    if not case_id:
        return {"case_id": "", "error": "case_id: it is blank; each row needs one"}
    try:
        return {"case_id": case_id, **_answer(calendar, start, days, minutes)}
    except AskedWronglyError as wrong:
        return {"case_id": case_id, "error": str(wrong)}


def _answer(calendar: Calendar, start: str | None, days: str | None, minutes: str | None) -> Answer:
    given = {unit: text for unit, text in (("working_days", days), ("business_minutes", minutes)) if text}
    if not start:
        raise AskedWronglyError("start: it is missing; write it like 2026-02-10T10:00:00+08:00")
    if len(given) != 1:
        raise AskedWronglyError(
            f"working_days, business_minutes: give exactly one of them, not {'both' if given else 'none'}"
        )
    [(unit, text)] = given.items()
    instant, n = read_start(start), _read_count(unit, text)
    try:
        return _shown(UNITS[unit](calendar, instant, n))
    except OverflowError:
        raise AskedWronglyError(f"start, {unit}: the span must lie within the years 1 to 9999") from None
    except ValueError as wrong:
        raise AskedWronglyError(str(wrong)) from None


def _shown(due: Due) -> Answer:
    return {
        "due_at": due.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "due_date": due.date.isoformat(),
        "provisional": due.provisional,
        "calendar_version": due.calendar,
    }


def read_start(text: str) -> datetime:
    """An instant written in ISO 8601, also in the forms that the standard library doesn't read: t, z and 24:00."""
    said = text.strip().upper()
    midnight = re.fullmatch(r"(.*[T ])24((?::?00){0,2}(?:[.,]0+)?(?:Z|[+-].*)?)", said)
    try:
        start = datetime.fromisoformat("00".join(midnight.groups()) if midnight else said)
        start += timedelta(days=1) if midnight else timedelta()
    except (ValueError, OverflowError):
        raise AskedWronglyError(f"start: {text!r} is no ISO 8601 time such as 2026-02-10T10:00:00+08:00") from None
    if start.utcoffset() is None:
        raise AskedWronglyError(f"start: {text!r} needs its offset from UTC, such as +08:00 or Z")
    return start


def _read_count(unit: str, text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text.strip()) or not 1 <= int(text) <= SPAN_MAX:
        raise AskedWronglyError(f"{unit}: {text!r} must be a whole number from 1 to {SPAN_MAX}")
    return int(text)
