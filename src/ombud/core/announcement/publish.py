"""The platform announces something to everybody, to its merchants or to its consumers, at once or from an instant on.

Who:    a reviewer who oversees; the platform's own software.
When:   at any time; languages that are left out must be left out on purpose.
Event:  AnnouncementPublished.
Next:   desk/reactions.py, under AnnouncementPublished.
"""

from datetime import datetime

from ombud.core.announcement import rungs
from ombud.core.announcement.events import AnnouncementPublished
from ombud.core.announcement.rungs import Announces
from ombud.core.announcement.state import Announcement
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class PublishAnnouncement(Announces, frozen=True, kw_only=True):
    """What it says, to whom, and from when on."""

    number: str


def may(by: Actor, announcement: Announcement | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't announce anything, or None."""
    return rungs.not_announcer(by)


def decide(
    command: PublishAnnouncement, announcement: Announcement | None, policy: Policy
) -> tuple[AnnouncementPublished, ...] | Refusal:
    """The announcement, with its number and the instant from which it shows."""
    if refusal := may(command.by, announcement, policy, command.at) or rungs.unfit(command, policy):
        return refusal
    if command.shows_at is not None and command.shows_at < command.at:
        return rungs.PAST
    return (
        AnnouncementPublished(
            by=command.by,
            at=command.at,
            announcement=command.announcement,
            number=command.number,
            said=command.said,
            shows_at=command.shows_at or command.at,
        ),
    )
