"""When a span is over: the published cases, the days that zones skip or repeat, and years nobody has published."""

import csv
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ombud.calendars.load import load_calendar
from ombud.core.calendar import (
    DAY,
    INSTANT,
    Calendar,
    business_minutes,
    calendar_days,
    day_of,
    end_of_day,
    hours,
    working_days,
)
from tests.shared_data import shared_data

SERVICE = ["09:00-12:00", "13:00-16:00"]
CHINA = load_calendar("cn", zone="Asia/Shanghai", service_hours=SERVICE)
# Zones that have skipped or repeated midnights, or whole days.
ZONES = [
    "Africa/Casablanca",
    "America/Havana",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "Asia/Beirut",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Atlantic/Azores",
    "Europe/Madrid",
    "Pacific/Apia",
    "Pacific/Kwajalein",
]

# Where a zone's day ends in an odd way, and when.
ODD_ENDS = [
    ("America/Sao_Paulo", date(2018, 11, 3), "2018-11-04T03:00:00Z"),  # midnight skipped
    ("America/Sao_Paulo", date(2018, 2, 17), "2018-02-18T03:00:00Z"),  # 23:00-24:00 twice
    ("America/Havana", date(2018, 11, 3), "2018-11-04T04:00:00Z"),  # midnight twice, both on the 4th
    ("America/St_Johns", date(2006, 10, 28), "2006-10-29T03:30:00Z"),  # back over midnight into the 28th
    ("America/Toronto", date(1919, 3, 30), "1919-03-31T04:30:00Z"),  # 23:30 to 00:30 skipped
    ("Pacific/Apia", date(2011, 12, 29), "2011-12-30T10:00:00Z"),
    ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00:00Z"),  # no such day
    ("Asia/Beirut", date(2023, 3, 29), "2023-03-29T21:00:00Z"),  # clocks go on at midnight of the 30th
]


def instants(first: date, until: date) -> st.SearchStrategy[datetime]:
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return st.integers(0, (until - first).days * 86_400).map(lambda seconds: start + timedelta(seconds=seconds))


any_place = st.tuples(st.sampled_from(ZONES), instants(date(1910, 1, 1), date(2035, 1, 1)))
"""A zone and an instant."""
odd_place = st.sampled_from(ODD_ENDS).flatmap(
    lambda odd: st.tuples(
        st.just(odd[0]),
        st.integers(-72 * 60, 26 * 60).map(lambda minutes: at(odd[2]) + timedelta(minutes=minutes)),
    )
)
places = st.one_of(any_place, odd_place)
few = st.integers(1, 30)


@lru_cache
def plain(zone: str) -> Calendar:
    """Monday to Friday in this zone, with service around the clock's changes too."""
    return load_calendar("mon-fri", zone=zone, service_hours=["00:00-03:00", "09:00-12:30", "22:00-24:00"])


