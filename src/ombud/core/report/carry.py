"""The platform carries an upheld report into a penalty: the report is the ground, this is the link.

Who:    a reviewer; the desk does it with the penalty that names the report as its ground.
When:   once, where the report was concluded with measures or a warning.
Event:  ReportCarried.
Next:   desk/reactions.py, under ReportCarried.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.report.events import ReportCarried
from ombud.core.report.state import Report
from ombud.core.staff import NOT_STAFF


class CarryReport(Command, frozen=True):
    """Into which penalty, for which violation."""

    report: str
    violation: str
    penalty: str


UPHELD = ("measures-taken", "shop-warned")
NOT_UPHELD = Refusal(
    code="report-not-upheld",
    because="This report wasn't concluded with measures or a warning, so there is nothing to penalise.",
)
CARRIED = Refusal(code="already-carried", because="This report was carried into a penalty already.")


def may(by: Actor, report: Report, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't carry it into a penalty, or None."""
    if not (isinstance(by, Reviewer) and can(by, "rule")):
        return NOT_STAFF
    if report.outcome not in UPHELD:
        return NOT_UPHELD
    return CARRIED if report.penalty else None


def decide(command: CarryReport, report: Report, policy: Policy) -> tuple[ReportCarried, ...] | Refusal:
    """The link."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    return (ReportCarried(by=command.by, at=command.at, violation=command.violation, penalty=command.penalty),)
