"""The demo world holds a case, and a penalty, at every place where one can stand."""

from typing import Any, get_args

import msgspec

from ombud.accounts.models import Draft, Person, Platform
from ombud.core.penalty.standing import Status, status_of, unhandled
from ombud.core.people import Member, Reviewer
from ombud.core.refusal import Refusal
from ombud.core.report.state import Report
from ombud.desk import clock
from ombud.desk.access import PenaltyCase, access_complaint, access_penalty, access_shop
from ombud.desk.handle import Act, handle
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection, rows
from ombud.packs.load import load_pack
from ombud.portals.common.entry.cast import cast
from ombud.reads import penalties
from ombud.site.demo import seed
from ombud.site.demo.world import MARKETS, XIAOMAN

STAGES = {"received", "negotiating", "platform", "executing", "verifying", "closed"}
FANG = Reviewer(id="fang", rights=("rule", "approve", "oversee"))


def everything() -> list[PenaltyCase]:
    """Every penalty of the demo, as a reviewer sees it now."""
    platform = Platform.objects.get(slug=XIAOMAN.slug).pk
    found = rows("SELECT id FROM penalty_row WHERE platform = %s", (platform,))
    return [access_penalty(platform, row[0], FANG) for row in found]


def status(case: PenaltyCase) -> str:
    return status_of(case.penalty, case.at)


def actor(handle: str) -> Any:
    return Person.objects.get(platform__slug=XIAOMAN.slug, ref=handle).actor()


def opened_in_the_tale(platform: int) -> set[str]:
    """Streams of the penalties that a member opens in the demo's own tale, whoever has looked at them since."""
    told = "SELECT stream, body FROM event WHERE platform = %s AND type = 'NoticeOpened'"
    return {stream for stream, body in rows(told, (platform,)) if msgspec.json.decode(bytes(body))["via"] == "demo"}


def test_the_demo_world_is_told_once_and_shows_every_stage(database: Any) -> None:
    seed()
    tianshan, rio = Platform.objects.get(slug="tianshan"), Platform.objects.get(slug="rio")
    seed()
    assert Platform.objects.filter(slug__in=("tianshan", "rio", "xiaoman")).count() == 3
    found = rows("SELECT DISTINCT stage FROM complaint_row WHERE platform = %s", (tianshan.pk,))
    assert {row[0] for row in found} == STAGES
    assert rows("SELECT count(*) FROM complaint_row WHERE platform = %s", (rio.pk,))[0][0] == 4


def test_a_penalty_of_the_demo_stands_at_every_place(database: Any) -> None:
    seed()
    found = {status(case) for case in everything()}
    assert found == set(get_args(Status))


def test_an_owner_of_the_demo_finds_a_penalty_that_nobody_opened_and_a_viewer_is_left_alone(database: Any) -> None:
    seed()
    platform, now = Platform.objects.get(slug=XIAOMAN.slug).pk, clock.now()
    shown = penalties.unhandled(platform, actor("shen"), now)
    assert shown is not None
    opened = opened_in_the_tale(platform)
    assert opened, "others were opened"
    assert stream_id("penalty", shown.id) not in opened
    assert penalties.unhandled(platform, actor("yao"), now) is None
    olivia: Member = actor("olivia")
    assert any(unhandled(case.penalty, olivia, now) for case in everything())


def test_an_appeal_of_the_demo_is_begun_with_three_orders_drawn_and_a_draft_kept(database: Any) -> None:
    seed()
    (begun,) = (case.penalty for case in everything() if case.penalty.appeal == "begun")
    assert len(begun.slots) == 3
    draft = Draft.objects.get(platform__slug=XIAOMAN.slug, about=begun.number)
    assert {"a0-explanation", "a1-waybill-number", "a1-dispatched-on"} <= set(draft.fields)


def test_the_senior_queue_of_the_demo_has_the_overdue_review_and_no_other(database: Any) -> None:
    seed()
    platform = Platform.objects.get(slug=XIAOMAN.slug).pk
    (late,) = penalties.of_queue(platform, "penalty-senior")
    assert late.due_kind == "appeal-review"
    assert late.due_at > clock.now()
    (soonest, *_others) = penalties.of_queue(platform, "appeals")
    assert soonest.overdue == 0


def test_nothing_long_due_in_the_demo_happens_only_once_it_is_served(database: Any) -> None:
    seed()
    platform = Platform.objects.get(slug=XIAOMAN.slug).pk
    waiting = "SELECT id FROM stream WHERE platform = %s AND kind = 'penalty' AND next_due_at <= now()"
    assert rows(waiting, (platform,)) == []


