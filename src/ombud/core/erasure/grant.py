"""The privacy desk has what is kept of a person erased: all of it, or all but a part that law has kept.

Who:    staff that oversees.
When:   once, while it waits for a decision.
Event:  ErasureGranted.
Next:   desk/reactions.py, under ErasureGranted; the worker carries it out.
"""

from datetime import datetime, timedelta
from typing import Literal

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.erasure.events import ErasureGranted, Ground, Part
from ombud.core.erasure.state import Erasure
from ombud.core.erasure.withdraw import DECIDED
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import Words

CARRY_OUT = timedelta(days=1)
"""The worker does it within seconds; where it was down for a day, time itself asks it again."""
PARTS: tuple[Part, ...] = ("words", "files", "contact")


class GrantErasure(Command, frozen=True):
    """What stays, on which ground, and why, in words that the person reads."""

    erasure: str
    words: Words
    keep: tuple[Part, ...] = ()
    ground: Ground | Literal[""] = ""


NO_WORDS = Refusal(code="no-words", because="Say why, in words that the person reads.", field="words")
NO_GROUND = Refusal(
    code="erasure-ground-missing", because="What stays, stays on a ground of the law.", way_out="Choose one.",
    field="ground",
)  # fmt: skip
ALL_KEPT = Refusal(
    code="erasure-keeps-all",
    because="If all of it stays, nothing is erased.",
    way_out="Refuse it instead.",
    field="keep",
)


def may(by: Actor, erasure: Erasure, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't decide, or None."""
    if refusal := not_reviewer(by, "oversee"):
        return refusal
    return None if erasure.stage == "asked" else DECIDED


def decide(command: GrantErasure, erasure: Erasure, policy: Policy) -> tuple[ErasureGranted, ...] | Refusal:
    """The decision; what a case holds isn't named here, since that is looked at as it is carried out."""
    if refusal := may(command.by, erasure, policy, command.at):
        return refusal
    if command.words.blank:
        return NO_WORDS
    keep = tuple(one for one in PARTS if one in command.keep)
    if keep == PARTS:
        return ALL_KEPT
    if keep and not command.ground:
        return NO_GROUND
    due = Deadline(kind="erasure", on="platform", from_at=command.at, due_at=command.at + CARRY_OUT)
    return (
        ErasureGranted(
            by=command.by,
            at=command.at,
            words=command.words.kept,
            deadline=due,
            keep=keep,
            ground=command.ground if keep else "",
        ),
    )
