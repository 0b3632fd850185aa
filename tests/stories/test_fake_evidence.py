"""A picture that isn't what it is said to be, from the complaint to the case's new outcome, through pages and API."""

import re
from datetime import timedelta
from typing import Any

import pytest

from ombud.core.people import System
from ombud.desk import clock
from ombud.desk.access import access_complaint, access_fund
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.fund_check import wrong
from ombud.desk.handle import Done
from ombud.ledger.connection import rows
from tests.api.caller import Api
from tests.cast import World, a_filing, an_order, world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, sent
from tests.portals.merchant.test_report_evidence import CRACK, new, reported, uploaded
from tests.portals.reviewer.test_fakes import previewed

pytestmark = needs_uploads
REFUND = "50300806962026112400001234567"
TOLD = "SELECT DISTINCT notice FROM message WHERE platform = %s AND to_kind = %s ORDER BY notice"
TILL = System(id="till")


def complained(made: World, *messages: str) -> tuple[Any, str]:
    """Ana's order, what she says about it, and her complaint with a picture: the case, and the picture's id."""
    now = clock.now()
    an_order(made, "o-1", purchased_at=(now - timedelta(days=9)).isoformat())
    made.do("fund.settle", "mugs:CNY", TILL, now - timedelta(days=8), reference="day-1", amount=50_000)
    photo = uploaded(signed_in(made, "ana"), a_photo())
    api = Api(made)
    for words in messages:
        assert api.post("/conversations/o-1/say", made.ana, words=words, files=[{"file": photo}]).status == 200
    filed = api.post("/complaints", made.ana, **a_filing(files=[{"file": photo}]))
    assert filed.status == 201, filed.body
    return filed.body, photo


def refunded(made: World, case: str) -> None:
    """The shop agrees without looking, pays, and Ana has her money."""
    api = Api(made)
    assert api.post(f"/complaints/{case}/answer", made.boris, stance="agrees", words="We pay.").status == 200
    proof = {"proof": "refund-number", "reference": REFUND, "words": "Paid back."}
    assert api.post(f"/complaints/{case}/prove", made.boris, **proof).status == 200
    assert api.post(f"/complaints/{case}/confirm", made.ana).status == 200


def notices(made: World, kind: str) -> set[str]:
    """What one side was told so far."""
    return {row[0] for row in rows(TOLD, (made.platform.pk, kind))}


@pytest.mark.requirement("PD-2")
@pytest.mark.requirement("PD-3")
@pytest.mark.requirement("PD-5")
def test_a_refund_for_a_picture_from_the_web_is_turned_by_a_report_whose_maker_reads_received_and_no_more() -> None:
    made = world("pinduoduo")
    case, photo = complained(made, "Look at it!")
    refunded(made, case["id"])
    boris, ana, rita = (signed_in(made, one) for one in ("boris", "ana", "rita"))
    exhibit = read(boris, f"/evidence/{case['number']}/{photo}")
    assert new(photo).replace("&", "&amp;") in exhibit, "the entrance stands beside the consumer's evidence"

    typed = {
        "claims": ["", "from-web", "edited"], "links": "https://pictures.example/mug", "shapes": ["", CRACK],
        "words": "It stands there since last year, without the crack.",
    }  # fmt: skip
    where = reported(boris, photo, typed)
    number = where.rpartition("/")[2]
    there = f"/evidence-reports/{number}"
    assert there in read(ana, f"/complaints/{case['number']}"), "the accused is asked in the case"
    sent(ana, there, {"stance": "denies", "words": "I took it myself."}, to=there)

    desk = f"/review/evidence-reports/{number}"
    assert "I took it myself." in read(rita, desk)
    found = {
        "result-from-web": "found", "why-from-web": "The page shows the same mug, three years old.",
        "result-edited": "unclear", "why-edited": "The crack is too blurred to tell.",
        "grounds": ["own-comparison", "original-seen"], "words": "The picture isn't of this mug.",
        "adjust": "yes", "liability": "consumer", "remedy": "none", "reason": "evidence-not-genuine",
        "rules": ["2.6", "3.4"], "facts": "The picture stands on the web.", "reasons": "Nothing else shows a fault.",
        "relied_on": [photo],
    }  # fmt: skip
    preview = rita.post(desk, {**found, "step": "preview"}).content.decode()
    sent(rita, desk, {**found, "step": "send", "previewed": previewed(preview)}, to=desk)

    for page in (read(boris, where), read(boris, "/merchant/evidence-reports")):
        assert "Received" in page
        for hidden in ("three years old", "too blurred", "I took it myself", "Concluded"):
            assert hidden not in page, hidden
    for who, path in ((boris, f"/merchant/complaints/{case['number']}"), (ana, f"/complaints/{case['number']}")):
        assert "Adjusted who is responsible" in read(who, path)
    assert "three years old" in read(ana, there), "the accused reads the reasons"

    after = access_complaint(made.platform.pk, case["id"], made.rita).complaint
    assert after.ruling is not None
    assert (after.ruling.liability, after.stage, after.recoup) == ("consumer", "closed", 16_800)
    assert "liability_adjusted" in notices(made, "shop") & notices(made, "consumer")
    assert "evidence_report_concluded" in notices(made, "consumer")
    assert "evidence_report_concluded" not in notices(made, "shop")
    assert list(wrong(made.platform.pk)) == []
    assert access_fund(made.platform.pk, "mugs:CNY", made.rita).fund.held == 0


