"""All that the pages can do with a penalty, the API can: from imposing to the decision, with the same rules."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ombud.core.penalty.notice import redrawn
from ombud.desk import clock
from ombud.site.cli import main
from tests.api.caller import Answer, Api
from tests.cast import MONDAY, World, an_order, world
from tests.vault.made import photo

CHANCE = "0123456789abcdef"
ORDERS = [f"o-{n}" for n in range(1, 6)]


class Shop:
    """Boris's shop with five orders, Rita who imposes, and Rolf who decides."""

    def __init__(self) -> None:
        self.made: World = world("weidian")
        for one in ORDERS:
            an_order(self.made, one)
        self.api = Api(self.made)

    def impose(self, violation: str = "fictitious-transactions", **fields: Any) -> Answer:
        given = {"shop": "mugs", "violation": violation, "facts": "Found.", "reasons": "Why.", **fields}
        return self.api.post("/penalties", fields.pop("by", self.made.rita), **given)

    def penalty(self, violation: str = "fictitious-transactions", **fields: Any) -> str:
        orders = {"orders": ORDERS} if violation == "fictitious-transactions" else {}
        answer = self.impose(violation, **orders, **fields)
        assert answer.status == 201, answer.body
        return str(answer.body["id"])

    def read(self, id: str, by: Any = None) -> Any:
        return self.api.get(f"/penalties/{id}", by or self.made.boris).body

    def act(self, id: str, verb: str, by: Any = None, **fields: Any) -> Answer:
        return self.api.post(f"/penalties/{id}/{verb}", by or self.made.boris, **fields)

    def file(self, kind: str, about: str = "") -> dict[str, str]:
        kept = self.api("POST", "/files", self.made.boris, photo(), Content_Type="image/jpeg").body["id"]
        return {"file": kept, "kind": kind, "about": about}

    def filled(self, id: str, nothing_for: tuple[str, ...] = ()) -> dict[str, Any]:
        drawn = [one for one in self.read(id)["draw"]["orders"] if one not in nothing_for]
        return {
            "answers": [
                {"code": "explanation", "words": "They were real."},
                {"code": "how-orders-came", "words": "live"},
                {"code": "true-statement", "words": "yes"},
                *({"code": "waybill-number", "words": f"SF{one}", "slot": one} for one in drawn),
                *({"code": "dispatched-on", "words": "2026-03-01", "slot": one} for one in drawn),
            ],
            "files": [self.file(kind, one) for one in drawn for kind in ("waybill", "chat", "payment-record")],
            "nothing_for": list(nothing_for),
        }

    def appealed(self, nothing_for: int = 0) -> str:
        id = self.penalty()
        assert self.act(id, "begin", chance=CHANCE).status == 200
        given = self.filled(id, tuple(self.read(id)["draw"]["orders"][:nothing_for]))
        answer = self.act(id, "appeal", **given)
        assert answer.status == 200, answer.body
        return id

    def verdicts(self, id: str, upheld: int) -> list[dict[str, Any]]:
        drawn = self.read(id)["draw"]["orders"]
        return [{"slot": one, "upheld": place < upheld} for place, one in enumerate(drawn)]


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


def test_a_shops_penalties_come_page_by_page_the_nearest_close_first(shop: Shop) -> None:
    ids = [shop.penalty("harassing-consumers"), shop.penalty("not-as-described"), shop.penalty("prohibited-goods")]
    seen, cursor = [], ""
    while True:
        page = shop.api.get(f"/penalties?limit=1{f'&cursor={cursor}' if cursor else ''}", shop.made.boris).body
        seen += [one["id"] for one in page["items"]]
        cursor = page.get("next_cursor") or page.get("next") or ""
        if not cursor:
            break
    assert seen == ids, "five days to appeal, fifteen, never"
    assert [one["id"] for one in shop.api.get("/penalties?tab=closed", shop.made.boris).body["items"]] == ids[2:]


def test_the_platforms_people_read_penalties_by_queue_the_nearest_deadline_first(shop: Shop) -> None:
    appealed, asked = shop.appealed(), shop.penalty("prohibited-goods")
    shop.act(asked, "consult", words="Why?")
    shop.penalty("harassing-consumers")

    def listed(by: Any, query: str = "") -> list[str]:
        return [one["id"] for one in shop.api.get(f"/penalties{query}", by).body["items"]]

    assert listed(shop.made.rita, "?queue=appeals") == [appealed]
    assert listed(shop.made.rolf, "?queue=consultations") == [asked]
    assert listed(shop.made.rita) == [appealed, asked], "what waits for nobody stands in no queue"
    first = shop.api.get("/penalties?limit=1", shop.made.rita).body
    assert [one["id"] for one in first["items"]] == [appealed]
    assert listed(shop.made.rita, f"?limit=1&cursor={first['next_cursor']}") == [asked]
    refused = shop.api.get("/penalties?queue=ruling", shop.made.rita)
    assert (refused.status, refused.body["field"]) == (422, "queue")


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("WD-2")
def test_the_pop_up_is_read_and_silenced_for_this_member_alone(shop: Shop) -> None:
    assert shop.api.get("/me/popup", shop.made.boris).body == {"unhandled": None}
    first = shop.penalty("harassing-consumers")
    told = shop.api.get("/me/popup", shop.made.boris).body["unhandled"]
    assert (told["id"], told["n"]) == (first, 1)
    assert shop.api.get("/me/popup", shop.made.viewer).body == {"unhandled": None}, "who can't appeal isn't stopped"
    with clock.at(MONDAY + timedelta(hours=1)):
        assert shop.api.post("/me/popup/snooze", shop.made.boris).status == 200
        assert shop.api.get("/me/popup", shop.made.boris).body == {"unhandled": None}
    with clock.at(MONDAY + timedelta(hours=2)):
        newer = shop.penalty("not-as-described")
        assert shop.api.get("/me/popup", shop.made.boris).body["unhandled"]["id"] == newer


@pytest.mark.requirement("EV-5")
def test_sales_figures_show_what_a_penalty_takes_out_to_the_shop_and_the_staff(shop: Shop) -> None:
    id = shop.penalty()
    number = shop.read(id)["number"]
    for by in (shop.made.boris, shop.made.viewer, shop.made.rita):
        sales = shop.api.get("/shops/mugs/sales", by).body
        assert [(one["month"], one["orders"], one["orders_counted"]) for one in sales["months"]] == [("2026-02", 5, 0)]
        assert [(one["number"], one["orders"]) for one in sales["taken_out"]] == [(number, 5)]
    for stranger in (shop.made.sam, shop.made.ana):
        assert shop.api.get("/shops/mugs/sales", stranger).status == 404


@pytest.mark.requirement("EV-2")
def test_a_file_of_an_appeal_is_seen_by_both_sides_of_it_and_by_nobody_else(shop: Shop) -> None:
    id = shop.appealed()
    file = shop.read(id)["submission"]["files"][0]["file"]
    assert shop.api.get(f"/files/{file}?penalty={id}", shop.made.rolf).status == 200
    assert shop.api.get(f"/files/{file}?penalty={id}", shop.made.viewer).status == 200
    for stranger in (shop.made.sam, shop.made.ana):
        assert shop.api.get(f"/files/{file}?penalty={id}", stranger).status == 404
    other = shop.penalty("prohibited-goods")
    assert shop.api.get(f"/files/{file}?penalty={other}", shop.made.rolf).status == 404
    assert shop.api.get(f"/files/{file}", shop.made.rolf).status == 404


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
