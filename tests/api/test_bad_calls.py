"""Calls that no well-behaved client sends: each gets its own no, and never a mistake of ours."""

from typing import Any

import pytest

from tests.api.caller import Api
from tests.cast import World, a_complaint, a_filing, an_order, world


@pytest.fixture
def api() -> Api:
    return Api(world())


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"\xff\xfe{\x00}\x00", 400),
        (b"\xef\xbb\xbf{}", 400),
        (b'{"order":"\\ud800"}', 400),
        (b'{"order":' + b"[" * 200_000, 400),
        (b'{"order":' + b"9" * 5_000 + b"}", 400),
        (b'{"order":1e400}', 400),
        (b"nul", 400),
        (b"[]", 422),
        (b'"words"', 422),
        (b"null", 422),
        (b'{"order":"o-1","order":"o-1"}', 404),
        (b'{"order":"\\u0000"}', 404),
    ],
)
def test_a_body_that_cannot_be_a_complaint_is_refused(api: Api, body: bytes, status: int) -> None:
    answer = api("POST", "/complaints", api.world.ana, body)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""]
)
def test_another_media_type_is_refused(api: Api, kind: str) -> None:
    answer = api("POST", "/complaints", api.world.ana, b"{}", Content_Type=kind)
    assert (answer.status, answer.code) == (415, "media-type")


def test_a_body_above_the_cap_is_refused(api: Api) -> None:
    answer = api("POST", "/complaints", api.world.ana, b'{"order":"' + b"x" * 2_600_000 + b'"}')
    assert (answer.status, answer.code) == (413, "too-large")


def test_an_address_without_that_method_names_those_it_has(api: Api) -> None:
    answer = api("DELETE", "/complaints", api.world.ana)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, POST")


@pytest.mark.parametrize("path", ["/nowhere", "/", "/complaints/a/b/c", "/complaints/%00", "/orders/%FF", "/files/x"])
def test_an_address_that_is_none_is_not_found(api: Api, path: str) -> None:
    answer = api.get(path, api.world.ana)
    assert (answer.status, answer.code) == (404, "not-found")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"asked": {"remedy": "refund", "amount": 2**70}}, "asked"),
        ({"lines": [{"line": "1", "quantity": -(2**60)}]}, "lines"),
        ({"lines": [{"line": "\x00"}]}, "lines"),
        ({"lines": [{"line": "x"}] * 501}, "lines"),
        ({"reason": "r" * 129}, "reason"),
        ({"problem": "x" * 20_001}, "problem"),
        ({"problem": "x" * 2_001}, "problem"),
        ({"problem": " \t\u3000"}, "problem"),
        ({"asked": {"remedy": "refund", "amount": 1.5}}, "asked"),
        ({"files": [{"file": "not-an-id"}]}, "files"),
        ({"files": {}}, "files"),
        ({"by": {"type": "reviewer", "id": "rita"}}, "by"),
        ({"number": "T-1"}, "number"),
        ({"at": "2020-01-01T00:00:00Z"}, "at"),
    ],
)
def test_a_field_that_cannot_be_is_named(api: Api, changed: dict[str, Any], field: str) -> None:
    an_order(api.world)
    answer = api("POST", "/complaints", api.world.ana, a_filing(**changed))
    assert (answer.status, answer.body["field"]) == (422, field)


@pytest.mark.parametrize(
    "changed",
    [
        {"paid": 2**53},
        {"paid": 2**63},
        {"shop": "x" * 3_000},
        {"number": "\x00"},
        {"purchased_at": "0001-01-01T00:00:00Z"},
        {"purchased_at": "9999-12-31T23:59:59Z"},
        {"purchased_at": "2026-03-01T00:00:00"},
        {"purchased_at": "yesterday"},
    ],
)
def test_facts_that_no_database_or_calendar_can_keep_are_refused(api: Api, changed: dict[str, Any]) -> None:
    facts = {"number": "N1", **changed}
    answer = api("PUT", "/orders/o-1", None, {"facts": facts, "source": "webhook"})
    assert (answer.status, answer.body["field"]) == (422, "facts")


@pytest.mark.parametrize("id", ["x" * 129, "%01", "a%0Ab"])
def test_an_order_is_told_only_under_an_id_that_can_be_kept(api: Api, id: str) -> None:
    assert api("PUT", f"/orders/{id}", None, {"facts": {"number": "N1"}, "source": "webhook"}).status == 404