@pytest.mark.requirement("PD-4")
def test_at_the_limit_the_whole_talk_is_put_before_the_reviewer_and_nobody_is_accused_again() -> None:
    made = world("pinduoduo")
    case, photo = complained(made, "It is broken.", "Do you read this?")
    boris, ana = signed_in(made, "boris"), signed_in(made, "ana")
    edited = {"claims": ["", "edited"], "shapes": ["", CRACK]}
    for left in (3, 2, 1):
        form = read(boris, new(photo))
        assert re.search(rf"\b{left} reports?\b", form), "how many are left is said before"
        reported(boris, photo, {**edited, "words": f"With {left} left."})
    before = access_complaint(made.platform.pk, case["id"], made.rita).complaint
    assert not before.talk_before_reviewer
    assert "The limit for this order is reached" in read(boris, new(photo))
    where = reported(boris, photo, {**edited, "words": "And once more."})
    assert "It is kept as a note to the case" in read(boris, where)

    after = access_complaint(made.platform.pk, case["id"], made.rita).complaint
    assert after.talk_before_reviewer
    (talk,) = after.talks
    assert (talk.excerpt.messages, talk.excerpt.files) == (2, 2)
    assert (after.stage, after.deadlines, after.obligation) == (before.stage, before.deadlines, before.obligation)
    seen = read(signed_in(made, "rita"), f"/review/cases/{case['number']}?tab=talk")
    assert "Do you read this?" in seen
    listed = read(ana, "/complaints/")
    assert where.rpartition("/")[2] not in listed
    assert ana.get(f"/evidence-reports/{where.rpartition('/')[2]}").status_code == 404
    report = access_evidence_report(made.platform.pk, where.rpartition("/")[2], made.rita).report
    assert (report.stage, report.deadlines) == ("beyond-cap", ())


@pytest.mark.requirement("PD-6")
def test_a_refund_that_came_of_silence_alone_can_be_reported_and_appealed_while_the_rights_period_runs() -> None:
    made = world("pinduoduo")
    now = clock.now()
    an_order(made, "o-1", purchased_at=(now - timedelta(days=60)).isoformat())
    photo = uploaded(signed_in(made, "ana"), a_photo())
    filed_at = now - timedelta(days=13)
    case = made.do("complaint.file", "", made.ana, filed_at, **a_filing(files=[{"file": photo}]))
    assert isinstance(case, Done), case
    silent = access_complaint(made.platform.pk, case.id, made.rita, filed_at + timedelta(hours=37)).complaint
    assert (silent.stage, silent.ruling, silent.answered) == ("executing", None, None), "nobody ruled or answered"
    paid_at = filed_at + timedelta(hours=40)
    proof = {"proof": "refund-number", "reference": REFUND, "words": "Paid back."}
    assert isinstance(made.do("complaint.prove", case.id, made.boris, paid_at, **proof), Done)
    assert isinstance(made.do("complaint.confirm", case.id, made.ana, paid_at), Done)

    api, boris = Api(made), signed_in(made, "boris")
    claims = [{"claim": "from-web", "links": ["https://pictures.example/mug"]}]
    report = api.post("/evidence-reports", made.boris, order="o-1", file=photo, claims=claims, words="Look it up.")
    assert report.status == 201, report.body
    page = f"/merchant/complaints/{case.number}"
    assert "Review of the refund" in read(boris, page)
    sent(boris, f"{page}/ruling", {"words": "Nobody looked at the picture."}, to=page)
    asked = access_complaint(made.platform.pk, case.id, made.rita).complaint
    assert asked.review is not None
    assert (asked.review.state, asked.refunded) == ("asked", 16_800)


@pytest.mark.requirement("PD-6")
def test_after_the_rights_period_neither_is_taken_any_more() -> None:
    made = world("pinduoduo")
    now = clock.now()
    an_order(made, "o-1", purchased_at=(now - timedelta(days=60)).isoformat())
    photo = uploaded(signed_in(made, "ana"), a_photo())
    filed_at = now - timedelta(days=20)
    case = made.do("complaint.file", "", made.ana, filed_at, **a_filing(files=[{"file": photo}]))
    made.do("complaint.answer", case.id, made.boris, filed_at, stance="agrees", words="We pay.")
    made.do("complaint.confirm", case.id, made.ana, filed_at)
    before = access_complaint(made.platform.pk, case.id, made.rita).complaint
    claims = [{"claim": "from-web", "links": ["https://pictures.example/mug"]}]
    late = made.do("evidence_report.file", "", made.boris, now, order="o-1", file=photo, claims=claims, words="Late.")
    assert late.code == "evidence-report-too-late"
    asked = made.do("complaint.ask-review", case.id, made.boris, now, words="Late as well.")
    assert asked.code == "review-window-closed"
    assert access_complaint(made.platform.pk, case.id, made.rita).complaint == before
    assert rows("SELECT count(*) FROM evidence_report_row WHERE platform = %s", (made.platform.pk,)) == [(0,)]
