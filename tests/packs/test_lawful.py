"""Where the Digital Services Act holds, a restriction can be appealed for six months, or the pack isn't loaded."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from ombud.core.policy.span import Span, end
from ombud.core.policy.violation import RESTRICTIONS
from ombud.packs.faults import PackError
from ombud.packs.lawful import SIX_MONTHS_DAYS, days_at_least, unlawful
from ombud.packs.load import load_pack, load_version, read_pack

Change = Callable[[str, str, str], None]
MARKET = "market/pack.toml"
REGISTER = 'closes = { days = 184, source = "ours" }\nattempts_max = 3'


def six_months_after(day: date) -> date:
    year, month = divmod(day.month + 5, 12)
    return date(day.year + year, month + 1, min(day.day, monthrange(day.year + year, month + 1)[1]))


def test_no_six_months_are_longer_than_184_days() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(4 * 366)]

    assert max((six_months_after(day) - day).days for day in days) == SIX_MONTHS_DAYS == 184
    assert six_months_after(date(2026, 2, 14)) == date(2026, 8, 14)


def test_every_restriction_of_the_european_pack_can_be_appealed_for_six_months_and_less_binds_only_warnings() -> None:
    policy = load_pack("market")
    assert policy.pack.penalties is not None
    assert policy.pack.penalties.law == "eu"
    at = datetime.fromisoformat("2026-07-01T00:00:00+02:00")

    for violation in policy.pack.penalties.violations:
        restricts = any(one.kind in RESTRICTIONS for one in violation.measures)
        assert violation.appeal is not None
        assert (policy.end(violation.appeal.closes, at).date() >= date(2027, 1, 1)) == restricts, violation.code


def test_a_shorter_window_against_a_restriction_refuses_to_load(packs: Path, change: Change) -> None:
    change(MARKET, REGISTER, REGISTER.replace("184", "183"))

    with pytest.raises(PackError, match="trader-unknown leads to shop-hidden, a restriction") as raised:
        load_pack("market", packs)
    assert [one.where for one in raised.value.faults] == ["penalties.violations[4].appeal.closes"]
    with pytest.raises(PackError):
        load_version("market@2026.1", packs)


def test_a_restriction_that_cannot_be_appealed_at_all_refuses_to_load(packs: Path, change: Change) -> None:
    missed = 'code = "answers-missed"\nrule = "3"'
    silent = 'code = "silent"\nrule = "3"\nappealable = false\nmeasures = [{ code = "h", kind = "shop-hidden" }]'
    change(MARKET, missed, f"{silent}\n\n[[penalties.violations]]\n{missed}")

    with pytest.raises(PackError, match="silent leads to shop-hidden, a restriction, and can't be appealed"):
        load_pack("market", packs)


def test_a_warning_that_becomes_a_restriction_needs_its_six_months(packs: Path, change: Change) -> None:
    change(MARKET, 'kind = "warning" }', 'kind = "search-demotion" }')

    with pytest.raises(PackError, match="answers-missed leads to search-demotion, a restriction"):
        load_pack("market", packs)


def test_elsewhere_a_platform_sets_its_own_windows(packs: Path, change: Change) -> None:
    change(MARKET, 'law = "eu"\n', "")
    change(MARKET, REGISTER, REGISTER.replace("184", "20"))

    assert load_pack("market", packs).pack.penalties is not None


@pytest.mark.parametrize("kind", RESTRICTIONS)
def test_each_kind_of_restriction_counts(kind: str, packs: Path) -> None:
    found = read_pack(packs / "weidian")
    rules = found.pack.penalties
    assert rules is not None
    harassing = next(one for one in rules.violations if one.code == "harassing-consumers")
    measure = replace(harassing.measures[0], kind=kind)
    under_law = replace(rules, law="eu", violations=(replace(harassing, measures=(measure,)),))

    faults = list(unlawful(replace(found.pack, penalties=under_law), found.said_in))

    assert len(faults) == 1
    assert kind in faults[0].problem


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Span(days=184, source="ours"), 184),
        (Span(working_days=184, source="ours"), 184),
        (Span(hours=4416, source="ours"), 183),
        (Span(hours=4417, source="ours"), 184),
        (Span(business_minutes=184 * 24 * 60, source="ours"), 183),
        (Span(hours=1, source="ours"), 0),
    ],
)
def test_days_are_counted_so_that_no_start_has_fewer(span: Span, days: int) -> None:
    assert days_at_least(span) == days
    policy = load_pack("market")
    for first in ("2026-07-01T00:00:00+02:00", "2026-01-31T23:00:00+01:00"):
        start = datetime.fromisoformat(first)
        local = (end(span, policy.calendar, start) - start).total_seconds() / 86400
        assert local >= days - 1 / 24
