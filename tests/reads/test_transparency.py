"""What a platform tells of its own work: counted once from the log, by day and set-wise, small counts hidden."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ombud.core.refusal import Refusal
from ombud.core.transparency_report.periods import period_of
from ombud.desk.handle import Done
from ombud.ledger.connection import connection, rows
from ombud.packs.load import load_pack
from ombud.reads.transparency import tally
from ombud.reads.transparency.figures import Figures, decoded, encoded, figures, is_counted
from ombud.reads.transparency.published import frozen, published, reports
from ombud.timers.sequencer import settle_all
from tests.cast import MONDAY, World, a_complaint, an_order, world

HOUR = timedelta(hours=1)
ZONE = "Asia/Shanghai"
APRIL = datetime(2026, 4, 2, 3, tzinfo=UTC)


def lived(n: int = 7, ruled: int = 6) -> World:
    """So many complaints in March, answered after one hour, two hours, …; so many of them ruled against the shop."""
    made = world("weidian")
    pack = load_pack("weidian").pack
    for place in range(n):
        case = a_complaint(made, an_order(made, f"t-{place}")).id
        answered = MONDAY + (place + 1) * HOUR
        done = made.do("complaint.answer", case, made.boris, answered, stance="refuses", words="No.")
        assert isinstance(done, Done), done
        if place >= ruled:
            continue
        assert isinstance(made.do("complaint.escalate", case, made.ana, answered + HOUR, words="Look."), Done)
        assert isinstance(made.do("complaint.claim", case, made.rita, answered + HOUR), Done)
        outcome = made.do(
            "complaint.rule", case, made.rita, answered + 3 * HOUR, liability="merchant", merchant_share=100,
            terms={"remedy": "refund", "amount": 16800}, reason=pack.ruling_reasons[0], facts="F.", reasons="R.",
            relied_on=[], rules=[pack.rules[0]],
        )  # fmt: skip
        assert isinstance(outcome, Done), outcome
    return made


def counted(made: World, name: str = "2026-Q1", today: date = date(2026, 4, 2)) -> Figures:
    settle_all()
    tally.count_all(made.platform.pk, ZONE)
    period = period_of(name)
    assert period is not None
    return figures(made.platform.pk, period, today, ZONE)


def test_what_happened_is_counted_by_month_and_kind_with_its_times() -> None:
    its = counted(lived())
    assert its.lists["filed-by-month"].cells == {"2026-01": 0, "2026-02": 0, "2026-03": 7}
    assert its.lists["reasons"].cells == {"not-as-described": 7}
    assert (its.lists["ruled"].total, its.lists["ruled"].cells) == (6, {"merchant": 6})
    assert (its.times["answer"].median, its.times["answer"].p90) == (4, 7)
    assert (its.times["ruling"].median, its.times["ruling"].p90) == (2, 2)
    assert its.rate("ruled", ["merchant"]) == (6, 6)
    assert (its.since, its.until, its.few) == (date(2026, 1, 1), date(2026, 4, 1), 5)


def test_counts_below_five_are_not_told_nor_times_of_fewer_than_five() -> None:
    its = counted(lived(n=3, ruled=0))
    assert its.lists["filed-by-month"].total is None
    assert its.lists["filed-by-month"].cells["2026-03"] is None
    assert its.lists["reasons"].cells == {"not-as-described": None}
    assert its.times["answer"].median is None
    assert its.singles["answered"] is None
    assert its.singles["alarms"] == 0


def test_each_leaf_is_counted_once_however_it_is_batched_and_a_year_is_its_quarters() -> None:
    made = lived(n=6, ruled=0)
    settle_all()
    while tally.count_some(made.platform.pk, ZONE, batch=3):
        pass
    assert tally.count_some(made.platform.pk, ZONE) == 0
    its = counted(made)
    assert its.lists["reasons"].total == 6
    assert counted(made, "2026").lists["reasons"].total == 6
    assert counted(made, "2026-Q2").lists["reasons"].total == 0


def test_a_year_tells_no_times_of_a_quarter_that_has_too_few_for_its_own() -> None:
    made = lived()
    quarter = counted(made)
    single = (
        "INSERT INTO transparency_tally (platform, day, what, of, n) VALUES (%s, '2026-04-01', 'hours-answer', %s, 1)"
    )
    connection().execute(single, (made.platform.pk, "00700"))
    year = counted(made, "2026", date(2026, 8, 1))
    assert counted(made, "2026-Q2", date(2026, 8, 1)).times["answer"].median is None
    assert year.times["answer"] == quarter.times["answer"], "the year less the other quarter is the single case"


def test_only_whole_days_are_told() -> None:
    made = lived(n=6, ruled=0)
    assert counted(made, today=date(2026, 3, 9)).lists["reasons"].total == 0
    assert counted(made, today=date(2026, 3, 10)).lists["reasons"].total == 6
    assert counted(made, today=date(2026, 3, 9)).until == date(2026, 3, 9)


def test_counting_again_from_nothing_gives_the_same() -> None:
    made = lived(n=5, ruled=0)
    first = counted(made)
    for table in ("transparency_tally", "transparency_counted"):
        connection().execute(f"DELETE FROM {table} WHERE platform = %s", (made.platform.pk,))  # noqa: S608 - constants
    assert counted(made) == first
    assert decoded(encoded(first)) == first


@pytest.mark.requirement("EV-6")
def test_a_published_report_is_frozen_with_its_versions_and_its_words() -> None:
    made = lived()
    counted(made)
    platform = made.platform.pk
    preface = [{"lang": "en", "words": "A quiet quarter."}, {"lang": "es", "words": "Un trimestre tranquilo."}]

    def publish(by: Any = made.senior, **fields: Any) -> Any:
        return made.do("transparency_report.publish", "2026-Q1", by, APRIL, **fields)

    refused = publish(by=made.rita)
    assert isinstance(refused, Refusal)
    assert refused.code == "no-right"
    done = publish(preface=preface)
    assert isinstance(done, Done), done
    again = publish()
    assert isinstance(again, Refusal)
    assert again.code == "report-unchanged"

    first = frozen(platform, published(platform, "2026-Q1").report.latest.fingerprint)  # type: ignore[union-attr]
    assert first is not None
    assert first.lists["ruled"].total == 6
    # Something of that quarter is told later: what was published stays, a new version holds it.
    case = a_complaint(made, an_order(made, "t-late")).id
    assert case
    settle_all()
    tally.count_all(platform, ZONE)
    assert isinstance(publish(preface=preface), Done)
    its = published(platform, "2026-Q1")
    assert its is not None
    assert [one.n for one in its.report.versions] == [1, 2]
    one, two = (frozen(platform, version.fingerprint) for version in its.report.versions)
    assert one == first
    assert (one.lists["reasons"].total, two.lists["reasons"].total) == (7, 8)  # type: ignore[union-attr]
    assert its.preface(its.report.latest, "es") == ("Un trimestre tranquilo.", "es")
    assert its.preface(its.report.latest, "zh-hans") == ("A quiet quarter.", "en")
    assert [report.id for report in reports(platform)] == ["2026-Q1"]


def test_nothing_is_published_while_something_is_not_counted_yet() -> None:
    made = lived(n=5, ruled=0)
    assert not is_counted(made.platform.pk, APRIL)
    assert is_counted(made.platform.pk, datetime(2026, 1, 1, tzinfo=UTC))
    refused = made.do("transparency_report.publish", "2026-Q1", made.senior, APRIL)
    assert isinstance(refused, Refusal)
    assert refused.code == "period-not-counted"
    assert rows("SELECT 1 FROM transparency_figures WHERE platform = %s", (made.platform.pk,)) == []


def test_two_platforms_never_meet() -> None:
    one, other = lived(n=6, ruled=0), world("weidian")
    counted(one)
    assert counted(other).lists["reasons"].total == 0
