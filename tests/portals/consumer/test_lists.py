"""The consumer's lists, messages, settings, reports and account."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.accounts.models import Person
from ombud.desk import clock
from ombud.desk.access import access_complaint
from tests.cast import MONDAY, a_complaint, an_order, world
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import HOUR, complained, with_platform


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with clock.at(MONDAY + timedelta(hours=2)):
        yield


def test_without_complaints_the_list_leads_to_filing() -> None:
    page = signed_in(world(), "ana").get("/complaints/").content.decode()
    assert "No complaints" in page
    assert 'href="/file"' in page


@pytest.mark.requirement("CG-4")
def test_what_waits_for_the_reader_stands_first() -> None:
    made = world()
    for order in ("o-1", "o-2", "o-3"):
        an_order(made, order)
    waits = a_complaint(made, "o-1")
    made.do("complaint.offer", waits.id, made.boris, at=MONDAY, terms={"remedy": "refund", "amount": 100})
    under_way = a_complaint(made, "o-2")
    over = a_complaint(made, "o-3")
    made.do("complaint.withdraw", over.id, made.ana, at=MONDAY)
    page = signed_in(made, "ana").get("/complaints/").content.decode()
    places = [page.index(one.number) for one in (waits, under_way, over)]
    assert places == sorted(places)
    assert "Answer the shop’s offer" in page
    assert a_complaint is not None
    assert waits.number not in signed_in(made, "other").get("/complaints/").content.decode()


@pytest.mark.requirement("CG-4")
def test_with_several_turns_side_by_side_the_list_names_the_readers_own_and_its_date() -> None:
    made, client, number = complained()
    id = with_platform(made, number)
    made.do("complaint.request-evidence", id, made.rita, at=MONDAY + 1.5 * HOUR, of="both", items=["photo-parcel"],
        words="The box?")  # fmt: skip
    made.do("complaint.excuse", id, made.boris, at=MONDAY + 1.6 * HOUR, request="r2", kind="more-time", words="A day.")
    page = client.get("/complaints/").content.decode()
    assert "Send the evidence the platform asks for" in page
    own = access_complaint(made.platform.pk, number, made.ana).complaint.deadline("evidence", "r1")
    assert own
    assert own.due_at.strftime("%Y-%m-%dT%H:%M") in page, "the platform's own turn ends sooner, and isn't the reader's"


def test_the_root_sends_everybody_to_their_own_start() -> None:
    made = world()
    assert signed_in(made, "ana").get("/").headers["Location"] == "/complaints/"
    assert signed_in(made, "boris").get("/").headers["Location"] == "/merchant/"
    assert signed_in(made, "rita").get("/").headers["Location"] == "/review/"


def test_messages_tell_what_happened_and_are_read_once_seen() -> None:
    made = world()
    done = a_complaint(made)
    made.do("complaint.answer", done.id, made.boris, at=MONDAY, stance="explains", words="Glaze.")
    client = signed_in(made, "ana")
    assert done.number in client.get("/messages").content.decode()
    assert client.get("/messages?only=unread").content.decode().count(f"/complaints/{done.number}") == 0
    assert client.post("/messages/read").status_code == 302
    for odd in ("?after=x", "?after=99999999999999999999", "?only=nothing", "?only=action"):
        assert client.get(f"/messages{odd}").status_code == 200


@pytest.mark.requirement("EV-1")
def test_larger_letters_are_kept_with_the_person() -> None:
    made = world()
    client = signed_in(made, "ana")
    assert client.post("/settings", {"large": "on"}).status_code == 302
    assert Person.objects.get(platform=made.platform, ref="ana").choices["large"] is True
    assert 'class="large"' in client.get("/complaints/").content.decode()


@pytest.mark.requirement("MP-1")
def test_a_shop_is_reported_without_an_order_and_the_report_can_be_followed() -> None:
    made = world()
    client = signed_in(made, "ana")
    assert "/shops/mugs/report" in client.get("/shops/mugs").content.decode()
    answer = client.post("/shops/mugs/report", {"words": "They sell fakes.", "act_key": "a"})
    assert answer.status_code == 422
    assert "They sell fakes." in answer.content.decode()
    done = client.post("/shops/mugs/report", {"about": "counterfeit", "words": "They sell fakes.", "act_key": "b"})
    page = client.get(done.headers["Location"]).content.decode()
    assert "They sell fakes." in page
    assert "The platform looks at your report" in page
    client.post(done.headers["Location"], {"words": "And here is another.", "act_key": "c"})
    assert "And here is another." in client.get(done.headers["Location"]).content.decode()
    assert signed_in(made, "other").get(done.headers["Location"]).status_code == 404


@pytest.mark.requirement("CG-5")
def test_a_limit_on_the_account_is_told_with_its_reason_and_end_and_can_be_contested() -> None:
    made = world()
    client = signed_in(made, "ana")
    assert "No limit lies on your account" in client.get("/account").content.decode()
    until = (MONDAY + timedelta(days=3)).isoformat()
    done = made.do("account.limit", "ana", made.senior, reason="advertising", words="Three of them.", until=until)
    assert not hasattr(done, "because"), done
    page = client.get("/account").content.decode()
    assert "12 Mar" in page
    assert "Advertising" in page
    assert client.post("/account", {"words": "", "act_key": "a"}).status_code == 422
    assert client.post("/account", {"words": "It was no advertising.", "act_key": "b"}).status_code == 302
    assert "Your objection was received" in client.get("/account").content.decode()


def test_strange_addresses_are_not_found_and_never_an_error() -> None:
    client = signed_in(world(), "ana")
    for at in (
        *(f"/{thing}/%00" for thing in ("complaints", "orders", "shops", "reports")),
        "/file?order=%00", "/complaints/x/y", "/evidence/x/y", "/file/nothing?order=x", "/complaints/" + "9" * 300,
        "/shops/nobody/report",
    ):  # fmt: skip
        assert client.get(at).status_code == 404, at
