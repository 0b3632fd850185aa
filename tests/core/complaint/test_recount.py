"""A replaced working-day table moves open deadlines."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.complaint import excuse, grant_excuse, recount
from ombud.core.complaint.events.work import DeadlineMoved
from ombud.core.complaint.rungs import CLOSED
from tests.core.complaint.cast import (
    ASKED,
    EXECUTED,
    NEGOTIATING,
    PLATFORM,
    SAID,
    Case,
    attempt,
    filed,
)
from tests.core.complaint.world import (
    BORIS,
    CALENDAR,
    CARLA,
    IMPORTER,
    POLICY,
    RITA,
    TIME,
    packed,
    span,
)

HOLIDAYS = frozenset({date(2026, 3, 5), date(2026, 3, 6)})


def under(case: Case, *, pack: Any = None, **calendar: Any) -> Case:
    """The same case, after another table took the place of the one it was counted with."""
    table = replace(CALENDAR, version="test-2", **calendar)
    return case._replace(policy=replace(POLICY, calendar=table, pack=pack or case.policy.pack))


MOVED = under(PLATFORM, off_days=HOLIDAYS).then(recount, IMPORTER)


def test_a_deadline_moves_later_with_its_old_instant_and_the_reason() -> None:
    old = PLATFORM.state.deadlines[0]
    assert old.due_at == datetime(2026, 3, 10, tzinfo=UTC)
    new = replace(old, due_at=datetime(2026, 3, 12, tzinfo=UTC), calendar="test-2")
    assert MOVED.events == (
        DeadlineMoved(
            by=IMPORTER,
            at=PLATFORM.at,
            kind="ruling",
            about="",
            old_due_at=old.due_at,
            deadline=new,
            reason="calendar-replaced",
        ),
    )
    assert MOVED.state.deadlines == (new,)


def test_no_deadline_moves_earlier_and_a_firm_date_is_told_too() -> None:
    """The new table works on the weekend, which would end the turn two days earlier; the party keeps its date."""
    weekend = frozenset({date(2026, 3, 7), date(2026, 3, 8)})
    earlier = under(PLATFORM, extra_working_days=weekend)
    assert attempt(recount, earlier, TIME) == recount.UNMOVED
    provisional = replace(PLATFORM.state.deadlines[0], provisional=True)
    firm = earlier._replace(state=replace(PLATFORM.state, deadlines=(provisional,))).then(recount, TIME)
    assert firm.state.deadlines == (replace(provisional, provisional=False, calendar="test-2"),)


def test_a_reminder_moves_with_its_deadline() -> None:
    policy = packed(windows=replace(POLICY.pack.windows, answer=span(working_days=3)))
    case = filed(policy=policy)
    old = case.state.deadline("answer")
    moved = under(case, off_days=HOLIDAYS).then(recount, IMPORTER).state.deadline("answer")
    assert old is not None
    assert moved is not None
    assert old.remind_at is not None
    assert moved.remind_at == old.remind_at + (moved.due_at - old.due_at)


def test_a_turn_that_is_late_is_counted_by_the_senior_span() -> None:
    windows = replace(POLICY.pack.windows, senior=span(working_days=1))
    case = PLATFORM._replace(policy=packed(windows=windows))
    late = case.wait(case.due("ruling"))
    assert late.due("ruling") == datetime(2026, 3, 12, tzinfo=UTC)
    moved = under(late, off_days=frozenset({date(2026, 3, 11)})).then(recount, TIME)
    assert moved.due("ruling") == datetime(2026, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("case", "by", "refusal"),
    [
        (under(PLATFORM, off_days=HOLIDAYS), CARLA, recount.ONLY_SYSTEMS),
        (under(PLATFORM, off_days=HOLIDAYS), BORIS, recount.ONLY_SYSTEMS),
        (under(PLATFORM, off_days=HOLIDAYS), RITA, recount.ONLY_SYSTEMS),
        (under(EXECUTED), IMPORTER, CLOSED.given(closed_at=EXECUTED.at)),
        (PLATFORM, IMPORTER, recount.UNMOVED),
        (under(NEGOTIATING, off_days=HOLIDAYS), IMPORTER, recount.UNMOVED),
        (MOVED, IMPORTER, recount.UNMOVED),
    ],
)
def test_a_refusal_names_the_first_reason_that_applies(case: Any, by: Any, refusal: object) -> None:
    assert attempt(recount, case, by) == refusal


def test_a_deadline_that_is_over_is_not_moved() -> None:
    due = PLATFORM.due("ruling")
    assert attempt(recount, under(PLATFORM, off_days=HOLIDAYS), TIME, at=due) == recount.UNMOVED


def test_every_deadline_that_can_be_open_has_its_span() -> None:
    windows = replace(POLICY.pack.windows, evidence=span(working_days=2), more_time=span(working_days=2))
    asked = ASKED._replace(policy=packed(windows=windows))
    given = asked.then(excuse, BORIS, request="r1", kind="more-time", words=SAID)
    granted = given._replace(policy=packed(windows=windows)).then(grant_excuse, RITA, request="r1")
    moved = under(granted, pack=packed(windows=windows).pack, off_days=frozenset({date(2026, 3, 3), date(2026, 3, 4)}))
    kinds = {one.kind for one in moved.then(recount, TIME).events}
    assert kinds == {"ruling", "evidence"}
