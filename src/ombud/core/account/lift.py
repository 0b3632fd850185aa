"""A reviewer lifts a limit before its end.

Who:    a reviewer; where the owner objected, another one than who set it.
When:   while the limit holds.
Event:  LimitLifted.
Next:   desk/reactions.py, under LimitLifted.
"""

from datetime import datetime

from ombud.core.account.contest import NO_LIMIT
from ombud.core.account.events import LimitLifted
from ombud.core.account.limit import NO_WORDS
from ombud.core.account.state import Account
from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NOT_STAFF
from ombud.core.words import Words


class LiftLimit(Command, frozen=True):
    """Why it no longer holds."""

    account: str
    words: Words


DECIDED_BEFORE = Refusal(
    code="decided-before",
    because="Who set a limit can't decide on the objection to it.",
    way_out="Leave it to a colleague.",
)


def may(by: Actor, account: Account, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't lift it, or None."""
    if not (isinstance(by, Reviewer) and can(by, "rule")):
        return NOT_STAFF
    if not account.limited(at):
        return NO_LIMIT
    return DECIDED_BEFORE if account.objection == "open" and by.id == account.limited_by else None


def decide(command: LiftLimit, account: Account, policy: Policy) -> tuple[LimitLifted, ...] | Refusal:
    """The end of the limit."""
    if refusal := may(command.by, account, policy, command.at):
        return refusal
    return NO_WORDS if command.words.blank else (LimitLifted(by=command.by, at=command.at, words=command.words.kept),)
