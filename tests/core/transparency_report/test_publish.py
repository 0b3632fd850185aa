"""A report is published once its period is over, by who oversees, and again only where something changed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ombud.core.people import Reviewer
from ombud.core.refusal import Refusal
from ombud.core.transparency_report import periods, publish
from ombud.core.transparency_report.publish import Preface, PublishTransparencyReport
from ombud.core.transparency_report.state import TransparencyReport, evolve, fold
from ombud.core.words import Words
from ombud.packs.load import load_pack

POLICY = load_pack("weidian")
SENIOR = Reviewer(id="sena", rights=("rule", "oversee"))
AT = datetime(2026, 4, 2, 3, tzinfo=UTC)


def asked(**changed: Any) -> PublishTransparencyReport:
    given: dict[str, Any] = {
        "by": SENIOR, "at": AT, "transparency_report": "2026-Q1", "fingerprint": "ab" * 32,
        "preface": (Preface(lang="en", words=Words("What we did.")),), **changed,
    }  # fmt: skip
    return PublishTransparencyReport(**given)


def code_of(outcome: Any) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.code


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"by": Reviewer(id="rita")}, "no-right"),
        ({"transparency_report": "2026-Q5"}, "no-such-period"),
        ({"at": datetime(2026, 3, 31, 15, tzinfo=UTC)}, "period-not-over"),
        ({"fingerprint": ""}, "period-not-counted"),
        ({"preface": (Preface(lang="fr", words=Words("Oui.")),)}, "language-unknown"),
        ({"preface": (Preface(lang="en", words=Words("A.")), Preface(lang="en", words=Words("B.")))}, "language-twice"),
        ({"preface": (Preface(lang="en", words=Words(" ")),)}, "no-words"),
        ({"preface": (Preface(lang="en", words=Words("x" * 8001)),)}, "too-many-words"),
    ],
)
def test_it_is_refused_for_the_first_reason_that_applies(changed: dict[str, Any], code: str) -> None:
    assert code_of(publish.decide(asked(**changed), None, POLICY)) == code


def test_the_day_from_which_it_can_be_published_is_said() -> None:
    refusal = publish.decide(asked(at=datetime(2026, 3, 31, 15, tzinfo=UTC)), None, POLICY)
    assert isinstance(refusal, Refusal)
    assert refusal.facts["day"] == "2026-04-01"
    # In Shanghai it is the first of April an hour later.
    assert not isinstance(publish.decide(asked(at=datetime(2026, 3, 31, 16, tzinfo=UTC)), None, POLICY), Refusal)


def test_a_second_version_leaves_the_first_and_the_same_again_is_refused() -> None:
    first = publish.decide(asked(), None, POLICY)
    assert not isinstance(first, Refusal)
    report = fold(first)
    assert report is not None
    assert code_of(publish.decide(asked(preface=()), report, POLICY)) == "report-unchanged"
    assert not isinstance(publish.decide(asked(), report, POLICY), Refusal)  # with other words ahead
    second = publish.decide(asked(fingerprint="cd" * 32), report, POLICY)
    assert not isinstance(second, Refusal)
    report = evolve(report, second[0])
    assert [one.n for one in report.versions] == [1, 2]
    assert report.latest.fingerprint == "cd" * 32


def test_nothing_stands_before_anything_was_published() -> None:
    assert fold(()) is None
    assert TransparencyReport(id="2026").versions == ()


@pytest.mark.parametrize(
    ("name", "since", "until"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 4, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_is_whole_days(name: str, since: date, until: date) -> None:
    its = periods.period_of(name)
    assert its is not None
    assert (its.since, its.until) == (since, until)
    assert len(its.months) == (3 if "Q" in name else 12)
    assert [one.until for one in its.quarters][-1] == until


@pytest.mark.parametrize("name", ["", "26-Q1", "2026-Q0", "2026-q1", "2026-01", "1999", "2026-Q1 "])
def test_other_names_are_no_periods(name: str) -> None:
    assert periods.period_of(name) is None


def test_a_day_lies_in_one_quarter() -> None:
    assert [periods.holding(date(2026, month, 1)).name[-2:] for month in (1, 3, 4, 6, 7, 12)] == [
        "Q1", "Q1", "Q2", "Q2", "Q3", "Q4",
    ]  # fmt: skip
    assert periods.before(periods.quarter(2026, 1)).name == "2025-Q4"
