"""The privacy desk refuses to erase what is kept of a person, on a ground of the law.

Who:    staff that oversees.
When:   once, while it waits for a decision.
Event:  ErasureRefused.
Next:   desk/reactions.py, under ErasureRefused.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.erasure import grant
from ombud.core.erasure.events import ErasureRefused, Ground
from ombud.core.erasure.grant import NO_WORDS
from ombud.core.erasure.state import Erasure
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import Words


class RefuseErasure(Command, frozen=True):
    """The ground, and why, in words that the person reads."""

    erasure: str
    ground: Ground
    words: Words


def may(by: Actor, erasure: Erasure, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide, or None."""
    return grant.may(by, erasure, policy, at)


def decide(command: RefuseErasure, erasure: Erasure, policy: Policy) -> tuple[ErasureRefused, ...] | Refusal:
    """The refusal."""
    if refusal := may(command.by, erasure, policy, command.at):
        return refusal
    if command.words.blank:
        return NO_WORDS
    return (ErasureRefused(by=command.by, at=command.at, ground=command.ground, words=command.words.kept),)
