"""PD-6: a refund without return on which nobody ruled is put before a reviewer, and decided, through the pages."""

from datetime import timedelta

import pytest

from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.desk.handle import Done
from tests.cast import World, world
from tests.portals.clients import signed_in
from tests.portals.merchant.console import opened, path, read, refused, sent, state


def refunded(made: World) -> Done:
    """The shop agreed and paid, and Ana says that it arrived."""
    case = opened(made, hours=5)
    at = clock.now() - timedelta(hours=4)
    made.do("complaint.answer", case.id, made.boris, at, stance="agrees", words="We pay.")
    policy = access_complaint(made.platform.pk, case.id, made.rita, at).policy
    proof = next(one for one in policy.pack.proofs if "refund" in one.remedies and not one.needs_file)
    made.do("complaint.prove", case.id, made.boris, at, proof=proof.code, reference=proof.example, words="Paid.")
    assert isinstance(made.do("complaint.confirm", case.id, made.ana, at), Done)
    return case


@pytest.mark.requirement("PD-6")
def test_a_refund_that_nobody_ruled_is_reviewed_and_stands_or_a_ruling_takes_its_place() -> None:
    made = world("weidian")
    case = refunded(made)
    boris, rita = signed_in(made, "boris"), signed_in(made, "rita")
    assert "Review of the refund" in read(boris, path(case))
    page = read(boris, path(case, "/ruling"))
    assert "¥168.00 went back to the consumer without a return" in page
    assert "Ask by" in page
    refused(boris, path(case, "/ruling"), {"words": ""})
    sent(boris, path(case, "/ruling"), {"words": "The picture is from the web."}, to=path(case))
    assert "You asked for a review of the refund." in read(boris, path(case))
    assert "A review was asked for. A reviewer decides." in read(boris, path(case, "/ruling"))
    assert "The shop asked for a review of the refund." in read(signed_in(made, "ana"), f"/complaints/{case.number}")
    panel = rita.get(f"/review/{case.number}", follow=True)
    text = panel.content.decode()
    assert "Nobody ruled in this case" in text
    assert "Let it stand as it ended" in text
    assert panel.context["form"]["slug"] == "review"
    done = made.do("complaint.decide-review", case.id, made.rita, clock.now(), upheld=True, words="It holds.")
    assert isinstance(done, Done), done
    assert (state(made, case).stage, state(made, case).how) == ("closed", "settled")
    assert "The review left the case as it had ended." in read(boris, path(case))
    assert "It was reviewed: the case stays as it ended." in read(boris, path(case, "/ruling"))


def test_where_no_such_reports_are_taken_there_is_no_review_of_a_refund() -> None:
    made = world()
    case = refunded(made)
    boris = signed_in(made, "boris")
    assert "Review of the refund" not in read(boris, path(case))
    read(boris, path(case, "/ruling"), status=404)
