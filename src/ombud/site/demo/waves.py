"""Waves at the demo's first platform: an alarm to look at, an intervention that waits for a shop, and one dismissed.

Sixty weeks of complaints by events would take the demo minutes to begin. So the weekly counts before this week, and the
tallies that go with them, are told directly to the tables of counts; alarms and all that follows go through the desk.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import msgspec

from ombud.accounts.platforms import settings_of
from ombud.core.people import Clock
from ombud.core.refusal import Refusal
from ombud.core.surge.figures import Figures, Part
from ombud.core.surge.units import begins_at, unit_of, week_of
from ombud.core.surge_detection import Crowd, Detection, Series, add, close, reading_now
from ombud.desk.handle import Act, handle
from ombud.ledger.connection import connection, rows
from ombud.reads.surges.alarms import points
from ombud.reads.surges.counting import count_waiting, locked
from ombud.reads.surges.held import Held, Opened, save
from ombud.site.demo.tale import Scene

WEEKS = 60
SETTINGS = Detection(unit="week", alpha=0.01, least=5)
SHOPS = (
    ("lanting", 5.0, 19), ("beifeng", 6.0, 34), ("yunshan", 9.0, 11), ("qiaomai", 2.5, 4), ("haitang", 4.0, 3),
    ("songguo", 1.2, 2),
)  # fmt: skip
"""A shop, how many complain of it in a week, and how many do in the week in which we are (of lanting: in the last)."""
MORE_SHOPS = (
    ("yunshan", "云杉家居", "家居"),
    ("qiaomai", "荞麦食集", "食品"),
    ("haitang", "海棠书屋", "图书"),
    ("songguo", "松果玩具", "玩具"),
)
REASONS = {"not-delivered": 0.4, "late-dispatch": 0.25, "quality": 0.2, "not-as-described": 0.15}
TALLY = """
INSERT INTO week_tally (platform, week, what, of, n) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, week, what, of) DO UPDATE SET n = week_tally.n + excluded.n
"""
SAID = (
    ("https://weibo.example/u88231/4", "北风户外的羽绒服等了三周还没发货，客服只会说“在催了”。", 5400),
    ("https://video.example/kaixiang/77", "开箱：标着“90 绒”，里面全是碎毛片。", 23100),
    ("https://forum.example/huwai/9911", "同一批冲锋衣，群里已经有十几个人在等退款。", 800),
)
CASES = "SELECT id FROM complaint_row WHERE platform = %s AND shop = %s AND stage <> 'received' ORDER BY filed_at"


def waves(scene: Scene) -> None:
    """Everything that there is of waves."""
    for shop, name, category in MORE_SHOPS:
        scene.tell("shop.tell", shop, {"name": name, "category": category, "verified": True}, 24 * 90)
    for link, words, reach in SAID:
        scene.act(26, "luo", "public_item.record", "", shop="beifeng", link=link, words=words, reach=reach)
    zone = settings_of(scene.platform).zone
    unit, draw, told = unit_of(scene.now, zone, "week"), Random(20261128), {}  # noqa: S311 - invented figures
    count_waiting(scene.platform)
    held = connection()
    with held.transaction():
        locked(held, scene.platform)
        for shop, mean, this in SHOPS:
            last = shop == "lanting"
            history = _history(draw, mean, WEEKS - 1 if last else WEEKS)
            now = _series(history, unit - WEEKS, this)
            told[shop] = _figures(now, zone, _split(history, this))
            its = {(shop, ""): _held(add(now, unit, 3.0 if last else 0.0), unit, this)}
            for reason, share in REASONS.items():
                part, mine = f"complaints:{reason}", [round(one * share) for one in history]
                series = _series(mine, unit - WEEKS, round(this * share))
                its[shop, part] = _held(add(series, unit, 1.0 if last else 0.0), unit, round(this * share))
            save(held, scene.platform, its, SETTINGS, looked=True)
        _tallies(scene, draw, week_of(scene.now, zone))
    _alarms(scene, told)


def _alarms(scene: Scene, told: dict[str, tuple[Figures, tuple[Part, ...]]]) -> None:
    """One that waits, one with which the platform turned to the shop, one that was dismissed."""
    _raised(scene, 3, "beifeng", told)
    asked = _raised(scene, 30, "lanting", told)
    scene.act(26, "luo", "surge.look-at", asked)
    words = (
        "近一周有十九位互不相干的买家投诉，多数说迟迟未发货。请说明原因、补救办法和完成时间；已付款的订单请优先发货。"
    )
    scene.act(20, "luo", "surge.open-intervention", asked, cause="staffing", words=words)
    sale = _raised(scene, 9 * 24, "yunshan", told)
    why = "周年庆大促，订单是平时的四倍，投诉占订单的比例没有变化。"
    scene.act(8.8 * 24, "he", "surge.dismiss", sale, reason="expected", words=why)


def _raised(scene: Scene, hours: float, shop: str, told: dict[str, tuple[Figures, tuple[Part, ...]]]) -> str:
    figures, parts = told[shop]
    cases = [row[0] for row in rows(CASES, (scene.platform, shop))]
    if figures.observed <= figures.upper:  # of a shop that is quiet now: as it was then
        figures = msgspec.structs.replace(figures, observed=figures.upper + 7, p_billionths=410_000)
    fields: dict[str, Any] = msgspec.to_builtins(
        {"shop": shop, "kind": "rise", "figures": figures, "parts": parts, "cases": tuple(cases)}
    )
    act = Act(scene.platform, "surge.raise-alarm", "", Clock(), fields, f"demo-{shop}", "demo", scene.ago(hours))
    done = handle(act)
    assert not isinstance(done, Refusal), done
    return done.id


def _history(draw: Random, mean: float, weeks: int) -> list[int]:
    """So many ordinary weeks, with a quiet summer and a busy November."""
    return [_poisson(draw, mean * (1 + 0.25 * math.sin(2 * math.pi * (n + 8) / 52))) for n in range(weeks)]


def _poisson(draw: Random, mean: float) -> int:
    """Knuth's way; the means here are small."""
    n, product, floor = 0, draw.random(), math.exp(-mean)
    while product > floor:
        product *= draw.random()
        n += 1
    return n


