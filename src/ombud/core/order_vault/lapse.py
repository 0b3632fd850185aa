"""Time passes over what is kept: its keeper is told before the end, and at the end nobody is shown it any more.

Who:    time itself.
When:   at or after the time to remind, or the end.
Event:  KeepingReminded, KeepingEnded.
Next:   desk/reactions.py, under the same names.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.order_vault.events import KeepingEnded, KeepingReminded
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    order_vault: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")
TOGETHER = timedelta(days=1)
"""What would be told within a day of the first is told with it: one notice for what was kept on one evening."""


def may(by: Actor, vault: OrderVault, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    due = any(one.due_at <= at or (one.remind_at and one.remind_at <= at) for one in vault.deadlines)
    return None if due else NOTHING_DUE


def decide(
    command: LetTimePass, vault: OrderVault, policy: Policy
) -> tuple[KeepingReminded | KeepingEnded, ...] | Refusal:
    """What has ended, and what ends soon."""
    if refusal := may(command.by, vault, policy, command.at):
        return refusal
    at, by = command.at, command.by
    ended = tuple(one.about for one in vault.deadlines if one.due_at <= at)
    left = [one for one in vault.deadlines if one.due_at > at and one.remind_at is not None]
    soon: tuple[str, ...] = ()
    if any(one.remind_at <= at for one in left if one.remind_at):
        soon = tuple(one.about for one in left if one.remind_at and one.remind_at <= at + TOGETHER)
    events: list[KeepingReminded | KeepingEnded] = []
    if ended:
        events.append(KeepingEnded(by=by, at=at, side=vault.side, items=ended))
    if soon:
        events.append(KeepingReminded(by=by, at=at, side=vault.side, items=soon))
    return tuple(events)
