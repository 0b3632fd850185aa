"""Counts what happened into series and tallies: everything of a batch in one transaction, so that it counts once.

A batch is taken away in the transaction that writes what it counts for. Whoever is killed in between has
counted nothing, and the next one takes the same batch. One counts a platform at a time.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ombud.accounts.platforms import settings_of
from ombud.core.policy.surge import SurgeRules
from ombud.core.surge.counted import Count, count_of, tallies_of, turn_of
from ombud.core.surge.units import begins_at, unit_of, week_of
from ombud.core.surge_detection import Crowd, Series, add
from ombud.ledger.connection import Connection, connection
from ombud.packs.load import load_pack
from ombud.reads.surges import taken
from ombud.reads.surges.held import Held, Opened, Place, load, save
from ombud.reads.surges.shared import keys_of
from ombud.reads.surges.taken import Happened

KNOWN = "INSERT INTO surge_platform (platform, closed_unit) VALUES (%s, 0) ON CONFLICT DO NOTHING"
BEGIN = "UPDATE surge_platform SET began_at = %s, closed_unit = %s WHERE platform = %s"
LOCK = "SELECT began_at FROM surge_platform WHERE platform = %s FOR UPDATE"
SHOPS_BEGAN = "SELECT stream, at FROM event WHERE platform = %s AND stream = ANY(%s) AND seq = 1"
TURNS = """
INSERT INTO shop_turns (platform, shop, unit, missed, answered, looked) VALUES (%s, %s, %s, %s, %s, false)
ON CONFLICT (platform, shop, unit) DO UPDATE SET missed = shop_turns.missed + excluded.missed,
    answered = shop_turns.answered + excluded.answered, looked = false
"""
TALLY = """
INSERT INTO week_tally (platform, week, what, of, n) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, week, what, of) DO UPDATE SET n = week_tally.n + excluded.n
"""
EMPTY = ("surge_series", "surge_key", "surge_cluster", "shop_turns", "week_tally")
PUT_DOWN = "DELETE FROM to_count WHERE platform = %s"

ONE_MORE = 100
"""Batches in one go; then others of the worker's parts get their turn."""


class Rules(NamedTuple):
    """By what a platform counts now."""

    surge: SurgeRules | None
    zone: ZoneInfo


def rules_of(platform: int) -> Rules:
    """The platform's rules and zone of this moment: series are the platform's, not a case's."""
    settings = settings_of(platform)
    return Rules(load_pack(settings.pack).pack.surge, settings.zone)


def count_waiting(platform: int) -> int:
    """Count what waits of one platform, so many batches at most; returns how many things were counted or tallied."""
    done = 0
    for _ in range(ONE_MORE):
        if (n := count(platform)) == 0:
            break
        done += n
    return done


def count(platform: int) -> int:
    """Count one batch of a platform; returns how many things it held."""
    held, rules = connection(), rules_of(platform)
    with held.transaction():
        began_at = locked(held, platform)
        happened = taken.take(held, platform)
        if happened:
            began_at = began_at or _begun(held, platform, rules, happened[0].at)
            _apply(held, platform, rules, began_at, happened)
    return len(happened)


def locked(held: Connection, platform: int) -> datetime | None:
    """Keep others from counting this platform until the transaction ends; since when it is counted, None if never."""
    held.execute(KNOWN, (platform,))
    row = held.execute(LOCK, (platform,)).fetchone()
    return row[0] if row else None


def recount(platform: int) -> int:
    """Throw away all counts of a platform and make them from the record; returns how many things were counted.

    Who writes waits meanwhile, so that nothing is in the record and still to be counted. Where a unit was closed
    before something of it came in, the record knows better than what was counted; otherwise both are the same.
    """
    held, rules, done, after, began_at = connection(), rules_of(platform), 0, 0, None
    with held.transaction():
        held.execute("LOCK TABLE stream IN SHARE MODE")
        locked(held, platform)
        for table in EMPTY:
            held.execute(f"DELETE FROM {table} WHERE platform = %s", (platform,))  # noqa: S608 - names of ours
        held.execute(PUT_DOWN, (platform,))
        while True:
            happened, after = taken.recorded(held, platform, after)
            if not after:
                return done
            if happened:
                began_at = began_at or _begun(held, platform, rules, happened[0].at)
                _apply(held, platform, rules, began_at, happened)
            done += len(happened)


