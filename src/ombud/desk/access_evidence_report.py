"""The way to reach a report of fake evidence: its shop, the consumer accused, and the platform's reviewers."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.complaint.state import Complaint
from ombud.core.evidence_report import file as filing
from ombud.core.evidence_report.state import Before, EvidenceReport
from ombud.core.people import Actor, Consumer, Member, Party, Reviewer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import clock, doubt
from ombud.desk.access import access_order, as_told
from ombud.desk.decide import Loaded, time_passes
from ombud.desk.handle import NotFound, policy_of
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection, rows

FILED_WITH = {
    one.name: one.default for one in msgspec.structs.fields(EvidenceReport) if one.default is not msgspec.NODEFAULT
}
"""What a report holds of what came after it was filed, as it is before anything did."""
BY_NUMBER = "SELECT id FROM evidence_report_row WHERE platform = %s AND number = %s"


class EvidenceReportCase(NamedTuple):
    """A report as it stands at an instant, time already passed over it, for one reader."""

    report: EvidenceReport
    """With the case it is linked to attached, where there is one."""
    policy: Policy
    platform: Settings
    party: Party
    by: Actor
    at: datetime

    @property
    def told(self) -> bool:
        """Whether this reader is told more than that it was received."""
        return self.party != "merchant" or self.report.told == "result"

    @property
    def files(self) -> tuple[str, ...]:
        """Ids of the files that this reader may see with it: the accused picture, the proof, and what answers it."""
        report = self.report
        proof = (one.file for claim in report.claims for one in claim.files)
        answer = (one.file for one in report.answer_files) if self.told else ()
        return tuple(dict.fromkeys((report.accused.file, *proof, *answer)))


def access_evidence_report(platform: int, id: str, by: Actor, at: datetime | None = None) -> EvidenceReportCase:
    """The report of this id or number. What came beyond the cap the accused doesn't see. Raises NotFound."""
    at = at or clock.now(platform)
    loaded = _by_name(platform, id)
    settings = settings_of(platform)
    policy = policy_of(loaded, settings)
    passed = time_passes(loaded, policy, at)
    report: EvidenceReport = passed.state if passed else loaded.state
    party = _party_of(by, report)
    report = replace(_as_told(report, party), linked=_linked(platform, report, party))
    return EvidenceReportCase(report, policy, settings, party, by, at)


def _as_told(report: EvidenceReport, party: Party) -> EvidenceReport:
    """The report as this party may know of it: who is told no more than that it was received finds it as it was filed,
    however far it went, so that no page, call or export made of it can tell more."""
    if party != "merchant" or report.told == "result":
        return report
    stage = report.stage if report.stage in ("beyond-cap", "withdrawn") else "heard"
    kept = {"heard_until": report.heard_until, "withdrawn_at": report.withdrawn_at, "stage": stage}
    return replace(report, moved_at=report.withdrawn_at or report.filed_at, **(FILED_WITH | kept))


class Reporting(NamedTuple):
    """What a shop may do about evidence in one order, before it reports any."""

    before: Before
    policy: Policy
    platform: Settings
    by: Actor
    at: datetime
    groundless_at: tuple[datetime, ...]

    @property
    def left(self) -> int:
        """How many more reports about this order are examined; what comes beyond is kept as a note to the case."""
        return filing.left(self.before, self.policy)

    @property
    def per_order_max(self) -> int:
        """How many reports about one order are examined in all."""
        rules = self.policy.pack.evidence_reports
        return rules.per_order_max if rules else 0

    def may(self) -> Refusal | None:
        """Why nothing can be reported now, or None."""
        ladder = filing.may(self.by, self.before, self.policy, self.at)
        return ladder or filing.limit(self.groundless_at, self.policy, self.at)


def access_reporting(
    platform: int, order: str, by: Actor, complaint: str = "", file: str = "", at: datetime | None = None
) -> Reporting:
    """What the shop of this order may report, in the case named or in which the file lies. Raises NotFound."""
    access_order(platform, order, by)
    parent = load(connection(), platform, "order", stream_id("order", order))[0]
    new = Loaded("evidence_report", "", 0, None, b"", "", parent)
    loaded = doubt.with_case(connection(), platform, new, {"complaint": complaint, "file": file})
    if loaded is None:
        raise NotFound
    settings = settings_of(platform)
    case: Complaint | None = loaded.ground.state if loaded.ground else None
    stamped = doubt.stamps(connection(), platform, doubt.FILE, loaded, {"file": file})
    before = Before(order=parent.state, complaint=case)
    at = at or clock.now(platform)
    return Reporting(before, policy_of(new, settings), settings, by, at, stamped["groundless_at"])


def accusable(platform: int, order: str, by: Actor, file: str) -> bool:
    """Whether this file is a picture that the order's consumer put, in a case or in the talk, so that its shop can
    report it. Raises NotFound where the order isn't the reader's."""
    parent = load(connection(), platform, "order", stream_id("order", access_order(platform, order, by).id))[0]
    new = Loaded("evidence_report", "", 0, None, b"", "", parent)
    loaded = doubt.with_case(connection(), platform, new, {"file": file})
    assert loaded is not None, "no case was named"
    return doubt.stamps(connection(), platform, doubt.FILE, loaded, {"file": file})["accused"] is not None


def _party_of(by: Actor, report: EvidenceReport) -> Party:
    match by:
        case Member() if by.shop and by.shop == report.shop:
            return "merchant"
        case Consumer() if by.id == report.consumer and report.stage != "beyond-cap":
            return "consumer"
        case Reviewer():
            return "platform"
        case _:
            raise NotFound


def _linked(platform: int, report: EvidenceReport, party: Party) -> Complaint | None:
    if not report.complaint:
        return None
    found = load(connection(), platform, "complaint", report.complaint)[0]
    if found.state is None:
        return None
    complaint = as_told(found.state, party)
    return replace(complaint, order=found.parent.state if found.parent else None)


def _by_name(platform: int, id: str) -> Loaded:
    if "\x00" in id or len(id) > 200:
        raise NotFound
    loaded = load(connection(), platform, "evidence_report", id)[0]
    if loaded.state is not None:
        return loaded
    found = rows(BY_NUMBER, (platform, id.upper()))
    if not found:
        raise NotFound
    return load(connection(), platform, "evidence_report", found[0][0])[0]
