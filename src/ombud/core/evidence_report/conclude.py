"""A reviewer says of each claim whether it was found true, with reasons, and may adjust the case it is linked to.

Who:    a reviewer who hasn't decided in the linked case.
When:   once the accused answered, or their time to be heard is over.
Event:  EvidenceReportConcluded; the case learns of it where something was found.
Next:   desk/reactions.py, under EvidenceReportConcluded.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.findings import Findings
from ombud.core.evidence_report.events import EvidenceReportConcluded, Found, Ground, Result
from ombud.core.evidence_report.rungs import not_examiner, unreadable
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.evidence_reports import Claim
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import Words


class Concluded(Value, frozen=True):
    """What was found of one claim, and why."""

    claim: Claim
    result: Result
    words: Words


class ConcludeEvidenceReport(Command, frozen=True):
    """A result for each claim, what it rests on, and the linked case's new outcome where it changes."""

    evidence_report: str
    results: tuple[Concluded, ...]
    relied_on: tuple[Ground, ...]
    """At least one besides what the machine found."""
    words: Words
    groundless: bool = False
    """Only where no claim was shown: its maker could have known, so that it counts against them."""
    adjusted: Findings | None = None
    """Where something was found and the linked case is decided: who is liable now, and what is owed."""


NOT_HEARD = Refusal(
    code="accused-not-heard",
    because="The consumer has until {due_at} to say what they think of it.",
    way_out="Conclude it once they have answered, or their time is over.",
)
DECIDED_BEFORE = Refusal(
    code="decided-before",
    because="You have decided in the case this report is linked to, so somebody else concludes it.",
    way_out="Leave it to a reviewer who hasn't.",
)
NOT_ALL = Refusal(code="claims-left-open", because="Each claim of the report gets exactly one result.", field="results")
FINDING_ALONE = Refusal(
    code="rests-on-finding-alone",
    because="A conclusion can't rest on what the machine found alone.",
    way_out="Look at the pictures yourself, and say what else it rests on.",
    field="relied_on",
)
NOT_ADMITTED = Refusal(
    code="nothing-admitted", because="The consumer hasn't admitted it, so it can't rest on that.", field="relied_on"
)
NOT_GROUNDLESS = Refusal(
    code="not-groundless",
    because="A report of which something was shown, or is unclear, doesn't count against its maker.",
    field="groundless",
)
NOTHING_FOUND = Refusal(
    code="nothing-found",
    because="Nothing was found, so the case stays as it is.",
    field="adjusted",
)
NO_CASE = Refusal(
    code="no-linked-case", because="No case is linked to this report that could be adjusted.", field="adjusted"
)


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't conclude it at this instant, the first reason that applies, or None."""
    if refusal := not_examiner(by, report):
        return refusal
    if report.stage == "heard":
        return NOT_HEARD.given(due_at=report.deadlines[0].due_at)
    return DECIDED_BEFORE if report.linked is not None and by.id in report.linked.ruled_by else None


def decide(
    command: ConcludeEvidenceReport, report: EvidenceReport, policy: Policy
) -> tuple[EvidenceReportConcluded, ...] | Refusal:
    """The conclusion; what it means for the linked case, that case's own verb decides."""
    if refusal := may(command.by, report, policy, command.at) or _unfit(command, report, policy):
        return refusal
    return (
        EvidenceReportConcluded(
            by=command.by,
            at=command.at,
            results=tuple(Found(claim=one.claim, result=one.result, words=one.words.kept) for one in command.results),
            relied_on=tuple(dict.fromkeys(command.relied_on)),
            words=command.words.kept,
            told=report.told,
            groundless=command.groundless,
            adjusted=command.adjusted is not None,
        ),
    )


def _unfit(command: ConcludeEvidenceReport, report: EvidenceReport, policy: Policy) -> Refusal | None:
    if sorted(one.claim for one in command.results) != sorted(one.claim for one in report.claims):
        return NOT_ALL
    for said in (*(one.words for one in command.results), command.words):
        if refusal := unreadable(said, policy):
            return refusal
    if not set(command.relied_on) - {"finding"}:
        return FINDING_ALONE
    if "admitted" in command.relied_on and report.stance != "admits":
        return NOT_ADMITTED
    results = {one.result for one in command.results}
    if command.groundless and results != {"not-shown"}:
        return NOT_GROUNDLESS
    if command.adjusted is None:
        return None
    if "found" not in results:
        return NOTHING_FOUND
    return None if report.complaint else NO_CASE
