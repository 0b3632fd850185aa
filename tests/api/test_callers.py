"""Who may call, for whom, and that what isn't theirs isn't there."""

import pytest

from ombud.accounts.keys import make_key, revoke
from ombud.accounts.models import Person
from tests.api.caller import Api
from tests.cast import World, a_complaint, world


@pytest.fixture
def bazaar() -> World:
    return world()


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer nonsense", "Basic abc", "Bearer omb_\u00e9", "Bearer  "])
def test_without_a_key_that_holds_nothing_opens(bazaar: World, sent: str) -> None:
    answer = Api(bazaar)("GET", "/me", Authorization=sent)
    assert (answer.status, answer.code) == (401, "key-missing")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_opens_nothing(bazaar: World) -> None:
    api = Api(bazaar)
    assert api.get("/me").status == 200
    revoke(api.key)
    assert api.get("/me").status == 401


def test_only_the_hash_of_a_key_is_kept(bazaar: World) -> None:
    row, token = make_key(bazaar.platform, "shop system", ["merchant"])
    assert token not in "".join(str(value) for value in vars(row).values())


@pytest.mark.parametrize(
    ("speaks_for", "actor"),
    [
        (("consumer",), "merchant:mugs:boris"),
        (("merchant",), "consumer:ana"),
        (("consumer", "merchant"), "reviewer:rita"),
        (("consumer", "merchant", "reviewer"), ""),
        (("consumer",), "system:1"),
        (("system",), "system:1"),
    ],
)
def test_a_key_speaks_only_for_its_kinds_of_party(bazaar: World, speaks_for: tuple[str, ...], actor: str) -> None:
    answer = Api(bazaar, speaks_for)("GET", "/me", actor or None)
    assert (answer.status, answer.code) == (403, "actor-outside-scope")
    assert answer.body["way_out"]


@pytest.mark.parametrize(
    "actor",
    ["merchant:tea:boris", "merchant:mugs:ana", "merchant:mugs:nobody", "reviewer:ana", "reviewer:x", "consumer:rita"],
)
def test_nobody_gets_a_part_they_do_not_have(bazaar: World, actor: str) -> None:
    assert Api(bazaar)("GET", "/me", actor).status == 403


@pytest.mark.parametrize(
    "actor", ["consumer", "consumer:", "consumer:a:b", "merchant:mugs", "reviewer:%00", "consumer:" + "x" * 129]
)
def test_an_actor_of_another_form_is_not_understood(bazaar: World, actor: str) -> None:
    answer = Api(bazaar)("GET", "/me", actor)
    assert (answer.status, answer.code) == (400, "actor-not-understood")


def test_a_consumer_nobody_heard_of_is_the_marketplaces_own(bazaar: World) -> None:
    api = Api(bazaar)
    assert api.get("/me", "consumer:%E6%9E%97%2F1").body["actor"]["id"] == "林/1"
    assert api.get("/complaints", "consumer:c-77").body == {"items": [], "next_cursor": None}


def test_a_member_told_by_api_acts_with_the_role_that_was_told(bazaar: World) -> None:
    api = Api(bazaar)
    told = api.post("/shops/mugs/tell-member", None, member="m-9", role="service", source="webhook")
    assert told.status == 200
    assert api.get("/me", "merchant:mugs:m-9").body["actor"]["rights"] == ["answer"]


def test_somebody_who_was_barred_no_longer_acts(bazaar: World) -> None:
    Person.objects.filter(platform=bazaar.platform, ref="rita").update(is_active=False)
    assert Api(bazaar).get("/me", bazaar.rita).status == 403


@pytest.mark.requirement("EV-2")
def test_somebody_elses_case_answers_as_if_there_were_none(bazaar: World) -> None:
    api, done = Api(bazaar), a_complaint(bazaar)
    missing = api.get("/complaints/nothing", bazaar.sam)
    for by in (bazaar.sam, bazaar.other):
        for id in (done.id, done.number):
            assert api.get(f"/complaints/{id}", by)[:2] == missing[:2]
        for verb, fields in (
            ("answer", {"stance": "refuses", "words": "No."}),
            ("message", {"words": 7}),
            ("rule", {}),
        ):
            assert api.post(f"/complaints/{done.id}/{verb}", by, **fields)[:2] == missing[:2]
    assert api.get("/orders/o-1", bazaar.sam)[:2] == missing[:2]
    assert api.post("/complaints", bazaar.other, order="o-1", reason="x")[:2] == missing[:2]


@pytest.mark.requirement("EV-2")
def test_two_platforms_never_meet(bazaar: World) -> None:
    done, elsewhere = a_complaint(bazaar), Api(world())
    for by in (elsewhere.world.ana, elsewhere.world.boris, elsewhere.world.rita):
        assert elsewhere.get(f"/complaints/{done.id}", by).status == 404
    assert elsewhere.get("/complaints", elsewhere.world.rita).body["items"] == []


def test_a_party_is_told_why_it_cannot(bazaar: World) -> None:
    api, done = Api(bazaar), a_complaint(bazaar)
    refused = api.post(f"/complaints/{done.id}/answer", bazaar.ana, stance="refuses", words="No.")
    assert (refused.status, refused.code) == (409, "shop-only")
    assert refused.headers["Content-Type"] == "application/problem+json"


def test_a_report_is_for_its_maker_and_the_platform(bazaar: World) -> None:
    api = Api(bazaar)
    kinds = list(api.get("/packs/wechat").body["words"]["report-type"])
    made = api.post("/reports", bazaar.ana, shop="mugs", about=kinds[0], words="They sell copies.")
    assert made.status == 201, made
    path = f"/reports/{made.body['id']}"
    assert [api.get(path, by).status for by in (bazaar.ana, bazaar.rita, bazaar.other, bazaar.boris)] == [
        200,
        200,
        404,
        404,
    ]
    assert api.post(f"{path}/add", bazaar.other, words="Me too.").status == 404


def test_the_rules_are_open_to_everybody_without_what_the_door_looks_for(bazaar: World) -> None:
    answer = Api(bazaar)("GET", "/packs/wechat@2026.1", Authorization="")
    assert answer.status == 200
    assert "door" not in answer.body
    assert answer.body["words"]["reason"]["quality"] == "Faulty"
