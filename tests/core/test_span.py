"""A length of time in one unit, and what a replaced table does to a deadline."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ombud.calendars.load import load_calendar
from ombud.core.calendar import Calendar, Due
from ombud.core.policy.span import Span, due, revise

CHINA = load_calendar("cn", zone="Asia/Shanghai", service_hours=["09:00-12:00", "13:00-16:00"])
NEW_YEAR_2027 = datetime(2026, 12, 31, 2, tzinfo=UTC)
ONE = Span(working_days=1, source="ours")


def with_2027(tmp_path: Path, *off: str) -> Calendar:
    days = [{"date": day, "isOffDay": True} for day in off]
    (tmp_path / "2027.json").write_text(json.dumps({"year": 2027, "days": days}))
    return load_calendar("cn", zone="Asia/Shanghai", replacing=tmp_path)


@pytest.mark.parametrize(
    ("span", "due_at"),
    [
        (Span(hours=48, source="ours"), "2026-02-12T02:00:00Z"),
        (Span(days=2, source="ours"), "2026-02-12T16:00:00Z"),
        (Span(working_days=4, source="ours"), "2026-02-14T16:00:00Z"),
        (Span(business_minutes=60, source="ours"), "2026-02-10T03:00:00Z"),
    ],
)
def test_each_unit_is_counted_in_its_own_way(span: Span, due_at: str) -> None:
    found = due(span, CHINA, datetime(2026, 2, 10, 2, tzinfo=UTC))
    assert found.at == datetime.fromisoformat(due_at)
    assert found.calendar == CHINA.version


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"source": "ours"}, "exactly one of .*; this one has none"),
        ({"hours": 1, "days": 1, "source": "ours"}, "exactly one of .*; this one has hours, days"),
        ({"hours": 0, "source": "ours"}, "hours: a span is between 1 and 1000000, not 0"),
        ({"days": 1, "source": " "}, "source: say where the figure was published"),
    ],
)
def test_a_span_that_is_none_is_refused_when_a_pack_is_read(said: dict[str, object], because: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=because):
        msgspec.convert(said, Span)


def test_a_replaced_table_moves_a_deadline_later(tmp_path: Path) -> None:
    old = due(ONE, CHINA, NEW_YEAR_2027)
    assert (old.date, old.provisional) == (date(2027, 1, 1), True)
    published = with_2027(tmp_path, "2027-01-01")
    new = revise(old, NEW_YEAR_2027, ONE, published)
    assert new == Due(
        at=datetime(2027, 1, 4, 16, tzinfo=UTC), date=date(2027, 1, 4), provisional=False, calendar=published.version
    )
    assert revise(new, NEW_YEAR_2027, ONE, published) is None


def test_a_replaced_table_never_moves_a_deadline_earlier(tmp_path: Path) -> None:
    """Told the 4th by one table, a party keeps the 4th when the next one would say the 1st; but now it is firm."""
    published = with_2027(tmp_path, "2027-02-08")
    told = Due(at=datetime(2027, 1, 4, 16, tzinfo=UTC), date=date(2027, 1, 4), provisional=True, calendar="cn-before")
    assert revise(told, NEW_YEAR_2027, ONE, published) == replace(told, provisional=False, calendar=published.version)


def test_a_new_table_that_changes_nothing_for_a_deadline_says_nothing(tmp_path: Path) -> None:
    start = datetime(2026, 3, 10, tzinfo=UTC)
    published = with_2027(tmp_path, "2027-01-01")
    assert published.version != CHINA.version
    assert revise(due(ONE, CHINA, start), start, ONE, published) is None


@given(
    minute=st.integers(0, 450 * 24 * 60),
    n=st.integers(1, 20),
    off=st.frozensets(st.dates(date(2025, 12, 1), date(2027, 4, 1)), max_size=40),
    extra=st.frozensets(st.dates(date(2025, 12, 1), date(2027, 4, 1)), max_size=40),
)
def test_no_table_moves_any_deadline_earlier(minute: int, n: int, off: frozenset[date], extra: frozenset[date]) -> None:
    start = datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=minute)
    span = Span(working_days=n, source="ours")
    old = due(span, CHINA, start)
    other = replace(CHINA, off_days=off - extra, extra_working_days=extra, version="another")
    new = revise(old, start, span, other) or old
    assert new.at >= old.at
    assert new.at in (old.at, due(span, other, start).at)
    assert new.at > start
