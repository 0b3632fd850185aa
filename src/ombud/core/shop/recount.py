"""A replaced working-day table moves the open deadlines of a shop's opening that were counted by days.

Who:    the platform's own software, or time itself, when a table is replaced.
When:   while a deadline that isn't over yet would now end later, or is no longer provisional.
Event:  ShopDeadlineMoved; never to an earlier instant.
Next:   desk/reactions.py, under ShopDeadlineMoved.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.people import Actor, Clock, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.recount import ONLY_SYSTEMS, UNMOVED, recounted
from ombud.core.refusal import Refusal
from ombud.core.shop.opening_events import ShopDeadlineMoved
from ombud.core.shop.state import Shop


class RecountShop(Command, frozen=True):
    """Count again by the table that the policy now holds."""

    shop: str
    reason: str = "calendar-replaced"
    """A code for why, told to the shop in its own words."""


def may(by: Actor, shop: Shop, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing is counted again at this instant, the first reason that applies, or None."""
    if not isinstance(by, Clock | System):
        return ONLY_SYSTEMS
    return None if any(_recounted(one, shop, policy, at) for one in shop.deadlines) else UNMOVED


def decide(command: RecountShop, shop: Shop, policy: Policy) -> tuple[ShopDeadlineMoved, ...] | Refusal:
    """Each deadline that moves, with its old instant and the reason."""
    by, at = command.by, command.at
    if refusal := may(by, shop, policy, at):
        return refusal
    return tuple(
        ShopDeadlineMoved(by=by, at=at, old_due_at=old.due_at, deadline=new, reason=command.reason)
        for old in shop.deadlines
        if (new := _recounted(old, shop, policy, at))
    )


def _recounted(old: Deadline, shop: Shop, policy: Policy, at: datetime) -> Deadline | None:
    if policy.pack.shops is None:
        return None
    windows = policy.pack.shops.windows
    span: Span = windows.complete
    if old.kind == "shop-verification":
        span = windows.senior if shop.overdue else windows.verify
    return recounted(old, lambda _one: span, policy, at)
