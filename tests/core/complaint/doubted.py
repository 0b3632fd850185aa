"""A case whose evidence is reported, as the desk puts what a report means into it."""

from typing import Any

from msgspec.structs import replace

from ombud.core.complaint import answer, doubts, escalate, prove, verify
from ombud.core.complaint.file import LineClaim
from ombud.core.complaint.findings import Findings
from ombud.core.evidence_report.events import Accused, EvidenceReportConcluded, EvidenceReportFiled, Found
from ombud.core.evidence_report.events import EvidenceReportBeyondCap as Beyond
from ombud.core.evidence_report.state import EvidenceReport, evolve
from ombud.core.money import Terms
from ombud.core.people import Actor
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.complaint.cast import FINDINGS, FOR_SHOP, SAID, Case, filed, ruled
from tests.core.complaint.world import BORIS, CARLA, OLGA, POLICY, REPORTS, RITA

REASONS = Words("The same picture stands on a page of 2019.")


def filed_in(case: Case, told: str = "result", file: str = "photo-1", *, beyond: bool = False) -> Any:
    """A report about a picture of this case, and its event."""
    said: dict[str, Any] = {
        "by": BORIS,
        "at": case.at,
        "evidence_report": f"e{len(case.state.accused) + 1}",
        "number": "TE-1",
        "order": "order-1",
        "order_number": "A-1",
        "complaint": "c1",
        "complaint_number": "N1",
        "shop": "mugs",
        "consumer": "carla",
        "pack": "test@1",
        "told": told,
        "accused": Accused(file=file, place="complaint"),
        "claims": (),
        "words": REASONS.kept,
    }
    if beyond:
        return Beyond(**said)
    return EvidenceReportFiled(**said, deadline=POLICY.deadline("heard", "consumer", REPORTS.heard, case.at))


def reported(case: Case, **changed: Any) -> Case:
    """The case after a report about a picture in it."""
    return _followed(case, None, filed_in(case, **changed), None, BORIS)


def concluded(case: Case, by: Actor, found: Findings | None = None, result: str = "found", **changed: Any) -> Any:
    """The case after a report about a picture in it was concluded; a refusal where it can't be adjusted so."""
    report = evolve(None, filed_in(case, **changed))
    results = (Found(claim="from-web", result=result, words=REASONS.kept),)  # type: ignore[arg-type]
    event = EvidenceReportConcluded(
        by=by, at=case.at, results=results, relied_on=("original-seen",), words=REASONS.kept, told=report.told
    )
    return _followed(case, report, event, found, by)


def _followed(case: Case, report: EvidenceReport | None, event: Any, found: Findings | None, by: Actor) -> Any:
    after = evolve(report, event)
    events = doubts.follow(event, after, found, replace(case.state, order=case.order), case.policy)
    if isinstance(events, Refusal):
        return events
    return case.happened(events) if events else case


LARGE = Findings(**(FINDINGS | {"terms": Terms(remedy="refund", amount=9_000)}))
"""More than one person orders."""
LESS = Findings(**(FOR_SHOP | {"liability": "consumer"}))
"""The shop gives nothing after all."""
BOTH_LINES = filed(lines=(LineClaim(line="l1", quantity=2), LineClaim(line="l2")))
RULED_BY_OLGA = ruled(BOTH_LINES.then(answer, BORIS, stance="refuses", words=SAID).then(escalate, CARLA), OLGA)
PAID = RULED_BY_OLGA.then(prove, BORIS, proof="refund-number", reference=Words("1234567")).then(verify, RITA)
ADJUSTING = concluded(RULED_BY_OLGA, RITA, LARGE)
"""An adjustment waits for a second person, and what is owed waits with it."""
ADJUSTING_CLOSED = concluded(PAID, RITA, LARGE)
