"""Filing a report of fake evidence: whose right, which proof, how many, and when the door is closed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ombud.core.evidence_report import file, proof
from ombud.core.evidence_report.events import EvidenceReportBeyondCap, EvidenceReportFiled
from ombud.core.evidence_report.file import Claimed
from ombud.core.evidence_report.rungs import NO_REPORTS, TOO_MANY_FILES
from ombud.core.files import File
from ombud.core.people import Actor
from ombud.core.refusal import Refusal
from ombud.core.shapes import Shape
from ombud.core.staff import NO_RIGHT
from ombud.core.words import EMPTY, Words
from tests.core.complaint import cast
from tests.core.complaint.test_review_of_refund import REFUNDED
from tests.core.complaint.world import BELA, BORIS, CARLA, DAY, INSTANT, RITA, SAM, T0
from tests.core.complaint.world import POLICY as NO_SUCH
from tests.core.evidence_report.world import (
    FILED,
    FROM_WEB,
    PHOTO,
    POLICY,
    SAID,
    SILENT,
    attempt_filing,
    before,
)

PLACE = Shape(kind="ellipse", left=1000, top=1000, width=500, height=500)
OFF = Shape(kind="rectangle", left=9800, top=0, width=500, height=500)
PDF = File(file="p-1", sha256="dd", media_type="application/pdf")


@pytest.mark.requirement("PD-3")
def test_a_report_holds_its_claims_with_their_proof_and_starts_the_accused_time() -> None:
    claims = (
        FROM_WEB,
        Claimed(claim="edited", shapes=(PLACE,)),
        Claimed(claim="not-ours", files=(PHOTO,)),
    )
    (event,) = attempt_filing(claims=claims)
    assert isinstance(event, EvidenceReportFiled)
    assert [one.claim for one in event.claims] == ["from-web", "edited", "not-ours"]
    assert event.claims[1].shapes == (PLACE,)
    assert (event.deadline.kind, event.deadline.on, event.deadline.due_at) == ("heard", "consumer", T0 + 2 * DAY)
    assert event.consumer == "carla"
    assert "example.org" not in repr(event)


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(CARLA, file.NOT_THE_SHOP), (SAM, file.NOT_THE_SHOP), (RITA, file.NOT_THE_SHOP), (BELA, NO_RIGHT)],
)
def test_only_the_orders_shop_reports_and_only_who_may_answer_for_it(by: Actor, refusal: Refusal) -> None:
    assert attempt_filing(by=by) == refusal


def test_a_platform_without_such_rules_takes_no_reports() -> None:
    assert attempt_filing(policy=NO_SUCH) == NO_REPORTS
    assert file.left(before(), NO_SUCH) == 0


@pytest.mark.requirement("PD-3")
@pytest.mark.parametrize(
    ("claims", "refusal"),
    [
        ((), proof.NO_CLAIM),
        ((FROM_WEB, FROM_WEB), proof.TWICE),
        ((Claimed(claim="from-web"),), proof.NO_ORIGINAL),
        ((Claimed(claim="from-web", links=(Words("  "),)),), proof.NO_ORIGINAL),
        ((Claimed(claim="from-web", links=(Words("example.org"),)),), proof.NO_LINK.given(link="example.org")),
        (
            (Claimed(claim="from-web", links=(Words("javascript:alert(1)"),)),),
            proof.NO_LINK.given(link="javascript:alert(1)"),
        ),
        (
            (Claimed(claim="from-web", links=(Words("https://a.example/"),) * 11),),
            proof.TOO_MANY_LINKS.given(links_max=10),
        ),
        ((Claimed(claim="edited"),), proof.NO_PLACES),
        ((Claimed(claim="edited", shapes=(PLACE, OFF)),), proof.OUTSIDE),
        ((Claimed(claim="edited", shapes=(PLACE,) * 41),), proof.TOO_MANY_PLACES.given(shapes_max=40)),
        ((Claimed(claim="not-ours"),), proof.NO_PHOTO),
        ((Claimed(claim="not-ours", files=(PDF,)),), proof.NO_PICTURE),
        ((Claimed(claim="not-ours", files=(PHOTO,) * 5),), TOO_MANY_FILES.given(files_max=4)),
        ((FROM_WEB, Claimed(claim="edited")), proof.NO_PLACES),
    ],
)
def test_each_claim_needs_its_own_proof(claims: tuple[Claimed, ...], refusal: Refusal) -> None:
    assert attempt_filing(claims=claims) == refusal


def test_the_original_may_be_a_file_instead_of_an_address() -> None:
    assert isinstance(attempt_filing(claims=(Claimed(claim="from-web", files=(PHOTO,)),)), tuple)


def test_only_a_picture_that_the_consumer_put_can_be_accused() -> None:
    assert attempt_filing(accused=None) == file.NOT_ACCUSABLE


def test_words_are_needed_and_may_not_be_endless() -> None:
    assert attempt_filing(words=EMPTY).code == "no-words"
    assert attempt_filing(words=Words("x" * 201)).code == "too-many-words"


@pytest.mark.requirement("PD-4")
def test_at_the_cap_what_is_said_is_kept_as_a_note_and_not_examined() -> None:
    assert [file.left(before(made), POLICY) for made in (0, 1, 2, 3)] == [2, 1, 0, 0]
    (event,) = attempt_filing(before(2))
    assert isinstance(event, EvidenceReportBeyondCap)
    assert [one.claim for one in event.claims] == ["from-web"]
    assert isinstance(attempt_filing(before(1))[0], EvidenceReportFiled)


@pytest.mark.parametrize(
    ("case", "open_until"),
    [
        (None, None),
        (cast.NEGOTIATING, None),
        (cast.RULED, None),
        (cast.EXECUTED, datetime(2026, 3, 18, tzinfo=UTC)),
        (REFUNDED, datetime(2026, 3, 18, tzinfo=UTC)),
        (cast.FOR_NOBODY, datetime(2026, 3, 18, tzinfo=UTC)),
    ],
)
@pytest.mark.requirement("PD-6")
def test_a_closed_case_is_open_to_reports_for_the_packs_span_from_the_refund(
    case: Any, open_until: datetime | None
) -> None:
    about = before(complaint=case.state if case else None)
    late = open_until or T0 + timedelta(days=900)
    assert file.may(BORIS, about, POLICY, late - INSTANT) is None
    refusal = file.may(BORIS, about, POLICY, late)
    assert refusal == (file.CASE_OVER.given(closed_at=open_until) if open_until else None)


def test_too_many_groundless_reports_close_the_door_until_a_date_that_is_told() -> None:
    first, second = T0 - 20 * DAY, T0 - 2 * DAY
    assert isinstance(attempt_filing(groundless_at=(second,)), tuple)
    refusal = attempt_filing(groundless_at=(second, first))
    until = POLICY.end(POLICY.pack.evidence_reports.limited, second)  # type: ignore[union-attr]
    assert refusal == file.LIMITED.given(until=until)
    assert until == datetime(2026, 3, 11, tzinfo=UTC)
    assert isinstance(attempt_filing(groundless_at=(second, first), at=until), tuple)
    long_ago = second - 31 * DAY
    assert isinstance(attempt_filing(groundless_at=(second, long_ago)), tuple)


def test_how_much_the_reporter_is_told_is_fixed_with_the_report() -> None:
    assert (FILED.state.told, attempt_filing(policy=SILENT)[0].told) == ("result", "received")
    assert SAID.kept == FILED.state.words
