"""The owner of an account objects to a limit.

Who:    the owner.
When:   while the limit holds, once.
Event:  LimitContested.
Next:   desk/reactions.py, under LimitContested.
"""

from datetime import datetime

from ombud.core.account.events import LimitContested
from ombud.core.account.state import Account
from ombud.core.command import Command
from ombud.core.people import Actor, Consumer
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class ContestLimit(Command, frozen=True):
    """Why it isn't right."""

    account: str
    words: Words


NOT_YOURS = Refusal(code="not-your-account", because="Only the owner of an account can object to its limit.")
NO_LIMIT = Refusal(code="no-limit", because="No limit lies on this account.")
CONTESTED = Refusal(
    code="limit-contested", because="Your objection was received.", way_out="A reviewer will answer it."
)
NO_WORDS = Refusal(code="no-words", because="Say why the limit isn't right.", field="words")


def may(by: Actor, account: Account, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't object, or None."""
    if not (isinstance(by, Consumer) and by.id == account.id):
        return NOT_YOURS
    if not account.limited(at):
        return NO_LIMIT
    return CONTESTED if account.objection else None


def decide(command: ContestLimit, account: Account, policy: Policy) -> tuple[LimitContested, ...] | Refusal:
    """The objection."""
    if refusal := may(command.by, account, policy, command.at):
        return refusal
    return (
        NO_WORDS if command.words.blank else (LimitContested(by=command.by, at=command.at, words=command.words.kept),)
    )