def _series(history: Sequence[int], first: int, this: int) -> Series:
    """The series after these weeks, with so many in its open one."""
    series = add(Series(), first, float(history[0]))
    for n, count in enumerate(history[1:], 1):
        series, _ = close(add(series, first + n, float(count)), first + n, SETTINGS)
    end = first + len(history)
    series, _ = close(add(series, end, float(this)), end, SETTINGS)
    return series


def _held(series: Series, unit: int, counted: int) -> Held:
    if series.waiting:
        series, _ = close(series, unit, SETTINGS)
    return Held(Opened(series, counted, Crowd()))


def _split(history: Sequence[int], this: int) -> tuple[Part, ...]:
    mean = sum(history) / len(history)
    return tuple(
        Part(
            of=f"complaints:{reason}", observed=round(this * share), expected_hundredths=round(mean * share * 100),
            upper=max(4, round(mean * share + 3 * math.sqrt(mean * share))), alarming=share > 0.3,
        )
        for reason, share in REASONS.items()
    )  # fmt: skip


def _figures(series: Series, zone: Any, parts: tuple[Part, ...]) -> tuple[Figures, tuple[Part, ...]]:
    now = reading_now(series, SETTINGS)
    since, until = begins_at(now.unit, zone, "week"), begins_at(now.unit + 1, zone, "week")
    return Figures(
        unit="week", since=since, until=until, observed=round(now.observed),
        expected_hundredths=round(now.expected * 100), upper=round(now.upper), p_billionths=round(now.p_value * 1e9),
        counted=round(now.observed * 1.2), one_in=100, false_percent_max=5, looked_at=30,
        history=points(series.history),
    ), parts  # fmt: skip


def _tallies(scene: Scene, draw: Random, this: date) -> None:
    """What goes with them: filed, closed, late, by reason and by reviewer, in each week before this one."""
    backlog = 12
    with connection().cursor() as cursor:
        for n in range(WEEKS, 0, -1):
            week, filed = this - n * timedelta(days=7), _poisson(draw, 28 * (1 + 0.2 * math.sin(n / 8)))
            closed = min(backlog + filed, _poisson(draw, 0.6 * (backlog + filed)))
            backlog += filed - closed
            first = 12 if n == WEEKS else 0  # what was open when the counting began
            told = [("filed", "", filed + first), ("closed", "", closed), ("late", "", _poisson(draw, 0.8))]
            told += [
                ("missed", "", _poisson(draw, 4)),
                ("reports", "", _poisson(draw, 5)),
                ("urges", "", _poisson(draw, 11)),
            ]
            told += [("reason", reason, round(filed * share)) for reason, share in REASONS.items()]
            told += [("reviewer", who, _poisson(draw, mean)) for who, mean in (("he", 7), ("luo", 5), ("zhao", 3))]
            cursor.executemany(TALLY, [(scene.platform, week, *one) for one in told if one[2]])
