"""A whole life by API alone: what a page can do, the API can do, with the same rules."""

from typing import Any

import pytest

from ombud.ledger.check import broken
from ombud.ledger.connection import rows
from tests.api.caller import Answer, Api, named
from tests.cast import MONDAY, a_filing, world
from tests.vault.made import photo

REFUND_NUMBER = "50300806962026112400001234567"


@pytest.fixture
def api() -> Api:
    return Api(world())


def told_order(api: Api, id: str = "o-1", **facts: Any) -> Answer:
    known = {
        "number": f"N{id}", "shop": "mugs", "consumer": "ana", "currency": "CNY", "paid": 16800,
        "purchased_at": MONDAY.isoformat(), "lines": [{"id": "1", "title": "Celadon mug", "unit_price": 16800}],
        **facts,
    }  # fmt: skip
    return api("PUT", f"/orders/{id}", None, {"facts": known, "source": "webhook"})


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("CG-4")
@pytest.mark.requirement("CG-10")
def test_a_complaint_goes_from_filing_to_verified_execution_by_api_alone(api: Api) -> None:
    made = api.world
    assert told_order(api).body["events"] == ["OrderTold"]
    photo_kept = api("POST", "/files?filename=crack.jpg", made.ana, photo(), Content_Type="image/jpeg")
    assert photo_kept.status == 201, photo_kept
    files = [{"file": photo_kept.body["id"], "kind": "goods-photo"}]
    filed = api.post("/complaints", made.ana, **a_filing(files=files))
    assert (filed.status, filed.body["number"][:9]) == (201, "T-260309-")
    case = filed.headers["Location"].removeprefix("/api/v1")

    seen = api.get(case, made.boris).body
    assert (seen["stage"], seen["your_state"], seen["due_at"]) == ("negotiating", "your-turn", "2026-03-11T02:00:00Z")
    assert seen["on_lapse"] == {"code": "goes-to-platform", "text": "The platform takes the case."}
    assert seen["allowed_actions"]["answer"] is None
    assert seen["allowed_actions"]["escalate"]["code"] == "consumer-only"
    assert seen["exhibits"][0]["id"] == photo_kept.body["id"]
    assert seen["timeline"][0]["problem"] == "The mug has a crack."

    assert api.post(f"{case}/answer", made.boris, stance="explains", words="It left us whole.").status == 200
    assert api.post(f"{case}/offer", made.boris, terms={"remedy": "refund", "amount": 16800}).status == 200
    agreed = api.post(f"{case}/accept", made.ana, offer="o1")
    assert agreed.body["events"] == ["OfferAccepted", "Settled"]
    assert api.get(case, made.boris).body["obligation"]["terms"] == {"remedy": "refund", "amount": 16800}
    proved = api.post(f"{case}/prove", made.boris, proof="refund-number", reference=REFUND_NUMBER)
    assert proved.status == 200, proved
    assert api.get(case, made.rita).body["allowed_actions"]["verify"] is None
    assert api.post(f"{case}/verify", made.rita, words="The refund arrived.").status == 200

    ended = api.get(case, made.ana).body
    assert (ended["stage"], ended["how"], ended["your_state"], ended["due_at"]) == ("closed", "settled", "closed", None)
    assert [one["type"] for one in ended["timeline"]] == [
        "ComplaintFiled", "ComplaintAdmitted", "ComplaintAnswered", "OfferMade", "OfferAccepted", "Settled",
        "ExecutionProved", "ExecutionVerified", "ComplaintClosed",
    ]  # fmt: skip
    assert [one for one in broken() if one.platform == made.platform.pk] == []


def test_each_reader_sees_of_people_what_is_theirs_to_know(api: Api) -> None:
    made = api.world
    told_order(api)
    case = api.post("/complaints", made.ana, **a_filing()).headers["Location"].removeprefix("/api/v1")
    api.post(f"{case}/note", made.rita, words="Looks like the case of last week.")
    first = {who: api.get(case, by).body["timeline"][0] for who, by in (("ana", made.ana), ("boris", made.boris))}
    assert first["ana"]["by"] == {"party": "consumer", "id": "ana"}
    assert first["boris"]["by"] == {"party": "consumer"}
    assert first["ana"]["contact"]["phone"] == "13800001234"
    assert first["boris"]["contact"] is None
    types = {by.id: [e["type"] for e in api.get(case, by).body["timeline"]] for by in (made.ana, made.boris, made.rita)}
    assert "CaseNoted" in types["rita"]
    assert "CaseNoted" not in types["ana"] + types["boris"]
    assert "claimed_by" not in api.get(case, made.ana).body


