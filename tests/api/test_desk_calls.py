"""What the pages of the staff and of a shop's desk show and do, by call: the same figures, the same noes."""

from datetime import timedelta
from typing import Any

import pytest

from ombud.accounts.models import InviteLink, Person
from ombud.desk import clock
from ombud.ledger.connection import rows
from ombud.timers import sequencer, transparency
from tests.api.caller import Api
from tests.cast import MONDAY, a_complaint, an_order, world
from tests.portals.clients import signed_in
from tests.vault.made import photo

HOUR = timedelta(hours=1)
BOX = {"left": 1000, "top": 1000, "width": 2000, "height": 1000}
CSV = b"order,shop,buyer,total\nA-1,mugs,ana,12.00\nA-2,mugs,ana,bad\n"


@pytest.fixture
def api() -> Api:
    return Api(world("weidian"))


def with_picture(api: Api) -> tuple[str, str]:
    """A case of Ana's with one picture of hers."""
    kept = api("POST", "/files", api.world.ana, photo(), Content_Type="image/jpeg").body["id"]
    case = a_complaint(api.world, files=[{"file": kept, "kind": "goods-photo"}]).id
    return case, kept


@pytest.mark.requirement("EV-5")
def test_queues_work_and_shops_are_read_by_the_staff_alone(api: Api) -> None:
    made = api.world
    case = a_complaint(made).id
    api.post(f"/complaints/{case}/step-in", made.rita, words="We look.")
    api.post(f"/complaints/{case}/claim", made.rita)
    stood = {one["queue"]: one for one in api.get("/queues", made.rita).body["items"]}
    assert {"ruling", "appeals", "shops", "surges", "evidence", "reports", "objections"} <= set(stood)
    assert stood["ruling"]["cases"] == 1
    assert [one["id"] for one in api.get("/me/work", made.rita).body["complaints"]] == [case]
    assert api.get("/me/work", made.rolf).body == {"complaints": [], "penalties": []}
    assert [one["id"] for one in api.get("/shops?search=shanyu", made.rita).body["items"]] == ["mugs"]
    assert api.get("/shops?queue=shops", made.rita).body == {"items": [], "next_cursor": None}
    assert [one["id"] for one in api.get("/order-search?number=No-1", made.rita).body["items"]] == ["o-1"]
    assert api.get("/order-search?title=mug", made.rita).body["items"] == []
    assert api.get(f"/complaints/{case}/similar", made.rita).body["items"] == []
    assert api.get("/trial-balance", made.rita).status == 200
    for path in ("/queues", "/me/work", "/order-search?number=1", f"/complaints/{case}/similar", "/trial-balance"):
        assert {api.get(path, by).status for by in (made.ana, made.boris)} == {404}, path


@pytest.mark.requirement("EV-5")
def test_covers_hide_a_place_and_every_hand_is_told(api: Api) -> None:
    made = api.world
    case, kept = with_picture(api)
    at = f"/files/{kept}"
    covered = api.post(f"{at}/cover?complaint={case}", made.ana, covers={"page-1": [BOX]}, reason="My number.")
    assert (covered.status, [one["party"] for one in covered.body["items"]]) == (200, ["consumer"])
    cover = covered.body["items"][0]["id"]
    assert [one["id"] for one in api.get(f"{at}/covers?complaint={case}", made.boris).body["items"]] == [cover]
    assert api.post(f"{at}/cover?complaint={case}", made.boris, covers={"page-1": [BOX]}, reason="x").status == 404
    refused = api.post(f"{at}/cover?complaint={case}", made.ana, covers={"page-1": [BOX]}, reason=" ")
    assert (refused.status, refused.code) == (422, "reason-missing")
    assert api.post(f"{at}/cover?complaint={case}", made.ana, covers={}, reason="x").code == "nothing-covered"
    wrong = api.post(f"{at}/cover?complaint={case}", made.ana, covers={"page-1": [BOX | {"left": -1}]}, reason="x")
    assert wrong.code == "not-understood"

    assert api.get(f"{at}/below?complaint={case}", made.rita).code == "reason-missing"
    below = api.get(f"{at}/below?complaint={case}&reason=To+compare.", made.rita)
    assert below.body["url"].startswith("http")
    assert api.get(f"{at}/below?complaint={case}&reason=x", made.ana).status == 404
    told = api.get(f"{at}/custody?complaint={case}", made.rita).body["items"]
    assert (told[0]["act"], told[0]["by"]) == ("put", "ana")
    assert {one["by"] for one in api.get(f"{at}/custody?complaint={case}", made.ana).body["items"]} == {"ana"}
    assert api.get(f"{at}/custody?complaint={case}", made.boris).status == 404

    assert api.post(f"{at}/lift-cover?complaint={case}", made.boris, cover=cover, reason="x").status == 404
    lifted = api.post(f"{at}/lift-cover?complaint={case}", made.ana, cover=cover, reason="Too much.")
    assert lifted.body["items"] == []