def near_a_change(zone: str, instant: datetime) -> bool:
    tz = ZoneInfo(zone)
    return (instant - 3 * DAY).astimezone(tz).utcoffset() != (instant + 3 * DAY).astimezone(tz).utcoffset()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def cases(name: str) -> list[dict[str, str]]:
    with (shared_data("calendar") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_published_case_of_working_days_ends_when_it_says() -> None:
    found = {
        row["case_id"]: (due.at, str(due.date), due.provisional)
        for row in cases("cases_dev.csv")
        if (due := working_days(CHINA, at(row["start"]), int(row["working_days"])))
    }
    assert found == {
        row["case_id"]: (at(row["due_end_exclusive_utc"]), row["expected_due_date"], False)
        for row in cases("cases_dev.csv")
    }
    assert len(found) == 12


def test_every_published_case_of_service_hours_ends_when_it_says() -> None:
    found = {
        row["case_id"]: business_minutes(CHINA, at(row["start"]), int(row["business_minutes"]))
        for row in cases("cases_business_hours_dev.csv")
    }
    assert {case: (due.at, due.provisional) for case, due in found.items()} == {
        row["case_id"]: (at(row["expected_due"]), False) for row in cases("cases_business_hours_dev.csv")
    }
    assert len(found) == 4


def test_a_span_over_spring_festival_counts_the_saturdays_that_make_up_for_it() -> None:
    due = working_days(CHINA, at("2026-02-10T10:00:00+08:00"), 7)
    # 11, 12, 13, Saturday 14, then the holidays from 15 to 23, then 24, 25, 26.
    assert (due.at, due.date, due.provisional) == (at("2026-02-26T16:00:00Z"), date(2026, 2, 26), False)
    assert due.calendar == CHINA.version


def test_the_day_of_the_start_never_counts_not_even_its_first_instant() -> None:
    first, last = at("2026-03-10T00:00:00+08:00"), at("2026-03-10T23:59:59.999999+08:00")
    assert working_days(CHINA, first, 1) == working_days(CHINA, last, 1)
    assert working_days(CHINA, first, 1).date == date(2026, 3, 11)


def test_service_time_runs_to_the_closing_and_not_to_the_next_opening() -> None:
    def until(start: str, n: int) -> str:
        due = business_minutes(CHINA, at(start), n)
        return due.at.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%m-%d %H:%M:%S")

    assert until("2026-03-10T11:00:00+08:00", 60) == "03-10 12:00:00"
    assert until("2026-03-10T09:00:00+08:00", 360) == "03-10 16:00:00"
    assert until("2026-03-10T09:00:00+08:00", 361) == "03-11 09:01:00"
    assert until("2026-03-10T09:00:30+08:00", 1) == "03-10 09:01:30"
    assert until("2026-03-13T16:00:00+08:00", 1) == "03-16 09:01:00"
    # Saturday 14 February 2026 is worked, the nine days after it are not.
    assert until("2026-02-13T15:59:00+08:00", 362) == "02-24 09:01:00"


def test_a_day_of_the_week_may_have_service_hours_of_its_own() -> None:
    hours_of = {"working": SERVICE, "friday": ["09:00-10:00"], "sunday": ["09:00-09:30"]}
    short = load_calendar("cn", zone="Asia/Shanghai", service_hours=hours_of)
    assert business_minutes(short, at("2026-03-13T09:00:00+08:00"), 61).at == at("2026-03-16T09:01:00+08:00")
    # Sunday 4 January 2026 is worked, so its hours count; Sunday 11 January is not.
    assert business_minutes(short, at("2026-01-04T08:00:00+08:00"), 31).at == at("2026-01-05T09:01:00+08:00")
    assert business_minutes(short, at("2026-01-11T08:00:00+08:00"), 1).at == at("2026-01-12T09:01:00+08:00")


def test_calendar_days_end_at_local_midnight_and_hours_pass_by_themselves() -> None:
    madrid = load_calendar("mon-fri", zone="Europe/Madrid")
    start = at("2026-03-28T12:00:00+01:00")
    assert calendar_days(madrid, start, 1).at == at("2026-03-29T22:00:00Z")  # a day of 23 hours
    assert hours(start, 48, madrid).at == at("2026-03-30T11:00:00Z")
    assert hours(at("2026-03-10T00:00:00+08:00"), 24, CHINA).date == date(2026, 3, 10), "24:00 of the 10th"
    without_a_zone = hours(at("2026-03-28T23:00:00Z"), 1)
    assert (without_a_zone.date, without_a_zone.calendar) == (date(2026, 3, 28), "")


@pytest.mark.parametrize(
    ("start", "n", "date_", "provisional"),
    [
        ("2026-12-23T10:00:00+08:00", 2, "2026-12-25", False),
        ("2026-12-25T10:00:00+08:00", 1, "2026-12-28", True),  # 2027's notice may still name these days
        ("2026-12-31T10:00:00+08:00", 1, "2027-01-01", True),  # Monday to Friday is all that is known of 2027
        ("2027-06-01T10:00:00+08:00", 4, "2027-06-07", True),
        ("2025-12-29T10:00:00+08:00", 1, "2025-12-30", False),  # 2026 is published
        ("2017-12-29T10:00:00+08:00", 1, "2018-01-02", True),  # two days of 2017 were looked at
        ("2017-12-31T10:00:00+08:00", 1, "2018-01-02", False),
    ],
)
def test_a_day_that_a_table_may_still_change_makes_the_result_provisional(
    start: str, n: int, date_: str, provisional: bool
) -> None:
    due = working_days(CHINA, at(start), n)
    assert (str(due.date), due.provisional) == (date_, provisional)


def test_service_time_is_provisional_from_the_day_it_starts_on() -> None:
    assert business_minutes(CHINA, at("2026-12-28T09:00:00+08:00"), 10).provisional
    assert not business_minutes(CHINA, at("2026-12-25T15:59:00+08:00"), 1).provisional
    assert business_minutes(CHINA, at("2026-12-25T15:59:00+08:00"), 2).provisional
    # Whether the last day of 2017 had service is unknown; for working days it isn't asked.
    assert business_minutes(CHINA, at("2017-12-31T09:00:00+08:00"), 1).provisional


def test_a_calendar_without_tables_is_never_provisional() -> None:
    assert not working_days(plain("Asia/Shanghai"), at("2031-12-30T00:00:00Z"), 5).provisional


@pytest.mark.parametrize(("zone", "day", "ends_at"), ODD_ENDS)
def test_a_day_ends_when_the_last_clock_that_shows_it_does(zone: str, day: date, ends_at: str) -> None:
    end = end_of_day(zone, day)
    assert end == at(ends_at)
    tz = ZoneInfo(zone)
    assert end.astimezone(tz).date() > day >= (end - INSTANT).astimezone(tz).date()


def test_a_minute_of_tomorrow_before_the_clocks_go_back_into_today_is_today() -> None:
    before_the_clocks_go_back = at("2006-10-29T02:30:30Z")
    assert before_the_clocks_go_back.astimezone(ZoneInfo("America/St_Johns")).date() == date(2006, 10, 29)
    assert day_of("America/St_Johns", before_the_clocks_go_back) == date(2006, 10, 28)


def test_a_day_that_the_zone_skips_is_no_day() -> None:
    apia = plain("Pacific/Apia")
    thursday = at("2011-12-29T12:00:00-10:00")
    assert working_days(apia, thursday, 1).at == at("2012-01-02T10:00:00Z")
    assert calendar_days(apia, thursday, 1).date == date(2011, 12, 31)
    assert business_minutes(apia, at("2011-12-29T23:59:00-10:00"), 2).at == at("2012-01-02T00:01:00+14:00")


@given(place=places)
def test_every_instant_lies_in_exactly_one_day(place: tuple[str, datetime]) -> None:
    zone, instant = place
    day = day_of(zone, instant)
    assert end_of_day(zone, day - DAY) <= instant < end_of_day(zone, day)


@given(place=places, n=few)
def test_a_span_ends_after_it_starts_and_a_longer_one_later(place: tuple[str, datetime], n: int) -> None:
    zone, instant = place
    for span in (working_days, business_minutes, calendar_days):
        shorter, longer = span(plain(zone), instant, n), span(plain(zone), instant, n + 1)
        assert instant < shorter.at < longer.at
        assert shorter.date <= longer.date


@given(place=places, later=st.integers(0, 9 * 24 * 60), n=few)
def test_who_starts_later_is_due_no_earlier(place: tuple[str, datetime], later: int, n: int) -> None:
    zone, instant = place
    after = instant + timedelta(minutes=later)
    for span in (working_days, business_minutes, calendar_days):
        assert span(plain(zone), instant, n).at <= span(plain(zone), after, n).at


@given(place=any_place, first=few, then=few)
def test_service_time_adds_up(place: tuple[str, datetime], first: int, then: int) -> None:
    zone, instant = place
    calendar = plain(zone)
    pause = business_minutes(calendar, instant, first).at
    # Where clocks change, stretches of service meet and the pause may fall between two readings of one hour.
    assume(not near_a_change(zone, instant))
    assert business_minutes(calendar, pause, then) == business_minutes(calendar, instant, first + then)


@given(start=instants(date(2018, 1, 1), date(2026, 10, 1)), n=few)
def test_as_many_working_days_lie_in_a_span_as_it_has(start: datetime, n: int) -> None:
    due = working_days(CHINA, start, n)
    shanghai = timedelta(hours=8)
    day = (start + shanghai).date()
    worked = 0
    while day < due.date:
        day += DAY
        weekday = day.weekday() < 5 and day not in CHINA.off_days
        worked += weekday or day in CHINA.extra_working_days
    assert worked == n
    assert due.at == datetime(due.date.year, due.date.month, due.date.day, 16, tzinfo=UTC)
    assert not due.provisional


def test_a_start_without_an_offset_and_an_impossible_length_are_refused() -> None:
    with pytest.raises(ValueError, match="start: a time without an offset"):
        working_days(CHINA, datetime(2026, 3, 10), 1)  # noqa: DTZ001
    for n in (0, -1, 1_000_001):
        with pytest.raises(ValueError, match=f"between 1 and 1000000, not {n}"):
            business_minutes(CHINA, at("2026-03-10T00:00:00Z"), n)
    with pytest.raises(ValueError, match="the calendar cn has no service hours"):
        business_minutes(load_calendar("cn", zone="Asia/Shanghai"), at("2026-03-10T00:00:00Z"), 1)
