"""A consumer no longer wants to have what is kept of them erased.

Who:    who asked for it.
When:   until it is decided.
Event:  ErasureWithdrawn.
Next:   desk/reactions.py, under ErasureWithdrawn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.erasure.ask import NOT_YOURS
from ombud.core.erasure.events import ErasureWithdrawn
from ombud.core.erasure.state import Erasure
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal


class WithdrawErasure(Command, frozen=True):
    """Nothing more is to be said."""

    erasure: str


DECIDED = Refusal(code="erasure-decided", because="This is decided already.")


def may(by: Actor, erasure: Erasure, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't take it back, or None."""
    if not erasure.by(by):
        return NOT_YOURS
    return None if erasure.stage == "asked" else DECIDED


def decide(command: WithdrawErasure, erasure: Erasure, policy: Policy) -> tuple[ErasureWithdrawn, ...] | Refusal:
    """That it is taken back."""
    return may(command.by, erasure, policy, command.at) or (ErasureWithdrawn(by=command.by, at=command.at),)
