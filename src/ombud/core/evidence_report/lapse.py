"""Time passes over a report of fake evidence: the accused's silence ends the hearing, the platform's own is escalated.

Who:    time itself; the desk lets it pass before every act, and the timer loop where nobody acts.
When:   at or after the instant at which something is due.
Event:  AccusedSilent or EvidenceReportOverdue.
Next:   desk/reactions.py, under each of them.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.evidence_report.events import AccusedSilent, EvidenceReportEvent, EvidenceReportOverdue
from ombud.core.evidence_report.rungs import rules_of
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    evidence_report: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if any(one.due_at <= at for one in report.deadlines) else NOTHING_DUE


def decide(command: LetTimePass, report: EvidenceReport, policy: Policy) -> tuple[EvidenceReportEvent, ...] | Refusal:
    """What follows: the examination after the consumer's silence, the senior queue after the platform's."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    rules, at, due = rules_of(policy), command.at, report.deadlines[0]
    if report.stage == "heard":
        examine = policy.deadline("examination", "platform", rules.examine, at)
        return (AccusedSilent(by=command.by, at=at, due_at=due.due_at, deadline=examine, told=report.told),)
    again = policy.deadline("examination", "platform", rules.senior, at)
    return (EvidenceReportOverdue(by=command.by, at=at, due_at=due.due_at, deadline=again, told=report.told),)
