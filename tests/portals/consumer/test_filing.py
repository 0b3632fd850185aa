"""Filing a complaint: five short screens, no script, and nothing typed is ever lost."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ombud.accounts.models import Draft, Person, RulesAccepted
from ombud.desk import clock
from ombud.desk.access import access_complaint
from tests.cast import MONDAY, World, a_complaint, an_order, world
from tests.portals.clients import signed_in
from tests.portals.consumer.cases import complained, photo


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with clock.at(MONDAY):
        yield


def begun(order: str = "o-1", **facts: Any) -> tuple[World, Client]:
    made = world()
    an_order(made, order, **facts)
    return made, signed_in(made, "ana")


def filled_in(client: Client, order: str = "o-1", **more: Any) -> None:
    client.post(f"/file/goods?order={order}", {"lines": ["1"], "reason": "quality"})
    client.post(f"/file/problem?order={order}", {"problem": "The mug has a crack.", **more})
    client.post(f"/file/wish?order={order}", {"remedy": "refund", "amount": "168.00", "phone": "13800001234"})


@pytest.mark.requirement("CG-1")
def test_a_complaint_is_filed_in_five_screens_without_script() -> None:
    made, client = begun()
    assert "Celadon mug" in client.get("/file").content.decode()
    came = client.get("/file?order=o-1")
    assert came.headers["Location"] == "/file/goods?order=o-1"
    came = client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": "quality"})
    assert came.headers["Location"] == "/file/problem?order=o-1"
    came = client.post(
        "/file/problem?order=o-1",
        {"problem": "The mug has a crack.", "photos_photo-goods": [photo(), photo("b.jpg", "red")]},
    )
    assert came.headers["Location"] == "/file/wish?order=o-1"
    assert 'value="168.00"' in client.get("/file/wish?order=o-1").content.decode()
    came = client.post("/file/wish?order=o-1", {"remedy": "refund", "amount": "168.00", "phone": "13800001234"})
    assert came.headers["Location"] == "/file/check?order=o-1"
    page = client.get("/file/check?order=o-1").content.decode()
    for shown in ("The mug has a crack.", "Refund, ¥168.00", "13800001234", "Change", "wechat@2026.1", "No-1"):
        assert shown in page, shown
    came = client.post("/file/check?order=o-1")
    assert re.fullmatch(r"/complaints/T-260309-\w{5}/sent", came.headers["Location"])
    sent = client.get(came.headers["Location"]).content.decode()
    assert "Your number is T-260309-" in sent
    assert "The shop has until" in sent
    case = client.get(came.headers["Location"].removesuffix("/sent")).content.decode()
    assert "The shop is asked to answer" in case
    assert case.count("exhibit") or case.count("Exhibit")
    assert not Draft.objects.filter(platform=made.platform).exists()


@pytest.mark.requirement("CG-9")
def test_a_deep_link_to_filing_survives_signing_in() -> None:
    made, _client = begun()
    client = Client()
    asked = client.get("/file?order=o-1")
    assert asked.headers["Location"] == "/sign-in?next=/file%3Forder%3Do-1"
    ana = Person.objects.get(platform=made.platform, ref="ana")
    came = client.post("/sign-in", {"person": str(ana.pk), "next": "/file?order=o-1"})
    assert client.get(came.headers["Location"]).headers["Location"] == "/file/goods?order=o-1"


@pytest.mark.requirement("CG-9")
def test_every_entrance_leads_to_the_same_form() -> None:
    _made, client = begun()
    assert "/file?order=o-1" in client.get("/orders/o-1").content.decode()
    assert "/file?shop=mugs" in client.get("/shops/mugs").content.decode()
    assert "/settings" in client.get("/me").content.decode()
    assert 'href="/file"' in client.get("/settings").content.decode()
    assert 'href="/file"' in client.get("/complaints/").content.decode()
    assert "/file?order=o-1" in client.get("/file?shop=mugs").content.decode()
    assert "/file?order=o-1" not in client.get("/file?shop=tea").content.decode()


@pytest.mark.requirement("CG-1")
def test_a_draft_survives_closing_and_goes_on_where_it_was() -> None:
    made, client = begun()
    client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": "quality"})
    saved = client.post("/drafts/file/o-1", {"problem": "The mug has a cr"})
    assert saved.status_code == 204
    later = signed_in(made, "ana")
    assert "Begun, not sent yet" in later.get("/file").content.decode()
    assert later.get("/file?order=o-1").headers["Location"] == "/file/wish?order=o-1"
    assert "The mug has a cr" in later.get("/file/problem?order=o-1").content.decode()
    assert "Begun" not in signed_in(made, "other").get("/file").content.decode()


def test_what_is_missing_is_named_and_what_was_typed_stays() -> None:
    _made, client = begun()
    answer = client.post("/file/goods?order=o-1", {"lines": ["1"]})
    assert answer.status_code == 422
    assert "Choose what is wrong." in answer.content.decode()
    client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": "wrong-goods"})
    answer = client.post("/file/problem?order=o-1", {"problem": "A <b>plate</b> came."})
    assert answer.status_code == 422
    assert "A &lt;b&gt;plate&lt;/b&gt; came." in answer.content.decode()
    assert "can’t be taken without: Photos of the goods" in answer.content.decode()
    client.post("/file/problem?order=o-1", {"problem": "A plate came.", "photos_photo-goods": [photo()]})
    answer = client.post("/file/wish?order=o-1", {"remedy": "refund", "amount": "999", "phone": "", "email": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="999"' in page
    assert "At most ¥168.00 can still be refunded" in page
    assert "Give a phone number or an e-mail address" in page
    # The marketplace's link goes back to what is wrong, never past it to the check page.
    assert client.get("/file?order=o-1").headers["Location"] == "/file/wish?order=o-1"
    assert client.get("/file/check?order=o-1").headers["Location"] == "/file/wish?order=o-1"


def test_a_broken_file_is_named_and_the_good_one_stays() -> None:
    _made, client = begun()
    client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": "quality"})
    bad = SimpleUploadedFile("notes.txt", b"no picture at all", "text/plain")
    answer = client.post("/file/problem?order=o-1", {"problem": "Cracked.", "photos_photo-goods": [photo(), bad]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "notes.txt" in page
    assert "mug.jpg" in page
    assert "Cracked." in page
    kept = re.search(r'name="file_photo-goods" value="([^"]+)"', page)
    assert kept is not None
    gone = {"problem": "Cracked.", "file_photo-goods": kept.group(1), "remove_file": kept.group(1)}
    client.post("/file/problem?order=o-1", gone)
    assert "mug.jpg" not in client.get("/file/problem?order=o-1").content.decode()


def test_the_check_page_changes_one_answer_and_comes_back() -> None:
    _made, client = begun()
    filled_in(client)
    page = client.get("/file/check?order=o-1").content.decode()
    assert "/file/wish?order=o-1&amp;then=check" in page
    wish = {"remedy": "refund", "amount": "100", "phone": "13800001234"}
    came = client.post("/file/wish?order=o-1&then=check", wish)
    assert came.headers["Location"] == "/file/check?order=o-1"
    assert "Refund, ¥100.00" in client.get("/file/check?order=o-1").content.decode()


def test_a_complaint_sent_twice_is_filed_once() -> None:
    made, client = begun()
    filled_in(client)
    client.get("/file/check?order=o-1")
    row = Draft.objects.get(platform=made.platform)
    first = client.post("/file/check?order=o-1").headers["Location"]
    row.save(force_insert=True)  # the other tab still has the draft
    assert client.post("/file/check?order=o-1").headers["Location"] == first


@pytest.mark.requirement("CG-5")
def test_warned_words_can_be_confirmed() -> None:
    _made, client = begun()
    filled_in(client)
    client.post("/file/problem?order=o-1", {"problem": "The shop told me to drop dead."})
    answer = client.post("/file/check?order=o-1")
    assert answer.status_code == 422
    assert 'name="sure"' in answer.content.decode()
    assert client.post("/file/check?order=o-1", {"sure": "on"}).status_code == 302


def test_goods_already_complained_about_lead_to_that_complaint() -> None:
    made, client = begun()
    number = a_complaint(made, "o-1").number
    filed_under = client.get(f"/complaints/{number}").content.decode()
    assert number in filed_under
    for reason in ("quality", "not-as-described"):
        answer = client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": reason})
        if answer.status_code == 422:
            assert number in answer.content.decode()
            return
    raise AssertionError("the second complaint about the same was taken")


@pytest.mark.requirement("EV-2")
def test_somebody_elses_order_is_not_there() -> None:
    made, _client = begun()
    other = signed_in(made, "other")
    assert other.get("/file?order=o-1").status_code == 404
    assert other.get("/orders/o-1").status_code == 404
    assert other.post("/file/goods?order=o-1", {"reason": "quality"}).status_code == 404


def test_an_order_of_which_too_little_is_known_says_why_and_the_way_out() -> None:
    _made, client = begun(shop="")
    page = client.get("/file?order=o-1").content.decode()
    assert "which shop sold this order" in page
    assert "Ask the platform" in page


@pytest.mark.requirement("EV-6")
def test_filing_accepts_the_rules_in_their_version() -> None:
    made, client = begun()
    filled_in(client)
    client.post("/file/check?order=o-1")
    accepted = RulesAccepted.objects.get(platform=made.platform)
    assert (accepted.person.ref, accepted.pack) == ("ana", "wechat@2026.1")


def test_hostile_text_is_kept_as_typed_and_shown_escaped() -> None:
    _made, client = begun()
    client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": "quality"})
    client.post("/file/problem?order=o-1", {"problem": "<script>alert(1)</script>{{ 7 }}"})
    client.post("/file/wish?order=o-1", {"remedy": "refund", "amount": "168", "phone": "13800001234"})
    page = client.get("/file/check?order=o-1").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 }}" in page


def test_who_comes_back_to_the_form_after_sending_is_led_to_the_open_complaint() -> None:
    made, client, number = complained()
    order = access_complaint(made.platform.pk, number, made.ana).complaint.order_id
    page = client.get(f"/file/goods?order={order}").content.decode()
    assert f'Your complaint <span class="whole">{number}</span> about this order is open.' in page
    assert f'href="/complaints/{number}"' in page


@pytest.mark.requirement("CG-1")
def test_a_complaint_that_was_begun_can_be_given_up_once_asked() -> None:
    made, client = begun()
    client.post("/file/goods?order=o-1", {"lines": ["1"]})
    assert "Begun, not sent yet" not in client.get("/complaints/").content.decode(), "nothing was said yet"
    client.post("/file/goods?order=o-1", {"lines": ["1"], "reason": "quality"})
    assert "Begun, not sent yet" in client.get("/complaints/").content.decode()
    assert "/file/discard?order=o-1" in client.get("/file/problem?order=o-1").content.decode()
    assert "Keep the draft" in client.get("/file/discard?order=o-1").content.decode()
    assert Draft.objects.filter(platform=made.platform).exists()
    answer = client.post("/file/discard?order=o-1", follow=True)
    assert "The draft was discarded." in answer.content.decode()
    assert not Draft.objects.filter(platform=made.platform).exists()
    assert signed_in(made, "boris").post("/file/discard?order=o-1").status_code == 404
