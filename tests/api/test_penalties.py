"""All that the pages can do with a penalty, the API can: from imposing to the decision, with the same rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from ombud.core.penalty.notice import redrawn
from ombud.site.cli import main
from tests.api.penalised import CHANCE, ORDERS, Shop


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("WD-7")
@pytest.mark.parametrize(
    ("upheld", "status", "left"), [(3, "revoked", []), (2, "partly", ["search-demotion"]), (0, "rejected", ["all"])]
)
def test_three_orders_decide_what_becomes_of_the_penalty(shop: Shop, upheld: int, status: str, left: list[str]) -> None:
    id = shop.appealed()
    assert shop.read(id)["status"] == "in-review"
    answer = shop.act(id, "decide-appeal", shop.made.rolf, verdicts=shop.verdicts(id, upheld), words="So it is.")
    assert answer.status == 200, answer.body
    now = shop.read(id)
    assert now["status"] == status
    drawn = now["draw"]["orders"]
    counted_again = set(ORDERS) - set(now["uncounted"])
    assert counted_again == (set(ORDERS) if upheld == 3 else set(drawn[:upheld]))
    assert any(one["on"] for one in now["measures"]) is bool(left)
    assert now["timeline"][-1]["by"] == {"party": "platform"}, "the shop isn't told which person decided"


@pytest.mark.requirement("WD-7")
def test_with_nothing_to_show_for_one_order_the_penalty_cant_be_revoked(shop: Shop) -> None:
    id = shop.appealed(nothing_for=1)
    refused = shop.act(id, "decide-appeal", shop.made.rolf, verdicts=shop.verdicts(id, 3), words="All.")
    assert (refused.status, refused.code) == (422, "upheld-without-materials")


@pytest.mark.requirement("WD-6")
def test_what_is_missing_is_named_at_its_field_and_nothing_is_half_done(shop: Shop) -> None:
    id = shop.penalty()
    shop.act(id, "begin", chance=CHANCE)
    given = shop.filled(id)
    first = shop.read(id)["draw"]["orders"][0]
    short = {**given, "files": [one for one in given["files"] if (one["kind"], one["about"]) != ("chat", first)]}
    refused = shop.act(id, "appeal", **short)
    assert (refused.status, refused.code, refused.body["field"]) == (422, "too-few-files", f"files.chat@{first}")
    assert shop.read(id)["status"] == "begun"
    assert shop.act(id, "appeal", **given).status == 200
    second = shop.act(id, "appeal", **given)
    assert second.code == "appeal-under-review", "a second tab with the same draft"


@pytest.mark.requirement("WD-9")
def test_an_incomplete_appeal_is_sent_back_and_sent_again(shop: Shop) -> None:
    id = shop.appealed()
    first = shop.read(id)["draw"]["orders"][0]
    back = shop.act(
        id, "find-incomplete", shop.made.rolf, words="One thing.", missing=[{"code": "chat", "slot": first}]
    )
    assert back.status == 200, back.body
    now = shop.read(id)
    assert (now["status"], now["attempts"]) == ("incomplete", 0)
    assert now["missing"] == [{"code": "chat", "slot": first, "words": ""}]
    assert shop.act(id, "appeal", **shop.filled(id)).status == 200


@pytest.mark.requirement("WD-5")
def test_what_cant_be_appealed_says_so_with_its_rule_and_the_consultation(shop: Shop) -> None:
    id = shop.penalty("prohibited-goods")
    now = shop.read(id)
    assert now["status"] == "not-appealable"
    why = now["allowed_actions"]["begin"]
    assert (why["code"], why["facts"]) == ("not-appealable", {"rule": "2.3"})
    assert now["allowed_actions"]["consult"] is None
    assert shop.act(id, "consult", words="It is allowed here.").status == 200
    assert shop.act(id, "reply", shop.made.rita, words="We look again.").status == 200
    assert shop.act(id, "lift", shop.made.rita, words="You are right.").status == 200
    assert shop.read(id)["status"] == "lifted"


def test_who_imposed_it_doesnt_decide_the_appeal_and_a_withdrawn_one_is_nobodys_to_decide(shop: Shop) -> None:
    id = shop.appealed()
    given: dict[str, Any] = {"verdicts": shop.verdicts(id, 3), "words": "All."}
    assert shop.act(id, "decide-appeal", shop.made.rita, **given).code == "decided-before"
    assert shop.act(id, "withdraw").status == 200
    assert shop.act(id, "decide-appeal", shop.made.rolf, **given).code == "no-appeal-under-review"


@pytest.mark.requirement("EV-2")
def test_someone_elses_penalty_answers_like_a_missing_one(shop: Shop) -> None:
    id = shop.penalty()
    for stranger in (shop.made.sam, shop.made.ana, shop.made.other):
        for answer in (
            shop.api.get(f"/penalties/{id}", stranger),
            shop.api.get(f"/penalties/{id}/notice", stranger),
            shop.act(id, "begin", stranger, chance=CHANCE),
            shop.act(id, "lift", stranger, words="No."),
        ):
            assert answer.status == 404, answer.body
        assert shop.api.get("/penalties/gone", stranger).status == 404
    assert shop.api.get("/penalties", shop.made.sam).body["items"] == []
    assert shop.api.get("/penalties", shop.made.ana).status == 404


def test_many_are_imposed_by_one_call_with_a_result_a_row(shop: Shop) -> None:
    acts = [
        {
            "verb": "penalty.impose", "key": f"k-{n}",
            "fields": {"shop": name, "violation": "harassing-consumers", "facts": "F.", "reasons": "R."},
        }
        for n, name in enumerate(("mugs", "nowhere", "tea"))
    ]  # fmt: skip
    answer = shop.api.post("/batch", shop.made.rita, acts=acts)
    assert answer.status == 200, answer.body
    assert [one["status"] for one in answer.body["results"]] == [201, 404, 201]
    again = shop.api.post("/batch", shop.made.rita, acts=acts)
    assert [one["done"] for one in again.body["results"]] == [one["done"] for one in answer.body["results"]]


def test_the_notice_is_enough_to_draw_again_offline(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id = shop.penalty()
    before = shop.api.get(f"/penalties/{id}/notice", shop.made.boris).body
    assert before["drawn"] is None
    assert "seed" not in json.dumps(before).replace("seed_sha256", "")
    shop.act(id, "begin", chance=CHANCE)
    notice = shop.api.get(f"/penalties/{id}/notice", shop.made.boris).body
    assert redrawn(notice) == []
    file = tmp_path / "NOTICE.json"
    file.write_text(json.dumps(notice))
    assert main(["penalty", "redraw", str(file), "--chance", CHANCE]) == 0
    assert "Holds. Drawn from 5" in capsys.readouterr().out
    other = next(one for one in ORDERS if one not in notice["drawn"]["orders"])
    file.write_text(json.dumps({**notice, "drawn": {**notice["drawn"], "orders": [other]}}))
    assert main(["penalty", "redraw", str(file)]) == 1
    assert "Doesn't hold: drawn again it is" in capsys.readouterr().out
    assert main(["penalty", "redraw", str(tmp_path / "gone.json")]) == 2
    file.write_text("[]")
    assert main(["penalty", "redraw", str(file)]) == 2


def test_questions_and_conditions_go_both_ways(shop: Shop) -> None:
    id, rolf = shop.appealed(), shop.made.rolf
    assert shop.act(id, "ask", rolf, words="Which courier?").status == 200
    assert shop.read(id)["status"] == "question"
    assert shop.act(id, "answer", words="SF.", files=[shop.file("other")]).status == 200
    assert shop.act(id, "grant-on-condition", rolf, words="Take the listing down.").status == 200
    assert shop.act(id, "meet-condition", words="Done.").status == 200
    assert shop.act(id, "judge-condition", rolf, met=True, words="Seen.").status == 200
    assert shop.read(id)["status"] == "revoked"


def test_statements_of_reasons_are_exported_without_persons(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    slug = shop.made.platform.slug
    shop.penalty(facts="林安娜 bought from herself, call 138 0000 1234.", language="en")
    shop.penalty("harassing-consumers")
    words = ["export", "statements", "--from", "2000-01-01", "--to", "2100-01-01", "--platform", slug]
    assert main(words) == 0
    said = capsys.readouterr()
    (statement,) = json.loads(said.out)["statements"]
    assert statement["decision_facts"] == "[…] bought from herself, call […]."
    assert "no measure of it is a restriction" in said.err
    assert main([*words[:-2], "--platform", "nowhere"]) == 2
    assert main([*words[:3], "2000-01-01", "--to", "2000-01-02", "--platform", slug]) == 0
    assert capsys.readouterr().out == ""
