"""Words as strangers send them are kept byte by byte, and come back the same."""

import json

import pytest

from ombud.ledger.words import texts_of
from tests.api.caller import Api
from tests.cast import MONDAY, a_filing, world
from tests.shared_data import shared_data

A_DAY = 10
"""As many complaints as one consumer may file on one day."""


@pytest.fixture
def api() -> Api:
    return Api(world())


def an_order_of(api: Api, consumer: str, lines: int) -> None:
    bought = [{"id": str(n), "title": f"Cup {n}", "unit_price": 100} for n in range(lines)]
    facts = {
        "number": f"N-{consumer}", "shop": "mugs", "consumer": consumer, "currency": "CNY", "paid": 100 * lines,
        "purchased_at": MONDAY.isoformat(), "lines": bought,
    }  # fmt: skip
    assert api("PUT", f"/orders/{consumer}", None, {"facts": facts, "source": "test"}).status == 200


def test_every_hostile_line_is_kept_byte_by_byte_as_the_words_of_a_complaint(api: Api) -> None:
    lines: list[str] = json.loads((shared_data("hostile") / "blns.json").read_text())
    assert len(lines) > 500
    for n, words in enumerate(lines):
        consumer, line = f"c-{n // A_DAY}", str(n % A_DAY)
        if line == "0":
            an_order_of(api, consumer, A_DAY)
        about = {"lines": [{"line": line}], "asked": {"remedy": "refund", "amount": 100}, "sure": True}
        filed = api.post("/complaints", f"consumer:{consumer}", **a_filing(consumer, problem=words, **about))
        if not words.strip():
            assert (filed.status, filed.code) == (422, "no-words")
            continue
        assert filed.status == 201, (words, filed)
        assert words in texts_of(api.world.platform.pk, filed.body["id"]).values()
        if line == "5":
            seen = api.get(f"/complaints/{filed.body['id']}", f"consumer:{consumer}").body
            assert seen["timeline"][0]["problem"] == words


def test_a_nul_in_words_is_kept_too(api: Api) -> None:
    an_order_of(api, "c-1", 1)
    filed = api.post("/complaints", "consumer:c-1", **a_filing(
        "c-1", lines=[{"line": "0"}], asked={"remedy": "refund", "amount": 100}, problem="broken\x00cup",
        contact={"name": "A\x00na", "email": "ana@example.org"},
    ))  # fmt: skip
    assert filed.status == 201, filed
    seen = api.get(f"/complaints/{filed.body['id']}", "consumer:c-1").body["timeline"][0]
    assert (seen["problem"], seen["contact"]["name"]) == ("broken\x00cup", "A\x00na")