def _begun(held: Connection, platform: int, rules: Rules, at: datetime) -> datetime:
    """The platform is counted from this instant on."""
    unit = unit_of(at, rules.zone, rules.surge.unit if rules.surge else "week")
    held.execute(BEGIN, (at, unit, platform))
    return at


def _apply(held: Connection, platform: int, rules: Rules, began_at: datetime, happened: Sequence[Happened]) -> None:
    _tally(held, platform, rules, happened)
    if rules.surge is None:
        return
    _turns(held, platform, rules.surge, rules.zone, happened)
    found = [(one, count_of(one.event, one.state)) for one in happened]
    counts = [(one, count) for one, count in found if count and count.shop and count.kind in rules.surge.counts]
    if counts:
        _count(held, platform, rules.surge, rules.zone, began_at, counts)


def _count(
    held: Connection,
    platform: int,
    rules: SurgeRules,
    zone: ZoneInfo,
    began_at: datetime,
    counts: Sequence[tuple[Happened, Count]],
) -> None:
    """Each into its shop's series and into that of its reason."""
    shared = keys_of(held, platform, [one for one, _ in counts], {count.who for _, count in counts})
    keys = {count.who: {*count.keys, *shared.get(count.who, ())} for _, count in counts}
    wanted: dict[Place, set[str]] = {}
    for _, count in counts:
        for part in ("", count.part):
            wanted.setdefault((count.shop, part), set()).update({f"who:{count.who}", *keys[count.who]})
    settings = rules.detection
    series = {place: Held(one) for place, one in load(held, platform, wanted).items()}
    _begin(held, platform, rules, zone, began_at, series, [place for place in wanted if place not in series])
    for one, count in counts:
        unit = unit_of(one.at, zone, rules.unit)
        for part in ("", count.part):
            its = series[count.shop, part]
            its.reach(unit, settings)
            its.count(unit, count.who, keys[count.who], rules.cluster_max)
    save(held, platform, series, settings)


def _begin(
    held: Connection,
    platform: int,
    rules: SurgeRules,
    zone: ZoneInfo,
    began_at: datetime,
    series: dict[Place, Held],
    new: Sequence[Place],
) -> None:
    """A series begins when its shop did, or the counting: units in which nobody complained are history as well."""
    streams = [f"shop/{shop}" for shop, _ in new]
    told: dict[str, datetime] = dict(held.execute(SHOPS_BEGAN, (platform, streams)).fetchall()) if new else {}
    for place in new:
        since = max(began_at, told.get(f"shop/{place[0]}", began_at))
        first = add(Series(), unit_of(since, zone, rules.unit), 0.0)
        series[place] = Held(Opened(first, 0, Crowd()))


def _turns(held: Connection, platform: int, rules: SurgeRules, zone: ZoneInfo, happened: Sequence[Happened]) -> None:
    """Which turns shops missed and in which they acted."""
    moved: Counter[tuple[str, int, str]] = Counter()
    for one in happened:
        if turn := turn_of(one.event):
            moved[one.state.shop, unit_of(one.at, zone, rules.unit), turn] += 1
    for shop, unit in sorted({place[:2] for place in moved}):
        its = (moved[shop, unit, "missed"], moved[shop, unit, "answered"])
        held.execute(TURNS, (platform, shop, unit, *its))


def _tally(held: Connection, platform: int, rules: Rules, happened: Sequence[Happened]) -> None:
    """The figures of the week."""
    moved: Counter[tuple[str, str, str]] = Counter()
    for one in happened:
        week = week_of(one.at, rules.zone).isoformat()
        for tally in tallies_of(one.event, one.state):
            moved[week, tally.what, tally.of] += 1
    with held.cursor() as cursor:
        cursor.executemany(TALLY, [(platform, *place, n) for place, n in sorted(moved.items())])


def unit_span(number: int, rules: SurgeRules, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First instant of a unit, and of the next."""
    return begins_at(number, zone, rules.unit), begins_at(number + 1, zone, rules.unit)
