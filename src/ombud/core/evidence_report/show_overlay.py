"""A reviewer has a finding drawn over the accused picture; each is on record the first time.

Who:    a reviewer who noted what they themselves see on it.
When:   at any time.
Event:  AccusedOverlayShown.
Next:   nothing; it stays with the staff.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.show_overlay import DETECTOR, NO_FIRST_VIEW, NO_SUCH_DETECTOR, SHOWN
from ombud.core.evidence_report.events import AccusedOverlayShown
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff


class ShowOverlay(Command, frozen=True):
    """Which detector's word."""

    evidence_report: str
    detector: str


def may(by: Actor, report: EvidenceReport, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't look at findings, or None."""
    return not_staff(by) or (None if report.first_view(by.id) else NO_FIRST_VIEW)


def decide(command: ShowOverlay, report: EvidenceReport, policy: Policy) -> tuple[AccusedOverlayShown, ...] | Refusal:
    """The look."""
    if refusal := may(command.by, report, policy, command.at):
        return refusal
    if not DETECTOR.fullmatch(command.detector):
        return NO_SUCH_DETECTOR.given(detector=command.detector)
    noted = report.first_view(command.by.id)
    if noted is not None and command.detector in noted.overlays:
        return SHOWN
    return (AccusedOverlayShown(by=command.by, at=command.at, detector=command.detector),)
