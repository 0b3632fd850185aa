"""Series and who was counted in them, as one transaction holds them: loaded at its beginning, written at its end."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from ombud.core.surge_detection import Crowd, Detection, Series, add, close, joined, reading_now
from ombud.ledger.connection import Connection

Place = tuple[str, str]
"""A shop and a part; the part is empty for all that is counted of the shop."""
SERIES = """
SELECT s.shop, s.part, s.series, s.unit, s.counted FROM unnest(%(shops)s::text[], %(parts)s::text[]) AS t(shop, part)
JOIN surge_series s ON s.platform = %(platform)s AND s.shop = t.shop AND s.part = t.part
"""
KEYS = """
SELECT k.shop, k.part, k.key, k.cluster, c.size
FROM unnest(%(shops)s::text[], %(parts)s::text[], %(keys)s::text[]) AS t(shop, part, key)
JOIN surge_key k ON k.platform = %(platform)s AND k.shop = t.shop AND k.part = t.part AND k.key = t.key
JOIN surge_cluster c ON c.platform = k.platform AND c.shop = k.shop AND c.part = k.part AND c.cluster = k.cluster
"""
SAVE = """
INSERT INTO surge_series (platform, shop, part, series, unit, observed, counted, expected, upper, p, enough, looked)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (platform, shop, part) DO UPDATE SET series = excluded.series, unit = excluded.unit,
    observed = excluded.observed, counted = excluded.counted, expected = excluded.expected, upper = excluded.upper,
    p = excluded.p, enough = excluded.enough, looked = excluded.looked
"""
FORGET = (
    "DELETE FROM surge_key WHERE platform = %s AND shop = %s AND part = %s",
    "DELETE FROM surge_cluster WHERE platform = %s AND shop = %s AND part = %s",
)
MERGED = "UPDATE surge_key SET cluster = %s WHERE platform = %s AND shop = %s AND part = %s AND cluster = %s"
GONE = "DELETE FROM surge_cluster WHERE platform = %s AND shop = %s AND part = %s AND cluster = %s"
KEEP_KEY = """
INSERT INTO surge_key (platform, shop, part, key, cluster) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, shop, part, key) DO UPDATE SET cluster = excluded.cluster
"""
KEEP_CLUSTER = """
INSERT INTO surge_cluster (platform, shop, part, cluster, size) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, shop, part, cluster) DO UPDATE SET size = excluded.size
"""
_encode = msgspec.json.Encoder().encode
read_series = msgspec.json.Decoder(Series).decode


class Opened(NamedTuple):
    """A series as it was read, with as much of its open unit's crowd as the batch asks for."""

    series: Series
    counted: int
    crowd: Crowd


class Held:
    """One series while a batch is counted into it."""

    def __init__(self, opened: Opened) -> None:
        self.series, self.counted, self.crowd = opened
        self.was = opened.crowd
        self.anew = False
        """Whether a new unit began, so that nobody of the old one matters any more."""
        self.merges: list[tuple[str, str]] = []

    def reach(self, unit: int, settings: Detection) -> None:
        """Close what is over when this unit has begun."""
        assert self.series.unit is not None, "a series begins with its first unit"
        if unit <= self.series.unit:
            return
        self.series, _ = close(add(self.series, unit, 0.0), unit, settings)
        self.counted, self.crowd, self.was, self.anew, self.merges = 0, Crowd(), Crowd(), True, []

    def count(self, unit: int, who: str, keys: Iterable[str], cap: int) -> None:
        """Count one thing of somebody, who adds no more than their cluster may."""
        its = {f"who:{who}", *keys}
        met = sorted({self.crowd.cluster_of[key] for key in its if key in self.crowd.cluster_of})
        if f"who:{who}" not in self.crowd.cluster_of:
            self.merges += [(one, met[0]) for one in met[1:]]
        self.crowd, adds = joined(self.crowd, who, sorted(keys), float(cap))
        self.series = add(self.series, unit, adds)
        self.counted += 1


def load(held: Connection, platform: int, wanted: Mapping[Place, Iterable[str]]) -> dict[Place, Opened]:
    """The series there are at these places, each with those of its open unit who have one of these keys."""
    shops, parts = [place[0] for place in wanted], [place[1] for place in wanted]
    rows = held.execute(SERIES, {"platform": platform, "shops": shops, "parts": parts}).fetchall()
    flat = [(*place, key) for place, keys in wanted.items() for key in keys]
    asked = {
        "platform": platform, "shops": [one[0] for one in flat], "parts": [one[1] for one in flat],
        "keys": [one[2] for one in flat],
    }  # fmt: skip
    clusters: dict[Place, dict[str, str]] = {}
    sizes: dict[Place, dict[str, float]] = {}
    for shop, part, key, cluster, size in held.execute(KEYS, asked).fetchall():
        clusters.setdefault((shop, part), {})[key] = cluster
        sizes.setdefault((shop, part), {})[cluster] = float(size)
    return {
        (shop, part): Opened(
            read_series(bytes(series)),
            counted,
            Crowd(cluster_of=clusters.get((shop, part), {}), sizes=sizes.get((shop, part), {})),
        )
        for shop, part, series, _unit, counted in rows
    }


def save(
    held: Connection, platform: int, series: Mapping[Place, Held], settings: Detection, *, looked: bool = False
) -> None:
    """Write what was counted: each series with its reading of now, and whom the next must be compared with."""
    with held.cursor() as cursor:
        for place in sorted(series):
            one, its = series[place], (platform, *place)
            if one.anew:
                for statement in FORGET:
                    cursor.execute(statement, its)
            for old, name in one.merges:
                cursor.execute(MERGED, (name, *its, old))
                cursor.execute(GONE, (*its, old))
        cursor.executemany(
            SAVE, [row_of(platform, place, series[place], settings, looked=looked) for place in sorted(series)]
        )
        cursor.executemany(KEEP_KEY, list(_keys(platform, series)))
        cursor.executemany(KEEP_CLUSTER, list(_sizes(platform, series)))


def row_of(platform: int, place: Place, one: Held, settings: Detection, *, looked: bool = False) -> tuple[object, ...]:
    """A row of surge_series."""
    now = reading_now(one.series, settings)
    return (
        platform, *place, _encode(one.series), now.unit, now.observed, one.counted, now.expected, now.upper,
        now.p_value, now.enough_history, looked,
    )  # fmt: skip


def _keys(platform: int, series: Mapping[Place, Held]) -> Iterable[tuple[object, ...]]:
    for place, one in sorted(series.items()):
        for key, cluster in sorted(one.crowd.cluster_of.items()):
            if one.was.cluster_of.get(key) != cluster:
                yield (platform, *place, key, cluster)


def _sizes(platform: int, series: Mapping[Place, Held]) -> Iterable[tuple[object, ...]]:
    for place, one in sorted(series.items()):
        for cluster, size in sorted(one.crowd.sizes.items()):
            if one.was.sizes.get(cluster) != size:
                yield (platform, *place, cluster, round(size))
