"""A replaced working-day table moves open deadlines by an event of its own, later only."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from ombud.core.calendar import Calendar
from ombud.core.penalty.state import Penalty
from ombud.desk.access import access_complaint, access_penalty
from ombud.desk.handle import Done
from ombud.ledger.connection import rows
from ombud.packs.load import UnknownPackError, load_version
from ombud.timers import recount
from tests.cast import MONDAY, World, a_complaint, world

HOUR = timedelta(hours=1)
STEPPED_IN = MONDAY + 2 * HOUR


def with_calendar(monkeypatch: pytest.MonkeyPatch, changed: Calendar) -> None:
    """From now on every pack counts by this calendar."""

    def load(pack: str) -> Any:
        return replace(load_version(pack), calendar=changed)

    for module in ("ombud.desk.handle", "ombud.timers.recount"):
        monkeypatch.setattr(f"{module}.load_version", load)


@pytest.mark.requirement("EV-4")
@pytest.mark.parametrize(("holiday", "later"), [(True, timedelta(days=1)), (False, timedelta())])
def test_a_new_holiday_moves_a_deadline_later_and_a_lost_one_never_earlier(
    monkeypatch: pytest.MonkeyPatch, holiday: bool, later: timedelta
) -> None:
    made = world()
    done = a_complaint(made)
    made.do("complaint.step-in", done.id, made.rita, STEPPED_IN, words="We look at it ourselves.")
    case = access_complaint(made.platform.pk, done.id, made.rita, STEPPED_IN)
    old = case.complaint.deadline("ruling")
    assert old is not None
    calendar = case.policy.calendar
    changed = replace(calendar, version="another")
    friday = datetime(2026, 3, 13, tzinfo=UTC).date()
    saturday = datetime(2026, 3, 14, tzinfo=UTC).date()
    if holiday:
        changed = replace(changed, off_days=calendar.off_days | {friday})
    else:
        changed = replace(changed, extra_working_days=calendar.extra_working_days | {saturday})
    with_calendar(monkeypatch, changed)
    with monkeypatch.context() as clock:
        clock.setattr("ombud.desk.handle.clock.now", lambda *_platform: STEPPED_IN + HOUR)
        recount.recount()
    new = access_complaint(made.platform.pk, done.id, made.rita, STEPPED_IN + HOUR).complaint.deadline("ruling")
    assert new is not None
    assert new.due_at - old.due_at == later
    moved = rows(
        "SELECT count(*) FROM event WHERE platform = %s AND stream = %s AND type = 'DeadlineMoved'",
        (made.platform.pk, done.id),
    )
    assert moved == [(1 if later else 0,)]


def test_a_platform_whose_pack_is_gone_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    gone, other = world().platform.pk, world().platform.pk

    def counted(platform: int) -> int:
        if platform == gone:
            raise UnknownPackError("there is no pack 'mine'")
        return int(platform == other)

    monkeypatch.setattr(recount, "_recount", counted)
    assert recount.recount() == 1


@pytest.mark.requirement("EV-4")
def test_a_new_holiday_moves_what_is_due_about_a_penalty_later_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = world("weidian")
    fields = {"shop": "mugs", "violation": "harassing-consumers", "facts": "F.", "reasons": "R."}
    done = made.do("penalty.impose", "", made.rita, MONDAY, **fields)
    assert isinstance(done, Done), done
    made.do("penalty.consult", done.id, made.boris, MONDAY, words="It was a toy.")
    calendar = load_version("weidian").calendar
    (counted,) = (one for one in _penalty(made, done).deadlines if one.kind == "consultation")
    last = (counted.due_at - HOUR).astimezone(ZoneInfo(calendar.zone)).date()
    with_calendar(monkeypatch, replace(calendar, version="another", off_days=calendar.off_days | {last}))
    with monkeypatch.context() as clock:
        clock.setattr("ombud.desk.handle.clock.now", lambda *_platform: MONDAY + HOUR)
        recount.recount()
    (moved,) = (one for one in _penalty(made, done).deadlines if one.kind == "consultation")
    assert moved.due_at > counted.due_at


def _penalty(made: World, done: Done) -> Penalty:
    return access_penalty(made.platform.pk, done.id, made.rita, MONDAY + HOUR).penalty
