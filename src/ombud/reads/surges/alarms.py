"""What of a platform's counts is an alarm now: shops whose complaints rise, and shops that can't keep up.

Looked at are only series that moved since they were looked at last. An alarm within its unit stays one until the unit
ends, since counts only grow, so that looking often makes no more false alarms.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ombud.core.policy.surge import SurgeRules
from ombud.core.surge.figures import Backlog, Figures, Part, Point
from ombud.core.surge.units import unit_of
from ombud.core.surge_detection import Reading, many
from ombud.ledger.connection import connection, rows
from ombud.reads.surges.counting import rules_of, unit_span
from ombud.reads.surges.held import Place, read_series

UNLOOKED = """
SELECT DISTINCT platform FROM surge_series WHERE NOT looked
UNION SELECT DISTINCT platform FROM shop_turns WHERE NOT looked
"""
MOVED = """
SELECT count(*) FROM surge_series WHERE platform = %(platform)s AND NOT looked AND unit >= %(unit)s AND enough
    AND p < %(alpha)s
"""
LOW = """
SELECT shop, part, observed, expected, upper, p FROM surge_series
WHERE platform = %(platform)s AND unit >= %(unit)s AND enough AND p <= %(rate)s ORDER BY p
"""
LOOKED_AT = "SELECT count(*) FROM surge_series WHERE platform = %s AND enough"
SERIES_MOVED = "SELECT shop, part, counted FROM surge_series WHERE platform = %s AND NOT looked"
TURNS_MOVED = "SELECT shop, unit, missed + answered FROM shop_turns WHERE platform = %s AND NOT looked"
SEEN = """
UPDATE surge_series s SET looked = true
FROM unnest(%s::text[], %s::text[], %s::int[]) AS t(shop, part, counted)
WHERE s.platform = %s AND s.shop = t.shop AND s.part = t.part AND s.counted = t.counted
"""
TURNS_SEEN = """
UPDATE shop_turns s SET looked = true FROM unnest(%s::text[], %s::int[], %s::int[]) AS t(shop, unit, n)
WHERE s.platform = %s AND s.shop = t.shop AND s.unit = t.unit AND s.missed + s.answered = t.n
"""
OPEN = "SELECT shop FROM surge_row WHERE platform = %s AND NOT over AND shop = ANY(%s)"
RAISED = "SELECT id FROM surge_row WHERE platform = %s AND id = ANY(%s)"
OF_SHOP = """
SELECT part, observed, expected, upper, p, enough, counted, series FROM surge_series
WHERE platform = %s AND shop = %s AND unit >= %s AND observed > 0 ORDER BY p, part
"""
CASES = """
SELECT id FROM complaint_row WHERE platform = %s AND shop = %s AND filed_at >= %s AND filed_at < %s
    AND stage <> 'received' AND how <> 'turned-away' ORDER BY filed_at LIMIT %s
"""
TURNS = """
SELECT shop, sum(missed)::int, sum(answered)::int FROM shop_turns
WHERE platform = %(platform)s AND unit IN (%(unit)s, %(unit)s - 1)
    AND shop IN (SELECT shop FROM shop_turns WHERE platform = %(platform)s AND NOT looked)
GROUP BY shop ORDER BY shop
"""
SHOPS_CASES = """
SELECT coalesce(sum(n), 0)::int FROM kept_count WHERE platform = %s AND scope = %s AND bucket IN ('merchant', 'both')
"""
WAITING_CASES = """
SELECT id FROM complaint_row WHERE platform = %s AND shop = %s AND turn IN ('merchant', 'both')
ORDER BY due_at, id LIMIT %s
"""
QUIET = Reading(unit=0, observed=0, expected=0, upper=0, p_value=1.0, score=0.0, enough_history=True)
"""A series in which nothing happened: it counts among those looked at."""
PARTS_MAX = 12


class Alarm(NamedTuple):
    """What an alarm is raised with."""

    platform: int
    id: str
    """The same for one shop and unit, so that raising it twice is raising it once."""
    fields: dict[str, Any]


class Looked(NamedTuple):
    """What moved and was looked at, with how much had been counted then."""

    platform: int
    series: list[Any]
    turns: list[Any]


def platforms() -> list[int]:
    """Platforms of which something wasn't looked at yet."""
    return [row[0] for row in rows(UNLOOKED)]


def alarms(platform: int, now: datetime) -> tuple[list[Alarm], Looked]:
    """What is to be raised now, and what was looked at for it: see `seen`."""
    looked = Looked(platform, rows(SERIES_MOVED, (platform,)), rows(TURNS_MOVED, (platform,)))
    rules, zone = rules_of(platform)
    if rules is None:
        return [], looked
    unit = unit_of(now, zone, rules.unit)
    found = _rises(platform, rules, unit)
    names = {alarm_id(platform, place[0], "rise", unit): place for place in found}
    new = _not_raised(platform, {id: place[0] for id, place in names.items()})
    raised = [Alarm(platform, id, _rise(platform, names[id], unit, rules, zone, found)) for id in new]
    taken = {names[id][0] for id in new}
    return raised + [one for one in _backlogs(platform, rules, unit, zone) if one.fields["shop"] not in taken], looked


