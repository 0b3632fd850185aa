"""Late orders: found by rule, told of once, worked through in bulk and taken back in time, by page and by API."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.accounts.models import Person
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.desk.handle_many import let_time_pass
from ombud.ledger.connection import rows
from ombud.notices.deliver import deliver
from ombud.reads.late_orders import Narrowed, late
from ombud.site.cli import main
from tests.api.caller import Api
from tests.cast import MONDAY, World, a_filing, world
from tests.portals.clients import signed_in
from tests.stories.orders import DAY, HOUR, paid, sent

DISPATCH = [{"code": "carrier", "words": "SF Express"}, {"code": "waybill", "words": "SF1029384756"}]


@pytest.fixture
def made(database: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(clock, "now", lambda *_platform: MONDAY)
    return world("weixun")


def pass_time(made: World, at: datetime) -> int:
    """Let time pass over every order of the world, as the timer loop does."""
    due = rows("SELECT platform, id FROM stream WHERE platform = %s AND next_due_at <= %s", (made.platform.pk, at))
    return let_time_pass(due, at)


def told(made: World, notice: str) -> list[str]:
    found = rows("SELECT to_ref FROM message WHERE platform = %s AND notice = %s", (made.platform.pk, notice))
    return [ref for (ref,) in found]


def types(made: World, order: str) -> list[str]:
    """What happened to an order, besides the word to the shop."""
    found = rows("SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (made.platform.pk, order))
    return [type_ for (type_,) in found if type_ != "LateOrderReminded"]


@pytest.mark.requirement("OS-2")
def test_what_is_late_is_found_at_any_instant_though_no_timer_ran(
    made: World, capsys: pytest.CaptureFixture[str]
) -> None:
    paid(made, "o-1", days_ago=5)
    paid(made, "o-2", days_ago=1)
    paid(made, "o-3", days_ago=1, kind="flash-sale")
    slug = made.platform.slug
    for as_of, expected in (
        (MONDAY - 4 * DAY, []),
        (MONDAY - 3 * DAY, ["o-1"]),
        (MONDAY + DAY - timedelta(microseconds=1), ["o-1"]),
        (MONDAY + DAY, ["o-1", "o-2"]),
        (MONDAY + 2 * DAY, ["o-1", "o-2", "o-3"]),
    ):
        assert main(["orders", "late", "--as-of", as_of.isoformat(), "--json", "--platform", slug]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["order"] for line in lines] == expected
    assert lines[0] | {"reminded_at": None} == lines[0], "nobody was reminded, nothing has run"
    assert main(["orders", "late", "--as-of", "yesterday", "--json"]) == 2


@pytest.mark.requirement("OS-2")
def test_a_shop_with_five_hundred_late_orders_gets_one_message_and_each_order_is_reminded_once(made: World) -> None:
    for n in range(30):
        paid(made, f"o-{n}", days_ago=5)
    paid(made, "t-1", days_ago=5, shop="tea")
    at = MONDAY + HOUR
    assert pass_time(made, at) == 31
    assert sorted(told(made, "order_late")) == ["mugs", "tea"]
    assert pass_time(made, at + 30 * DAY) == 0, "once a stage, however long it stays there"
    paid(made, "o-31", days_ago=0)
    paid(made, "o-32", days_ago=0)
    for one in ("o-31", "o-32"):
        let_time_pass([(made.platform.pk, f"order/{one}")], MONDAY + 2 * DAY)
    assert sorted(told(made, "order_late")) == ["mugs", "mugs", "tea"], "another day, another message; but one"
    reminded = "SELECT stream FROM event WHERE platform = %s AND type = 'LateOrderReminded'"
    assert len(rows(reminded, (made.platform.pk,))) == 33
    assert {one.reminded_at for one in late(made.platform.pk, at, Narrowed("mugs"))} == {at}


@pytest.mark.requirement("OS-2")
def test_who_wants_a_digest_reads_of_late_orders_in_it_and_the_others_at_once(made: World) -> None:
    Person.objects.filter(platform=made.platform, ref="boris").update(choices={"digest": "daily"})
    paid(made, "o-1", days_ago=5)
    pass_time(made, MONDAY + HOUR)
    ((stream, seq, payload),) = rows(
        "SELECT stream, seq, payload FROM outbox WHERE platform = %s AND payload LIKE %s",
        (made.platform.pk, b"%order_late%"),
    )
    deliver(made.platform.pk, stream, seq, bytes(payload), MONDAY + HOUR)
    held = rows("SELECT person FROM held_letter WHERE platform = %s", (made.platform.pk,))
    left = rows("SELECT recipient FROM loopback WHERE platform = %s", (made.platform.pk,))
    assert held == [("boris",)]
    assert len(left) == 1, "the shop's other member"


@pytest.mark.requirement("OS-3")
def test_a_merchant_completes_many_at_once_with_a_result_for_each(made: World) -> None:
    for n in range(3):
        paid(made, f"o-{n}")
    boris = signed_in(made, "boris")
    listed = boris.get("/merchant/late-orders").content.decode()
    assert listed.count('name="order"') == 3
    asked = boris.post("/merchant/late-orders/complete", {"order": ["o-0", "o-1", "o-2"]})
    assert asked.status_code == 200
    assert 'name="f-o-0-waybill"' in asked.content.decode()
    form = {"order": ["o-0", "o-1", "o-2"], "step": "send", "act_key": "k1", "all-mall.paid-carrier": "SF Express"}
    wrong = boris.post("/merchant/late-orders/complete", form | {"f-o-0-waybill": "SF1"})
    assert wrong.status_code == 422
    assert types(made, "order/o-0") == ["OrderTold"], "nothing is done by halves"
    # Meanwhile one of them is cancelled at the source: its row says so, the others go on.
    cancelled = {"number": "No-2", "shop": "mugs", "consumer": "ana", "status": "canceled"}
    made.tell("order.tell", "o-2", facts=cancelled)
    bills = {f"f-o-{n}-waybill": f"SF{n}" for n in range(3)}
    done = boris.post("/merchant/late-orders/complete", form | bills)
    shown = done.content.decode()
    assert "2 orders were moved on" in shown
    assert "complete: nothing more is to come" in shown
    again = boris.post("/merchant/late-orders/complete", form | bills)
    assert again.status_code == 200
    assert types(made, "order/o-0") == ["OrderTold", "OrderMovedOn"], "the same form again moves nothing again"


@pytest.mark.requirement("OS-3")
def test_moves_are_taken_back_before_anybody_hears_of_them_and_not_after(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(2):
        paid(made, f"o-{n}")
    boris = signed_in(made, "boris")
    form = {"order": ["o-0", "o-1"], "step": "send", "act_key": "k1", "all-mall.paid-carrier": "SF"}
    form |= {"f-o-0-waybill": "1", "f-o-1-waybill": "2"}
    assert "2 orders were moved on" in boris.post("/merchant/late-orders/complete", form).content.decode()
    assert pass_time(made, MONDAY + timedelta(minutes=9)) == 0
    monkeypatch.setattr(clock, "now", lambda *_platform: MONDAY + timedelta(minutes=9))
    shown = boris.post("/merchant/late-orders/undo", {"order": ["o-0"], "act_key": "k2"}).content.decode()
    assert "1 order was taken back" in shown
    assert types(made, "order/o-0") == ["OrderTold", "OrderMovedOn", "MoveUndone"]
    pass_time(made, MONDAY + timedelta(minutes=10))
    assert told(made, "order_moved_on") == ["ana"], "of the one that stayed"
    monkeypatch.setattr(clock, "now", lambda *_platform: MONDAY + timedelta(minutes=10))
    late_again = late(made.platform.pk, MONDAY, Narrowed("mugs"))
    assert [one.id for one in late_again] == ["o-0"], "as late as it was"
    shown = boris.post("/merchant/late-orders/undo", {"order": ["o-1"], "act_key": "k3"}).content.decode()
    assert "There is no move that can still be taken back" in shown


@pytest.mark.requirement("OS-3")
def test_missing_details_are_filled_in_and_leave_the_list(made: World) -> None:
    sent(made, "o-1")
    boris = signed_in(made, "boris")
    assert "o-1" in boris.get("/merchant/late-orders?tab=missing").content.decode()
    form = {"order": "o-1", "step": "send", "act_key": "k1", "f-o-1-carrier": "SF", "f-o-1-waybill": "SF1"}
    assert "1 order was filled in" in boris.post("/merchant/late-orders/fill-in", form).content.decode()
    assert "Nothing is missing" in boris.get("/merchant/late-orders?tab=missing").content.decode()
    page = boris.get("/merchant/orders/o-1").content.decode()
    assert "SF1" in page
    assert "Filled in: " in page


@pytest.mark.requirement("OS-3")
def test_another_shops_orders_are_not_there_and_a_viewer_only_looks(made: World) -> None:
    paid(made, "o-1")
    sam, vera = signed_in(made, "sam"), signed_in(made, "viewer")
    assert "No order is late" in sam.get("/merchant/late-orders").content.decode()
    assert sam.post("/merchant/late-orders/complete", {"order": "o-1"}).status_code == 302
    assert sam.get("/merchant/orders/o-1").status_code == 404
    looked = vera.get("/merchant/late-orders").content.decode()
    assert "No-1" in looked or "No-1" in looked.replace("<wbr>", "")
    assert 'name="order"' not in looked
    shown = vera.post("/merchant/late-orders/complete", {"order": "o-1", "step": "send"}).content.decode()
    assert "doesn’t include this" in shown or "doesn&#x27;t include this" in shown
    assert types(made, "order/o-1") == ["OrderTold"]


@pytest.mark.requirement("OS-1")
@pytest.mark.requirement("OS-3")
def test_the_same_by_api_one_by_one_and_in_bulk(made: World) -> None:
    for n in range(3):
        paid(made, f"o-{n}", days_ago=5)
    api = Api(made)
    listed = api.get("/late-orders", made.boris)
    assert [one["id"] for one in listed.body["items"]] == ["o-0", "o-1", "o-2"]
    assert listed.body["items"][0]["late_at"] == (MONDAY - 3 * DAY).isoformat().replace("+00:00", "Z")
    assert api.get("/late-orders?as_of=2026-03-05T02:00:00Z&status=paid", made.boris).body["items"] == []
    one = api.get("/orders/o-0", made.boris).body
    assert (one["status"], one["kind"], one["offered"]) == ("paid", "mall", ["order.complete"])
    assert api.post("/orders/o-0/complete", made.boris, details=DISPATCH).status == 200
    refused = api.post("/orders/o-1/complete", made.boris, details=DISPATCH[:1])
    assert (refused.code, refused.body["field"]) == ("field-missing", "details.waybill")
    wanted = [{"verb": "order.complete", "target": f"o-{n}", "fields": {"details": DISPATCH}} for n in range(3)]
    results = api.post("/batch", made.boris, acts=wanted).body["results"]
    assert [one["status"] for one in results][1:] == [200, 200]
    assert results[0]["problem"]["code"] == "field-not-in-form"
    assert api.get("/late-orders", made.boris).body["items"] == []
    assert api.get("/late-orders", made.ana).status == 404
    assert api.get("/late-orders", made.senior).status == 200
    assert api.post("/orders/o-0/undo", made.boris).status == 200
    assert api.post("/orders/o-1/undo", made.sam).status == 404
    read = api.get("/orders/o-0", made.ana).body
    assert [entry["type"] for entry in read["trail"]] == [
        "OrderTold", "LateOrderReminded", "OrderMovedOn", "MoveUndone",
    ]  # fmt: skip
    assert read["trail"][2]["by"] == {"party": "merchant"}, "who of the shop it was is the shop's own"
    details = {one["code"]: one["words"] for one in read["trail"][2]["details"]}
    assert details["waybill"] == "SF1029384756", "words, not their hashes"


@pytest.mark.requirement("OS-2")
def test_an_order_that_has_a_complaint_keeps_its_own_due_instant(made: World) -> None:
    order = paid(made, "o-1", days_ago=1)
    filed = made.do("order.contact", order, made.ana, words="Where is it?")
    assert isinstance(filed, Done)
    done = made.do("complaint.file", "", made.ana, at=MONDAY + 25 * HOUR, **a_filing(order, reason="not-delivered"))
    assert not isinstance(done, Refusal), done
    ((due,),) = rows(
        "SELECT next_due_at FROM stream WHERE platform = %s AND id = %s", (made.platform.pk, f"order/{order}")
    )
    assert due == MONDAY + DAY, "the shop is still to be reminded"
