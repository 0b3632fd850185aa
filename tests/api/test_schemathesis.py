"""No call, however malformed, makes a mistake of ours; and the document says what is answered."""

import os
from typing import Any

from ombud.core.rulebook.state import ID as RULEBOOK
from tests.api.caller import Api, named
from tests.api.fuzz import Fuzzed, fuzz
from tests.cast import a_complaint, world
from tests.vault.made import photo

TURNS = 30 if os.environ.get("OMBUD_DEEP") else 2
"""By number and not by time: a busy machine asks no less."""


def fuzzed(turns: int, **more: Any) -> Fuzzed:
    made = world("weidian")
    api = Api(made)
    done = a_complaint(made)
    people = [named(by) for by in (made.ana, made.boris, made.rita, made.senior, made.other)]
    kept = api("POST", "/files", made.ana, photo(), Content_Type="image/jpeg").body["id"]
    report = api.post("/reports", made.ana, shop="mugs", about="counterfeit", words="They sell copies.").body["id"]
    api.post(f"/complaints/{done.id}/message", made.ana, words="Here.", files=[{"file": kept}])
    api.post("/conversations/o-1/say", made.boris, words="What happened?")
    web = [{"claim": "from-web", "links": ["https://example.org/mug"]}]
    fake = api.post("/evidence-reports", made.boris, order="o-1", file=kept, claims=web, words="A stock photo.").body
    penalty = api.post("/penalties", made.rita, shop="mugs", violation="illegal-cashing", facts="F.", reasons="R.",
                       orders=["o-1"]).body["id"]  # fmt: skip
    cup = {"title": "Cup", "price": 4800, "currency": "CNY", "after_sales": "Seven days."}
    product = api.post("/products", made.boris, **cup).body["id"]
    ids = {
        "complaints": done.id, "orders": "o-1", "shops": "mugs", "products": product, "accounts": "ana",
        "packs": "weidian", "files": kept, "reports": report, "penalties": penalty, "rulebooks": RULEBOOK,
        "evidence-reports": fake["id"], "conversations": "o-1",
    }  # fmt: skip
    return fuzz(api, ids, ["", *people], turns, **more)


def test_malformed_calls_never_get_a_mistake_of_ours() -> None:
    run = fuzzed(TURNS)
    print(run.calls, sorted(run.statuses.items()))
    assert run.found == []
    assert {200, 201, 400, 403, 404, 409, 422} <= set(run.statuses)


def test_the_harness_finds_a_planted_mistake(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.api.planted"
    run = fuzzed(TURNS, first_only=True)
    assert [one.label for one in run.found][:1] == ["GET /me"]
    assert 500 in run.statuses
