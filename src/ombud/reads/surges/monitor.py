"""What the monitor shows: alarms page by page, and how each shop stands in the open unit beside what is normal."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.core.surge.figures import Part, Point
from ombud.ledger.connection import rows
from ombud.reads.queues import AT_RISK, CAP, Key, Standing
from ombud.reads.surges.alarms import points
from ombud.reads.surges.held import read_series

PAGE = 30
WATCHED = 12
"""Shops that the monitor ranks at a time: what is far down the ranking is normal."""
COLUMNS = """
SELECT g.id, g.number, g.shop, coalesce(h.name, g.shop), g.kind, g.stage, g.observed, g.expected_hundredths, g.upper,
    g.due_kind, g.due_at, g.overdue, g.claimed_by, g.raised_at, g.moved_at
FROM surge_row g LEFT JOIN shop_row h ON h.platform = g.platform AND h.id = g.shop
"""
OPEN = (
    f"{COLUMNS} WHERE g.platform = %s AND NOT g.over AND (g.due_at, g.id) > (%s, %s) ORDER BY g.due_at, g.id LIMIT %s"
)
ENDED = f"""{COLUMNS} WHERE g.platform = %s AND g.over AND (g.moved_at, g.id) < (%s, %s)
ORDER BY g.moved_at DESC, g.id DESC LIMIT %s"""
OF_SHOP = f"{COLUMNS} WHERE g.platform = %s AND g.shop = %s AND (%s OR g.told) ORDER BY g.moved_at DESC, g.id LIMIT %s"
RANKED = """
SELECT s.shop, coalesce(h.name, s.shop), s.observed, s.expected, s.upper, s.p, s.enough,
    (SELECT g.number FROM surge_row g WHERE g.platform = s.platform AND g.shop = s.shop AND NOT g.over LIMIT 1)
FROM surge_series s LEFT JOIN shop_row h ON h.platform = s.platform AND h.id = s.shop
WHERE s.platform = %(platform)s AND s.part = '' AND s.unit >= %(unit)s AND s.observed > 0
"""
MOST = f"{RANKED} ORDER BY s.observed - s.expected DESC, s.shop LIMIT %(most)s"
NAMED = f"""{RANKED.replace("AND s.observed > 0", "")} AND s.shop = ANY(%(shops)s)
ORDER BY s.observed - s.expected DESC, s.shop"""
SHOP = """
SELECT part, observed, expected, upper, p, enough, counted, series FROM surge_series
WHERE platform = %s AND shop = %s AND unit >= %s ORDER BY part <> '', observed - expected DESC, part
"""
STANDS = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM surge_row WHERE platform = %(platform)s AND NOT over LIMIT %(cap)s) a),
    (SELECT due_at FROM surge_row WHERE platform = %(platform)s AND NOT over ORDER BY due_at, id LIMIT 1),
    (SELECT raised_at FROM surge_row WHERE platform = %(platform)s AND NOT over ORDER BY due_at, id LIMIT 1),
    (SELECT count(*) FROM (SELECT 1 FROM surge_row
        WHERE platform = %(platform)s AND NOT over AND (due_at <= %(now)s OR overdue > 0) LIMIT %(cap)s) b),
    (SELECT count(*) FROM (SELECT 1 FROM surge_row
        WHERE platform = %(platform)s AND NOT over AND due_at > %(now)s AND due_at <= %(soon)s LIMIT %(cap)s) c)
"""


class Listed(NamedTuple):
    """An alarm as lists show it."""

    id: str
    number: str
    shop: str
    shop_name: str
    kind: str
    stage: str
    observed: int
    expected_hundredths: int
    upper: int
    due_kind: str
    due_at: datetime
    overdue: int
    claimed_by: str
    raised_at: datetime
    moved_at: datetime


class Watched(NamedTuple):
    """How a shop stands in the open unit."""

    shop: str
    name: str
    observed: float
    expected: float
    upper: float
    p: float
    enough: bool
    """Whether there is history enough to raise an alarm."""
    number: str | None
    """Of the alarm that is open about it."""


class ShopNow(NamedTuple):
    """A shop's series in the open unit, with its history."""

    observed: float
    expected: float
    upper: float
    enough: bool
    history: tuple[Point, ...]
    parts: tuple[Part, ...]


def opened(platform: int, after: Key) -> tuple[list[Listed], bool]:
    """Alarms that aren't concluded, the nearest deadline first, and whether there are more."""
    return _page(rows(OPEN, (platform, *after, PAGE + 1)))


def ended(platform: int, before: Key) -> tuple[list[Listed], bool]:
    """Alarms that were concluded, the newest first."""
    return _page(rows(ENDED, (platform, *before, PAGE + 1)))


def of_shop(platform: int, shop: str, *, told_only: bool = False, most: int = PAGE) -> list[Listed]:
    """A shop's alarms, the newest first; `told_only` leaves out what the shop wasn't told of."""
    return [Listed(*row) for row in rows(OF_SHOP, (platform, shop, not told_only, most))]


def ranked(platform: int, unit: int, most: int = WATCHED) -> list[Watched]:
    """Shops by how many more there are than normal, the most first."""
    return [Watched(*row) for row in rows(MOST, {"platform": platform, "unit": unit, "most": most})]


def named(platform: int, unit: int, shops: list[str]) -> list[Watched]:
    """These shops in the same order."""
    return [Watched(*row) for row in rows(NAMED, {"platform": platform, "unit": unit, "shops": shops})]


def shop_now(platform: int, shop: str, unit: int, one_in: int) -> ShopNow | None:
    """One shop, with each reason's share; None where nothing was counted of it yet."""
    found = rows(SHOP, (platform, shop, unit))
    whole = next((row for row in found if not row[0]), None)
    if whole is None:
        return None
    parts = [
        Part(
            of=part, observed=round(observed), expected_hundredths=round(expected * 100), upper=round(upper),
            alarming=enough and p < 1 / one_in and observed > upper,
        )
        for part, observed, expected, upper, p, enough, _counted, _series in found
        if part and (observed or expected >= 0.05)  # less than one in twenty units is none to show
    ]  # fmt: skip
    _part, observed, expected, upper, _p, enough, _counted, series = whole
    return ShopNow(observed, expected, upper, enough, points(read_series(bytes(series)).history), tuple(parts))


def standing(platform: int, now: datetime) -> Standing:
    """How the queue of alarms stands."""
    asked: dict[str, Any] = {"platform": platform, "now": now, "soon": now + AT_RISK, "cap": CAP}
    n, nearest, raised, late, soon = rows(STANDS, asked)[0]
    return Standing("surges", n, nearest, raised, late, soon)


def _page(found: list[Any]) -> tuple[list[Listed], bool]:
    return [Listed(*row) for row in found[:PAGE]], len(found) > PAGE
