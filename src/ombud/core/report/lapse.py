"""Time passes over a report: what the platform didn't look at in time goes to the senior queue.

Who:    time itself.
When:   at or after the date by which the platform looks at it.
Event:  ReportOverdue.
Next:   desk/reactions.py, under ReportOverdue.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.events import ReportOverdue
from ombud.core.report.state import Report


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    report: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")


def may(by: Actor, report: Report, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if any(one.due_at <= at for one in report.deadlines) else NOTHING_DUE


def decide(command: LetTimePass, report: Report, policy: Policy) -> tuple[ReportOverdue, ...] | Refusal:
    """The escalation, with the senior queue's own deadline."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    again = policy.deadline("report", "platform", policy.pack.windows.senior, command.at)
    return (ReportOverdue(by=command.by, at=command.at, due_at=report.deadlines[0].due_at, deadline=again),)
