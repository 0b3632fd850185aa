"""`ombud surge try FILE.csv`: which units of any count series would have raised an alarm."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ombud.core.surge_detection import Detection, Reading, Series, add, close
from ombud.site.count_dates import WrongFileError, label
from ombud.site.count_series import CountSeries, read_series

HELP = "Look for surges in a count series."
NAMED = 6
"""Gaps that are named one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A file and its columns; the method is told in docs/surge.md."""
    actions = parser.add_subparsers(dest="action", required=True)
    text = "Print the alarms that a count series in a CSV file would have raised, unit by unit as it went."
    one = actions.add_parser("try", help=text, description=text)
    one.add_argument("file", type=Path, metavar="FILE.csv")
    one.add_argument("--time-col", required=True, help="the column with the time: dates, instants, weeks, or numbers")
    one.add_argument("--count-col", help="the column with the count; without it each row is one event")
    one.add_argument("--unit", choices=["week", "day", "hour"], help="what is counted together (default: as the file)")
    one.add_argument("--alpha", type=float, default=0.01, help="stated false-alarm rate by units (default: 0.01)")
    one.add_argument("--least", type=int, default=1, help="fewer in a unit are never an alarm (default: 1)")
    one.add_argument("--no-season", action="store_true", help="don't learn the course of year, week and day")
    one.add_argument("--dates", choices=["dmy", "mdy"], help="which comes first in dates such as 3/9/2026")
    one.add_argument("--all", action="store_true", help="print every unit, not only alarms")
    one.add_argument("--json", action="store_true", help="one JSON object a line instead of a table")


def run(arguments: argparse.Namespace) -> int:
    """0 with or without alarms, 2 where the file or an option can't be used."""
    if not 0 < arguments.alpha < 0.5 or arguments.least < 0:
        print("ombud surge try: --alpha must lie between 0 and 0.5, --least must be 0 or more", file=sys.stderr)
        return 2
    try:
        series = read_series(arguments.file, arguments.time_col, arguments.count_col, arguments.unit, arguments.dates)
    except WrongFileError as wrong:
        print(f"ombud surge try: {wrong}", file=sys.stderr)
        return 2
    settings = Detection(unit=series.unit, alpha=arguments.alpha, least=arguments.least, season=not arguments.no_season)
    readings = readings_of(series, settings)
    alarms = [one for one in readings if one.alarm]
    for note in _notes(series, arguments):
        print(note, file=sys.stderr)
    shown = readings if arguments.all else alarms
    if arguments.json:
        for one in shown:
            print(json.dumps(_object(one, series)))
        return 0
    _print(shown, series)
    judged = sum(one.enough_history for one in readings)
    print(
        f"{_many(len(alarms), 'alarm')} in {_many(judged, series.unit)} judged; the first "
        f"{len(readings) - judged} are history only. Where nothing is wrong, at most {arguments.alpha:g} of the "
        f"{series.unit}s alarm."
    )
    return 0


def readings_of(series: CountSeries, settings: Detection) -> list[Reading]:
    """Each unit as it would have been read when it ended."""
    state, readings = Series(), []
    for place, count in enumerate(series.counts):
        unit = series.first + place
        state, reading = close(add(state, unit, float(count)), unit + 1, settings)
        readings.append(reading)
    return readings


def _notes(series: CountSeries, arguments: argparse.Namespace) -> list[str]:
    notes = [f"{series.rows:,} rows, {_many(len(series.counts), series.unit)} from {_at(series.first, series)}."]
    if arguments.unit is None:
        why = f"The numbers are taken for {series.unit}s" if series.numbered else f"Counted by {series.unit}"
        notes.append(f"{why}; say --unit where that is wrong.")
    if series.sorted_first:
        notes.append("The rows don't stand in the order of time; they were put in order.")
    if series.filled:
        named = ", ".join(_at(one, series) for one in series.filled[:NAMED])
        more = f" and {len(series.filled) - NAMED:,} more" if len(series.filled) > NAMED else ""
        notes.append(f"{_many(len(series.filled), series.unit)} without a row counted as 0: {named}{more}.")
    return notes


def _print(shown: list[Reading], series: CountSeries) -> None:
    if not shown:
        return
    print(f"{series.unit:<16}{'observed':>10}{'expected':>10}{'band up to':>12}{'p-value':>11}  alarm")
    for one in shown:
        print(
            f"{_at(one.unit, series):<16}{one.observed:>10,.0f}{one.expected:>10,.1f}{one.upper:>12,.0f}"
            f"{one.p_value:>11.2g}  {'ALARM' if one.alarm else '' if one.enough_history else 'history'}"
        )


def _object(one: Reading, series: CountSeries) -> dict[str, Any]:
    return {
        "unit": one.unit,
        "period": _at(one.unit, series),
        "observed": int(one.observed),
        "expected": round(one.expected, 3),
        "upper": int(one.upper),
        "p_value": one.p_value,
        "score": round(one.score, 4),
        "enough_history": one.enough_history,
        "alarm": one.alarm,
    }


def _at(unit: int, series: CountSeries) -> str:
    return str(unit) if series.numbered else label(unit, series.unit)


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
