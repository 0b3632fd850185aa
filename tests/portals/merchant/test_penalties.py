"""The shop's penalties without a browser: the list, the notice, the pop-up, and what stands around them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ombud.desk import clock
from ombud.packs.load import texts
from ombud.portals.merchant.penalties.popup import SILENT
from ombud.reads import penalties as reads
from tests.portals.clients import signed_in
from tests.portals.merchant.console import read, sent
from tests.portals.merchant.penalised import (
    CHAT,
    CLOSED_TO_APPEAL,
    HOUR,
    SALES,
    begun,
    impose,
    page_text,
    path,
    penalised,
    state,
)

POPUP = 'id="popup"'


@pytest.mark.requirement("WD-4")
def test_the_list_shows_each_penalty_with_its_window_and_the_next_step() -> None:
    made = penalised()
    first, second, third = impose(made), impose(made, CHAT), impose(made, CLOSED_TO_APPEAL)
    body = read(signed_in(made, "boris"), "/merchant/penalties")
    table = body[body.index("<tbody>") :]
    assert table.index(path(second)) < table.index(path(first)) < table.index(path(third)), "the nearest close first"
    assert f'href="{path(first, "/begin")}"' in table
    assert f'href="{path(third, "/begin")}"' not in table
    words = page_text(table)
    assert "Not open to appeal" in words
    assert "Closes" in words
    assert 'class="left">' in table
    counts = reads.counts(made.platform.pk, "mugs")
    assert counts == {"all": 3, "open": 2, "review": 0, "closed": 1}


def test_tabs_hold_what_they_say_and_nothing_of_another_shop() -> None:
    made = penalised()
    first, third = impose(made), impose(made, CLOSED_TO_APPEAL)
    client = signed_in(made, "boris")
    assert f'class="t" href="{path(third)}"' not in read(client, "/merchant/penalties?tab=open")
    assert f'class="t" href="{path(third)}"' in read(client, "/merchant/penalties?tab=closed")
    stranger = signed_in(made, "sam")
    assert path(first) not in read(stranger, "/merchant/penalties")
    for page in ("", "/begin", "/appeal", "/appeal/0", "/appeal/check", "/withdraw", "/consult", "/draw.json"):
        read(stranger, path(first, page), 404)


def test_a_list_longer_than_a_page_goes_on_where_it_ended() -> None:
    made = penalised()
    done = [impose(made, CHAT, clock.now() - n * HOUR) for n in range(1, reads.PAGE + 3)]
    client = signed_in(made, "boris")
    body = read(client, "/merchant/penalties")
    older = body.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    rest = read(client, older)
    shown = [sum(f'class="t" href="{path(one)}"' in page for one in done) for page in (body, rest)]
    assert shown == [reads.PAGE, 2]


@pytest.mark.requirement("WD-1", "WD-11")
def test_the_notice_says_everything_and_records_that_this_member_opened_it() -> None:
    made = penalised()
    done = impose(made)
    body = read(signed_in(made, "boris"), path(done))
    words = page_text(body)
    for said in (
        "Forty parcels weighed nothing.", "No goods were sent.", "2.4 Sales figures are true",
        "Sales of these orders not counted", "Lower place in the search, 30 days", "until it is lifted",
        "No-1", "Micro-stores 2026.1", "You can appeal this penalty", "After that it can never be appealed again.",
        "only if all 3 are upheld", "400-000-0000", "How penalties and appeals go here",
    ):  # fmt: skip
        assert said in words, said
    assert 'href="/guide"' in body
    assert state(made, done).opened_by == ("boris",)
    read(signed_in(made, "viewer"), path(done))
    assert state(made, done).opened_by == ("boris", "viewer")


@pytest.mark.requirement("WD-11")
@pytest.mark.parametrize(
    ("language", "by_when"),
    [("en", "7 working days"), ("zh-hans", "7 个工作日"), ("zh-hant", "7 個工作天"), ("es", "7 días hábiles")],
)
def test_the_guide_that_a_notice_leads_to_is_public_and_says_how_appeals_go_by_this_pack(
    language: str, by_when: str
) -> None:
    made = penalised()
    done = impose(made)
    notice = read(signed_in(made, "boris"), path(done))
    guide = re.search(r'<a href="(/guide[^"]*)"', notice)
    assert guide is not None
    stranger = Client(headers={"Accept-Language": language})
    words = page_text(read(stranger, f"{guide[1]}?platform={made.platform.slug}"))
    of_this_pack = texts("weidian")
    for said in (by_when, "400-000-0000", of_this_pack.say(f"violation.{SALES}", language)):
        assert said in words, said


@pytest.mark.requirement("WD-5")
def test_where_no_appeal_is_possible_the_notice_says_so_with_its_rule_and_offers_the_consultation() -> None:
    made = penalised()
    done = impose(made, CLOSED_TO_APPEAL)
    client = signed_in(made, "boris")
    words = page_text(read(client, path(done)))
    assert "Penalties for “Prohibited goods” can’t be appealed (rule 2.3)." in words
    sent(client, path(done, "/consult"), {"words": "It was a toy."}, to=f"{path(done)}#consultation")
    made.do("penalty.reply", done.id, made.rita, words="We look at it.")
    words = page_text(read(client, path(done)))
    assert "It was a toy." in words
    assert "We look at it." in words
    assert "This kind of violation can" in page_text(read(client, path(done, "/begin")))
    assert "begin" not in read(client, path(done)).partition("<main")[2]


def test_a_question_without_words_is_refused_and_the_page_stays() -> None:
    made = penalised()
    done = impose(made)
    answer = signed_in(made, "boris").post(path(done, "/consult"), {"words": "  "})
    assert answer.status_code == 422
    assert "This needs words that a person can read." in answer.content.decode()
    assert state(made, done).consulted == 0


@pytest.mark.requirement("WD-2")
def test_the_pop_up_stands_on_every_page_of_the_console_for_whoever_may_appeal() -> None:
    made = penalised()
    done = impose(made)
    client = signed_in(made, "boris")
    for page in ("/merchant/", "/merchant/complaints", "/merchant/orders", "/merchant/settings", "/merchant/messages"):
        body = read(client, page)
        assert POPUP in body
        assert f'class="btn p" href="{path(done)}"' in body
    assert POPUP not in read(client, path(done)), "the notice is where it leads to"
    assert POPUP not in read(signed_in(made, "viewer"), "/merchant/")
    assert POPUP not in read(signed_in(made, "sam"), "/merchant/")


@pytest.mark.requirement("WD-2")
def test_pending_is_kept_for_a_day_on_all_devices_of_this_member_and_a_newer_penalty_breaks_it() -> None:
    made = penalised()
    impose(made)
    client, other_device, now = signed_in(made, "boris"), signed_in(made, "boris"), clock.now()
    sent(client, "/merchant/penalties/pending", {"to": "/merchant/orders"}, to="/merchant/orders")
    assert POPUP not in read(client, "/merchant/")
    assert POPUP not in read(other_device, "/merchant/")
    with clock.at(now + SILENT + timedelta(minutes=1)):
        assert POPUP in read(signed_in(made, "boris"), "/merchant/")
    impose(made, CHAT, clock.now())
    with clock.at(clock.now() + timedelta(seconds=1)):
        body = read(client, "/merchant/")
    assert POPUP in body
    assert "2 penalties wait for you" in body


@pytest.mark.requirement("WD-2")
def test_whoever_opened_the_notice_isnt_stopped_again_in_that_session_for_a_day() -> None:
    made = penalised()
    done = impose(made)
    client = signed_in(made, "boris")
    read(client, path(done))
    assert POPUP not in read(client, "/merchant/")
    assert POPUP in read(signed_in(made, "boris"), "/merchant/"), "on another device it still waits"
    with clock.at(clock.now() + SILENT + HOUR):
        late = signed_in(made, "boris")
        assert POPUP in read(late, "/merchant/")
    begun(made, done)
    assert POPUP not in read(signed_in(made, "boris"), "/merchant/"), "begun, it is in hand"


def test_the_pop_up_costs_a_page_at_most_two_queries() -> None:
    made = penalised()
    client = signed_in(made, "boris")
    with CaptureQueriesContext(connection) as without:
        read(client, "/merchant/products")
    impose(made)
    with CaptureQueriesContext(connection) as with_it:
        body = read(client, "/merchant/products")
    assert POPUP in body
    assert len(with_it) - len(without) <= 1, "one asks whether, and is asked always; one reads which"


@pytest.mark.requirement("WD-3")
def test_settings_hold_the_lasting_entrance_by_state() -> None:
    made = penalised()
    impose(made)
    body = read(signed_in(made, "boris"), "/merchant/settings")
    for tab in ("all", "open", "review", "closed"):
        assert f'href="/merchant/penalties?tab={tab}"' in body
    assert "Measures in force" in body


@pytest.mark.requirement("WD-1")
def test_what_waits_for_the_shop_is_among_the_messages_that_need_it_and_leads_to_the_notice() -> None:
    made = penalised()
    done = impose(made)
    client = signed_in(made, "boris")
    assert f'name="to" value="{path(done)}"' in read(client, "/merchant/messages?show=action")
    impose(made, CLOSED_TO_APPEAL)
    body = read(client, "/merchant/messages?show=action")
    assert body.count('name="to"') == 1 + body.count('name="to" value="/merchant/messages')


def test_declining_ends_the_reminders_and_the_appeal_stays_possible() -> None:
    made = penalised()
    done = impose(made)
    client = signed_in(made, "boris")
    sent(client, path(done, "/decline"), {}, to=path(done))
    words = page_text(read(client, path(done)))
    assert "You said that you won’t appeal" in page_text(read(client, "/merchant/penalties"))
    assert "You can appeal this penalty" in words
    assert POPUP not in read(signed_in(made, "boris"), "/merchant/")
