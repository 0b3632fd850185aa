"""A platform that takes no part in the trade: it brings the sides together and finds, and it orders nothing."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.handle import Done
from tests.cast import MONDAY, World, a_complaint, a_filing, an_order, world
from tests.portals.clients import signed_in

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAID = {
    "en": "it can’t order a refund",
    "zh-hans": "不能判令退款",
    "zh-hant": "不能判令退款",
    "es": "no puede ordenar un reembolso",
}
FOUND = {
    "liability": "merchant", "merchant_share": 100, "reason": "not-as-described", "facts": "The page said whole.",
    "reasons": "Rule 8.2.", "rules": ["8.2"], "relied_on": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def made(database: Any) -> World:
    return world("weixun")


def written_to_first(made: World, id: str, at: datetime = MONDAY) -> str:
    """An order about which Ana has written to the shop, as this platform wants it before a complaint."""
    order = an_order(made, id, purchased_at=(at - 10 * DAY).isoformat())
    written = made.do("order.contact", order, made.ana, at - 2 * DAY, words="Please look at this.")
    assert isinstance(written, Done), written
    return order


@pytest.fixture(scope="module")
def case(made: World) -> Done:
    """Refused by the shop, and with the platform."""
    done = a_complaint(made, written_to_first(made, "o-1"))
    made.do("complaint.answer", done.id, made.boris, MONDAY + HOUR, stance="refuses", words="It was whole.")
    made.do("complaint.escalate", done.id, made.ana, MONDAY + 2 * HOUR)
    return done


@pytest.mark.requirement("OS-9")
@pytest.mark.parametrize("lang", SAID)
def test_every_page_on_which_an_order_might_be_hoped_for_says_that_there_is_none(made: World, lang: str) -> None:
    now = clock.now()
    order = written_to_first(made, f"for-{lang}", now)
    ana = signed_in(made, "ana")
    ana.post("/language", {"language": lang, "next": "/"})
    goods = {"lines": "1", "reason": "not-as-described", "quantity_1": "1"}
    ana.post(f"/file/goods?order={order}", goods)
    assert SAID[lang] in ana.get(f"/file/wish?order={order}").content.decode()
    waiting = made.do("complaint.file", "", made.ana, now - HOUR, **a_filing(order))
    made.do("complaint.answer", waiting.id, made.boris, now, stance="refuses", words="No.")
    assert SAID[lang] in ana.get(f"/complaints/{waiting.number}/ask-platform").content.decode()
    assert SAID[lang] in ana.get("/guide").content.decode()


@pytest.mark.requirement("OS-9")
def test_the_platform_cant_order_a_remedy_and_its_finding_ends_the_case(made: World, case: Done) -> None:
    refund = {"remedy": "refund", "amount": 16800}
    no = made.do("complaint.rule", case.id, made.rita, MONDAY + 3 * HOUR, terms=refund, **FOUND)
    assert isinstance(no, Refusal)
    assert (no.code, no.field) == ("platform-orders-nothing", "terms")
    done = made.do("complaint.rule", case.id, made.rita, MONDAY + 3 * HOUR, terms={"remedy": "none"}, **FOUND)
    assert isinstance(done, Done), done
    complaint = access_complaint(made.platform.pk, case.id, made.rita, MONDAY + 4 * HOUR).complaint
    assert (complaint.stage, complaint.how, complaint.obligation) == ("closed", "ruled", None)
    for who, where in (("ana", ""), ("boris", "/merchant")):
        client = signed_in(made, who)
        client.post("/language", {"language": "en", "next": "/"})
        assert SAID["en"] in client.get(f"{where}/complaints/{case.number}/ruling").content.decode()
