"""Reports of fake evidence through the desk: the case, the order and the report change together or not at all."""

from datetime import timedelta

import pytest

from ombud.core.refusal import Refusal
from ombud.desk.access import access_complaint
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.handle import Done
from tests.cast import MONDAY, world
from tests.fakes import HEARD, an_accused, conclude, report



@pytest.mark.requirement("PD-3")
def test_a_report_is_filed_counted_at_the_order_and_noted_in_the_case() -> None:
    made = world("weidian")
    order, picture, case = an_accused(made)
    done = report(made, order, picture)
    assert isinstance(done, Done), done
    assert done.number.startswith("TE-")
    found = access_evidence_report(made.platform.pk, done.number, made.boris, MONDAY)
    assert (found.report.stage, found.report.turn, found.report.complaint) == ("heard", "consumer", case.id)
    complaint = access_complaint(made.platform.pk, case.id, made.rita, MONDAY).complaint
    assert complaint.accused == (done.id,)
    assert complaint.order is not None
    assert [one.report for one in complaint.order.reported] == [done.id]


def test_what_the_accused_is_heard_on_comes_before_the_conclusion() -> None:
    made = world("weidian")
    order, picture, _case = an_accused(made)
    done = report(made, order, picture)
    early = conclude(made, done.id, MONDAY + timedelta(hours=1))
    assert isinstance(early, Refusal)
    assert early.code == "accused-not-heard"
    late = conclude(made, done.id, HEARD)
    assert isinstance(late, Done), late
    assert late.events == ("EvidenceReportConcluded",)
