"""What calls about reports that evidence is fake answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import NamedFile, When, WhyNot
from ombud.core.evidence_report.events import Ground, Result, Stance, Told
from ombud.core.evidence_report.state import Stage
from ombud.core.policy.evidence_reports import Claim

ReportStage = Literal[Stage, "received"]
"""`received` is all that a shop reads that is told no results."""
ReportOutcome = Literal["", "found", "not-shown", "unclear"]
ReportTurn = Literal["", "consumer", "platform"]


class AccusedFile(msgspec.Struct):
    """The picture that is said to be fake, and where the consumer put it. `sha256` is of the original, hex."""

    file: str
    place: Literal["complaint", "conversation"]
    sha256: str
    media_type: str


class MarkedPlace(msgspec.Struct):
    """A place on a picture by the box around it, in ten-thousandths of the picture's width and height."""

    kind: Literal["ellipse", "rectangle"]
    left: int
    top: int
    width: int
    height: int


class ProvedClaim(msgspec.Struct):
    """One thing that is said of the picture, with its proof."""

    claim: Claim
    links: list[str]
    """Where the original stands."""
    files: list[NamedFile]
    """The original, or the shop's own photo to compare."""
    shapes: list[MarkedPlace]
    """The places that were edited."""


class AccusedAnswer(msgspec.Struct):
    """What the consumer said of the report."""

    stance: Stance
    at: When
    words: str
    files: list[NamedFile]


class ClaimResult(msgspec.Struct):
    """What a reviewer found of one claim."""

    claim: Claim
    result: Result
    words: str


class EvidenceReport(msgspec.Struct):
    """A report that evidence is fake. A shop that is told no results reads of it no more than that it was received."""

    id: str
    number: str
    order: str
    order_number: str
    complaint: str
    """The id of the case it is linked to; empty where there is none."""
    shop: str
    consumer: str
    told: Told
    """Whether the shop is told the result, or only that the report was received."""
    filed_at: When
    accused: AccusedFile
    claims: list[ProvedClaim]
    words: str
    withdrawn_at: When | None
    stage: ReportStage
    allowed_actions: dict[str, WhyNot | None]
    """Each verb: null where the reader may do it now, else why not."""
    timeline: list[dict[str, Any]]
    """What happened, oldest first: `type`, `by` and `at`, then the fields of that event."""
    as_of: When
    turn: ReportTurn | msgspec.UnsetType = msgspec.UNSET
    """This and what follows is left out for a shop that is told no results."""
    due_at: When | msgspec.UnsetType | None = msgspec.UNSET
    overdue: int | msgspec.UnsetType = msgspec.UNSET
    """How often the platform's own turn ran out."""
    answer: AccusedAnswer | msgspec.UnsetType | None = msgspec.UNSET
    outcome: ReportOutcome | msgspec.UnsetType = msgspec.UNSET
    """What was found in all."""
    results: list[ClaimResult] | msgspec.UnsetType = msgspec.UNSET
    relied_on: list[Ground] | msgspec.UnsetType = msgspec.UNSET
    reasons: str | msgspec.UnsetType = msgspec.UNSET
    groundless: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether nothing of it was shown, and its maker could have known."""
    adjusted: bool | msgspec.UnsetType = msgspec.UNSET
    """Whether the liability in the linked case was adjusted with it, or put to a second person."""
    concluded_at: When | msgspec.UnsetType | None = msgspec.UNSET
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET
    """For the platform alone."""


class EvidenceReportRow(msgspec.Struct):
    """A report that evidence is fake, as lists show it."""

    id: str
    number: str
    order: str
    order_number: str
    complaint: str
    shop: str
    consumer: str
    file: str
    """The picture that is said to be fake."""
    claims: list[Claim]
    told: Told
    stage: ReportStage
    withdrawn_at: When | None
    filed_at: When
    outcome: ReportOutcome | msgspec.UnsetType = msgspec.UNSET
    """This, `turn`, `due_at`, `overdue` and `moved_at` are left out for a shop that is told no results."""
    turn: ReportTurn | msgspec.UnsetType = msgspec.UNSET
    due_at: When | msgspec.UnsetType | None = msgspec.UNSET
    overdue: int | msgspec.UnsetType = msgspec.UNSET
    moved_at: When | msgspec.UnsetType = msgspec.UNSET
    queue: Literal["", "evidence", "evidence-senior"] | msgspec.UnsetType = msgspec.UNSET
    """This and `claimed_by` are for the platform alone."""
    claimed_by: str | msgspec.UnsetType = msgspec.UNSET


class Reporting(msgspec.Struct):
    """What the shop of an order can still report. `why_not` is null where it can report now."""

    order: str
    complaint: str
    """The case a report would be linked to; empty where there is none."""
    left: int
    """How many more reports are examined."""
    per_order_max: int
    told: Told | None
    """Null where the platform takes no such reports."""
    why_not: WhyNot | None


WHOLE: dict[str, Any] = {"read-evidence-report": EvidenceReport, "read-reporting": Reporting}
ROWS: dict[str, Any] = {"list-evidence-reports": EvidenceReportRow}
