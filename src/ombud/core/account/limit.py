"""A reviewer limits an account that sends spam or abuse: no new complaints until an instant.

Who:    a reviewer.
When:   while no limit lies on it; at most thirty days.
Event:  AccountLimited.
Next:   desk/reactions.py, under AccountLimited.
"""

from datetime import datetime, timedelta

from ombud.core.account.events import AccountLimited
from ombud.core.account.state import Account
from ombud.core.command import Command
from ombud.core.people import Actor, Reviewer, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import NOT_STAFF
from ombud.core.words import Words

LONGEST = timedelta(days=30)
"""Longer than that keeps somebody from their rights, not a spammer from the door."""


class LimitAccount(Command, frozen=True):
    """Why, and until when."""

    account: str
    reason: str
    words: Words
    until: datetime


LIMITED = Refusal(code="account-limited", because="A limit lies on this account until {until}.")
NO_SUCH_REASON = Refusal(
    code="limit-reason-unknown",
    because="This platform has no rule “{reason}” at its door.",
    way_out="Name one of the rules at its door.",
    field="reason",
)
NO_WORDS = Refusal(code="no-words", because="Say why, in words that the owner of the account reads.", field="words")
WRONG_END = Refusal(code="limit-end-wrong", because="A limit ends after now and within thirty days.", field="until")


def may(by: Actor, account: Account | None, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't limit it, or None."""
    if not (isinstance(by, Reviewer) and can(by, "rule")):
        return NOT_STAFF
    if account is not None and account.until is not None and account.limited(at):
        return LIMITED.given(until=account.until)
    return None


def decide(command: LimitAccount, account: Account | None, policy: Policy) -> tuple[AccountLimited, ...] | Refusal:
    """The limit, with its reason and its end."""
    if refusal := may(command.by, account, policy, command.at):
        return refusal
    if command.reason not in {rule.code for rule in policy.pack.door}:
        return NO_SUCH_REASON.given(reason=command.reason)
    if command.words.blank:
        return NO_WORDS
    if command.until.tzinfo is None or not command.at < command.until <= command.at + LONGEST:
        return WRONG_END
    return (
        AccountLimited(
            by=command.by,
            at=command.at,
            account=command.account,
            reason=command.reason,
            words=command.words.kept,
            until=command.until,
        ),
    )
