"""Closes units that are over, in all series of a platform, a few at a time; quiet series go on with a unit of nothing.

Nothing hangs on when it happens: a count that comes first closes its own series, and an alarm needs no unit closed.
"""

from datetime import datetime, timedelta

from ombud.core.surge.units import unit_of
from ombud.core.surge_detection import Crowd
from ombud.ledger.connection import connection
from ombud.reads.surges.counting import locked, rules_of, unit_span
from ombud.reads.surges.held import Held, Opened, read_series, save

BATCH = 200
GRACE = timedelta(minutes=2)
"""Longer than any transaction of ours: what happened before the unit's end waits to be counted by then."""
PLATFORMS = "SELECT platform FROM surge_platform ORDER BY platform"
STILL = "SELECT 1 FROM to_count WHERE platform = %s AND at < %s LIMIT 1"
BEHIND = """
SELECT shop, part, series FROM surge_series WHERE platform = %s AND unit < %s ORDER BY unit LIMIT %s
"""
CLOSED = "UPDATE surge_platform SET closed_unit = %s WHERE platform = %s AND closed_unit < %s"
DONE = "SELECT closed_unit FROM surge_platform WHERE platform = %s"


def counted() -> list[int]:
    """Platforms of which anything was ever counted."""
    return [row[0] for row in connection().execute(PLATFORMS).fetchall()]


def close_units(platform: int, now: datetime) -> int:
    """Close what is over on a platform, unless something of it is still to be counted."""
    rules, zone = rules_of(platform)
    if rules is None:
        return 0
    unit = unit_of(now, zone, rules.unit)
    row = connection().execute(DONE, (platform,)).fetchone()
    if row is None or row[0] >= unit or now < unit_span(unit, rules, zone)[0] + GRACE:
        return 0
    if connection().execute(STILL, (platform, unit_span(unit, rules, zone)[0])).fetchone():
        return 0
    closed = 0
    while n := _some(platform, unit):
        closed += n
    connection().execute(CLOSED, (unit, platform, unit))
    return closed


def _some(platform: int, unit: int) -> int:
    """A batch in a transaction of its own: killed between two, the next one goes on."""
    held, (rules, _) = connection(), rules_of(platform)
    assert rules is not None, "only a platform with rules is closed"
    with held.transaction():
        locked(held, platform)
        rows = held.execute(BEHIND, (platform, unit, BATCH)).fetchall()
        series = {}
        for shop, part, state in rows:
            its = Held(Opened(read_series(bytes(state)), 0, Crowd()))
            its.reach(unit, rules.detection)
            series[shop, part] = its
        save(held, platform, series, rules.detection, looked=True)  # nothing is no alarm
    return len(rows)
