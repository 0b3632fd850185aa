"""A database that is away: pages say so with 503 and when to ask again, and nobody is signed out by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from ombud.accounts.session_store import SessionStore
from ombud.ledger.connection import forget
from tests.cast import a_complaint, world
from tests.portals.clients import signed_in

NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
SAID = {
    "en": "This page can’t be shown just now",
    "zh-hans": "此页面暂时无法显示",
    "zh-hant": "此頁面暫時無法顯示",
    "es": "Esta página no se puede mostrar en este momento",
}


def away(*_given: Any) -> Any:
    raise OperationalError("the connection is closed")


@contextmanager
def both_away(settings: Any) -> Iterator[None]:
    """Neither Django's connection nor the ledger's own reaches a database."""
    before, settings.DATABASE_URL = settings.DATABASE_URL, NOWHERE
    forget()
    try:
        with connection.execute_wrapper(away):
            yield
    finally:
        settings.DATABASE_URL = before


@pytest.mark.parametrize("lang", SAID)
def test_a_page_without_the_database_says_when_to_ask_again_and_signs_nobody_out(
    database: Any, settings: Any, lang: str
) -> None:
    made = world()
    case = a_complaint(made)
    for ref, path in (("ana", f"/complaints/{case.number}"), ("boris", "/merchant/"), ("rita", "/review/")):
        client = signed_in(made, ref)
        client.raise_request_exception = False
        with both_away(settings):
            answer = client.get(path, headers={"Accept-Language": lang})
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
        assert SAID[lang] in answer.content.decode()
        assert not answer.cookies
        assert "Content-Security-Policy" in answer
        assert client.get(path).status_code == 200


def test_a_page_that_asks_the_record_alone_says_so_too(database: Any, settings: Any) -> None:
    world()
    visitor = Client(raise_request_exception=False)
    settings.DATABASE_URL = NOWHERE
    forget()
    assert visitor.get("/log").status_code == 503


def test_what_is_our_own_mistake_is_still_told_as_that(database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any) -> Any:
        raise RuntimeError

    with connection.execute_wrapper(broken):
        answer = Client(raise_request_exception=False).get("/log")
    assert (answer.status_code, "Retry-After" in answer) == (500, False)


def test_a_session_that_cant_be_kept_just_now_isnt_taken_for_one_that_was_ended(database: Any) -> None:
    session = SessionStore()
    session["a"] = 1
    session.create()
    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        session.save()