@pytest.mark.parametrize("key", ["", "x" * 256, '""'])
def test_an_idempotency_key_has_1_to_255_characters(api: Api, key: str) -> None:
    answer = api("POST", "/complaints", api.world.ana, b"{}", Idempotency_Key=key)
    assert (answer.status, answer.code) == (400, "idempotency-key-not-understood")


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "limit=ten", "limit=٣", "cursor=x", "cursor=WzFd", "turn=mine", "cursor=%00"]
)
def test_a_list_refuses_what_it_does_not_know(api: Api, query: str) -> None:
    assert api.get(f"/complaints?{query}", api.world.boris).status == 422


def test_an_upload_above_the_cap_is_refused_by_its_stated_length_alone(api: Api) -> None:
    answer = api("POST", "/files", api.world.ana, b"tiny", Content_Type="image/jpeg", Content_Length="60000001")
    assert (answer.status, answer.code) == (413, "too-large")


@pytest.mark.parametrize("stated", ["", "-1", "٣", "9" * 40])
def test_an_upload_says_how_long_it_is(api: Api, stated: str) -> None:
    answer = api("POST", "/files", api.world.ana, b"tiny", Content_Type="image/jpeg", Content_Length=stated)
    assert answer.status in (411, 413)


def test_what_is_no_picture_is_refused_with_the_way_out(api: Api) -> None:
    answer = api("POST", "/files", api.world.ana, b"just words", Content_Type="image/jpeg")
    assert (answer.status, answer.code, answer.body["field"]) == (422, "not-a-picture", "file")
    assert "screenshot" in answer.body["way_out"]


def test_a_refusal_says_why_and_what_would_make_it_yes(api: Api) -> None:
    made: World = api.world
    done = a_complaint(made)
    refused = api("POST", f"/complaints/{done.id}/escalate", made.ana, {}, Accept_Language="zh-Hans")
    assert (refused.status, refused.code) == (409, "intervention-too-early")
    assert refused.body["facts"] == {"possible_at": "2026-03-11T02:00:00Z"}
    assert "2026年3月11日" in refused.body["way_out"] or "11 Mar 2026" in refused.body["way_out"]


@pytest.mark.parametrize(
    ("language", "missing", "way_out"),
    [
        (
            "en",
            "The field “reason” is missing.",
            "The fields of each call, and what they take, are in /api/v1/openapi.json.",
        ),
        ("es", "Falta el campo «reason».", "/api/v1/openapi.json"),
        ("zh-Hans", "缺少字段“reason”。", "/api/v1/openapi.json"),
        ("zh-Hant", "缺少欄位「reason」。", "/api/v1/openapi.json"),
    ],
)
def test_what_is_not_understood_is_told_in_the_readers_language_with_the_way_out(
    api: Api, language: str, missing: str, way_out: str
) -> None:
    an_order(api.world)
    sent = {name: value for name, value in a_filing().items() if name != "reason"}
    answer = api("POST", "/complaints", api.world.ana, sent, Accept_Language=language)
    assert (answer.status, answer.body["detail"]) == (422, missing)
    assert way_out in answer.body["way_out"]
    unknown = api("POST", "/complaints", api.world.ana, {**a_filing(), "colour": "blue"}, Accept_Language=language)
    assert "colour" in unknown.body["detail"]
    wrong = api("POST", "/complaints", api.world.ana, {**a_filing(), "asked": {"remedy": "gold"}})
    assert wrong.body["detail"] == "This isn’t a value that the field takes: Invalid enum value 'gold' - at `$.remedy`."


def test_a_refusals_figures_are_told_in_the_currency_of_the_thing(api: Api) -> None:
    made = api.world
    an_order(made, "o-9", currency="EUR")
    asked = {"remedy": "refund", "amount": 999_999}
    refused = api.post("/complaints", made.ana, **a_filing("o-9", asked=asked))
    assert (refused.code, refused.body["detail"]) == (
        "more-than-refundable",
        "At most €168.00 can still be refunded for these goods.",
    )
    acts = [{"verb": "complaint.file", "fields": a_filing("o-9", asked=asked)}]
    assert "€168.00" in api.post("/batch", made.ana, acts=acts).body["results"][0]["problem"]["detail"]
    done = a_complaint(made, "o-9")
    offered = api.post(f"/complaints/{done.id}/offer", made.boris, terms=asked)
    assert "€168.00" in offered.body["detail"]