def test_a_ruling_and_a_report_of_the_demo_were_carried_into_penalties_and_lead_to_them(database: Any) -> None:
    seed()
    platform = Platform.objects.get(slug=XIAOMAN.slug).pk
    grounds = {one.penalty.imposition.ground.kind: one.penalty for one in everything() if one.penalty.imposition.ground}
    ruled, reported = grounds["complaint"].imposition.ground, grounds["report"].imposition.ground
    assert ruled is not None
    assert reported is not None
    assert access_complaint(platform, ruled.id, FANG).complaint.penalty_id == grounds["complaint"].id
    report: Report = load(connection(), platform, "report", reported.id)[0].state
    assert report.penalty == grounds["report"].id


def test_sales_of_the_demo_were_taken_out_and_just_those_upheld_came_back(database: Any) -> None:
    seed()
    ended = {status(case): case.penalty for case in everything()}
    partly, revoked = ended["partly"], ended["revoked"]
    assert (len(partly.imposition.orders), len(partly.restored), len(partly.uncounted)) == (7, 2, 5)
    assert (len(revoked.imposition.orders), revoked.uncounted) == (4, ())


def test_a_suspended_shop_of_the_demo_is_closed_to_all_but_its_appeal(database: Any) -> None:
    seed()
    platform = Platform.objects.get(slug=XIAOMAN.slug).pk
    assert [one for one in ("qinghe", "olive", "xiecang") if access_shop(platform, one).suspended] == ["xiecang"]
    (its,) = (one.penalty for one in everything() if one.penalty.shop == "xiecang" and one.penalty.imposed)
    outcome = handle(Act(platform, "penalty.begin", its.id, actor("sun")))
    assert not isinstance(outcome, Refusal)


def test_the_page_for_signing_in_lists_the_cast_of_every_platform(database: Any) -> None:
    seed()
    named = {one["name"]: [person["name"] for group in one["groups"] for person in group["people"]] for one in cast()}
    for market in MARKETS:
        assert set(named[market.name]) == {one.name for one in market.people}


def test_every_consumer_of_the_demo_has_an_order_to_complain_about(database: Any) -> None:
    seed()
    for market in MARKETS:
        platform = Platform.objects.get(slug=market.slug)
        free = rows(
            "SELECT DISTINCT o.consumer FROM order_row o WHERE o.platform = %(platform)s AND NOT EXISTS"
            " (SELECT 1 FROM complaint_row c WHERE c.platform = %(platform)s AND c.order_number = o.number)",
            {"platform": platform.pk},
        )
        assert {one.handle for one in market.people if one.kind == "consumer"} <= {row[0] for row in free}


def test_reports_of_fake_evidence_of_the_demo_stand_at_every_place(database: Any) -> None:
    seed()
    platform = Platform.objects.get(slug="linli").pk
    found = set(rows("SELECT stage, outcome FROM evidence_report_row WHERE platform = %s", (platform,)))
    assert found == {
        ("heard", ""), ("examined", ""), ("withdrawn", ""), ("beyond-cap", ""), ("concluded", "found"),
        ("concluded", "not-shown"),
    }  # fmt: skip
    (adjusted,) = rows(
        "SELECT complaint FROM evidence_report_row WHERE platform = %s AND outcome = 'found'", (platform,)
    )
    case = access_complaint(platform, adjusted[0], FANG).complaint
    assert case.adjusted
    assert case.ruling is not None
    assert (case.ruling.liability, case.recoup) == ("consumer", case.given)


def test_talk_of_the_demo_waits_to_be_read_and_evidence_is_kept_by_both_sides(database: Any) -> None:
    seed()
    platform = Platform.objects.get(slug="linli").pk
    assert rows("SELECT count(*) FROM conversation_row WHERE platform = %s AND shop_unread > 0", (platform,))[0][0]
    kept = rows("SELECT DISTINCT side, shown FROM order_vault_item WHERE platform = %s", (platform,))
    assert set(kept) == {("consumer", "own"), ("consumer", "all"), ("merchant", "own")}


def test_a_demo_platform_is_called_at_the_number_that_its_rules_name() -> None:
    for market in MARKETS:
        phones = {one.phone for one in load_pack(market.pack).pack.channels if one.in_service_hours}
        assert phones == {market.phone}