def test_the_labs_leads_are_told_after_a_first_view_and_places_after_their_overlay_is_on_record(api: Api) -> None:
    made = api.world
    case, kept = with_picture(api)
    path = f"/files/{kept}/findings?complaint={case}"
    assert (api.get(path, made.rita).status, api.get(path, made.rita).code) == (409, "first-view-missing")
    api.get(f"/files/{kept}?complaint={case}", made.rita)
    noted = api.post(f"/complaints/{case}/note-first-view", made.rita, exhibit=kept, view="genuine")
    assert noted.status == 200, noted
    assert api.get(path, made.rita).body["state"] in ("none", "waiting")
    assert api.get(path, made.rolf).code == "first-view-missing"
    assert api.get(path, made.ana).status == 404


@pytest.fixture
def imported(api: Api) -> Any:
    return api("POST", "/imports?filename=orders.csv", api.world.senior, CSV, Content_Type="text/csv")


@pytest.mark.requirement("OS-1")
def test_a_file_of_orders_is_looked_at_mapped_begun_and_forgotten(api: Api, imported: Any) -> None:
    made = api.world
    assert imported.status == 201, imported.body
    at = f"/imports/{imported.body['id']}"
    assert (imported.body["state"], imported.body["size"]) == ("new", len(CSV))
    assert [one["id"] for one in api.get("/imports", made.senior).body["items"]] == [imported.body["id"]]
    assert api.get(at, made.rita).status == 404
    assert api.get("/imports", made.rita).status == 404
    broken = api.post(f"{at}/mapping", made.senior, mapping="no toml [")
    assert broken.body["problem"]
    assert api.post(f"{at}/start", made.senior).code == "mapping-not-understood"
    proposed = api.post(f"{at}/mapping", made.senior, mapping=_a_mapping())
    assert proposed.body["problem"] == "", proposed.body
    seen = api.get(f"{at}/preview", made.senior).body
    assert [one["id"] for one in seen["items"]] == ["A-1", "A-2"]
    assert [bool(one["problem"]) for one in seen["items"]] == [False, True]
    assert api.post(f"{at}/start", made.senior).body["state"] == "waiting"
    assert api.post(f"{at}/start", made.senior).code == "import-not-startable"
    assert api.post(f"{at}/mapping", made.senior, mapping="no toml [").code == "import-not-startable"
    assert api.post(f"{at}/discard", made.senior).code == "import-running"
    assert api.post(f"{at}/stop", made.senior).body["state"] == "stopped"
    assert api.get(f"{at}/rejects", made.senior).status == 404
    assert api.post(f"{at}/discard", made.senior).status == 200
    assert api.get(at, made.senior).status == 404


def _a_mapping() -> str:
    return """source = "till"
zone = "Asia/Shanghai"
currency = "CNY"
[orders]
id = "order"
shop = "shop"
consumer = "buyer"
paid = "total"
"""


def test_somebody_from_outside_is_invited_with_their_link(api: Api) -> None:
    made = api.world
    penalty = api.post("/penalties", made.rita, shop="mugs", violation="illegal-cashing", facts="F.", reasons="R.",
                       orders=[an_order(made)]).body["id"]  # fmt: skip
    sent = {"name": "Ines", "email": "ines@example.org", "words": "All of us decided on it."}
    path = f"/penalties/{penalty}/invitations"
    assert api.post(path, made.rita, **sent | {"email": "no address"}).code == "not-understood"
    Person.objects.filter(platform=made.platform, ref="rolf").update(email="rolf@example.org")
    assert api.post(path, made.rita, **sent | {"email": "rolf@example.org"}).code == "not-an-outsider"
    assert api.post(path, made.boris, **sent).status == 404
    before = Person.objects.filter(platform=made.platform, kind="invited").count()
    refused = api.post(path, made.rita, **sent)
    # Nothing is appealed: the same no as on the page, and nobody is made known for it.
    assert refused.status == 409, refused.body
    assert Person.objects.filter(platform=made.platform, kind="invited").count() == before
    assert not InviteLink.objects.filter(platform=made.platform).exists()
    assert api.post(f"{path}/again", made.rita, reviewer="invited-x").status in (404, 409)


