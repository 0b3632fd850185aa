"""A sandbox: nothing leaves it, its clock goes forward, scripts play on it, and it can be made anew."""

import os
import uuid
from datetime import timedelta
from typing import Any

import pytest

from ombud.accounts import keys
from ombud.accounts.keys import key_of
from ombud.accounts.models import Person, Platform
from ombud.accounts.platforms import settings_of
from ombud.core.people import Consumer
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.handle import Act, NotFound, handle
from ombud.ledger.check import broken
from ombud.ledger.connection import rows
from ombud.notices.channels import ways
from ombud.notices.people import Recipient
from ombud.sandbox import clock as time_of
from ombud.sandbox import make, scripts
from ombud.sandbox.play import ACTORS, Play
from ombud.timers import loop
from tests.cast import world

DAY = timedelta(days=1)
DEEP = os.environ.get("OMBUD_DEEP") == "1"
ENDS = ("complaint-withdrawn", "complaint-settled", "complaint-executed", "penalty-revoked", "penalty-lifted")
PACKS = ("wechat", "market", "weidian", "weixun", "pinduoduo")


def a_sandbox(pack: str = "wechat") -> make.Made:
    return make.create(f"sb{uuid.uuid4().hex[:8]}", "Sandbox", pack)


@pytest.fixture(scope="module")
def made(database: Any) -> make.Made:
    return a_sandbox()


@pytest.mark.requirement("EV-5")
@pytest.mark.parametrize("pack", PACKS)
def test_every_script_that_is_offered_plays_to_its_end_under_every_pack(pack: str) -> None:
    platform = a_sandbox(pack).platform
    names = scripts.offered(platform)
    assert {"complaint-ruled", "complaint-executed", "penalty-imposed", "penalty-appealed"} <= set(names)
    if not DEEP:
        names = [one for one in names if one in ENDS]  # those that the others are the beginning of
    for name in names:
        played = scripts.run(platform, name)
        assert played["acts"], name
        time_of.forward(platform.pk, DAY)  # nobody files ten complaints a day
    assert [one for one in broken() if one.platform == platform.pk] == []


def test_a_script_stops_where_it_says(made: make.Made) -> None:
    played = scripts.run(made.platform, "complaint-ruled")
    case = access_complaint(made.platform.pk, played["id"], ACTORS["senior"]).complaint
    assert case.ruling is not None
    assert case.stage == "executing"
    events = [event for act in played["acts"] if act["id"] == played["id"] for event in act["events"]]
    assert events[0] == "ComplaintFiled"
    assert events[-1] == "Ruled"


@pytest.mark.requirement("EV-5")
def test_the_clock_goes_forward_and_what_is_due_has_happened(made: make.Made) -> None:
    platform = made.platform.pk
    case = scripts.run(made.platform, "complaint-filed")["id"]
    before, real = clock.now(platform), clock.now()
    due = time_of.next_due(platform)
    assert due is not None
    at = time_of.forward(platform, due - before + timedelta(minutes=1))
    assert at >= due
    assert clock.now() - real < timedelta(minutes=1), "nobody else's clock moved"
    moved = access_complaint(platform, case, ACTORS["senior"])
    assert moved.at >= due
    lapsed = rows("SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (platform, case))
    assert len(lapsed) > 2, "what followed by itself is in the record"
    assert settings_of(platform).ahead > timedelta()


def test_the_clock_never_goes_back_nor_on_a_real_platform(made: make.Made) -> None:
    ahead = settings_of(made.platform.pk).ahead
    for by in (timedelta(), -DAY, timedelta(days=500)):
        with pytest.raises(time_of.BadStep):
            time_of.forward(made.platform.pk, by)
    assert settings_of(made.platform.pk).ahead == ahead
    real = world().platform
    with pytest.raises(time_of.BadStep):
        time_of.forward(real.pk, DAY)
    assert settings_of(real.pk).ahead == timedelta()
    assert make.sandbox(real.pk) is None


def test_the_worker_lets_time_pass_by_each_platforms_own_clock() -> None:
    platform = a_sandbox().platform
    real = world()
    case = scripts.run(platform, "complaint-filed")["id"]
    due = time_of.next_due(platform.pk)
    assert due is not None
    seconds = int((due - clock.now(platform.pk)).total_seconds()) + 60
    Platform.objects.filter(pk=platform.pk).update(ahead_seconds=seconds)
    loop.settle()
    last = rows("SELECT max(at) FROM event WHERE platform = %s AND stream = %s", (platform.pk, case))[0][0]
    assert last > clock.now() + timedelta(hours=1)
    assert clock.now(real.platform.pk) - clock.now() < timedelta(minutes=1)


def test_nothing_leaves_a_sandbox(settings: Any) -> None:
    settings.DEMO, settings.EMAIL_HOST = False, "mail.example"
    platform = a_sandbox().platform
    platform.channels = ["twilio://x:y@1/{phone}", "slack://staff"]
    people = [Recipient("buyer", "en", "a@b.c", "13800000000")]
    assert [way.channel for way in ways(platform, people, staff=True)] == ["loopback"]
    platform.sandbox = False
    assert [way.channel for way in ways(platform, people, staff=True)] == ["slack", "twilio", "mail"]


@pytest.mark.requirement("EV-5")
def test_made_anew_it_is_empty_with_the_same_people_and_key() -> None:
    made = a_sandbox()
    old = made.platform
    time_of.forward(old.pk, DAY)
    case = scripts.run(old, "complaint-filed")["id"]
    fresh = make.reset(Platform.objects.get(pk=old.pk))
    assert (fresh.slug, fresh.sandbox, fresh.ahead_seconds) == (old.slug, True, 0)
    assert fresh.pk != old.pk
    keys._kept.clear()
    key = key_of(made.token)
    assert key is not None
    assert key.platform == fresh.pk
    assert Person.objects.get(login=f"{old.slug}/buyer").check_password(made.password)
    assert not Person.objects.filter(platform=old.pk, is_active=True).exists()
    assert rows("SELECT 1 FROM complaint_row WHERE platform = %s", (fresh.pk,)) == []
    assert rows("SELECT 1 FROM event WHERE platform = %s AND stream = %s", (old.pk, case)), "the record stays"
    scripts.run(fresh, "complaint-filed")


def test_an_order_of_a_sandbox_is_nobody_elses() -> None:
    one, other = a_sandbox().platform, a_sandbox().platform
    order = Play(one).order()
    filing = {
        "order": order, "reason": "other", "lines": [{"line": "1"}], "asked": {"remedy": "refund", "amount": 1},
        "problem": "x",
    }  # fmt: skip
    with pytest.raises(NotFound):
        handle(Act(other.pk, "complaint.file", "", Consumer(id="buyer"), filing))
