"""A replaced working-day table moves the open deadline of a report, and never to an earlier instant."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from ombud.core.evidence_report import answer, recount
from ombud.core.recount import ONLY_SYSTEMS, UNMOVED
from tests.core.complaint.world import BORIS, CALENDAR, CARLA, HOUR, IMPORTER, REPORTS, T0, TIME, packed, span
from tests.core.evidence_report.world import SAID, attempt, filed

DAYS = packed(
    evidence_reports=replace(
        REPORTS, heard=span(working_days=2), examine=span(working_days=3), senior=span(working_days=1)
    )
)
TABLE = replace(CALENDAR, version="test-2", off_days=frozenset({date(2026, 3, 4)}))
LATER = replace(DAYS, calendar=TABLE)
FILED = filed(DAYS)
MOVED = FILED._replace(policy=LATER).then(recount, IMPORTER)


def test_the_accused_gets_the_later_date_and_can_answer_until_then() -> None:
    (event,) = MOVED.events
    assert (event.old_due_at, event.deadline.due_at) == (
        datetime(2026, 3, 5, tzinfo=UTC),
        datetime(2026, 3, 6, tzinfo=UTC),
    )
    assert MOVED.state.heard_until == datetime(2026, 3, 6, tzinfo=UTC)
    assert answer.may(CARLA, MOVED.state, LATER, datetime(2026, 3, 5, 12, tzinfo=UTC)) is None


def test_the_platforms_own_time_moves_too_and_the_hearing_stays_over() -> None:
    heard = FILED.then(answer, CARLA, at=T0 + HOUR, stance="denies", words=SAID)
    moved = heard._replace(policy=LATER).then(recount, TIME)
    assert moved.events[0].deadline.due_at == datetime(2026, 3, 7, tzinfo=UTC)
    assert moved.state.heard_until == FILED.state.heard_until
    late = heard.wait(heard.state.deadlines[0].due_at)
    assert attempt(recount, late._replace(policy=LATER), TIME) == UNMOVED


def test_only_systems_count_again_and_only_what_moves() -> None:
    assert attempt(recount, FILED._replace(policy=LATER), BORIS) == ONLY_SYSTEMS
    assert attempt(recount, MOVED, IMPORTER) == UNMOVED
