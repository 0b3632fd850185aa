"""Every way to a thing is gone by everybody, and no branch of any `access_*` function is left untried."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.people import Member
from ombud.desk import access_evidence_report as reports
from ombud.desk.access import (
    access_announcement,
    access_complaint,
    access_open_shop,
    access_order_case,
    access_penalised_order,
    access_penalty,
    access_product,
    access_shop,
    audiences_of,
)
from ombud.desk.access_erasure import access_erasure
from ombud.desk.access_event import access_event, access_events, stream_of
from ombud.desk.access_evidence_report import access_evidence_report, access_reporting, accusable
from ombud.desk.access_many import access_complaints, access_orders, access_penalties
from ombud.desk.access_order_vault import access_order_vault, kept_for
from ombud.desk.access_surge import access_surge
from ombud.desk.as_it_stood import access_product_at
from ombud.desk.handle import NotFound
from ombud.desk.load import stream_id
from ombud.desk.papers import access_own_shop
from ombud.vault.access import NotFound as NoFile
from ombud.vault.access import access_evidence
from ombud.webhooks.access import access_endpoints
from tests.access.branches import left_out, ways
from tests.access.crawl import NOW
from tests.access.platform import Side
from tests.access.ways import BY_NAME, EVENTS, ODD, UNASKED, named, people
from tests.cast import MONDAY, SEED, World, an_order
from tests.cast import world as a_world
from tests.desk.test_penalty import imposed
from tests.fakes import an_accused, report

LATER = NOW + timedelta(days=400)
"""After every deadline: time has passed over all that waits."""


def reaches(way: Any, s: Side, id: str, by: Any, **more: Any) -> bool:
    """Whether somebody gets there."""
    try:
        way(s.platform, id, by, **more)
    except NotFound:
        return False
    return True


def by_name(s: Side, name: str) -> None:
    """Ask for all of a way's things, now and when all deadlines are over, and for what isn't there."""
    way, things = BY_NAME[name]
    for word, who in things:
        found = {one for one, by in people(s).items() if reaches(way, s, named(s, word), by)}
        assert found == who, (name, word)
    for id in ODD:
        found = {one for one, by in people(s).items() if reaches(way, s, id, by)}
        assert found <= ({"rita", "senior"} if name in UNASKED else set()), (name, id)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_way_leads_those_there_who_may_see_it_and_nobody_else(world: Any, name: str) -> None:
    by_name(world.a, name)


def events_of(s: Side, thing: str) -> None:
    """Ask for the events of one thing."""
    word, who = EVENTS[thing]
    found = {one for one, by in people(s).items() if reaches(access_events, s, stream_id(thing, named(s, word)), by)}
    assert found == who, thing


@pytest.mark.parametrize("thing", EVENTS)
def test_events_are_read_by_those_for_whom_they_were_written(world: Any, thing: str) -> None:
    events_of(world.a, thing)


@pytest.fixture(scope="module")
def small(database: Any) -> tuple[World, World]:
    """A platform whose pack tells reporters no result, and one on which a penalty is about orders; on both Ana asked
    to have what is hers erased."""
    silent, drawn = a_world("pinduoduo"), a_world("weidian")
    order, picture, _case = an_accused(silent)
    report(silent, order, picture)
    for n in range(1, 6):
        an_order(drawn, f"o-{n}")
    imposed(drawn)
    for made in (silent, drawn):
        made.do("erasure.ask", "ana", made.ana, MONDAY + timedelta(hours=1))
    return silent, drawn


def told_apart(silent: World, drawn: World) -> None:
    """What a shop isn't told, what an order is shown for, and what was asked to be erased."""
    platform, ana, boris, rita = silent.platform.pk, silent.ana, silent.boris, silent.rita
    (found,) = reports.rows("SELECT id FROM evidence_report_row WHERE platform = %s", (platform,))
    case = access_evidence_report(platform, found[0], boris, LATER)
    assert (case.report.stage, case.told, access_evidence_report(platform, found[0], rita, MONDAY).told) == (
        "heard",
        False,
        True,
    )
    assert reports._linked(platform, replace(case.report, complaint=""), "merchant") is None
    assert reports._linked(platform, replace(case.report, complaint="no-such-case"), "merchant") is None
    place = drawn.platform.pk
    (penalty,) = reports.rows("SELECT id FROM penalty_row WHERE platform = %s", (place,))
    of_staff = access_penalty(place, penalty[0], rita)
    assert access_penalised_order(of_staff, "o-1").id == "o-1"
    gone = replace(of_staff.penalty.imposition.orders[0], id="o-none")
    imposition = replace(of_staff.penalty.imposition, orders=(gone,))
    without = of_staff._replace(penalty=replace(of_staff.penalty, imposition=imposition))
    for refused, id in ((access_penalty(place, penalty[0], boris), "o-1"), (of_staff, "o-9"), (without, "o-none")):
        with pytest.raises(NotFound):
            access_penalised_order(refused, id)
    for at in (MONDAY + timedelta(hours=2), LATER):
        erasure = access_erasure(platform, "ana", ana, at)
        assert erasure is not None
        assert erasure == access_erasure(platform, "ana", silent.senior, at)
    assert access_erasure(platform, "ana", Member(id="ana", shop="tea"), MONDAY) is None
    (asked,) = access_events(platform, stream_id("erasure", "ana"), ana)
    assert asked.seq == 1
    with pytest.raises(NotFound):
        access_events(platform, stream_id("erasure", "ana"), Member(id="ana", shop="tea"))


