"""Evidence that is kept before any dispute, by API: kept, read by who may, let go, and drawn on in a complaint."""

import pytest

from tests.api.caller import Api
from tests.cast import a_complaint, an_order, world
from tests.vault.made import photo

MINE, THEIRS = "o-1:consumer", "o-1:merchant"


@pytest.fixture
def api() -> Api:
    api = Api(made := world("weidian"))
    an_order(made)
    return api


def brought(api: Api, by: object) -> str:
    return str(api("POST", "/files", by, photo(), Content_Type="image/jpeg").body["id"])


@pytest.mark.requirement("CG-7")
@pytest.mark.requirement("EV-5")
def test_a_file_is_kept_read_and_drawn_on(api: Api) -> None:
    ana, boris = api.world.ana, api.world.boris
    file = brought(api, ana)
    empty = api.get("/orders/o-1/kept", ana).body
    assert (empty["vault"], empty["own"], empty["may_keep"]) == (MINE, [], True)
    kept = api.post(f"/order-vaults/{MINE}/keep", ana, files=[{"file": file, "kind": "other"}], words="As it came.")
    assert kept.status == 200, kept
    (own,) = api.get("/orders/o-1/kept", ana).body["own"]
    assert (own["file"], own["words"], own["drawn"], own["shown"]) == (file, "As it came.", False, "own")
    assert api.get("/orders/o-1/kept", boris).body["others"] == []
    assert api.get(f"/files/{file}?order=o-1", boris).status == 404
    case = a_complaint(api.world, "o-1", files=[{"file": file, "kind": "other"}])
    assert case
    (drawn,) = api.get("/orders/o-1/kept", boris).body["others"]
    assert (drawn["file"], drawn["drawn"], drawn["until"]) == (file, True, None)
    assert api.get(f"/files/{file}?order=o-1", boris).status == 200
    assert api.post(f"/order-vaults/{MINE}/let-go", ana, items=[file]).status == 200
    assert api.get("/orders/o-1/kept", ana).body["own"] == []
    assert [one["file"] for one in api.get("/orders/o-1/kept", api.world.rita).body["others"]] == [file]


@pytest.mark.requirement("CG-7")
def test_nobody_keeps_under_another_side_s_name_and_strangers_find_nothing(api: Api) -> None:
    file = brought(api, api.world.boris)
    named = [{"file": file, "kind": "other"}]
    refused = api.post(f"/order-vaults/{MINE}/keep", api.world.boris, files=named)
    assert (refused.status, refused.body["code"]) == (409, "not-your-order")
    assert api.post(f"/order-vaults/{THEIRS}/draw", api.world.boris, items=[file], complaint="x").status == 404
    for stranger in (api.world.other, api.world.sam):
        assert api.get("/orders/o-1/kept", stranger).status == 404
        assert api.post(f"/order-vaults/{MINE}/keep", stranger, files=named).status == 404


def test_the_staff_name_a_reason_for_an_original(api: Api) -> None:
    file = brought(api, api.world.ana)
    case = a_complaint(api.world, "o-1", files=[{"file": file, "kind": "other"}])
    path = f"/files/{file}/original?complaint={case.id}"
    refused = api.get(path, api.world.rita)
    assert (refused.status, refused.body["code"]) == (422, "reason-missing")
    assert api.get(f"{path}&reason=Metadata", api.world.rita).status == 200
