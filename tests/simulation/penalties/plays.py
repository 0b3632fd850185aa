"""What somebody may want next, by where the penalty stands: sensible acts mostly, now and then anything."""

import random

from ombud.core.penalty.state import Penalty
from ombud.core.people import Actor
from ombud.desk.things import THINGS
from tests.simulation.cast import IMPORTER, REPLACED, SELLER, SENIOR, STAFF
from tests.simulation.life import Mood
from tests.simulation.penalties.cast import MEMBERS, PARTNER, anybody, outsider, reviewer

VERBS = THINGS["penalty"].verbs
NAMES = tuple(sorted(VERBS.keys() - {"impose", "lapse"}))
Chance = random.Random
Wish = tuple[str, Actor | None, float]
"""A verb, who, and how likely among the others; None is any of the staff."""

CLOCK_S = ("measure", "appeal-opens", "prepared")
"""Deadlines of time alone, which nobody else can keep."""
ALWAYS: tuple[Wish, ...] = (
    ("consult", SELLER, 0.1), ("note", None, 0.06), ("recount", IMPORTER, 0.01), ("open-notice", None, 0.25),
)  # fmt: skip
PROPOSED: tuple[Wish, ...] = (("approve", None, 3), ("drop", None, 0.7), ("claim", None, 0.3), ("note", None, 0.1))


def wishes(penalty: Penalty) -> tuple[Wish, ...]:
    """What people may want now."""
    if penalty.stage == "proposed":
        return (*PROPOSED, *_staff_s(penalty))
    if not penalty.in_force:
        return (*ALWAYS, *_staff_s(penalty), ("begin", SELLER, 0.15), ("lift", None, 0.1))
    match penalty.appeal:
        case "review":
            some = _under_review(penalty)
        case "granted":
            some = (("withdraw", SELLER, 0.3),)
            some += (("judge-condition", None, 4),) if penalty.condition_met else (("meet-condition", SELLER, 3),)
        case "begun" | "incomplete":
            some = (("appeal", SELLER, 3), ("appeal", PARTNER, 0.3), ("prepare", SELLER, 0.5), ("lift", None, 0.05))
            some += (("keep-back", SELLER, 0.7),) if penalty.prepared else ()
        case _ if penalty.unread:
            some = (("open-notice", None, 2), ("begin", SELLER, 0.3), ("lift", None, 0.1))
        case _:
            some = (("begin", SELLER, 3), ("decline", SELLER, 0.4), ("lift", None, 0.1))
    return (*some, *ALWAYS, *_staff_s(penalty))


def _staff_s(penalty: Penalty) -> tuple[Wish, ...]:
    some: list[Wish] = []
    if any(one.calendar not in ("", REPLACED) for one in penalty.deadlines):
        some += [("recount", IMPORTER, 0.15)]
    if penalty.deadline("consultation"):
        some += [("reply", None, 1.5)]
    if penalty.deadline("freeze-look"):
        some += [("look-again", None, 0.4)]
    if any(one.kind == "funds-held" for one in penalty.on):
        some += [("forfeit", None, 0.1 if penalty.deadlines else 3)]
    if penalty.claimed_by:
        some += [("hand-back", None, 0.4)]
    elif any(one.on == "platform" for one in penalty.deadlines):
        some += [("claim", None, 0.4)]
    return tuple(some)


def _under_review(penalty: Penalty) -> tuple[Wish, ...]:
    if penalty.open_question:
        return (("answer", SELLER, 3), ("decide-appeal", None, 0.2), ("withdraw", SELLER, 0.2))
    some: tuple[Wish, ...] = (
        ("decide-appeal", None, 3), ("find-incomplete", None, 0.7), ("ask", None, 0.7), ("withdraw", SELLER, 0.3),
        ("grant-on-condition", None, 0.5), ("invite", SENIOR, 0.15), ("lift", None, 0.05),
        ("decide-appeal", outsider(penalty.id), 0.1),
    )  # fmt: skip
    return some


def wish(chance: Chance, penalty: Penalty, mood: Mood) -> tuple[str, Actor]:
    """One of them by lot; now and then anything at all by anybody at all."""
    if chance.random() < 0.06:
        return chance.choice(NAMES), chance.choice(anybody(penalty.id))
    some = wishes(penalty)
    weights = [weight * mood.factors.get(name, 1) for name, _, weight in some]
    name, by, _ = chance.choices(some, weights)[0]
    if name == "open-notice":
        return name, chance.choice(MEMBERS)
    return name, by or _staff(chance, penalty)


def _staff(chance: Chance, penalty: Penalty) -> Actor:
    if penalty.claimed_by and chance.random() < 0.8:
        claimed = next((one for one in STAFF if one.id == penalty.claimed_by), None)
        if claimed is not None:
            return claimed
    if penalty.outside and chance.random() < 0.5:
        return outsider(penalty.id, penalty.outside[-1])
    return reviewer(chance)
