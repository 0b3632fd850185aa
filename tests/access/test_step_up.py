"""Every page on which the staff change something says what it changes, and asks for proof where that isn’t harmless.

A new page that takes a form needs its line in PAGES of portals/common/entry/asked.py, a new verb of the staff its place
in one of the sets there. What isn't there asks.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings

from ombud.core.people import System
from ombud.desk.story import story
from ombud.desk.things import VERBS
from ombud.ledger.connection import rows
from ombud.portals.common.entry import asked, step_up
from tests.access.conftest import monday_evening
from tests.access.crawl import World, prepared
from tests.access.matrix import call_routes, page_path
from tests.access.pages import OWN_TESTS, PAGES
from tests.portals.entry.doors import armed, code, come
from tests.portals.entry.test_sessions import set_back
from tests.portals.entry.test_step_up import hidden

STAFF = {"rita", "senior", "admin"}
ONLY_IN_A_SANDBOX = {"review-sandbox"}
OF_STAFF = re.compile(r"reviewer|staff|platform’s own people")
WORDS = {"words": 'The photo "shows" it.\r\n<b>& more</b>'}
RULED = {
    "result-edited": "found", "why-edited": "A line is drawn.", "grounds": "own-comparison", "adjust": "yes",
    "liability": "consumer", "remedy": "none", "reason": "not-as-described", "facts": "It is whole.",
    "reasons": "It is not what it shows.", "relied_on": "", "rules": "1.1",
}  # fmt: skip
MAPPING = (
    'source = "t"\nzone = "UTC"\ncurrency = "CNY"\n[orders]\nid = "order_id"\nshop = "shop"\nconsumer = "buyer_id"\n'
)
ACTS: dict[str, dict[str, str]] = {
    # page -> a form that makes an act of it
    "review-do": {"form": "limit", "reason": "abuse", "until": "2026-03-14T10:00", **WORDS},
    "review-penalty-do": {"form": "lift", "measures": "search", **WORDS},
    "review-penalty-new": {"shop": "mugs", "violation": "harassing-consumers", "facts": "Ten calls.",
                                      "reasons": "At night.", "measure": "warning", "step": "send"},
    "review-evidence-report": {**RULED, **WORDS, "step": "send"},
    "review-fund-release": {"surge": "x", **WORDS},
    "review-surge": {"do": "close", "outcome": "x", **WORDS},
    "review-surge-intervene": {"cause": "staffing", **WORDS},
    "review-surge-hold": {},
    "review-import": {"do": "start", "earlier": "", "mapping": MAPPING},
    "review-account": {"way": "lift", **WORDS},
    "review-shop": {"do": "verify", **WORDS},
    "review-pack-publish": {"since": "2026-04-20", **WORDS},
    "review-pack-roll-back": {"since": "2026-04-20", **WORDS},
    "review-erasure": {"way": "grant", **WORDS},
}  # fmt: skip


def test_every_page_that_takes_a_form_of_the_staff_says_what_it_changes_and_none_that_is_gone() -> None:
    forms = [(route.name.partition("+")[0], set(its.may)) for its in PAGES for route in its.routes
             if "POST" in route.methods]  # fmt: skip
    taking = {name for name, may in forms if STAFF & may} | ONLY_IN_A_SANDBOX | ({"sign-out"} & set(OWN_TESTS))
    assert taking - set(asked.PAGES) == set(), "a page needs its line in portals/common/entry/asked.py"
    assert set(asked.PAGES) <= taking | {name for name, _may in forms}
    assert [name for name, one in asked.PAGES.items() if (one.nature == "harmless") != bool(one.why)] == []
    drives_itself = {name for name, one in asked.PAGES.items() if one.nature != "harmless" and not one.door}
    assert drives_itself == {*ACTS, *(name for name, one in asked.PAGES.items() if one.nature == "own")}


def test_every_verb_of_the_staff_has_its_place_and_stands_in_one_alone() -> None:
    sets = [asked.MOVES_MONEY, asked.BY_AMOUNT, set(asked.BY_FIELD), asked.CHANGES_RIGHTS, asked.CHANGES_KEYS,
            asked.HARMLESS_VERBS]  # fmt: skip
    placed = [verb for one in sets for verb in one]
    assert len(placed) == len(set(placed))
    assert set(placed) <= set(VERBS)
    theirs = {verb.id for verb in VERBS.values() if OF_STAFF.search(story(verb).said["Who"])}
    assert theirs - set(placed) == set(), "a verb of the staff needs its place in portals/common/entry/asked.py"


def test_no_call_is_about_people_keys_or_anybodys_own_door() -> None:
    """Keys aren't asked for proof, so they can't do what would outlive them."""
    parts = [route.split("/") for route, _method in call_routes()]
    first = {one[0] for one in parts}
    assert "complaints" in first
    assert not first & {"people", "persons", "staff", "roles", "keys", "sessions", "security", "sign-in", "passwords"}
    assert not {"roles", "password", "second-factor"} & {
        part for route, _ in call_routes() for part in route.split("/")
    }


@pytest.fixture(scope="module")
def world(database: Any) -> World:
    """A world of its own: in the one that was asked everything, webhooks are gone and imports begun."""
    with monday_evening():
        return prepared()


@pytest.fixture(scope="module")
def doors(world: World) -> dict[str, tuple[Client, str]]:
    """A browser of the administrator and one of the senior reviewer, and the secrets of their apps."""
    found = {}
    for ref in ("admin", "senior"):
        person, secret = armed(world.a.world, ref)
        found[ref] = (come(person, secret), secret)
    return found


@pytest.fixture
def staff(doors: dict[str, tuple[Client, str]]) -> Iterator[dict[str, tuple[Client, str]]]:
    """The same, six minutes after they proved who they are."""
    with override_settings(SECOND_FACTOR="required"):
        for client, _secret in doors.values():
            set_back(client, "proved", 360)
        yield doors


def at(world: World, name: str) -> str:
    """Where that page is, of the thing that the matrix visits."""
    route = next(one for its in PAGES for one in its.routes if one.name == name)
    return page_path(name, route, world.a)


@pytest.mark.requirement("EV-2")
def test_every_page_that_changes_rights_or_keys_asks_at_its_door_and_keeps_what_was_typed(
    world: World, staff: dict[str, tuple[Client, str]]
) -> None:
    client, _secret = staff["admin"]
    before = rows("SELECT count(*) FROM looked_at WHERE kind IN ('key', 'role')", ())
    for name in (name for name, one in asked.PAGES.items() if one.door):
        typed = {"do": "anything", "reason": 'Because of <this> & "that".\nAnd more.', "name": " spaced "}
        answer = client.post(at(world, name), typed)
        assert (answer.status_code, hidden(answer.content.decode())) == (403, {k: [v] for k, v in typed.items()}), name
    for name, page in asked.PAGES.items():
        for doing in page.spared:
            assert client.post(at(world, name), {"do": doing}).status_code != 403, (name, doing)
    assert rows("SELECT count(*) FROM looked_at WHERE kind IN ('key', 'role')", ()) == before


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("name", ACTS)
def test_every_page_whose_acts_move_money_or_change_rights_asks_before_the_act(
    name: str, world: World, staff: dict[str, tuple[Client, str]]
) -> None:
    path, typed = _prepared(world, name), dict(ACTS[name])
    path, client = path.replace("/do/note", f"/do/{typed.pop('form', '')}"), staff["senior"][0]
    if typed.get("step") == "send":
        typed = _previewed(client, path, typed)
    answer = client.post(path, typed)
    assert answer.status_code == 403, answer.content.decode()
    kept = hidden(answer.content.decode())
    assert {key: kept[key][-1] for key in typed} == typed


def _prepared(world: World, name: str) -> str:
    """The page's address, of a thing on which the act can be tried."""
    a = world.a
    if name == "review-evidence-report":
        ACTS[name]["relied_on"] = a.made["case.photo"]
    if name == "review-erasure":
        a.do("erasure.ask", "ana", "ana", words="Please.")
    if name == "review-surge-hold":
        opened = {"cause": "staffing", "words": "Why?", "hold_percent": 20, "hold_reasons": "So much is asked for."}
        a.do("surge.open-intervention", a.made["surge.alone.id"], "rita", **opened)
        a.do("fund.settle", "tea:CNY", System(id="seed"), reference="t", amount=50_000)
        return at(world, name).replace(a.made["surge"], a.made["surge.alone"])
    return at(world, name)


