"""The appeal through its pages, without a browser: what is asked, what is refused by name, and that nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ombud.accounts.models import Draft
from ombud.desk import clock
from ombud.desk.handle_many import let_time_pass
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, refused, sent
from tests.portals.merchant.penalised import (
    CHAT,
    HOUR,
    WHOLE,
    a_slot,
    appealed,
    begun,
    decide,
    filled_in,
    impose,
    page_text,
    path,
    penalised,
    photos,
    state,
)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"  # noqa: E501 - one file


@needs_uploads
@pytest.mark.requirement("WD-6", "WD-7")
def test_an_appeal_is_begun_filled_in_part_by_part_looked_over_and_sent() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    drawn = state(made, done).slots
    rows = read(client, path(done, "/appeal"))
    for n, order in enumerate(drawn, 1):
        assert f"Order N{order}" in rows
        assert f'href="{path(done, f"/appeal/{n}")}"' in rows
    sent(client, path(done, "/appeal/0"), WHOLE, to=path(done, "/appeal/1"))
    for n in (1, 2, 3):
        following = path(done, f"/appeal/{n + 1}") if n < 3 else path(done, "/appeal/check")
        sent(client, path(done, f"/appeal/{n}"), a_slot(n, photos(n)), to=following)
    assert "only if all 3 are upheld" in read(client, path(done, "/appeal/check"))
    sent(client, path(done, "/appeal/check"), {}, to=path(done))
    now = state(made, done)
    assert now.appeal == "review"
    assert now.submission is not None
    assert len(now.submission.files) == 9
    assert {one.about for one in now.submission.files} == set(drawn)
    assert not Draft.objects.filter(platform_id=made.platform.pk, form="merchant-appeal").exists()


@pytest.mark.requirement("WD-8")
@needs_uploads
def test_after_sending_the_notice_says_until_when_it_is_decided_and_that_it_is_late_where_it_is() -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    words = page_text(read(client, path(done)))
    assert "The platform decides on your appeal" in words
    assert "Result by" in words
    due = state(made, done).deadline("appeal-review")
    assert due is not None
    with clock.at(due.due_at + HOUR):
        let_time_pass([(made.platform.pk, done.id)], due.due_at + HOUR)
        words = page_text(read(signed_in(made, "boris"), path(done)))
    assert "The platform is late. Senior reviewers act by" in words


@needs_uploads
@pytest.mark.parametrize(
    ("upheld", "told", "revoked"),
    [
        ((True, True, True), "The appeal succeeded. The penalty is revoked and every measure is lifted.", True),
        ((True, True, False), "2 of 3 upheld: their sales count again. The penalty stands.", False),
        ((False, False, False), "The appeal was rejected. The penalty stands.", False),
    ],
)
@pytest.mark.requirement("WD-7", "WD-8")
def test_the_result_stands_in_notice_and_list_order_by_order_with_its_reasons(
    upheld: tuple[bool, ...], told: str, revoked: bool
) -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    decide(made, done, *upheld)
    body = read(client, path(done))
    words = page_text(body)
    assert told in words
    assert "Each was looked at." in words
    assert words.count("It weighs what a mug weighs.") == sum(upheld)
    assert (words.count("Revoked") > 0) is revoked
    boxes = "".join(re.findall(r'<i class="([yn])">', body))
    assert boxes == "".join("y" if one else "n" for one in upheld)
    listed = read(client, "/merchant/penalties")
    assert told in page_text(listed)
    assert "".join(re.findall(r'<i class="([yn])">', listed)) == boxes


@needs_uploads
@pytest.mark.requirement("WD-7")
def test_nothing_to_show_for_one_order_is_stated_with_its_warning_and_never_for_all() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    assert "The penalty can then not be revoked" in read(client, path(done, "/appeal/1"))
    filled_in(made, done, client, none=(2,))
    body = read(client, path(done, "/appeal/check"))
    assert "The penalty can’t be revoked by this appeal" in body
    assert "You state that there is nothing to show for it." in body
    for n in (1, 3):
        client.post(path(done, f"/appeal/{n}"), {f"none{n}": "on"})
    body = read(client, path(done, "/appeal/check"))
    assert "An appeal needs materials for at least one of them." in body
    assert "disabled" in body
    assert client.post(path(done, "/appeal/check"), {}).status_code == 422
    assert state(made, done).appeal == "begun"
    sent(client, path(done, "/appeal/3"), a_slot(3, photos(3)), to=path(done, "/appeal/check"))
    sent(client, path(done, "/appeal/check"), {}, to=path(done))
    submission = state(made, done).submission
    assert submission is not None
    assert len(submission.nothing_for) == 2


@needs_uploads
@pytest.mark.requirement("WD-7")
def test_what_says_there_is_nothing_and_gives_something_is_refused_at_the_box() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    body = refused(client, path(done, "/appeal/1"), a_slot(1) | {"none1": "on"})
    assert "You stated that there is nothing to show for “Order" in body
    assert 'value="SF101"' in body
    assert re.search(r'id="id_none1"[^>]* checked', body)


@needs_uploads
@pytest.mark.requirement("WD-6")
def test_all_that_is_wrong_is_named_at_its_field_at_once_and_nothing_is_lost() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    wrong = {
        "a1-waybill-number": "x" * 41, "a1-dispatched-on": "last week",
        "p1-waybill": [a_photo(f"w{n}.jpg", c) for n, c in enumerate(("red", "blue", "green"))],
        "p1-chat": SimpleUploadedFile("chat.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    body = refused(client, path(done, "/appeal/1"), wrong)
    assert "5 things to mend" in body
    for field, said in (
        ("a1-waybill-number", "This takes at most 40 characters; there are 41."),
        ("a1-dispatched-on", "Write the date as year-month-day"),
        ("p1-waybill", "“Waybill or courier’s record” takes at most 2 file(s); there are 3."),
        ("p1-chat", "“Chat with the buyer” takes pictures, not this kind of file."),
        ("p1-payment-record", "“Payment record” needs at least 1 file(s); there are 0."),
    ):
        assert f'href="#id_{field}"' in body
        assert said in page_text(body)
    again = read(client, path(done, "/appeal/1"))
    for kept in ("x" * 41, "last week", "w0.jpg", "w1.jpg", "w2.jpg", "chat.pdf"):
        assert kept in again
    assert state(made, done).submission is None


@pytest.mark.requirement("WD-6")
def test_a_form_of_one_part_is_shown_at_once_and_empty_text_is_refused_by_name() -> None:
    made = penalised()
    done = impose(made, CHAT)
    client = signed_in(made, "boris")
    sent(client, path(done, "/begin"), {}, to=path(done, "/appeal"))
    assert client.get(path(done, "/appeal")).headers["Location"] == path(done, "/appeal/0")
    body = refused(client, path(done, "/appeal/0"), {"a0-explanation": "   ", "a0-contact-way": "carrier-pigeon"})
    words = page_text(body)
    assert "“What happened” is missing." in words
    assert "Choose one of: In the chat of the order, By phone or text message, In another app and I didn’t" in words
    assert "“The whole conversation” needs at least 1 file(s); there are 0." in words


@pytest.mark.requirement("WD-6")
def test_going_on_later_keeps_what_is_there_without_a_word_about_what_is_missing() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    sent(client, path(done, "/appeal/1"), {"a1-waybill-number": "SF9", "later": "1"}, to=path(done))
    assert 'value="SF9"' in read(client, path(done, "/appeal/1"))
    rows = page_text(read(client, path(done, "/appeal")))
    assert rows.count("Something is missing") == 1
    assert rows.count("Not begun") == 3


@pytest.mark.requirement("WD-4")
def test_a_window_that_closes_while_the_form_is_open_refuses_with_the_instant_and_keeps_what_was_typed() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    closes_at = state(made, done).closes_at
    assert closes_at is not None
    with clock.at(closes_at):
        late = signed_in(made, "boris")
        body = refused(late, path(done, "/appeal/0"), WHOLE | {"a0-explanation": "Typed in the last minute."})
        assert "The time to appeal this penalty ended at" in body
        assert "Typed in the last minute." in body
        assert "ended at" in page_text(read(late, path(done, "/appeal")))
        assert client.post(path(done, "/appeal/check"), {}).status_code in (302, 422)
    kept = Draft.objects.get(platform_id=made.platform.pk, form="merchant-appeal")
    assert kept.fields["a0-explanation"] == ["Typed in the last minute."]
    assert state(made, done).submission is None


@pytest.mark.requirement("WD-4")
def test_before_the_window_opens_the_page_says_from_when_it_can_be_appealed() -> None:
    made = penalised()
    done = impose(made, "late-dispatch", clock.now() - timedelta(minutes=5), orders=["o-1", "o-2"])
    client = signed_in(made, "boris")
    assert "This penalty can be appealed soon" in read(client, path(done))
    assert "Appeals of this penalty open at" in read(client, path(done, "/begin"))
    assert client.post(path(done, "/begin"), {"chance": "0" * 16}).status_code == 422
    assert state(made, done).draw is None
