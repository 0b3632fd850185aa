"""The desk: one transaction, the same answer for the same key, and nothing on a refusal."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from ombud.core.complaint import answer, message
from ombud.core.refusal import Refusal
from ombud.core.report import file as report
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, Done, KeyReused, NotFound, handle
from ombud.ledger.check import broken
from ombud.ledger.connection import rows
from tests.cast import MONDAY, World, a_complaint, a_filing, an_order, world

HOUR = timedelta(hours=1)


@pytest.fixture
def bazaar() -> World:
    return world()


def written(made: World) -> dict[str, int]:
    """How many rows of each table belong to this platform."""
    tables = ("event", "stream", "kept_words", "idempotency", "outbox", "message", "complaint_row")
    count = "SELECT count(*) FROM {} WHERE platform = %s"
    return {table: rows(count.format(table), (made.platform.pk,))[0][0] for table in tables}


def events(made: World, stream: str) -> list[str]:
    found = rows("SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (made.platform.pk, stream))
    return [row[0] for row in found]


@pytest.mark.requirement("CG-10")
def test_filing_acknowledges_at_once_and_is_with_the_shop(bazaar: World) -> None:
    done = a_complaint(bazaar)
    assert done.events == ("ComplaintFiled", "ComplaintAdmitted")
    assert done.number.startswith("T-260309-")
    assert events(bazaar, "order/o-1") == ["OrderTold", "ComplaintOpened"]


def test_a_settlement_reserves_the_refund_on_the_order(bazaar: World) -> None:
    done = a_complaint(bazaar)
    agreed = bazaar.do("complaint.answer", done.id, bazaar.boris, MONDAY + HOUR, stance="agrees", words="")
    assert isinstance(agreed, Done)
    assert agreed.events == ("ComplaintAnswered", "Settled")
    assert events(bazaar, "order/o-1")[-1] == "RefundPromised"


def test_every_event_says_who_by_which_rules_and_by_which_command(bazaar: World) -> None:
    case = a_complaint(bazaar).id
    bazaar.do("complaint.answer", case, bazaar.boris, MONDAY + HOUR, stance="refuses", words="No.")
    bodies = [msgspec.json.decode(one) for (one,) in rows("SELECT body FROM event WHERE platform = %s",
                                                          (bazaar.platform.pk,))]  # fmt: skip
    assert len(bodies) == 7
    for body in bodies:
        assert body["event"]["by"]["type"] in ("consumer", "member", "reviewer", "system")
        assert body["event"]["by"]["id"]
        assert body["pack"].startswith("wechat@")
        assert body["cause"]
        assert body["via"]
    by = {body["event"]["type"]: body["event"]["by"]["id"] for body in bodies}
    assert by["ComplaintAnswered"] == "boris"
    causes = {body["cause"] for body in bodies if body["event"]["type"].startswith("Complaint")}
    assert len(causes) == 2, "all events of one command name it"


def test_messages_of_a_case_are_counted_by_who_sent_them_and_when(
    bazaar: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message, "PACE_MAX", 2)
    monkeypatch.setattr(message, "DAY_MAX", 3)
    case, minute = a_complaint(bazaar).id, timedelta(minutes=1)

    def code(by: object, at: datetime) -> str:
        done = bazaar.do("complaint.message", case, by, at, words="Hello?")
        return done.code if isinstance(done, Refusal) else ""

    told = [code(bazaar.ana, MONDAY + n * timedelta(seconds=20)) for n in range(3)]
    assert told == ["", "", "too-many-messages"]
    assert code(bazaar.boris, MONDAY + minute) == "", "the other side's are theirs"
    assert [code(bazaar.ana, MONDAY + (2 + n) * minute) for n in range(2)] == ["", "too-many-messages-today"]
    assert code(bazaar.rita, MONDAY + 4 * minute) == ""
    assert code(bazaar.ana, MONDAY + 25 * HOUR) == ""


def test_nobody_reports_shops_without_end(bazaar: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "DAY_MAX", 2)

    def code(by: object, at: datetime) -> str:
        done = bazaar.do("report.file", "", by, at, shop="mugs", about="fraud", words="They sell copies.")
        return done.code if isinstance(done, Refusal) else ""

    assert [code(bazaar.ana, MONDAY + n * HOUR) for n in range(3)] == ["", "", "reports-per-day"]
    assert code(bazaar.other, MONDAY + 3 * HOUR) == ""
    assert code(bazaar.ana, MONDAY + 25 * HOUR) == ""


@pytest.mark.requirement("EV-3")
def test_the_same_key_gets_the_same_answer_and_changes_nothing(bazaar: World) -> None:
    order = an_order(bazaar)
    act = Act(bazaar.platform.pk, "complaint.file", "", bazaar.ana, a_filing(order), key="k1", at=MONDAY)
    first = handle(act)
    before = written(bazaar)
    assert handle(act) == first
    assert written(bazaar) == before
    with pytest.raises(KeyReused):
        handle(act._replace(fields=a_filing(order, problem="Another text.")))


def test_a_refusal_writes_nothing(bazaar: World) -> None:
    done = a_complaint(bazaar)
    before = written(bazaar)
    refused = bazaar.do("complaint.answer", done.id, bazaar.viewer, stance="refuses", words="No.")
    assert isinstance(refused, Refusal)
    assert refused.code == "no-right"
    assert written(bazaar) == before


@pytest.mark.requirement("EV-4")
@pytest.mark.requirement("MP-3")
def test_an_answer_after_its_deadline_is_refused_although_no_timer_ran(bazaar: World) -> None:
    done = a_complaint(bazaar)
    late = MONDAY + timedelta(hours=48)
    refused = bazaar.do("complaint.answer", done.id, bazaar.boris, late, stance="refuses", words="No.")
    assert refused == answer.NOT_NEGOTIATING
    assert events(bazaar, done.id)[-2:] == ["DeadlineLapsed", "PlatformSteppedIn"]


def test_a_thing_that_does_not_exist_is_not_found(bazaar: World) -> None:
    with pytest.raises(NotFound):
        bazaar.do("complaint.answer", "nothing", bazaar.boris, stance="refuses", words="No.")
    with pytest.raises(NotFound):
        bazaar.do("complaint.file", "", bazaar.ana, **a_filing("no-such-order"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": 7}, "reason"),
        ({"number": "T-1"}, "number"),
        ({"nonsense": 1}, "nonsense"),
        ({"problem": None}, "problem"),
        ({"asked": {"remedy": "gold"}}, "asked"),
    ],
)
def test_what_is_not_understood_names_its_field(bazaar: World, changed: dict[str, Any], field: str) -> None:
    order = an_order(bazaar)
    with pytest.raises(NotUnderstood) as caught:
        bazaar.do("complaint.file", "", bazaar.ana, **a_filing(order, **changed))
    assert caught.value.field == field


def test_the_chain_holds_and_a_changed_event_is_named(bazaar: World, owner: Any) -> None:
    done = a_complaint(bazaar)
    assert [one for one in broken() if one.platform == bazaar.platform.pk] == []
    owner.execute(
        "UPDATE event SET body = convert_to(replace(convert_from(body, 'UTF8'), 'described', 'Described'), 'UTF8')"
        " WHERE platform = %s AND stream = %s AND seq = 1",
        (bazaar.platform.pk, done.id),
    )
    found = [one for one in broken() if one.platform == bazaar.platform.pk]
    assert (found[0].stream, found[0].seq) == (done.id, 1)


@pytest.mark.requirement("CG-5")
def test_a_limited_account_is_told_until_when_and_can_object(bazaar: World) -> None:
    order = an_order(bazaar)
    until = MONDAY + timedelta(days=3)
    limited = bazaar.do(
        "account.limit", "ana", bazaar.rita, reason="advertising", words="Ads.", until=until.isoformat()
    )
    assert isinstance(limited, Done)
    refused = bazaar.do("complaint.file", "", bazaar.ana, **a_filing(order))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.facts) == ("account-limited", {"until": until})
    assert isinstance(bazaar.do("account.contest", "ana", bazaar.ana, words="I sent no ads."), Done)
    own = bazaar.do("account.lift", "ana", bazaar.rita, words="Fine.")
    assert isinstance(own, Refusal)
    assert own.code == "decided-before"
    assert isinstance(bazaar.do("account.lift", "ana", bazaar.rolf, words="No ads indeed."), Done)
    assert isinstance(bazaar.do("complaint.file", "", bazaar.ana, **a_filing(order)), Done)


@pytest.mark.requirement("MP-1")
def test_a_shop_is_reported_without_an_order_and_the_reporter_told(bazaar: World) -> None:
    filed = bazaar.do("report.file", "", bazaar.ana, shop="mugs", about="counterfeit", words="Fake logo on the page.")
    assert isinstance(filed, Done)
    assert filed.number.startswith("T-260309-")
    told = bazaar.do("report.conclude", filed.id, bazaar.rita, outcome="no-violation", words="The logo is theirs.")
    assert isinstance(told, Done)
    notices = rows(
        "SELECT to_kind, notice FROM message WHERE platform = %s AND stream = %s", (bazaar.platform.pk, filed.id)
    )
    assert notices == [("consumer", "report_filed"), ("consumer", "report_concluded")]
