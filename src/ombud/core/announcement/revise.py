"""An announcement says something else from now on, or from another instant on; what it said before stays readable.

Who:    a reviewer who oversees; the platform's own software.
When:   until it is withdrawn; from when on it shows can be changed until it shows.
Event:  AnnouncementRevised.
Next:   desk/reactions.py, under AnnouncementRevised.
"""

from datetime import datetime

from ombud.core.announcement import rungs
from ombud.core.announcement.events import AnnouncementRevised
from ombud.core.announcement.rungs import Announces
from ombud.core.announcement.state import Announcement
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class ReviseAnnouncement(Announces, frozen=True):
    """All that it says now. `shows_at` empty leaves the instant as it was."""


WITHDRAWN = Refusal(
    code="announcement-withdrawn", because="This announcement was withdrawn.", way_out="Announce it anew."
)
SHOWN_ALREADY = Refusal(
    code="shown-already",
    because="It has been shown since {since}, so it can’t begin at another time.",
    way_out="Leave the instant empty.",
    field="shows_at",
)


def may(by: Actor, announcement: Announcement, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't change it, or None."""
    return rungs.not_announcer(by) or (WITHDRAWN if announcement.withdrawn_at else None)


def decide(
    command: ReviseAnnouncement, announcement: Announcement, policy: Policy
) -> tuple[AnnouncementRevised, ...] | Refusal:
    """The new version."""
    if refusal := may(command.by, announcement, policy, command.at) or rungs.unfit(command, policy):
        return refusal
    shows_at = command.shows_at or announcement.shows_at
    if shows_at != announcement.shows_at:
        if announcement.shows(command.at):
            return SHOWN_ALREADY.given(since=announcement.shows_at)
        if shows_at < command.at:
            return rungs.PAST
    return (AnnouncementRevised(by=command.by, at=command.at, said=command.said, shows_at=shows_at),)
