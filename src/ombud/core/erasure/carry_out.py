"""The worker says what of a granted erasure it has carried out, and what still holds the rest.

Who:    the platform's own worker, in the name of time; never a client.
When:   after it was granted, and again whenever something that held it may have ended.
Event:  ErasureCarriedOut.
Next:   desk/reactions.py, under ErasureCarriedOut.
"""

from datetime import datetime, timedelta

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.erasure.events import ErasureCarriedOut
from ombud.core.erasure.holds import Hold, next_look
from ombud.core.erasure.state import Erasure
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal

LOOK_AGAIN = timedelta(days=30)
"""A hold whose end nobody knows is looked at this often, so that nothing stays because it was forgotten."""


class CarryOutErasure(Command, frozen=True):
    """How much was erased just now, and what is left."""

    erasure: str
    texts: int = 0
    files: int = 0
    contact: bool = False
    left: tuple[Hold, ...] = ()


ONLY_WORKER = Refusal(code="clock-only", because="Only time itself does this.")
NOT_GRANTED = Refusal(code="erasure-not-granted", because="Nothing was decided that could be carried out.")


def may(by: Actor, erasure: Erasure, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing can be carried out, or None."""
    if not isinstance(by, Clock):
        return ONLY_WORKER
    return None if erasure.stage in ("granted", "held") else NOT_GRANTED


def decide(command: CarryOutErasure, erasure: Erasure, policy: Policy) -> tuple[ErasureCarriedOut, ...] | Refusal:
    """What was done, and when the rest is looked at again."""
    if refusal := may(command.by, erasure, policy, command.at):
        return refusal
    again = next_look(command.left, command.at, command.at + LOOK_AGAIN)
    due = Deadline(kind="erasure", on="platform", from_at=command.at, due_at=again) if command.left else None
    return (
        ErasureCarriedOut(
            by=command.by,
            at=command.at,
            texts=command.texts,
            files=command.files,
            contact=command.contact,
            left=command.left,
            deadline=due,
        ),
    )
