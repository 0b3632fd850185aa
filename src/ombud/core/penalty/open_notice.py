"""A member of the shop opens the notice of a penalty.

Who:    any member of the penalised shop, whatever their role, also of a suspended shop.
When:   once each; the first who may appeal starts the time for that, where nothing was sent.
Event:  NoticeOpened.
Next:   desk/reactions.py, under NoticeOpened.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty.events.imposing import NoticeOpened
from ombud.core.penalty.rungs import not_member
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.terms import appeal_deadlines, appeal_terms, violation_of
from ombud.core.people import Actor, can
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class OpenNotice(Command, frozen=True):
    """I have it before me."""

    penalty: str


OPENED = Refusal(code="notice-opened-before", because="You have opened this notice before.")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing new is recorded, the first reason that applies, or None."""
    if refusal := not_member(by, penalty):
        return refusal
    return OPENED if by.id in penalty.opened_by and not _starts(by, penalty) else None


def decide(command: OpenNotice, penalty: Penalty, policy: Policy) -> tuple[NoticeOpened, ...] | Refusal:
    """That it was opened; where nothing was sent, the time to appeal starts with it."""
    by, at = command.by, command.at
    if refusal := may(by, penalty, policy, at):
        return refusal
    if not _starts(by, penalty):
        return (NoticeOpened(by=by, at=at),)
    violation = violation_of(penalty.imposition, policy)
    terms = appeal_terms(violation, policy, at)
    assert terms is not None, "what waits to be read can be appealed"
    return (NoticeOpened(by=by, at=at, terms=terms, deadlines=appeal_deadlines(terms, violation, policy, at)),)


def _starts(by: Actor, penalty: Penalty) -> bool:
    """Whether reading it starts the time to appeal."""
    return penalty.unread and penalty.in_force and can(by, "appeal")
