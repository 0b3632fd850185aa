"""A merchant begins an appeal; where it is decided order by order, the orders are drawn now.

Who:    a member of the penalised shop who may appeal.
When:   while the window is open and nothing is under review.
Event:  AppealBegun, with the platform's seed revealed. Beginning again gives the same orders.
Next:   desk/reactions.py, under AppealBegun.
"""

import re
from datetime import datetime

from ombud.core.command import Command
from ombud.core.penalty import draw
from ombud.core.penalty.events.appeal import AppealBegun
from ombud.core.penalty.rungs import closed_window, not_appellant, not_in_force
from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class BeginAppeal(Command, frozen=True):
    """The merchant's half of the draw: a random number of its own, hex."""

    penalty: str
    chance: str = ""
    seed: Words = EMPTY
    """Stamped by the desk: the platform's half, whose hash the notice holds."""


BEGUN = Refusal(code="appeal-begun-before", because="This appeal is begun already.", way_out="Go on where it stands.")
NO_NUMBER = Refusal(
    code="draw-number-missing",
    because="The draw needs a random number of yours: 16 to 64 hexadecimal digits.",
    way_out="Draw one anew for this appeal, and keep it if you want to check the draw yourself.",
    field="chance",
)
NUMBER = re.compile(r"[0-9a-f]{16,64}")


def may(by: Actor, penalty: Penalty, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't begin an appeal at this instant, the first reason that applies, or None."""
    if refusal := not_appellant(by, penalty) or not_in_force(penalty) or closed_window(penalty, at):
        return refusal
    return BEGUN if penalty.appeal in ("begun", "incomplete") else None


def decide(command: BeginAppeal, penalty: Penalty, policy: Policy) -> tuple[AppealBegun, ...] | Refusal:
    """The beginning, and the draw where there is one: once for a penalty."""
    if refusal := may(command.by, penalty, policy, command.at):
        return refusal
    by, at = command.by, command.at
    if not penalty.imposition.seed_hash:
        return (AppealBegun(by=by, at=at),)
    if was := penalty.draw:
        return (AppealBegun(by=by, at=at, number=was.number, seed=was.seed, drawn=was.orders),)
    if not NUMBER.fullmatch(command.chance):
        return NO_NUMBER
    seed = command.seed.text
    assert draw.digest_of_seed(seed) == penalty.imposition.seed_hash, "the desk brings the seed that was committed to"
    assert penalty.terms is not None, "may has seen to it"
    orders = (one.id for one in penalty.imposition.orders)
    drawn = draw.drawn(seed, command.chance, orders, penalty.terms.drawn_max)
    return (AppealBegun(by=by, at=at, number=command.chance, seed=seed, drawn=drawn),)