def _previewed(client: Client, path: str, typed: dict[str, str]) -> dict[str, str]:
    page = client.post(path, {**typed, "step": "preview"}).content.decode()
    found = re.search(r'name="previewed" value="([0-9a-f]+)"', page)
    assert found, page[page.find("errsum") : page.find("errsum") + 1500]
    return {**typed, "previewed": found[1]}


@pytest.mark.requirement("EV-2")
def test_ones_own_door_asks_everybody(world: World, staff: dict[str, tuple[Client, str]]) -> None:
    client, _secret = staff["senior"]
    client.get("/security/app")
    own = [name for name, one in asked.PAGES.items() if one.nature == "own"]
    assert {name: client.post(at(world, name), {"x": "y"}).status_code for name in own} == dict.fromkeys(own, 403)


@pytest.mark.requirement("EV-5")
def test_a_new_secret_of_a_webhook_comes_only_after_proof_and_then_at_once(
    world: World, staff: dict[str, tuple[Client, str]]
) -> None:
    client, secret = staff["senior"]
    path, held = at(world, "review-webhook"), "SELECT count(*) FROM webhook_secret WHERE platform = %s"
    before = rows(held, (world.a.platform,))
    kept = hidden(client.post(path, {"do": "rotate"}).content.decode())
    assert client.post(path, {**kept, "prove_by": "code", "prove_code": "000000"}).status_code == 422
    assert rows(held, (world.a.platform,)) == before
    done = client.post(path, {**kept, "prove_by": "code", "prove_code": code(secret, world.a.person("senior"))})
    assert "whsec_" in done.content.decode()
    assert rows(held, (world.a.platform,)) != before


def test_a_page_that_nobody_declared_asks(world: World, staff: dict[str, tuple[Client, str]], monkeypatch: Any) -> None:
    client, _secret = staff["senior"]
    assert client.post(at(world, "review-settings"), {}).status_code != 403
    monkeypatch.setattr(step_up, "PAGES", {})
    assert client.post(at(world, "review-settings"), {}).status_code == 403
