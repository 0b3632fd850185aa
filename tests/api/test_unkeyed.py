"""A call without a key: the same again within a minute is taken for one that was sent again."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest

from ombud.api.v1.act import OFFERED
from ombud.core.refusal import Refusal
from ombud.desk import clock
from ombud.desk.unkeyed import DOUBLE
from ombud.ledger.connection import connection, rows
from tests.access import platform
from tests.access.lives import lived
from tests.access.tokens import Canaries
from tests.api.caller import Answer, Api, at_once
from tests.cast import MONDAY, a_complaint, world

REPORT: dict[str, Any] = {
    "shop": "tea",
    "about": "false-advertising",
    "words": "It isn't tea.",
    "page": "",
    "files": [],
}
COMES_TO_THE_SAME = {
    "complaint.assess", "complaint.open-exhibits", "complaint.see-contact", "complaint.skip", "order.fill-in",
    "order.rate", "penalty.look-again", "penalty.prepare", "shop.announce-absence", "shop.see-credentials",
    "shop.set-up",
}  # fmt: skip
"""A judgement, a rating, a look, a setting and a passing over may be given again: the last one holds, and each is
written down."""

BY_READING = {"complaint.record-outcome", "order.contact", "penalty.reply", "report.add"}
"""No refusal of theirs speaks of a second time; the lives below needn't come to them."""


@pytest.fixture
def api() -> Api:
    return Api(world("weidian"))


def reports(api: Api) -> int:
    filed = "SELECT count(*) FROM event WHERE platform = %s AND type = 'ReportFiled'"
    return int(rows(filed, (api.world.platform.pk,))[0][0])


@pytest.mark.requirement("EV-3")
def test_the_same_call_without_a_key_within_a_minute_has_one_effect_and_says_so(api: Api) -> None:
    with clock.at(MONDAY + timedelta(seconds=50)):
        first = api.post("/reports", api.world.ana, **REPORT)
    with clock.at(MONDAY + timedelta(seconds=70)):
        again = api.post("/reports", api.world.ana, **dict(reversed(REPORT.items())))
    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
    assert again.headers["Location"] == first.headers["Location"]
    assert reports(api) == 1


def test_after_a_minute_or_from_somebody_else_or_in_other_words_it_is_another_call(api: Api) -> None:
    with clock.at(MONDAY):
        api.post("/reports", api.world.ana, **REPORT)
        api.post("/reports", api.world.other, **REPORT)
        api.post("/reports", api.world.ana, **{**REPORT, "words": "It isn't tea at all."})
    with clock.at(MONDAY + timedelta(seconds=61)):
        api.post("/reports", api.world.ana, **REPORT)
    assert reports(api) == 4


def test_whoever_means_the_same_twice_sends_a_key_with_each(api: Api) -> None:
    with clock.at(MONDAY):
        first, second = (api.post("/reports", api.world.ana, key, **REPORT) for key in ("k1", "k2"))
    assert first.body["id"] != second.body["id"]
    assert "Idempotency-Replayed" not in second.headers


def test_eight_calls_at_once_without_a_key_have_one_effect(api: Api) -> None:
    case = a_complaint(api.world)

    def call() -> Answer:
        with clock.at(MONDAY):
            return api.post(f"/complaints/{case.id}/message", api.world.ana, words="Is anybody there?")

    assert {answer.status for answer in at_once(call)} == {200}
    said = "SELECT count(*) FROM event WHERE platform = %s AND type = 'MessageSent'"
    assert rows(said, (api.world.platform.pk,)) == [(1,)]


def test_a_verb_that_refuses_the_second_by_itself_goes_on_doing_so(api: Api) -> None:
    case = a_complaint(api.world)
    path, offered = f"/complaints/{case.id}/answer", {"stance": "refuses", "words": "It left whole."}
    with clock.at(MONDAY):
        assert api.post(path, api.world.boris, **offered).status == 200
        assert api.post(path, api.world.boris, **offered).code == "already-answered"


def test_what_the_rules_let_happen_twice_is_known_for_each_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each act of a platform on which everything happened is sent twice, and the second taken back."""
    twice: dict[str, bool] = {}
    once = platform.handle

    class TakenBack(Exception):
        pass

    def sent_twice(act: Any) -> Any:
        done = once(act)
        if isinstance(done, Refusal) or act.verb not in OFFERED:
            return done
        with contextlib.suppress(TakenBack), connection().transaction():
            twice[act.verb] = twice.get(act.verb, False) or not isinstance(once(act), Refusal)
            raise TakenBack
        return done

    monkeypatch.setattr(platform, "handle", sent_twice)
    lived(platform.Side("a", Canaries()))
    assert len(twice) > 40
    assert {verb for verb, done in twice.items() if done} == (DOUBLE | COMES_TO_THE_SAME) & twice.keys()
    assert DOUBLE - twice.keys() <= BY_READING
    assert set(OFFERED) >= DOUBLE