def test_what_a_shop_is_not_told_and_nobody_asked_for_is_not_shown(small: tuple[World, World]) -> None:
    told_apart(*small)


def the_others(s: Side, other: Side) -> None:
    """The ways that ask otherwise, and what is the same for all."""
    rita, boris, ana = s.actors["rita"], s.actors["boris"], s.actors["ana"]
    many(s)
    later(s)
    for way, thing in ((access_shop, "=mugs"), (access_open_shop, "=mugs"), (access_product, "product")):
        assert way(s.platform, named(s, thing)).id == named(s, thing)
        for id in (*ODD, s.made["applied"] if way is access_open_shop else "\0"):
            with pytest.raises(NotFound):
                way(s.platform, id)
    assert access_product_at(s.platform, s.made["product"], MONDAY).product.id == s.made["product"]
    assert access_product_at(s.platform, s.made["product"], MONDAY - timedelta(days=9)).first_known
    assert audiences_of(rita) == ("everybody", "merchants", "consumers")
    with pytest.raises(NotFound):
        access_announcement(s.platform, s.made["announcement"], None)
    assert not accusable(s.platform, "o-1", boris, "no-file")
    assert access_reporting(s.platform, "o-1", boris, complaint=s.made["case.id"]).left >= 0
    assert access_reporting(s.platform, "o-1", boris).may() is None
    assert len(access_events(s.platform, stream_id("order_vault", "o-1:consumer"), ana)) == 2
    assert len(access_events(s.platform, stream_id("order_vault", "o-1:consumer"), boris)) == 1, "one is for all"
    assert stream_of(s.platform, s.made["case"]) == s.made["case.id"]
    assert access_event(s.platform, s.made["case.id"], 1, ana).seq == 1
    assert kept_for(s.platform, "o-1", [s.made["kept.all"]]) == {}
    assert [one.id for one in access_endpoints(s.platform, SEED)] == [s.made["webhook"]]
    assert str(access_evidence(s.platform, s.made["case.photo"]).id) == s.made["case.photo"]
    for refused in (
        lambda: access_endpoints(s.platform, rita),
        lambda: access_event(s.platform, s.made["case.id"], 999, ana),
        lambda: access_reporting(s.platform, "o-1", boris, complaint=s.made["others-case"]),
        lambda: access_evidence(s.platform, "no id"),
        lambda: access_evidence(s.platform, other.made["case.photo"]),
        lambda: access_product_at(s.platform, "no-such-product", NOW),
        lambda: access_product_at(s.platform, "\0", NOW),
        lambda: stream_of(s.platform, "\0"),
    ):
        with pytest.raises((NotFound, NoFile)):
            refused()


def many(s: Side) -> None:
    """Lists leave out what isn't the reader's."""
    asked = [s.made["case.id"], "no-such-thing", s.made["penalty.id"]]
    boris, sam = s.actors["boris"], s.actors["sam"]
    for at in (NOW, LATER):
        assert [one.complaint.id for one in access_complaints(s.platform, asked[:2], boris, at)] == [s.made["case.id"]]
        assert [one.penalty.id for one in access_penalties(s.platform, asked[1:], boris, at)] == [s.made["penalty.id"]]
        assert [one.order.id for one in access_orders(s.platform, ["o-1", "\0", "o-none"], boris, at)] == ["o-1"]
    assert access_complaints(s.platform, asked[:2], sam, NOW) == []
    assert access_penalties(s.platform, asked[1:], sam, NOW) == []
    assert access_orders(s.platform, ["o-1"], sam, NOW) == []
    assert access_complaints(s.platform, [], boris, NOW) == access_penalties(s.platform, [], boris, NOW) == []
    assert access_orders(s.platform, [], boris, NOW) == []


def later(s: Side) -> None:
    """After its deadline a thing is shown as it is by then, though no timer ran."""
    rita = s.actors["rita"]
    for way, thing in ((access_complaint, "others-case"), (access_penalty, "penalty"), (access_order_case, "order"),
                       (access_evidence_report, "fake"), (access_surge, "surge"), (access_order_vault, "order"),
                       (access_own_shop, "applied")):  # fmt: skip
        assert way(s.platform, s.made[thing], rita, LATER).at == LATER


def everything(a: Side, b: Side, small: tuple[World, World]) -> None:
    """All of the above."""
    for name in BY_NAME:
        by_name(a, name)
    for thing in EVENTS:
        events_of(a, thing)
    the_others(a, b)
    told_apart(*small)


def test_the_ways_that_ask_otherwise_let_nobody_else_in_either(world: Any) -> None:
    the_others(world.a, world.b)


def test_no_branch_of_any_access_function_is_left_untried(world: Any, small: tuple[World, World]) -> None:
    assert {path.name for path in ways()} >= {"access.py", "access_many.py", "papers.py", "as_it_stood.py"}
    missing = left_out(lambda: everything(world.a, world.b, small))
    assert missing == {}, "\n".join(f"{name}: {', '.join(lines)}" for name, lines in missing.items())


def test_a_branch_that_nobody_tried_is_told(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text("def access_thing(by):\n    if by == 'rita':\n        return 'all'\n    return 'own'\n")
    told: dict[str, Any] = {}

    def run() -> None:
        exec(compile(path.read_text(), str(path), "exec"), told)  # noqa: S102 - planted above
        assert told["access_thing"]("ana") == "own"

    def run_all() -> None:
        run()
        assert told["access_thing"]("rita") == "all"

    assert left_out(run, {path: {"access_thing"}}) == {"planted.py::access_thing": ["3", "2 -> 3"]}
    assert left_out(run_all, {path: {"access_thing"}}) == {}
