"""A reviewer answers an objection: the limit holds until its end.

Who:    a reviewer other than who set it.
When:   while an objection is open.
Event:  LimitUpheld.
Next:   desk/reactions.py, under LimitUpheld.
"""

from datetime import datetime

from ombud.core.account import lift
from ombud.core.account.events import LimitUpheld
from ombud.core.account.limit import NO_WORDS
from ombud.core.account.state import Account
from ombud.core.command import Command
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class UpholdLimit(Command, frozen=True):
    """Why it holds."""

    account: str
    words: Words


NO_OBJECTION = Refusal(code="no-objection", because="Nobody has objected to this limit.")


def may(by: Actor, account: Account, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't uphold it, or None."""
    if refusal := lift.may(by, account, policy, at):
        return refusal
    return None if account.objection == "open" else NO_OBJECTION


def decide(command: UpholdLimit, account: Account, policy: Policy) -> tuple[LimitUpheld, ...] | Refusal:
    """The answer to the objection."""
    if refusal := may(command.by, account, policy, command.at):
        return refusal
    return NO_WORDS if command.words.blank else (LimitUpheld(by=command.by, at=command.at, words=command.words.kept),)