def seen(looked: Looked) -> None:
    """This was looked at, as far as nothing was added since."""
    held = connection()
    for statement, moved in ((SEEN, looked.series), (TURNS_SEEN, looked.turns)):
        if moved:
            held.execute(statement, (*(list(column) for column in zip(*moved, strict=True)), looked.platform))


def _rises(platform: int, rules: SurgeRules, unit: int) -> dict[Place, int]:
    """The series that alarm, of each shop its own before its parts; and how many were looked at together."""
    asked = {"platform": platform, "unit": unit, "alpha": 1 / rules.one_in, "rate": rules.false_percent_max / 100}
    if rows(MOVED, asked)[0][0] == 0:
        return {}
    low = rows(LOW, asked)
    all_of_them = int(rows(LOOKED_AT, (platform,))[0][0])
    readings: list[tuple[Any, Reading]] = [
        ((shop, part), Reading(
            unit=unit, observed=observed, expected=expected, upper=upper, p_value=p, score=0.0, enough_history=True,
            alpha=1 / rules.one_in,
        ))
        for shop, part, observed, expected, upper, p in low
    ]  # fmt: skip
    single = {place for place, reading in readings if reading.alarm and reading.observed > reading.upper}
    readings += [(n, QUIET) for n in range(all_of_them - len(readings))]
    chosen: dict[str, Place] = {}
    for place in many(readings, rules.false_percent_max / 100):
        if place in single and (place[0] not in chosen or not place[1]):
            chosen[place[0]] = place
    found: dict[Place, int] = dict.fromkeys(chosen.values(), all_of_them)
    return found


def _not_raised(platform: int, shops: dict[str, str]) -> list[str]:
    """Those of these ids that weren't raised before, and about whose shop no alarm is open."""
    if not shops:
        return []
    opened = {row[0] for row in rows(OPEN, (platform, list(shops.values())))}
    raised = {row[0] for row in rows(RAISED, (platform, list(shops)))}
    return [id for id, shop in shops.items() if id not in raised and shop not in opened]


def _rise(
    platform: int, place: Place, unit: int, rules: SurgeRules, zone: ZoneInfo, looked_at: dict[Place, int]
) -> dict[str, Any]:
    """The figures of one shop as they stand now, with the cases of the unit."""
    shop = place[0]
    parts, main = [], None
    for part, observed, expected, upper, p, enough, counted, series in rows(OF_SHOP, (platform, shop, unit)):
        if part == place[1]:
            main = (observed, expected, upper, p, counted, read_series(bytes(series)).history)
        if part:
            alarming = enough and p < 1 / rules.one_in and observed > upper
            parts.append(
                Part(
                    of=part, observed=round(observed), expected_hundredths=round(expected * 100), upper=round(upper),
                    alarming=alarming,
                )
            )  # fmt: skip
    assert main is not None, "the series that alarms is there"
    observed, expected, upper, p, counted, history = main
    since, until = unit_span(unit, rules, zone)
    figures = Figures(
        unit=rules.unit, since=since, until=until, observed=round(observed), expected_hundredths=round(expected * 100),
        upper=round(upper), p_billionths=round(p * 1e9), of=place[1], counted=counted, one_in=rules.one_in,
        false_percent_max=rules.false_percent_max, looked_at=looked_at[place], history=points(history),
    )  # fmt: skip
    cases = [row[0] for row in rows(CASES, (platform, shop, since, until, rules.cases_max))]
    return _plain(shop=shop, kind="rise", figures=figures, parts=tuple(parts[:PARTS_MAX]), cases=tuple(cases))


def _backlogs(platform: int, rules: SurgeRules, unit: int, zone: ZoneInfo) -> list[Alarm]:
    """Shops that missed too many of their turns in this unit and the one before."""
    found = {}
    for shop, missed, answered in rows(TURNS, {"platform": platform, "unit": unit}):
        backlog = Backlog(
            waiting=rows(SHOPS_CASES, (platform, f"shop:{shop}"))[0][0], missed=missed, answered=answered,
            since=unit_span(unit - 1, rules, zone)[0], least=rules.behind_least, percent=rules.behind_percent,
        )  # fmt: skip
        if missed >= rules.behind_least and backlog.missed_percent >= rules.behind_percent:
            found[alarm_id(platform, shop, "backlog", unit)] = (shop, backlog)
    raised = []
    for id in _not_raised(platform, {id: shop for id, (shop, _) in found.items()}):
        shop, backlog = found[id]
        cases = tuple(row[0] for row in rows(WAITING_CASES, (platform, shop, rules.cases_max)))
        raised.append(Alarm(platform, id, _plain(shop=shop, kind="backlog", backlog=backlog, cases=cases)))
    return raised


def points(history: Sequence[tuple[int, float, float, float]]) -> tuple[Point, ...]:
    """Closed units as whole numbers."""
    return tuple(
        Point(unit=unit, observed=round(observed), expected_hundredths=round(expected * 100), upper=round(upper))
        for unit, observed, expected, upper in history
    )


def alarm_id(platform: int, shop: str, kind: str, unit: int) -> str:
    """The id of the one alarm of this kind that a shop can have in a unit."""
    return sha256(msgspec.json.encode([platform, shop, kind, unit])).hexdigest()[:32]


def _plain(**fields: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(fields)
    return plain
