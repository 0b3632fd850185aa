"""What comes after an appeal was sent or begun: again, back, by itself, a question, a condition, another tab."""

from datetime import timedelta

import pytest

from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.desk.handle_many import let_time_pass
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, refused, sent
from tests.portals.merchant.penalised import (
    CLOSED_TO_APPEAL,
    WHOLE,
    appealed,
    begun,
    complain,
    filled_in,
    impose,
    page_text,
    path,
    penalised,
    state,
)


@needs_uploads
@pytest.mark.requirement("WD-9")
def test_what_came_back_as_incomplete_is_listed_prefilled_and_sent_again() -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    slot = state(made, done).slots[1]
    complain(made, done, {"code": "waybill", "slot": slot, "words": "It can’t be read."}, {"code": "explanation"})
    words = page_text(read(client, path(done)))
    assert "Add what was missing, and send the appeal again" in words
    assert f"Order N{slot}: Waybill or courier’s record (It can’t be read.)" in words
    assert "Add and appeal again" in read(client, "/merchant/penalties")
    body = read(client, path(done, "/appeal/2"))
    assert 'value="SF102"' in body
    assert body.count('class="file is-kept"') == 3
    assert "It can’t be read." in body
    assert "They were real buyers." in read(client, path(done, "/appeal/0"))
    sent(client, path(done, "/appeal/0"), WHOLE | {"a0-explanation": "Real buyers, from the stream of the 3rd."})
    sent(client, path(done, "/appeal/check"), {}, to=path(done))
    now = state(made, done)
    assert (now.appeal, now.attempts, now.submissions) == ("review", 1, 2)


@needs_uploads
def test_two_tabs_that_send_the_same_draft_send_it_once_and_the_second_is_told_by_name() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    filled_in(made, done, client)
    sent(client, path(done, "/appeal/check"), {"act_key": "tab-1"}, to=path(done))
    body = refused(client, path(done, "/appeal/check"), {"act_key": "tab-2"})
    assert "An appeal of this penalty is already under review." in body
    assert state(made, done).submissions == 1


@needs_uploads
def test_an_appeal_is_taken_back_after_a_look_at_what_that_means_and_can_be_begun_again() -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    drawn = state(made, done).slots
    assert "It uses up no attempt" in read(client, path(done, "/withdraw"))
    sent(client, path(done, "/withdraw"), {}, to=path(done))
    assert state(made, done).appeal == "withdrawn"
    sent(client, path(done, "/begin"), {}, to=path(done, "/appeal"))
    assert state(made, done).slots == drawn
    assert 'value="SF101"' in read(client, path(done, "/appeal/1")), "what was sent before needn’t be typed again"


@needs_uploads
def test_a_complete_draft_is_sent_by_itself_where_the_owner_so_chose_with_the_newest_words() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    assert client.post(path(done, "/appeal/prepare"), {}).status_code == 422, "nothing incomplete waits"
    filled_in(made, done, client)
    sent(client, path(done, "/appeal/prepare"), {}, to=path(done, "/appeal/check"))
    assert "is sent by itself" in page_text(read(client, path(done)))
    words = WHOLE | {"a0-explanation": "The newest words."}
    assert client.post(path(done, "/appeal/0/draft"), words | {"act_key": "k"}).status_code == 204
    assert client.post(path(done, "/appeal/0/draft"), {"a0-explanation": ""}).status_code == 204
    due = state(made, done).deadline("prepared")
    assert due is not None
    let_time_pass([(made.platform.pk, done.id)], due.due_at)
    with clock.at(due.due_at + timedelta(minutes=1)):
        later = signed_in(made, "boris")
        assert "The prepared appeal was sent by itself." in page_text(read(later, path(done)))
    now = state(made, done)
    assert now.submissions == 1


@needs_uploads
def test_the_choice_is_taken_back_and_the_draft_stays() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    filled_in(made, done, client)
    sent(client, path(done, "/appeal/prepare"), {})
    sent(client, path(done, "/appeal/keep-back"), {}, to=path(done, "/appeal/check"))
    assert state(made, done).prepared is None
    assert "They were real buyers." in read(client, path(done, "/appeal/check"))


@needs_uploads
def test_a_question_within_the_appeal_is_answered_on_its_own_page() -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    asked = made.do("penalty.ask", done.id, made.rolf, clock.now(), words="Who packed them?")
    assert isinstance(asked, Done), asked
    assert "Answer the platform’s question" in read(client, path(done))
    page = path(done, "/answer")
    assert "Who packed them?" in read(client, page)
    assert "This needs words" in refused(client, page, {"words": ""})
    sent(client, page, {"words": "My sister."}, to=path(done))
    words = page_text(read(client, path(done)))
    assert "My sister." in words
    assert "The platform decides on your appeal" in words


@needs_uploads
def test_a_condition_is_met_with_words_and_files_on_its_own_page() -> None:
    made = penalised()
    done = impose(made)
    client = appealed(made, done)
    granted = made.do("penalty.grant-on-condition", done.id, made.rolf, clock.now(), words="Take the live stream down.")
    assert isinstance(granted, Done), granted
    assert "Take the live stream down." in read(client, path(done))
    sent(client, path(done, "/condition"), {"words": "It is down.", "photos": a_photo()}, to=path(done))
    assert state(made, done).condition_met
    assert "The platform looks whether the condition is met" in read(client, path(done))


def test_a_viewer_reads_the_notice_and_finds_no_way_to_appeal() -> None:
    made = penalised()
    done = impose(made)
    client = signed_in(made, "viewer")
    assert path(done, "/begin") not in read(client, path(done))
    assert "Your role in this shop doesn" in read(client, path(done, "/begin"))
    assert client.post(path(done, "/begin"), {}).status_code == 422
    assert state(made, done).appeal == "none"


def test_what_is_typed_after_the_window_closed_is_still_kept_by_itself() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    closes_at = state(made, done).closes_at
    assert closes_at is not None
    with clock.at(closes_at):
        late = signed_in(made, "boris")
        assert late.post(path(done, "/appeal/0/draft"), {"a0-explanation": "Still here."}).status_code == 204
    assert "Still here." in read(client, path(done, "/appeal/0"))


def test_a_penalty_without_an_appeal_has_no_form_at_any_address() -> None:
    made = penalised()
    done = impose(made, CLOSED_TO_APPEAL)
    client = signed_in(made, "boris")
    posts = {"/appeal/0": 404, "/appeal/0/draft": 409, "/appeal/check": 422, "/appeal/prepare": 422, "/begin": 422}
    assert {page: client.post(path(done, page), {}).status_code for page in posts} == posts
    gets = {"/appeal": 200, "/appeal/check": 200, "/answer": 200, "/condition": 200, "/withdraw": 200}
    assert {page: client.get(path(done, page)).status_code for page in gets} == gets
    assert state(made, done).appeal == "none"
