"""Time passes over a shop's application: the merchant is reminded, it is put aside, or the platform is late.

Who:    time itself.
When:   at or after a reminder or a deadline.
Event:  ShopReminded, ApplicationLapsed, or VerificationOverdue.
Next:   desk/reactions.py, under each.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import ApplicationLapsed, ShopReminded, VerificationOverdue
from ombud.core.shop.state import Shop


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    shop: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")
Followed = ShopReminded | ApplicationLapsed | VerificationOverdue


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if _due(shop, at) else NOTHING_DUE


def decide(command: LetTimePass, shop: Shop, policy: Policy) -> tuple[Followed, ...] | Refusal:
    """What follows of the one deadline that an application has."""
    if refusal := may(command.by, shop, policy, command.at):
        return refusal
    due, by, at = shop.deadlines[0], command.by, command.at
    if at < due.due_at:
        return (ShopReminded(by=by, at=at, due_at=due.due_at),)
    if due.kind == "qualification":
        return (ApplicationLapsed(by=by, at=at, due_at=due.due_at),)
    return (VerificationOverdue(by=by, at=at, due_at=due.due_at, deadline=_again(policy, due, at)),)


def _again(policy: Policy, due: Deadline, at: datetime) -> Deadline:
    """The senior queue's own time; as long as the pack has it elsewhere where it no longer speaks of shops."""
    rules = policy.pack.shops
    window = rules.windows.senior if rules is not None else policy.pack.windows.senior
    return policy.deadline("shop-verification", due.on, window, at)


def _due(shop: Shop, at: datetime) -> bool:
    return any(one.due_at <= at or (one.remind_at is not None and one.remind_at <= at) for one in shop.deadlines)
