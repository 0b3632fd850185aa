"""Reports of fake evidence through the desk: the case, the order and the report change together or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from ombud.core.refusal import Refusal
from ombud.desk.access import access_complaint, access_order
from ombud.desk.access_evidence_report import access_evidence_report, access_reporting, accusable
from ombud.desk.handle import Act, Done, NotFound, handle
from ombud.desk.rebuild import rebuild
from ombud.ledger.connection import rows
from tests.cast import MONDAY, SEED, World, a_complaint, a_filing, an_order, world
from tests.fakes import HEARD, a_file, an_accused, conclude, from_web, report

DAY = timedelta(days=1)
NO_FAULT: dict[str, Any] = {
    "liability": "consumer",
    "merchant_share": 0,
    "terms": {"remedy": "none"},
    "facts": "The picture is two years old.",
    "reasons": "Nothing else shows a crack.",
    "rules": [],
}


def complaint_of(made: World, case: Done, by: Any = None, at: Any = HEARD) -> Any:
    return access_complaint(made.platform.pk, case.id, by or made.rita, at).complaint


def noticed(made: World, kind: str = "consumer") -> list[str]:
    found = rows(
        "SELECT notice FROM message WHERE platform = %s AND to_kind = %s ORDER BY id", (made.platform.pk, kind)
    )
    return [notice for (notice,) in found]


def ruled(made: World, case: Done, at: Any = MONDAY, amount: int = 16800) -> None:
    """The platform rules for Ana."""
    made.do("complaint.answer", case.id, made.boris, at, stance="refuses", words="It left whole.")
    made.do("complaint.escalate", case.id, made.ana, at)
    state = complaint_of(made, case, at=at)
    made.do("complaint.open-exhibits", case.id, made.rolf, at, exhibits=[one.id for one in state.exhibits])
    done = made.do(
        "complaint.rule", case.id, made.rolf, at, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": amount}, reason=reason(made, case), facts="A crack.", reasons="It shows.",
        relied_on=[one.id for one in state.exhibits], rules=[rule(made, case)],
    )  # fmt: skip
    assert isinstance(done, Done), done


def reason(made: World, case: Done) -> str:
    return str(access_complaint(made.platform.pk, case.id, made.rita, MONDAY).policy.pack.ruling_reasons[0])


def rule(made: World, case: Done) -> str:
    return str(access_complaint(made.platform.pk, case.id, made.rita, MONDAY).policy.pack.rules[0])


@pytest.mark.requirement("PD-3")
def test_a_report_is_filed_counted_at_the_order_and_noted_in_the_case() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    done = report(made, order, picture)
    assert isinstance(done, Done), done
    assert done.number.startswith("TE-")
    found = access_evidence_report(made.platform.pk, done.number, made.boris, MONDAY)
    assert (found.report.stage, found.report.turn, found.report.complaint) == ("heard", "consumer", case.id)
    complaint = complaint_of(made, case)
    assert complaint.accused == (done.id,)
    assert [one.report for one in complaint.order.reported] == [done.id]
    assert (noticed(made)[-1], noticed(made, "shop")[-1]) == ("evidence_accused", "evidence_report_filed")
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_what_the_accused_is_heard_on_comes_before_the_conclusion() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    done = report(made, order, picture)
    early = conclude(made, done.id, MONDAY + timedelta(hours=1))
    assert isinstance(early, Refusal)
    assert early.code == "accused-not-heard"
    late = conclude(made, done.id, HEARD)
    assert isinstance(late, Done), late
    assert late.events == ("EvidenceReportConcluded",)
    assert [one.fake for one in complaint_of(made, case).exhibits] == ["result"]


@pytest.mark.parametrize("named", ["own", "pdf", "shop", "nothing", "not-an-id", "other-order"])
def test_only_a_picture_that_the_consumer_put_for_this_order_is_accused(named: str) -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    files = {
        "own": a_file(made, "boris"),
        "pdf": a_file(made, "ana", media_type="application/pdf"),
        "shop": a_file(made, "boris"),
        "nothing": "8f14e45f-ceea-4672-a8b0-2b6d2b1f1a11",
        "not-an-id": "x" * 400,
        "other-order": a_file(made, "ana"),
    }
    made.do("complaint.message", case.id, made.ana, words="Here.", files=[{"file": files["pdf"]}])
    made.do("complaint.message", case.id, made.boris, words="There.", files=[{"file": files["shop"]}])
    made.do("complaint.file", "", made.ana, **a_filing(an_order(made, "o-2"), files=[{"file": files["other-order"]}]))
    refusal = report(made, order, files[named])
    assert isinstance(refusal, Refusal)
    assert refusal.code == "picture-not-of-the-order"
    assert not accusable(made.platform.pk, order, made.boris, files[named])
    assert accusable(made.platform.pk, order, made.boris, picture)


def test_a_picture_of_the_talk_is_accused_also_before_any_complaint() -> None:
    made = world("weidian")
    order, picture = an_order(made), a_file(made, "ana")
    made.do("conversation.say", order, made.ana, words="Look.", files=[{"file": picture}])
    done = report(made, order, picture)
    assert isinstance(done, Done), done
    found = access_evidence_report(made.platform.pk, done.id, made.ana, MONDAY).report
    assert (found.accused.place, found.complaint, found.linked) == ("conversation", "", None)
    assert isinstance(conclude(made, done.id, HEARD), Done)


def test_a_case_that_the_shop_never_saw_is_no_case_to_report_in() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    with pytest.raises(NotFound):
        report(made, order, picture, complaint="someone-elses")
    assert isinstance(report(made, order, picture, complaint=case.id), Done)


@pytest.mark.requirement("PD-4")
def test_many_at_once_never_take_more_than_the_cap_and_none_is_thrown_away() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)

    def one(place: int) -> Any:
        fields = {"order": order, "file": picture, "claims": [from_web()], "words": f"Stock photo {place}."}
        try:
            return handle(Act(made.platform.pk, "evidence_report.file", "", made.boris, fields, at=MONDAY))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(one, range(6)))
    kinds = sorted(type_ for each in done for type_ in each.events)
    assert kinds == ["EvidenceReportBeyondCap"] * 3 + ["EvidenceReportFiled"] * 3
    assert len(access_order(made.platform.pk, order, made.boris).reported) == 3
    complaint = complaint_of(made, case)
    assert len(complaint.accused) == 6
    assert complaint.talk_before_reviewer
    assert access_reporting(made.platform.pk, order, made.boris, at=MONDAY).left == 0
    assert rebuild(replace=False, platform=made.platform.pk) == []


@pytest.mark.requirement("PD-4")
def test_at_the_cap_the_whole_talk_is_put_before_the_reviewer_once() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    made.do("conversation.say", order, made.ana, words="It is cracked.")
    made.do("conversation.say", order, made.boris, words="It left whole.")
    for _ in range(5):
        report(made, order, picture)
    complaint = complaint_of(made, case)
    assert [(one.side, one.excerpt.messages) for one in complaint.talks] == [("merchant", 2)]
    assert noticed(made, "shop").count("evidence_report_beyond_cap") == 2
    assert noticed(made).count("evidence_accused") == 3


def test_a_second_try_under_the_same_key_is_the_same_report() -> None:
    made = world("weidian")
    order, picture, _case = an_accused(made)
    fields = {"order": order, "file": picture, "claims": [from_web()], "words": "Stock photo."}
    act = Act(made.platform.pk, "evidence_report.file", "", made.boris, fields, key="k1", at=MONDAY)
    assert handle(act) == handle(act)
    assert len(access_order(made.platform.pk, order, made.boris).reported) == 1


@pytest.mark.requirement("PD-5")
def test_the_ruling_is_adjusted_with_the_conclusion_in_one_transaction() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    ruled(made, case)
    done = report(made, order, picture)
    adjusted = {**NO_FAULT, "reason": reason(made, case), "rules": [rule(made, case)], "relied_on": [picture]}
    by_who_ruled = conclude(made, done.id, HEARD, by=made.rolf, adjusted=adjusted)
    assert by_who_ruled.code == "decided-before"
    wrong = conclude(made, done.id, HEARD, adjusted={**adjusted, "merchant_share": 30})
    assert (wrong.code, wrong.field) == ("share-does-not-fit", "adjusted")
    assert access_evidence_report(made.platform.pk, done.id, made.rita, HEARD).report.stage == "examined"
    assert complaint_of(made, case).exhibits[0].fake == ""
    assert isinstance(conclude(made, done.id, HEARD, adjusted=adjusted), Done)
    complaint = complaint_of(made, case)
    assert (complaint.ruling.liability, complaint.stage, complaint.adjusted) == ("consumer", "closed", done.id)
    assert complaint.order.refunds == {case.id: 0}
    both = [access_complaint(made.platform.pk, case.id, by, HEARD).complaint.ruling for by in (made.ana, made.boris)]
    assert [one.liability for one in both] == ["consumer", "consumer"]
    assert "liability_adjusted" in noticed(made)
    assert "liability_adjusted" in noticed(made, "shop")
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_the_fund_lets_go_of_what_an_adjusted_ruling_no_longer_orders() -> None:
    made = world("weidian")
    made.do("fund.settle", "mugs:CNY", SEED, amount=50_000, reference="s-1")
    order, picture, case = an_accused(made)
    ruled(made, case)
    held = rows("SELECT held FROM fund_row WHERE platform = %s", (made.platform.pk,))
    done = report(made, order, picture)
    adjusted = {**NO_FAULT, "reason": reason(made, case), "rules": [rule(made, case)], "relied_on": [picture]}
    assert isinstance(conclude(made, done.id, HEARD, adjusted=adjusted), Done)
    assert (held, rows("SELECT held FROM fund_row WHERE platform = %s", (made.platform.pk,))) == ([(16800,)], [(0,)])


def test_groundless_reports_close_the_door_to_their_maker_until_a_date() -> None:
    made = world("weidian")
    for place in range(3):
        order, picture, _case = an_accused(made, an_order(made, f"o-{place}"))
        done = report(made, order, picture)
        assert isinstance(conclude(made, done.id, HEARD, "not-shown", groundless=True), Done)
    order, picture, _case = an_accused(made, an_order(made, "o-9"))
    refusal = report(made, order, picture, HEARD + DAY)
    assert refusal.code == "evidence-reports-limited"
    assert access_reporting(made.platform.pk, order, made.boris, at=HEARD + DAY).may() == refusal
    assert isinstance(report(made, order, picture, refusal.facts["until"]), Done)


def test_time_alone_brings_it_to_the_senior_queue() -> None:
    made = world("weidian")
    order, picture, _case = an_accused(made)
    done = report(made, order, picture)
    late = access_evidence_report(made.platform.pk, done.id, made.rita, MONDAY + 20 * DAY).report
    assert late.stage == "examined"
    # What the reader sees is what the next act finds.
    made.do("evidence_report.note", done.id, made.rita, MONDAY + 20 * DAY, words="Late.")
    (row,) = rows("SELECT queue FROM evidence_report_row WHERE platform = %s AND id = %s", (made.platform.pk, done.id))
    assert row[0] in ("evidence", "evidence-senior")


@pytest.mark.requirement("PD-6")
def test_a_refund_that_came_by_itself_is_reported_and_reviewed_within_the_span_from_it() -> None:
    made = world("weidian")
    order, picture = an_order(made), a_file(made, "ana")
    case = a_complaint(made, order, files=[{"file": picture}])
    made.do("complaint.answer", case.id, made.boris, stance="agrees", words="We pay.")
    policy = access_complaint(made.platform.pk, case.id, made.rita, MONDAY).policy
    proof = next(one for one in policy.pack.proofs if "refund" in one.remedies and not one.needs_file)
    paid = made.do("complaint.prove", case.id, made.boris, proof=proof.code, reference=proof.example, words="Paid.")
    assert isinstance(paid, Done), paid
    assert isinstance(made.do("complaint.confirm", case.id, made.ana), Done)
    ends = policy.end(policy.pack.evidence_reports.appeal, MONDAY)  # type: ignore[union-attr]
    assert report(made, order, picture, ends).code == "evidence-report-too-late"
    assert (
        made.do("complaint.ask-review", case.id, made.boris, ends, words="Look again.").code == "review-window-closed"
    )
    assert isinstance(report(made, order, picture, MONDAY + 10 * DAY), Done)
    asked = made.do("complaint.ask-review", case.id, made.boris, MONDAY + 10 * DAY, words="Look again.")
    assert isinstance(asked, Done), asked
    assert complaint_of(made, case, at=MONDAY + 10 * DAY).stage == "platform"


@pytest.mark.requirement("PD-5")
def test_time_passes_over_the_linked_case_first_and_the_reasons_stay_the_reviewers() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    ruled(made, case)
    done = report(made, order, picture)
    late = MONDAY + 12 * DAY
    assert access_complaint(made.platform.pk, case.id, made.rita, late).complaint.rung > 0
    adjusted = {**NO_FAULT, "reason": reason(made, case), "rules": [rule(made, case)], "relied_on": [picture]}
    assert isinstance(conclude(made, done.id, late, adjusted=adjusted), Done)
    types = rows("SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (made.platform.pk, case.id))
    tail = [one for (one,) in types][-5:]
    assert tail[-3:] == ["EvidenceFoundFake", "LiabilityAdjusted", "ComplaintClosed"]
    assert "LadderClimbed" in [one for (one,) in types]
    query = "SELECT DISTINCT person FROM kept_words WHERE platform = %s AND stream = %s"
    assert "clock" not in {person for (person,) in rows(query, (made.platform.pk, case.id))}
    assert rebuild(replace=False, platform=made.platform.pk) == []


def test_what_a_side_keeps_for_the_order_is_named_as_proof_and_as_answer() -> None:
    made = world("weidian")
    order, picture, _case = an_accused(made)
    own, other = a_file(made, "viewer"), a_file(made, "other")
    # What a colleague brought can be kept by the side and then named by whoever answers for it.
    fields = {"claim": "not-ours", "files": [{"file": own}]}
    assert report(made, order, picture, claims=[fields]).code == "file-unknown"
    kept = a_file(made, "boris")
    assert isinstance(made.do("order_vault.keep", f"{order}:merchant", made.boris, files=[{"file": kept}]), Done)
    second = made.boris.__class__(id="bella", shop="mugs", rights=("answer",))
    said: dict[str, Any] = {"order": order, "file": picture, "words": "Ours looks otherwise."}
    of_side = {**said, "claims": [{"claim": "not-ours", "files": [{"file": kept}]}]}
    assert isinstance(made.do("evidence_report.file", "", second, **of_side), Done)
    strange = {**said, "claims": [{"claim": "not-ours", "files": [{"file": other}]}]}
    assert made.do("evidence_report.file", "", second, **strange).code == "file-unknown"
