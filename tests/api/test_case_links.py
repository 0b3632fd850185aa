"""Somebody without a session follows one case: by a link sent to the phone or address given in it, once."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ombud.accounts import case_links, evenly
from ombud.accounts.models import CaseLink, Person
from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.ledger.connection import rows
from tests.cast import MONDAY, World, a_complaint, world

PHONE = "13800001234"
JOBS = "SELECT payload FROM outbox WHERE platform = %s AND job = 'case-link' ORDER BY id"


@pytest.fixture
def bazaar() -> World:
    return world()


@pytest.fixture
def done(bazaar: World) -> Done:
    return a_complaint(bazaar, contact={"phone": "+86 138 0000 1234", "email": "Ana@Example.org"})


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each answer was held back, without holding the tests back."""
    told: list[float] = []
    monkeypatch.setattr(evenly, "sleep", told.append)
    monkeypatch.setattr(evenly, "SECONDS", 60.0)  # longer than any of it takes on a busy machine
    return told


def ask(number: str, contact: str) -> Any:
    return Client().post("/case-link", {"number": number, "contact": contact})


def read(answer: Any) -> str:
    """The page without the token against forged forms, which is another on each."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())


def sent(made: World) -> list[dict[str, str]]:
    return [json.loads(bytes(payload)) for (payload,) in rows(JOBS, (made.platform.pk,))]


def test_the_answer_is_the_same_whether_the_case_exists_or_not(bazaar: World, done: Done, waited: list[float]) -> None:
    right, wrong, none = (ask(done.number, PHONE), ask(done.number, "13900009999"), ask("T-260309-AAAAA", PHONE))
    assert [0 < one < evenly.SECONDS for one in waited] == [True] * 3, "each for what was left of the same time"
    texts = [read(answer).replace("T-260309-AAAAA", done.number) for answer in (right, wrong, none)]
    assert texts[0] == texts[1] == texts[2]
    assert [answer.status_code for answer in (right, wrong, none)] == [200, 200, 200]
    assert [(one["complaint"], one["person"], one["number"]) for one in sent(bazaar)] == [(done.id, "ana", done.number)]


@pytest.mark.parametrize("contact", [PHONE, "+86 138-0000-1234", "ana@example.org ", "0086 13800001234"])
def test_the_phone_or_address_is_known_however_it_is_written(bazaar: World, done: Done, contact: str) -> None:
    ask(done.number.lower(), contact)
    assert len(sent(bazaar)) == 1


@pytest.mark.parametrize("contact", ["1234", "ana", "@", "0000", "١٣٨٠٠٠٠١٢٣٤", "\x00", "38000012349"])
def test_a_part_of_it_is_not_enough(bazaar: World, done: Done, contact: str) -> None:
    ask(done.number, contact)
    ask("\x00" + done.number, PHONE)
    assert sent(bazaar) == []


def test_what_was_typed_stays_when_something_is_missing(done: Done) -> None:
    answer = ask(done.number, " ")
    assert answer.status_code == 422
    assert done.number in answer.content.decode()
    assert "Enter the phone number or e-mail address." in answer.content.decode()


def test_nobodys_telephone_rings_without_end(bazaar: World, done: Done) -> None:
    for _ in range(6):
        ask(done.number, PHONE)
    assert len(sent(bazaar)) == case_links.WAITING_MAX
    with clock.at(MONDAY + timedelta(minutes=16)):
        ask(done.number, PHONE)
    assert len(sent(bazaar)) == case_links.WAITING_MAX + 1


@pytest.mark.requirement("CG-4")
def test_a_link_opens_that_case_once_for_a_session_of_that_case_only(bazaar: World, done: Done) -> None:
    ask(done.number, PHONE)
    path = f"/follow/{sent(bazaar)[0]['token']}"
    client = Client()
    for _ in range(2):  # programs of the mail server look first, and use nothing up
        assert client.get(path).status_code == 200
    came = client.post(path)
    assert (came.status_code, came["Location"]) == (302, f"/complaints/{done.id}")
    assert client.session["case_link"] == done.id
    assert Person.objects.get(pk=client.session["_auth_user_id"]).ref == "ana"
    again = Client().post(path)
    assert again.status_code == 410
    assert "Ask for a new link" in again.content.decode()


def test_a_link_is_good_for_fifteen_minutes(bazaar: World, done: Done) -> None:
    ask(done.number, PHONE)
    path = f"/follow/{sent(bazaar)[0]['token']}"
    with clock.at(MONDAY + timedelta(minutes=15)):
        assert Client().get(path).status_code == 410
        assert Client().post(path).status_code == 410
    assert Client().get("/follow/nonsense").status_code == 410


def test_a_marketplaces_consumer_who_never_signed_in_becomes_known(bazaar: World) -> None:
    token = case_links.make(bazaar.platform.pk, "c-1", "c-77", MONDAY)
    assert token is not None
    came = case_links.spend(token, MONDAY)
    assert came is not None
    assert (came[0].ref, came[0].kind, came[0].has_usable_password()) == ("c-77", "consumer", False)


def test_only_the_hash_of_a_link_is_kept(bazaar: World) -> None:
    token = case_links.make(bazaar.platform.pk, "c-1", "ana", MONDAY)
    link = CaseLink.objects.get(platform=bazaar.platform)
    assert str(token) not in "".join(str(value) for value in vars(link).values())
