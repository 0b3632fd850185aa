"""An announcement no longer stands: whoever comes to its address reads that, and why.

Who:    a reviewer who oversees; the platform's own software.
When:   once; one that didn't show yet never will.
Event:  AnnouncementWithdrawn.
Next:   desk/reactions.py, under AnnouncementWithdrawn.
"""

from datetime import datetime

from ombud.core.announcement import rungs
from ombud.core.announcement.events import AnnouncementWithdrawn
from ombud.core.announcement.revise import WITHDRAWN
from ombud.core.announcement.state import Announcement
from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class WithdrawAnnouncement(Command, frozen=True):
    """Why, in words that everybody may read."""

    announcement: str
    words: Words


NO_WORDS = Refusal(code="no-words", because="Say why, in words that everybody may read.", field="words")


def may(by: Actor, announcement: Announcement, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't withdraw it, or None."""
    return rungs.not_announcer(by) or (WITHDRAWN if announcement.withdrawn_at else None)


def decide(
    command: WithdrawAnnouncement, announcement: Announcement, policy: Policy
) -> tuple[AnnouncementWithdrawn, ...] | Refusal:
    """The end of it."""
    if refusal := may(command.by, announcement, policy, command.at):
        return refusal
    if command.words.blank:
        return NO_WORDS
    longest = policy.pack.limits.words_max
    if len(command.words.text) > longest:
        return rungs.LINE_TOO_LONG.given(words_max=longest, words=len(command.words.text)).at_field("words")
    return (AnnouncementWithdrawn(by=command.by, at=command.at, words=command.words.kept),)
