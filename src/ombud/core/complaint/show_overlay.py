"""A reviewer has a finding drawn over a picture; each is on record the first time.

Who:    a reviewer who noted what they themselves see on it.
When:   at any time.
Event:  OverlayShown.
Next:   desk/reactions.py, under OverlayShown.
"""

import re
from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import OverlayShown
from ombud.core.complaint.open_exhibits import NO_SUCH_EXHIBIT
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff

DETECTOR = re.compile(r"[a-z][a-z0-9-]{0,59}")


class ShowOverlay(Command, frozen=True):
    """Which detector's word, over which picture."""

    complaint: str
    exhibit: str
    detector: str


NO_FIRST_VIEW = Refusal(
    code="no-first-view",
    because="What a machine found is shown once you have noted what you see yourself.",
    way_out="Note your first view of this picture.",
    field="exhibit",
)
NO_SUCH_DETECTOR = Refusal(
    code="detector-unknown", because="There is no detector “{detector}”.", way_out="Name one that found something."
)
SHOWN = Refusal(code="overlay-shown", because="That you looked at it is on record.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't look at findings, or None."""
    return not_staff(by)


def decide(command: ShowOverlay, complaint: Complaint, policy: Policy) -> tuple[OverlayShown, ...] | Refusal:
    """The look."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if complaint.exhibit(command.exhibit) is None:
        return NO_SUCH_EXHIBIT.given(exhibit=command.exhibit)
    if not DETECTOR.fullmatch(command.detector):
        return NO_SUCH_DETECTOR.given(detector=command.detector)
    noted = complaint.first_view(command.by.id, command.exhibit)
    if noted is None:
        return NO_FIRST_VIEW
    if command.detector in noted.overlays:
        return SHOWN
    return (OverlayShown(by=command.by, at=command.at, exhibit=command.exhibit, detector=command.detector),)
