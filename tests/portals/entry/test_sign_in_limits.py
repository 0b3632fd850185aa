"""Guessing is slow, nobody is locked out by somebody else, and nobody learns who exists."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from ombud.accounts import evenly
from ombud.accounts.door_models import Tries
from ombud.accounts.limits import of_case_links, of_papers, of_sign_in
from ombud.accounts.models import Person
from ombud.accounts.tries import take
from tests.cast import world
from tests.portals.entry.doors import PASSWORD, come, letters, person


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    """A page without the demo’s cast, which lists everybody: many tries in little time."""
    settings.DEMO = False


def guess(client: Client, name: str, **more: Any) -> int:
    return client.post("/sign-in", {"login": name, "password": "wrong wrong"}, **more).status_code


def an_hour_passes() -> None:
    """All that was tried is an hour ago."""
    hour = timedelta(hours=1)
    Tries.objects.update(last_at=F("last_at") - hour, waits_until=F("waits_until") - hour)


def looked_at(name: str, addresses: Sequence[str], since: datetime) -> list[int]:
    """One try a second with this name, from these addresses in turn: which of them were looked at at all."""
    through = []
    for second, address in enumerate(addresses):
        request = RequestFactory().post("/sign-in", REMOTE_ADDR=address)
        if take(of_sign_in(request, name, ()), since + timedelta(seconds=second)) == 0:
            through.append(second)
    return through


@pytest.mark.requirement("CG-5")
def test_a_thousand_wrong_passwords_do_not_keep_the_owner_out_on_a_known_browser() -> None:
    ana = person(world(), "ana", email="ana@example.org")
    known = come(ana)
    known.post("/sign-out")
    an_hour_passes()
    there = "198.19.7.7"
    attacker = looked_at(ana.login, [there] * 1000, timezone.now() - timedelta(seconds=1000))
    assert attacker[:6] == list(range(6))
    assert len(attacker) <= 11, "then waits of 30 s, 1, 2, 4, 8 minutes"
    assert guess(Client(REMOTE_ADDR=there), ana.login) == 429
    back = known.post("/sign-in", {"login": ana.login, "password": PASSWORD}, REMOTE_ADDR=there)
    assert back.status_code == 302, "from the attacker's own address, even"
    elsewhere = Client(REMOTE_ADDR="203.0.113.50").post("/sign-in", {"login": ana.login, "password": PASSWORD})
    assert elsewhere.status_code == 302, "one address alone keeps nobody out anywhere else"


def test_a_guess_from_thousands_of_addresses_is_slowed_and_the_owner_still_gets_in() -> None:
    ana = person(world(), "ana", email="ana@example.org")
    known = come(ana)
    known.post("/sign-out")
    an_hour_passes()
    addresses = [f"198.18.{n // 250}.{n % 250}" for n in range(400)]
    through = looked_at(ana.login, addresses, timezone.now() - timedelta(seconds=1000))
    assert through[:51] == list(range(51))
    assert len(through) <= 51 + 4 + 400 // 60 + 1, "in the end one a minute"
    assert known.post("/sign-in", {"login": ana.login, "password": PASSWORD}).status_code == 302


def test_one_address_that_tries_many_names_is_slowed() -> None:
    slug, at = world().platform.slug, timezone.now()
    request = RequestFactory().post("/sign-in", REMOTE_ADDR="198.19.0.1")
    waits = [take(of_sign_in(request, f"{slug}/nobody{n}", ()), at) for n in range(100)]
    assert [one == 0 for one in waits] == [True] * 61 + [False] * 39
    assert guess(Client(REMOTE_ADDR="198.19.0.2"), f"{slug}/nobody1") == 422


def test_a_known_browser_of_one_is_not_one_of_another() -> None:
    made = world()
    ana, boris = person(made, "ana"), person(made, "boris")
    browser = come(ana)
    browser.post("/sign-out")
    answers = [guess(browser, boris.login) for _ in range(8)]
    assert answers == [422] * 6 + [429] * 2
    browser.cookies["ombud_known"] = browser.cookies["ombud_known"].value + "x"
    assert guess(browser, ana.login) == 422


def test_somebody_unknown_somebody_gone_and_a_wrong_password_get_the_same_answer_and_cost(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["tests.portals.entry.counting.CountingHasher"]
    from tests.portals.entry.counting import CountingHasher

    made = world()
    person(made, "ana")
    person(made, "other")
    Person.objects.filter(platform=made.platform, ref="other").update(is_active=False)
    told, cost = set(), set()
    for ref in ("ana", "other", "nobody", "sam"):  # sam has no password at all
        name = f"{made.platform.slug}/{ref}"
        before = CountingHasher.made
        answer = Client(REMOTE_ADDR=f"198.19.1.{len(ref)}").post("/sign-in", {"login": name, "password": "wrong one"})
        cost.add(CountingHasher.made - before)
        told.add((answer.status_code, answer.content.decode().split('<div class="errsum"')[1][:120]))
    assert len(told) == 1
    assert cost == {1}


def test_the_wait_is_told_and_grows() -> None:
    name = f"{world().platform.slug}/ana"
    client = Client(REMOTE_ADDR="198.19.2.1")
    while guess(client, name) != 429:
        pass
    answer = client.post("/sign-in", {"login": name, "password": "wrong"})
    assert 25 <= int(answer.headers["Retry-After"]) <= 30
    assert "Too many tries" in answer.content.decode()


def test_asking_for_a_new_password_is_answered_alike_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = list[float]()
    monkeypatch.setattr(evenly, "sleep", waited.append)
    monkeypatch.setattr(evenly, "SECONDS", 60.0)  # longer than any of it takes on a busy machine
    ana = person(world(), "ana", email="ana@example.org")
    answers = []
    for name in (ana.login, "nobody/knows"):
        asked = [Client(REMOTE_ADDR=f"198.19.3.{n}").post("/sign-in/forgotten", {"login": name}) for n in range(6)]
        answers.append([one.status_code for one in asked])
    assert answers[0] == answers[1] == [200] * 4 + [429] * 2
    assert letters(ana) == ["reset"] * 4
    assert len(waited) == 8, "whoever is answered without a letter waits as long as one takes to write"
    assert all(0 < one < evenly.SECONDS for one in waited)


def test_links_to_a_case_are_not_asked_for_without_end() -> None:
    asked = {"number": "T-000000-AAAAA", "contact": "ana@example.org"}
    request = RequestFactory().post("/case-link", REMOTE_ADDR="198.19.6.1")
    waits = [take(of_case_links(request), timezone.now()) for _ in range(60)]
    assert not any(waits)
    answers = [Client(REMOTE_ADDR="198.19.6.1").post("/case-link", asked).status_code for _ in range(3)]
    assert answers == [200, 429, 429]


def test_papers_are_not_set_for_strangers_without_end() -> None:
    """Two presses serve everybody: a stranger who keeps both busy would keep the parties from their files."""
    paper = f"{reverse('transparency-pdf')}?{urlencode({'platform': world().platform.slug})}"
    request = RequestFactory().get(paper, REMOTE_ADDR="198.19.7.1")
    assert not any(take(of_papers(request), timezone.now()) for _ in range(21))
    assert Client(REMOTE_ADDR="198.19.7.1").get(paper).status_code == 429


def test_what_is_counted_tells_nothing_of_whom() -> None:
    name = f"{world().platform.slug}/ana"
    guess(Client(REMOTE_ADDR="198.19.4.1"), name)
    assert not any(name in one.key or "198.19" in one.key for one in Tries.objects.all())