@pytest.mark.requirement("EV-2")
def test_staff_see_the_contact_only_after_asking_for_it_on_record(api: Api) -> None:
    made = api.world
    told_order(api)
    case = api.post("/complaints", made.ana, **a_filing()).headers["Location"].removeprefix("/api/v1")
    call = {"to": "consumer", "called_at": MONDAY.isoformat(), "phone": "13800001234", "answered": False}
    assert api.post(f"{case}/record-call", made.rita, **call).status == 200
    assert api.get(case, made.rita).body["timeline"][0]["contact"] is None
    assert "13800001234" not in str(api.get(case, made.rita).body)
    assert api.post(f"{case}/see-contact", made.rita, why="To call her back.").status == 200
    assert api.get(case, made.rita).body["timeline"][0]["contact"]["phone"] == "13800001234"
    assert [one["phone"] for one in api.get(case, made.rita).body["timeline"] if "phone" in one] == ["13800001234"]
    assert api.get(case, made.rolf).body["timeline"][0]["contact"] is None


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The platform takes the case."), ("es", "plataforma"), ("zh-Hans", "平台")]
)
def test_sentences_come_in_the_language_that_was_asked_for(api: Api, language: str, words: str) -> None:
    made = api.world
    told_order(api)
    case = api.post("/complaints", made.ana, **a_filing()).headers["Location"].removeprefix("/api/v1")
    seen = api("GET", case, made.ana, Accept_Language=language)
    assert words in seen.body["on_lapse"]["text"]
    assert seen.headers["Content-Language"] == language.lower()


def test_a_file_is_shown_to_the_case_and_to_nobody_else(api: Api) -> None:
    made = api.world
    told_order(api)
    kept = api("POST", "/files", made.ana, photo(), Content_Type="image/jpeg").body["id"]
    filed = api.post("/complaints", made.ana, **a_filing(files=[{"file": kept, "kind": "goods-photo"}])).body["id"]
    own = api.get(f"/files/{kept}", made.ana)
    assert [one["name"] for one in own.body["pictures"]] == ["thumb", "page-1"]
    assert api.get(f"/files/{kept}", made.boris).status == 404
    assert api.get(f"/files/{kept}?complaint={filed}", made.boris).status == 200
    assert api.get(f"/files/{kept}?complaint={filed}", made.sam).status == 404
    assert api.get(f"/files/{kept}?complaint={filed}", made.rita).status == 200
    looks = [
        one for one in api.get(f"/complaints/{filed}", made.rita).body["timeline"] if one["type"] == "ExhibitsOpened"
    ]
    assert [(one["by"]["id"], one["exhibits"]) for one in looks] == [("rita", [kept])]


def test_somebody_elses_file_cannot_be_named(api: Api) -> None:
    made = api.world
    told_order(api)
    kept = api("POST", "/files", made.other, photo(), Content_Type="image/jpeg").body["id"]
    refused = api.post("/complaints", made.ana, **a_filing(files=[{"file": kept}]))
    assert (refused.status, refused.code, refused.body["field"]) == (422, "file-unknown", "files")


def test_what_a_file_is_said_to_be_is_a_code_so_that_no_words_stay_where_law_cannot_erase_them(api: Api) -> None:
    made = api.world
    told_order(api)
    kept = api("POST", "/files", made.ana, photo(), Content_Type="image/jpeg").body["id"]
    said = {"file": kept, "kind": "Ana's passport", "about": "Ana Lin, 13800001234"}
    filed = api.post("/complaints", made.ana, **a_filing(files=[said])).body["id"]
    (told,) = api.get(f"/complaints/{filed}", made.ana).body["exhibits"]
    assert told["kind"] == "other"
    written = rows("SELECT body FROM event WHERE stream = %s", (filed,))
    assert not [body for (body,) in written if b"passport" in bytes(body) or b"13800001234" in bytes(body)]


def test_the_key_alone_is_the_platforms_software(api: Api) -> None:
    me = api.get("/me").body
    assert me["actor"] == {"type": "system", "id": f"key:{api.key.pk}"}
    assert api.get("/me", named(api.world.boris)).body["actor"]["shop"] == "mugs"


def test_of_a_bank_card_only_the_shop_that_gave_it_sees_more_than_the_end(api: Api) -> None:
    made = api.world
    told_order(api)
    case = api.post("/complaints", made.ana, **a_filing()).headers["Location"].removeprefix("/api/v1")
    assert api.post(f"{case}/answer", made.boris, stance="agrees", words="").status == 200
    card = "6222021234567890123"
    assert api.post(f"{case}/prove", made.boris, proof="transfer-account", reference=card).status == 200
    numbers = [api.get(case, by).body["timeline"][-1]["number"] for by in (made.boris, made.ana, made.rita)]
    assert numbers == [card, "…0123", "…0123"]
