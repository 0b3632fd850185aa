"""A consumer whose picture was reported reads what is said of it, answers once, and reads what was found."""

from datetime import timedelta

import pytest

from ombud.desk import clock
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.handle import Done
from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, refused, sent
from tests.portals.reviewer.test_fakes import reported

pytestmark = needs_uploads


@pytest.mark.requirement("PD-5")
def test_the_accused_reads_what_is_said_and_answers_with_a_photo() -> None:
    made, number, case = reported(answer="")
    ana = signed_in(made, "ana")
    for page in ("/complaints/", f"/complaints/{case}"):
        assert f"/evidence-reports/{number}" in read(ana, page), page
    where = f"/evidence-reports/{number}"
    page = read(ana, where)
    for words in ("Edited", "Not this shop’s goods", "The glaze is whole.", "Silence alone proves nothing."):
        assert words in page
    assert "<ellipse" in page
    assert "Not screened" not in page, "no machine's findings are shown to a party"
    missing = refused(ana, where, {"stance": "denies", "words": " "})
    assert "Your answer" in missing
    given = {"stance": "denies", "words": "Here is the original.", "photos": a_photo("original.jpg", "green")}
    sent(ana, where, given, to=where)
    report = access_evidence_report(made.platform.pk, number, made.rita).report
    assert (report.stage, report.stance, len(report.answer_files)) == ("examined", "denies", 1)
    answered = read(ana, where)
    assert "Here is the original." in answered
    assert "Send the answer" not in answered
    afterwards = read(ana, f"/complaints/{case}")
    assert "A picture of yours is said not to be genuine" not in afterwards
    assert f'href="{where}"' in afterwards, "the way to it stays"


def test_the_accused_reads_what_was_found_with_the_reasons_whatever_the_shop_is_told() -> None:
    made, number, _case = reported("pinduoduo")
    report = access_evidence_report(made.platform.pk, number, made.rita).report
    done = made.do(
        "evidence_report.conclude", report.id, made.rita, clock.now(),
        results=[{"claim": "edited", "result": "not-shown", "words": "The crack casts a shadow."}],
        relied_on=["own-comparison"], words="Nothing shows an edit.",
    )  # fmt: skip
    assert isinstance(done, Done), done
    page = read(signed_in(made, "ana"), f"/evidence-reports/{number}")
    for words in ("Not shown: the picture counts as before", "The crack casts a shadow.", "own comparison"):
        assert words in page


def test_once_the_time_is_over_no_answer_is_taken_and_nobody_else_sees_the_page() -> None:
    made, number, _case = reported(answer="")
    report = access_evidence_report(made.platform.pk, number, made.rita).report
    late = access_evidence_report(made.platform.pk, number, made.ana, clock.now() + timedelta(days=9)).report
    assert (report.stage, late.stage) == ("heard", "examined")
    assert signed_in(made, "other").get(f"/evidence-reports/{number}").status_code == 404
    assert signed_in(made, "sam").get(f"/evidence-reports/{number}").status_code == 404
