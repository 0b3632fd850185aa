"""The pages of a case keep drafts, act once, tell news, and open in every language."""

import re

import pytest

from ombud.desk import clock
from tests.cast import world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import opened, path, read, ruled, sent


def test_the_same_form_sent_twice_acts_once() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    for _ in range(2):
        sent(boris, path(case, "/talk"), {"words": "Once.", "act_key": "the-same"})
    assert read(boris, path(case, "/talk")).count("Once.") == 1


def test_a_draft_comes_back_when_the_page_is_opened_again() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    form = read(boris, path(case, "/answer"))
    where = re.search(r'data-draft="([^"]+)"', form)
    assert where
    assert boris.post(where[1], {"stance": "explains", "words": "Half a sen"}).status_code == 204
    again = read(boris, path(case, "/answer"))
    assert "Half a sen" in again
    assert re.search(r'value="explains" checked', again)
    assert re.search(r'value="refuses" checked', read(boris, path(case, "/answer?stance=refuses")))
    sent(boris, path(case, "/answer"), {"stance": "explains", "words": "A whole sentence."})


def test_the_page_asks_for_news_and_is_told_only_what_is_new() -> None:
    made = world()
    case, boris = opened(made), signed_in(made, "boris")
    page = read(boris, path(case))
    asks = re.search(r'hx-get="([^"]+)" hx-trigger="load delay:(\d+)s', page)
    assert asks
    quiet = read(boris, asks[1])
    assert 'id="live"' not in quiet
    assert "hx-get" in quiet
    made.do("complaint.message", case.id, made.ana, clock.now(), words="Anybody there?")
    fresh = read(boris, asks[1])
    assert "Anybody there?" in fresh
    assert fresh.count("hx-swap-oob") == 3
    assert "delay:10s" in fresh, "while the two talk it asks more often"
    made.do("complaint.withdraw", case.id, made.ana, clock.now(), words="Solved.")
    assert "hx-get" not in read(boris, asks[1]), "a closed case asks no more"


@pytest.mark.requirement("EV-1")
@pytest.mark.parametrize("lang", ["en", "zh-hans", "zh-hant", "es"])
def test_every_page_of_a_case_opens_in_every_language(lang: str) -> None:
    made = world()
    case, boris = ruled(made), signed_in(made, "boris")
    boris.cookies["ombud_language"] = lang
    for page in ("", "/answer", "/offer", "/talk", "/evidence", "/proof", "/ruling"):
        read(boris, path(case, page))
    for page in ("", "complaints", "orders", "products", "settings", "orders/o-1"):
        read(boris, f"/merchant/{page}")
