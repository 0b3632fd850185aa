"""Rows of the requirements that one life doesn't reach, each driven from outside by the API alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from ombud.core.people import Actor
from ombud.desk import clock
from ombud.timers import loop
from tests.api.caller import Answer, Api
from tests.cast import MONDAY, a_filing, an_order, world
from tests.vault.made import photo

HOUR = timedelta(hours=1)
RULING = {
    "liability": "merchant", "merchant_share": 100, "terms": {"remedy": "refund", "amount": 16800},
    "reason": "goods-faulty", "facts": "The crack is on the photo.", "reasons": "Rule 5.1 applies.", "rules": ["5.1"],
    "relied_on": [],
}  # fmt: skip
WAYS = {
    "not-ones-order": "This is not your order. Ask the person who placed the order to complain",
    "too-late": "The consumer association and the courts may still help.",
    "already-pending": "Add what is new to the open complaint.",
    "other-channel": "Another office deals with this. Turn to the office named in the message",
}
"""Each coded reason to turn a complaint away, and the way open instead."""


class Lived(Api):
    """One complaint, and what is done in it at which hour."""

    def __init__(self, pack: str = "wechat", **filing: Any) -> None:
        super().__init__(world(pack))
        an_order(self.world)
        with clock.at(MONDAY):
            filed = self.post("/complaints", self.world.ana, **a_filing(**filing))
        assert filed.status == 201, filed
        self.id, self.number = filed.body["id"], filed.body["number"]

    def do(self, hours: float, verb: str, by: Actor, **fields: Any) -> Answer:
        with clock.at(MONDAY + hours * HOUR):
            return self.post(f"/complaints/{self.id}/{verb}", by, **fields)

    def seen(self, hours: float, by: Actor, **headers: str) -> Any:
        with clock.at(MONDAY + hours * HOUR):
            return self.get(f"/complaints/{self.id}", by, **headers).body

    def time_passes(self, *hours: float) -> None:
        """The timer comes by at each of these hours."""
        for hour in hours:
            loop.settle(at=MONDAY + hour * HOUR)


def due(seen: Any) -> datetime:
    return datetime.fromisoformat(seen["due_at"])


@pytest.mark.requirement("MP-2")
@pytest.mark.parametrize(
    "terms",
    [
        {"remedy": "refund", "amount": 16800},
        {"remedy": "refund", "amount": 4000},
        {"remedy": "return_refund", "amount": 16800},
        {"remedy": "exchange"},
        {"remedy": "resend"},
        {"remedy": "compensation", "amount": 3000},
    ],
    ids=lambda terms: "-".join(map(str, terms.values())),
)
@pytest.mark.parametrize("proposes", ["boris", "ana"])
def test_either_side_proposes_every_kind_of_settlement_and_an_accepted_one_is_owed_by_a_date(
    terms: dict[str, Any], proposes: str
) -> None:
    case = Lived()
    by, other = (case.world.boris, case.world.ana) if proposes == "boris" else (case.world.ana, case.world.boris)
    assert case.do(1, "offer", other, terms={"remedy": "refund", "amount": 1}).status == 200
    assert case.do(2, "offer", by, terms=terms).status == 200, "a counter"
    assert case.do(3, "decline", other, offer="o2", words="Not so.").status == 200
    assert case.do(4, "offer", by, terms=terms).status == 200
    assert case.do(5, "accept", other, offer="o3").status == 200
    seen = case.seen(5, case.world.ana)
    assert seen["obligation"]["terms"] == {"amount": 0, **terms}
    assert due(seen) > MONDAY + 5 * HOUR
    if terms["remedy"] != "return_refund":  # there the goods come back first
        assert seen["on_lapse"] == {"code": "goes-to-platform", "text": "The platform takes the case and decides."}
    assert [one["state"] for one in seen["offers"]] == ["countered", "declined", "accepted"]


@pytest.mark.requirement("MP-3")
def test_asking_the_platform_is_open_from_the_shops_no_and_asked_again_names_the_running_and_the_decided_case() -> None:
    case = Lived()
    made = case.world
    early = case.do(1, "escalate", made.ana)
    assert (early.code, early.body["facts"]) == ("intervention-too-early", {"possible_at": "2026-03-11T02:00:00Z"})
    case.do(2, "answer", made.boris, stance="refuses", words="No.")
    assert case.do(3, "escalate", made.ana, words="Please look.").status == 200
    running = case.do(4, "escalate", made.ana)
    assert (running.code, running.body["facts"]["number"]) == ("already-with-platform", case.number)
    assert "review" in running.body["way_out"]
    assert case.do(5, "rule", made.rita, **RULING).status == 200
    decided = case.do(6, "escalate", made.ana)
    assert (decided.code, decided.body["facts"]["number"]) == ("already-decided", case.number)
    assert "review" in decided.body["way_out"]


@pytest.mark.requirement("MP-3")
@pytest.mark.requirement("EV-4")
def test_a_shop_that_misses_its_answer_finds_the_case_with_the_platform() -> None:
    case = Lived()
    assert case.seen(47.9, case.world.boris)["stage"] == "negotiating"
    late = case.seen(48, case.world.boris)
    assert (late["stage"], late["your_state"]) == ("platform", "platform-turn")
    assert case.do(48, "answer", case.world.boris, stance="agrees", words="").status == 409


@pytest.mark.requirement("MP-6")
@pytest.mark.requirement("MP-4")
def test_a_side_that_gives_nothing_loses_its_turn_the_ruling_says_so_and_what_comes_later_is_marked_late() -> None:
    case = Lived()
    made = case.world
    case.do(1, "answer", made.boris, stance="refuses", words="No.")
    case.do(1, "escalate", made.ana)
    asked = case.do(2, "request-evidence", made.rita, of="both", items=["photo-parcel"], words="Show the box.")
    assert asked.status == 200, asked
    assert case.seen(2, made.boris)["awaiting"] == "awaiting-both-evidence"
    kept = case("POST", "/files", made.ana, photo(), Content_Type="image/jpeg").body["id"]
    given = case.do(
        3, "submit", made.ana, request="r1", words="The box.", files=[{"file": kept, "kind": "photo-parcel"}],
        declared_true=True,
    )  # fmt: skip
    assert given.status == 200, given
    assert case.seen(3, made.boris)["awaiting"] == "awaiting-merchant-evidence"
    case.time_passes(50)
    late = case.do(51, "submit", made.boris, request="r2", words="Our box.", declared_true=True)
    assert late.status == 200, late
    assert case.do(52, "open-exhibits", made.rita, exhibits=[kept]).status == 200
    waits = case.do(52, "rule", made.rita, **{**RULING, "relied_on": [kept]})
    assert (waits.status, waits.code) == (409, "reply-outstanding")
    assert case.seen(52, made.ana)["awaiting"] == "awaiting-consumer-reply"
    case.time_passes(75)
    assert case.do(75, "rule", made.rita, **{**RULING, "relied_on": [kept]}).status == 200
    seen = case.seen(76, made.ana)
    assert [one["state"] for one in seen["requests"]] == ["answered", "lost"]
    entries = {one["type"]: one for one in seen["timeline"]}
    assert entries["TurnLost"]["request"] == "r2"
    assert entries["EvidenceSubmitted"]["late"] is True
    assert seen["ruling"]["silent"] == ["merchant"]


@pytest.mark.requirement("MP-5")
def test_a_call_that_nobody_answered_is_on_record_as_no_notice_and_moves_no_deadline() -> None:
    case = Lived()
    made = case.world
    before = case.seen(1, made.boris)["due_at"]
    call = {"to": "merchant", "called_at": "2026-03-09T02:30:00Z", "phone": "0571 1234"}
    assert case.do(1, "record-call", made.rita, **call, answered=False).status == 200
    nobody = case.do(1, "record-call", made.rita, **call, answered=True)
    assert (nobody.status, nobody.body["field"]) == (422, "who")
    spoke = {"answered": True, "who": "Ms Wu", "said": "She will look."}
    assert case.do(1, "record-call", made.rita, **call, **spoke).status == 200
    seen = case.seen(1, made.boris)
    calls = [one for one in seen["timeline"] if one["type"] == "CallRecorded"]
    assert [(one["answered"], one["who"], one["said"]) for one in calls] == [
        (False, "", ""),
        (True, "Ms Wu", "She will look."),
    ]
    assert seen["due_at"] == before
    assert "CallRecorded" not in [one["type"] for one in case.seen(1, made.ana)["timeline"]]


@pytest.mark.requirement("MP-9")
def test_a_ruling_that_is_not_carried_out_climbs_the_ladder_and_the_loss_is_on_record() -> None:
    case = Lived()
    made = case.world
    case.do(1, "answer", made.boris, stance="refuses", words="No.")
    case.do(1, "escalate", made.ana)
    assert case.do(2, "rule", made.rita, **RULING).status == 200
    assert case.seen(2, made.ana)["on_lapse"] == {
        "code": "ladder-remind",
        "text": "The shop is reminded once; after that the platform acts.",
    }
    case.time_passes(50)
    assert case.seen(50, made.boris)["rung"] == 1, "reminded"
    assert case.seen(50, made.ana)["on_lapse"]["text"] == "The platform pays ahead for the shop."
    case.time_passes(74)
    ahead = case.seen(74, made.ana)
    assert (ahead["rung"], ahead["obligation"]["on"]) == (2, "platform")
    assert case.seen(74, made.rita)["loss"] == 16800
    assert "loss" not in case.seen(74, made.ana)
    shown = {"proof": "refund-number", "reference": "50300806962026112400001234567"}
    assert case.do(75, "prove", made.boris, **shown).status == 409, "it is no longer the shop's to do"
    assert case.do(75, "prove", made.rita, **shown).status == 200
    assert case.do(76, "verify", made.rolf, words="It arrived.").status == 200
    seen = case.seen(77, made.rita)
    assert (seen["stage"], seen["loss"]) == ("closed", 16800)
    steps = [one["step"] for one in seen["timeline"] if one["type"] == "LadderClimbed"]
    assert steps == ["remind", "advance"]


@pytest.mark.requirement("MP-9")
def test_with_nobody_acting_the_ladder_ends_in_a_penalty_and_the_senior_queue() -> None:
    case = Lived()
    made = case.world
    case.do(1, "answer", made.boris, stance="refuses", words="No.")
    case.do(1, "escalate", made.ana)
    case.do(2, "rule", made.rita, **RULING)
    case.time_passes(*range(3, 24 * 40, 12))
    later = case.seen(24 * 40, made.rita)
    steps = [one["step"] for one in later["timeline"] if one["type"] == "LadderClimbed"]
    assert steps == ["remind", "advance", "penalty"]
    assert later["overdue"] > 0
    assert case.seen(24 * 40, made.ana)["overdue"] == later["overdue"], "both sides see it"


@pytest.mark.requirement("MP-11")
@pytest.mark.parametrize("asks", ["ana", "boris"])
def test_either_side_asks_once_for_a_review_and_nobody_who_decided_before_gives_it(asks: str) -> None:
    case = Lived()
    made = case.world
    by = made.ana if asks == "ana" else made.boris
    case.do(1, "answer", made.boris, stance="refuses", words="No.")
    case.do(1, "escalate", made.ana)
    case.do(2, "rule", made.rita, **RULING)
    too_late = case.do(24 * 8, "ask-review", by, words="Wrong.")
    assert (too_late.status, too_late.code) == (409, "review-window-closed")
    assert case.do(3, "ask-review", by, words="Wrong.").status == 200
    assert case.do(4, "ask-review", made.boris if asks == "ana" else made.ana, words="Me too.").status == 409
    own = case.do(5, "decide-review", made.rita, upheld=True, words="As I said.")
    assert (own.status, own.code) == (409, "decided-before")
    assert case.do(5, "decide-review", made.rolf, upheld=True, words="The crack is there.").status == 200
    assert case.do(6, "ask-review", by, words="Once more.").status == 409


@pytest.mark.requirement("CG-3")
def test_where_the_pack_has_the_platform_read_first_the_shop_learns_of_it_when_it_is_passed_on() -> None:
    case = Lived("market")
    made = case.world
    assert case.seen(0, made.ana)["stage"] == "received"
    with clock.at(MONDAY):
        assert case.get(f"/complaints/{case.id}", made.boris).status == 404
    assert case.do(1, "admit", made.rita).status == 200
    assert case.seen(1, made.boris)["your_state"] == "your-turn"
    assert Lived().seen(0, case.world.ana)["stage"] == "negotiating", "wechat passes it on at once"


@pytest.mark.requirement("CG-5")
@pytest.mark.requirement("CG-10")
@pytest.mark.parametrize("reason", ["not-ones-order", "too-late", "already-pending", "other-channel"])
def test_what_is_held_at_the_door_is_not_lost_and_a_no_names_its_reason_and_the_way_open(reason: str) -> None:
    case = Lived(problem="I will kill you, and the mug is cracked.")
    made = case.world
    held = case.seen(0, made.ana)
    assert (held["stage"], held["number"]) == ("received", case.number)
    assert due(held) > MONDAY
    assert held["timeline"][0]["problem"] == "I will kill you, and the mug is cracked."
    assert case.seen(0, made.rita)["held"] == "threat"
    assert "held" not in held
    assert case.do(1, "turn-away", made.rita, reason="just-no").status == 422
    assert case.do(1, "turn-away", made.rita, reason=reason, words="See there.").status == 200
    seen = case.seen(2, made.ana)
    assert (seen["stage"], seen["how"]) == ("closed", "turned-away")
    no = next(one for one in seen["timeline"] if one["type"] == "ComplaintTurnedAway")
    assert (no["reason"], no["words"]) == (reason, "See there.")
    told = {one["notice"]: one["said"] for one in case.get("/messages", made.ana).body["items"]}
    assert WAYS[reason] in told["complaint_turned_away"]


@pytest.mark.requirement("CG-8")
@pytest.mark.parametrize("where", ["mediation", "arbitration", "court"])
def test_after_the_final_word_a_case_is_marked_as_taken_to(where: str) -> None:
    case = Lived()
    made = case.world
    assert case.do(1, "take-elsewhere", made.ana, where=where, reference="1/26").status == 409
    case.do(1, "answer", made.boris, stance="refuses", words="No.")
    case.do(1, "escalate", made.ana)
    case.do(2, "rule", made.rita, **{**RULING, "liability": "none", "merchant_share": 0, "terms": {"remedy": "none"},
                                     "reason": "claim-not-shown"})  # fmt: skip
    assert case.do(24 * 8, "take-elsewhere", made.ana, where=where, reference="1/26").status == 200
    assert case.do(24 * 30, "record-outcome", made.ana, outcome="partly", words="Half.").status == 200
    seen = case.seen(24 * 30, made.boris)
    assert (seen["elsewhere"], seen["outcome"]) == (where, "partly")
