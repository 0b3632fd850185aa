"""A reviewer says what they see on a picture, before a machine says anything about it.

Who:    a reviewer.
When:   once for each exhibit that they opened.
Event:  FirstViewNoted.
Next:   desk/reactions.py, under FirstViewNoted.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import FirstView, FirstViewNoted
from ombud.core.complaint.open_exhibits import NO_SUCH_EXHIBIT
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_staff
from ombud.core.words import EMPTY, Words


class NoteFirstView(Command, frozen=True):
    """What the reviewer sees with their own eyes."""

    complaint: str
    exhibit: str
    view: FirstView
    words: Words = EMPTY


NOT_OPENED = Refusal(
    code="exhibit-not-opened",
    because="A first view is noted of a picture that was looked at.",
    way_out="Open it first.",
    field="exhibit",
)
NOTED = Refusal(code="first-view-noted", because="Your first view of this picture is on record.", field="exhibit")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't note what they see, or None."""
    return not_staff(by)


def decide(command: NoteFirstView, complaint: Complaint, policy: Policy) -> tuple[FirstViewNoted, ...] | Refusal:
    """The note."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if complaint.exhibit(command.exhibit) is None:
        return NO_SUCH_EXHIBIT.given(exhibit=command.exhibit)
    if command.exhibit not in complaint.opened:
        return NOT_OPENED
    if complaint.first_view(command.by.id, command.exhibit) is not None:
        return NOTED
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    words = command.words.kept
    return (FirstViewNoted(by=command.by, at=command.at, exhibit=command.exhibit, view=command.view, words=words),)
