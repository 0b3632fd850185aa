"""A public item that was recorded by mistake is taken back; that it was recorded stays on record.

Who:    a reviewer, or the platform's own systems.
When:   once.
Event:  PublicItemTakenBack.
Next:   desk/reactions.py, under PublicItemTakenBack.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.public_item.events import PublicItemTakenBack
from ombud.core.public_item.record import NO_WORDS, STAFF_ONLY
from ombud.core.public_item.state import PublicItem
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class TakeBackPublicItem(Command, frozen=True):
    """Why it was a mistake."""

    public_item: str
    words: Words


TAKEN_BACK = Refusal(code="public-item-taken-back", because="This item was taken back already.")


def may(by: Actor, item: PublicItem, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it back, or None."""
    if not isinstance(by, Reviewer | System):
        return STAFF_ONLY
    return TAKEN_BACK if item.taken_back else None


def decide(command: TakeBackPublicItem, item: PublicItem, policy: Policy) -> tuple[PublicItemTakenBack, ...] | Refusal:
    """The mistake."""
    if refusal := may(command.by, item, policy, command.at):
        return refusal
    if command.words.blank:
        return NO_WORDS
    return (PublicItemTakenBack(by=command.by, at=command.at, words=command.words.kept),)