def test_a_shops_deadlines_and_its_calendar_link(api: Api) -> None:
    made = api.world
    case = a_complaint(made)
    told = api.get("/me/deadlines", made.boris).body["items"]
    assert [(one["kind"], one["number"]) for one in told] == [("answer", case.number)]
    assert api.get("/me/calendar", made.boris).body == {"url": ""}
    first = api.post("/me/calendar/renew", made.boris).body["url"]
    assert api.get("/me/calendar", made.boris).body == {"url": first}
    assert api.post("/me/calendar/renew", made.boris).body["url"] != first
    assert {api.get(path, made.ana).status for path in ("/me/deadlines", "/me/calendar")} == {404}


@pytest.mark.requirement("EV-6")
def test_the_rules_are_read_walked_compared_and_tried(api: Api) -> None:
    made = api.world
    a_complaint(made)
    pack = api.get("/rulebook", made.ana).body["in_force"]
    assert pack.startswith("weidian@")
    guide = api("GET", f"/packs/{pack}/guide", None, Authorization="", Accept_Language="es").body
    assert (guide["pack"], bool(guide["sections"])) == (pack, True)
    turns = api("GET", f"/packs/{pack}/procedure", None, Authorization="").body
    assert {"negotiating", "platform"} <= {one["stage"] for one in turns["complaint"]}
    assert "illegal-cashing" in turns["penalty"]
    apart = api("GET", f"/packs/{pack}/differences?with=wechat", None, Authorization="").body
    assert apart["rules"]
    assert [one for one in apart["rules"] if one["way"][0] == "door"] == []
    assert api("GET", f"/packs/{pack}/differences?with=none", None, Authorization="").status == 404
    tried = api.get(f"/packs/{pack}/try", made.rita).body
    assert (tried["complaints"]["tried"], tried["complaints"]["items"]) == (1, [])
    assert api.get(f"/packs/{pack}/try", made.ana).status == 404


@pytest.mark.requirement("EV-5")
def test_the_work_in_numbers_is_read_and_published_by_call_as_on_the_page(api: Api, settings: Any) -> None:
    made, platform = api.world, api.world.platform.pk
    for n in range(6):
        case = a_complaint(made, an_order(made, f"n-{n}")).id
        made.do("complaint.answer", case, made.boris, MONDAY + HOUR, stance="refuses", words="No.")
    sequencer.settle_all()
    transparency.settle_all()
    with clock.at(MONDAY + timedelta(days=40)):
        live = api.get("/transparency?period=2026-Q1", made.ana).body
        assert live["lists"]["reasons"] == {"total": 6, "cells": {"not-as-described": 6}}
        assert api.get("/transparency?period=2026-Q9", made.ana).status == 404
        path = "/transparency-reports/2026-Q1"
        assert api.get(path, made.ana).status == 404
        assert api.post(f"{path}/publish", made.rita).code == "no-right"
        done = api.post(f"{path}/publish", made.senior, preface=[{"lang": "en", "words": "A quiet quarter."}])
        assert done.body["events"] == ["TransparencyReportPublished"]
        told = api.get(path, made.ana).body
        assert (told["n"], told["figures"]["lists"]["reasons"]["total"]) == (1, 6)
        assert told["preface"] == [{"lang": "en", "words": "A quiet quarter."}]
        assert [one["period"] for one in api.get("/transparency-reports", made.boris).body["items"]] == ["2026-Q1"]
        settings.ROOT_URLCONF = "ombud.site.urls"
        page = signed_in(made, "ana").get("/transparency?period=2026-Q1").content.decode()
        assert "A quiet quarter." in page
        assert "version 1" in page
        csv = signed_in(made, "ana").get("/transparency.csv?period=2026-Q1").content.decode()
        assert "2026-Q1,2026-01-01,2026-03-31,reasons,not-as-described,6" in csv
    assert rows("SELECT count(*) FROM transparency_figures WHERE platform = %s", (platform,))[0][0] == 1


def test_nothing_small_is_told_by_page_csv_nor_call(api: Api, settings: Any) -> None:
    made = api.world
    for n in range(3):
        a_complaint(made, an_order(made, f"s-{n}"))
    sequencer.settle_all()
    transparency.settle_all()
    with clock.at(MONDAY + timedelta(days=40)):
        lists = api.get("/transparency?period=2026-Q1", made.ana).body["lists"]
        assert lists["reasons"] == {"total": None, "cells": {"not-as-described": None}}
        settings.ROOT_URLCONF = "ombud.site.urls"
        client = signed_in(made, "ana")
        assert ">3<" not in client.get("/transparency?period=2026-Q1").content.decode()
        assert ",3\r\n" not in client.get("/transparency.csv?period=2026-Q1").content.decode()
