"""A member of the shop opens the notice of a penalty.

Who:    any member of the penalised shop, whatever their role, also of a suspended shop.
When:   once each.
Event:  NoticeOpened.
Next:   desk/reactions.py, under NoticeOpened.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.imposing import NoticeOpened
from ombud.core.penalty.rungs import not_member
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class OpenNotice(Command, frozen=True):
    """I have it before me."""

    penalty: str


OPENED = Refusal(code="notice-opened-before", because="You have opened this notice before.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing new is recorded, the first reason that applies, or None."""
    return not_member(by, penalty) or (OPENED if by.id in penalty.opened_by else None)


def decide(command: OpenNotice, penalty: Penalty, policy: Policy) -> tuple[NoticeOpened, ...] | Refusal:
    """That it was opened."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    return (NoticeOpened(by=command.by, at=command.at),)
