"""Whether somebody is there now, or when somebody is back: lunch, holidays, adjusted Saturdays, tables to come."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from ombud.core.policy.service import Presence, ServiceChannel, ServiceRules, presence, stretch
from ombud.packs.load import load_version

CALENDAR = load_version("wechat@2026.1").calendar
"""China's working days, 09:00-12:00 and 13:00-16:00 in Shanghai."""
ZONE = ZoneInfo("Asia/Shanghai")
PHONE = ServiceChannel(code="phone-advice")
ALWAYS = ServiceChannel(code="online", hours=("00:00-24:00",))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


TABLE = [
    # a plain Monday
    ("2026-03-09T08:59:59", False, "2026-03-09T09:00", False),
    ("2026-03-09T09:00", True, "2026-03-09T12:00", False),
    ("2026-03-09T11:59:59.999999", True, "2026-03-09T12:00", False),
    # the lunch break, half-open on both sides
    ("2026-03-09T12:00", False, "2026-03-09T13:00", False),
    ("2026-03-09T12:59:59.999999", False, "2026-03-09T13:00", False),
    ("2026-03-09T13:00", True, "2026-03-09T16:00", False),
    ("2026-03-09T16:00", False, "2026-03-10T09:00", False),
    # Friday evening, and a weekend
    ("2026-03-13T16:00", False, "2026-03-16T09:00", False),
    ("2026-03-14T10:00", False, "2026-03-16T09:00", False),
    # the Spring Festival of 2026: off from 15 to 23 February, made up for on Saturday the 14th and the 28th
    ("2026-02-14T10:00", True, "2026-02-14T12:00", False),
    ("2026-02-14T16:00", False, "2026-02-24T09:00", False),
    ("2026-02-16T10:00", False, "2026-02-24T09:00", False),
    ("2026-02-28T14:00", True, "2026-02-28T16:00", False),
    # the table of 2027 isn't published: what lies there may still move, and so may the last days of December
    ("2026-12-31T16:00", False, "2027-01-01T09:00", True),
    ("2027-03-08T10:00", True, "2027-03-08T12:00", True),
    ("2027-03-08T17:00", False, "2027-03-09T09:00", True),
]


@pytest.mark.parametrize(("now", "there", "then", "provisional"), TABLE)
def test_the_calendar_says_whether_somebody_is_there(now: str, there: bool, then: str, provisional: bool) -> None:
    found = presence(PHONE, CALENDAR, at(now))

    assert (found.there, found.until or found.back_at, found.provisional) == (there, at(then), provisional)


def test_a_channel_may_have_hours_of_its_own_and_days_that_differ() -> None:
    counter = ServiceChannel(code="shop-front", hours=("10:00-18:00",), hours_of={"friday": ("10:00-13:00",)})

    assert presence(counter, CALENDAR, at("2026-03-12T17:00")).until == at("2026-03-12T18:00")
    friday = presence(counter, CALENDAR, at("2026-03-13T14:00"))
    assert friday == Presence(there=False, back_at=at("2026-03-16T10:00"), back_on=date(2026, 3, 16))
    own_friday = ServiceChannel(code="online", hours_of={"friday": ("09:00-10:00",)})
    assert presence(own_friday, CALENDAR, at("2026-03-12T15:00")).until == at("2026-03-12T16:00")
    assert presence(own_friday, CALENDAR, at("2026-03-13T11:00")).back_at == at("2026-03-16T09:00")


def test_stretches_that_follow_each_other_are_one_and_days_on_end_have_no_end_to_name() -> None:
    evening = ServiceChannel(code="online", hours=("00:00-12:00", "12:00-24:00"))
    assert presence(evening, CALENDAR, at("2026-03-13T08:00")).until == at("2026-03-14T00:00")

    every_day = replace(CALENDAR, weekend=frozenset(), off_days=frozenset())
    found = presence(ALWAYS, every_day, at("2026-03-13T08:00"))
    assert (found.there, found.until) == (True, None)


def test_where_nobody_ever_serves_nobody_is_promised() -> None:
    silent = replace(CALENDAR, service_hours=(), service_hours_of=())
    assert presence(PHONE, silent, at("2026-03-09T10:00")) == Presence(there=False)

    never_worked = ServiceChannel(code="online", hours=(), hours_of={"sunday": ("09:00-10:00",)})
    plain = replace(silent, extra_working_days=frozenset())
    assert presence(never_worked, plain, at("2026-03-09T10:00")) == Presence(there=False)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("09:00-12:00", (540, 720)),
        ("00:00-24:00", (0, 1440)),
        ("12:00-09:00", None),
        ("09:00-09:00", None),
        ("9:00-12:00", None),
        ("09:60-12:00", None),
        ("23:00-24:30", None),
        ("25:00-26:00", None),
    ],
)
def test_only_a_stretch_of_one_day_is_read(text: str, minutes: tuple[int, int] | None) -> None:
    assert stretch(text) == minutes


def test_a_channel_is_found_by_its_code() -> None:
    rules = ServiceRules(channels=(PHONE, ALWAYS))
    assert rules.channel("online") == ALWAYS
    assert rules.channel("scan-code") is None
