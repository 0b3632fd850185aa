"""What a consumer does about a late order: urge, write first, say whether it came; alone, or with the staff."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.desk import clock
from ombud.desk.access import access_complaint, access_order_case
from ombud.ledger.connection import rows
from tests.api.caller import Api
from tests.cast import MONDAY, World, world
from tests.portals.clients import signed_in
from tests.stories.orders import DAY, HOUR, paid, sent
from tests.stories.test_late_orders import pass_time, told, types

NOW = MONDAY + HOUR


@pytest.fixture
def made(database: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(clock, "now", lambda *_platform: NOW)
    return world("weixun")


def later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> datetime:
    at = NOW + by
    monkeypatch.setattr(clock, "now", lambda *_platform: at)
    return at


@pytest.mark.requirement("OS-4")
def test_a_consumer_urges_once_a_day_and_the_shop_sees_it_in_its_list(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid(made)
    ana, boris = signed_in(made, "ana"), signed_in(made, "boris")
    page = ana.get("/orders/o-1").content.decode()
    assert "Late: it is the shop’s turn" in page
    assert "Urge the shop" in page
    assert ana.post("/orders/urge/of/o-1", {"act_key": "k1"}, follow=True).status_code == 200
    again = ana.post("/orders/urge/of/o-1", {"act_key": "k2"}, follow=True).content.decode()
    assert "It can be urged again from" in again
    assert told(made, "order_urged") == ["mugs"]
    assert "The consumer urged you" in boris.get("/merchant/late-orders").content.decode()
    later(monkeypatch, DAY)
    ana.post("/orders/urge/of/o-1", {"act_key": "k3"})
    assert types(made, "order/o-1") == ["OrderTold", "OrderUrged", "OrderUrged"]


@pytest.mark.requirement("OS-4")
def test_where_the_pack_asks_for_it_the_shop_is_written_to_before_a_complaint(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid(made)
    ana, boris = signed_in(made, "ana"), signed_in(made, "boris")
    page = ana.get("/orders/o-1").content.decode()
    assert "the shop is written to first" in page
    assert "Complain about this order" not in page
    assert "the shop is written to first" in ana.get("/file?order=o-1", follow=True).content.decode()
    refused = Api(made).post(
        "/complaints", made.ana, order="o-1", reason="not-delivered", lines=[{"line": "1"}], problem="Nothing came.",
        asked={"remedy": "refund", "amount": 16800}, contact={"phone": "13800001234"},
    )  # fmt: skip
    assert refused.code == "contact-first"
    ana.post("/orders/contact/of/o-1", {"words": "Where is my mug?", "act_key": "k1"})
    assert "Where is my mug?" in boris.get("/merchant/orders/o-1").content.decode()
    boris.post("/merchant/late-orders/answer/o-1", {"words": "It leaves today.", "act_key": "k2"})
    assert "It leaves today." in ana.get("/orders/o-1").content.decode()
    assert (told(made, "shop_contacted")) == ["mugs", "ana"]
    later(monkeypatch, DAY)
    assert "Complain about this order" in ana.get("/orders/o-1").content.decode()


@pytest.mark.requirement("OS-4")
def test_the_consumer_is_asked_whether_it_came_and_a_yes_completes_it(made: World) -> None:
    sent(made, days_ago=2)
    assert pass_time(made, NOW) == 0
    pass_time(made, MONDAY + 10 * DAY)
    assert told(made, "receipt_asked") == ["ana"]
    ana = signed_in(made, "ana")
    assert "Have you received it?" in ana.get("/orders/o-1").content.decode()
    after = ana.post("/orders/yes/of/o-1", {"act_key": "k1"}, follow=True).content.decode()
    assert "Thank you. The order is complete." in after
    assert "Nothing more is to come." in after
    assert access_order_case(made.platform.pk, "o-1", made.ana).order.status == "completed"


@pytest.mark.requirement("OS-4")
def test_a_no_opens_the_complaint_form_with_its_reason_chosen(made: World) -> None:
    sent(made)
    ana = signed_in(made, "ana")
    answer = ana.post("/orders/no/of/o-1", {"act_key": "k1"}, follow=True)
    page = answer.content.decode()
    assert "The shop has been told that it didn’t come." in page
    assert answer.redirect_chain[-1][0].startswith("/file/problem"), "goods and reason are known already"
    assert told(made, "order_not_received") == ["mugs"]
    assert "it didn’t come" in signed_in(made, "boris").get("/merchant/late-orders").content.decode()


@pytest.mark.requirement("OS-4")
def test_somebody_elses_order_is_not_there(made: World) -> None:
    sent(made)
    other = signed_in(made, "other")
    assert other.get("/orders/o-1").status_code == 404
    for what in ("urge", "contact", "yes", "no"):
        assert other.post(f"/orders/{what}/of/o-1", {"words": "x"}).status_code == 404
    assert types(made, "order/o-1") == ["OrderTold"]


@pytest.mark.requirement("OS-8")
def test_staff_find_a_callers_order_by_what_the_caller_knows(made: World) -> None:
    from ombud.accounts.models import Person

    paid(made)
    paid(made, "o-2", shop="tea", consumer="other")
    Person.objects.filter(platform=made.platform, ref="ana").update(phone="138 0000 1234")
    rita = signed_in(made, "rita")
    for query, found, missed in (
        ("number=No-1", "No-1", "No-2"),
        ("phone=…1234", "No-1", "No-2"),
        ("name=林安娜", "No-1", "No-2"),
        ("shop=Tea", "No-2", "No-1"),
        ("shop=Shanyu&title=celadon", "No-1", "No-2"),
    ):
        page = rita.get(f"/review/calls?{query}").content.decode()
        assert found in page, query
        assert missed not in page, query
    assert "No order fits" in rita.get("/review/calls?shop=Tea&name=林安娜").content.decode()
    assert "finds too many" in rita.get("/review/calls?title=mug").content.decode()
    assert signed_in(made, "boris").get("/review/calls").status_code == 404


@pytest.mark.requirement("OS-8")
@pytest.mark.requirement("OS-5")
def test_staff_file_and_urge_for_a_caller_and_every_page_shows_who_spoke_for_whom(made: World) -> None:
    paid(made)
    rita, ana, boris = signed_in(made, "rita"), signed_in(made, "ana"), signed_in(made, "boris")
    page = rita.get("/review/orders/o-1").content.decode()
    assert "Late: it is the shop’s turn" in page
    rita.post("/review/orders/do/urge/o-1", {"came_by": "call", "act_key": "k1"})
    assert "For the consumer, who called: Rita" in rita.get("/review/orders/o-1").content.decode()
    form = {"reason": "not-delivered", "problem": "Nothing came.", "remedy": "refund", "amount": "168",
            "phone": "13800001234", "name": "", "email": "", "came_by": "visit", "act_key": "k2"}  # fmt: skip
    missing = rita.post("/review/orders/complaint/o-1", form | {"problem": "", "step": "read"})
    assert missing.status_code == 422
    back = rita.post("/review/orders/complaint/o-1", form | {"step": "read"}).content.decode()
    assert "Read every line to the consumer" in back
    assert "Nothing came." in back
    filed = rita.post("/review/orders/complaint/o-1", form | {"step": "send"}).content.decode()
    ((number, id),) = rows("SELECT number, id FROM complaint_row WHERE platform = %s", (made.platform.pk,))
    assert number in filed
    assert told(made, "complaint_filed") == ["ana"], "its number is sent"
    case = access_complaint(made.platform.pk, id, made.ana)
    assert case.party == "consumer"
    said = "came by, and the platform filed the complaint for"
    assert f"You {said} you" in ana.get(f"/complaints/{number}").content.decode()
    assert f"The consumer {said} them" in boris.get(f"/merchant/complaints/{number}").content.decode()
    assert f"The consumer {said} them" in rita.get(f"/review/cases/{number}?tab=history").content.decode()
    tab = rita.get(f"/review/cases/{number}?tab=order").content.decode()
    assert "For the consumer, who called: Rita" in tab, "the trail is evidence in the dispute"
    assert "Late since" in tab or "The order became known here" in tab


@pytest.mark.requirement("OS-5")
def test_the_trail_tells_who_when_from_where_to_where_and_why(made: World) -> None:
    paid(made)
    details = [{"code": "carrier", "words": "SF"}, {"code": "waybill", "words": "SF123"}]
    made.do("order.complete", "o-1", made.boris, NOW, details=details, words="The parcel left early.")
    made.do("order.undo", "o-1", made.boris, NOW + timedelta(minutes=1))
    made.tell("order.tell", "o-1", facts={"number": "No-1", "shop": "mugs", "consumer": "ana", "status": "canceled"})
    page = signed_in(made, "boris").get("/merchant/orders/o-1").content.decode()
    for words in ("From “Paid” to “Sent”.", "Waybill number: SF123", "The parcel left early.", "Taken back.",
                  "From “Paid” to “Cancelled”.", "As the platform was told", "Boris"):  # fmt: skip
        assert words in page, words
    assert "Boris" not in signed_in(made, "ana").get("/orders/o-1").content.decode(), "a shop's people are its own"
