"""What somebody may want next, by where the case stands: sensible acts mostly, now and then anything."""

import random

from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.desk.things import THINGS
from tests.simulation.cast import CONSUMER, IMPORTER, REVIEWERS, SELLER, STAFF, STRANGERS
from tests.simulation.complaints.fillings import DRAWN, PLAIN
from tests.simulation.life import Mood

VERBS = THINGS["complaint"].verbs
Chance = random.Random
Wish = tuple[str, Actor | None, float]
"""A verb, who, and how likely among the others; None is any of the staff."""


ALWAYS: tuple[Wish, ...] = (
    ("message", CONSUMER, 0.1), ("message", SELLER, 0.1), ("note", None, 0.05), ("see-contact", None, 0.05),
    ("record-call", None, 0.05), ("nudge", CONSUMER, 0.1), ("claim", None, 0.1), ("withdraw", CONSUMER, 0.12),
    ("note-first-view", None, 0.12), ("show-overlay", None, 0.15),
    ("submit", CONSUMER, 0.08), ("submit", SELLER, 0.08), ("recount", IMPORTER, 0.03),
)  # fmt: skip
RECEIVED: tuple[Wish, ...] = (("admit", None, 6), ("turn-away", None, 1.5))


ANYBODY: tuple[Actor, ...] = (*STRANGERS, *STAFF, CONSUMER, SELLER)


def wishes(complaint: Complaint) -> tuple[Wish, ...]:
    """What the people of this case may want now."""
    match complaint.stage:
        case "received":
            return RECEIVED + ALWAYS
        case "negotiating":
            return _talking(complaint) + ALWAYS
        case "platform":
            return _with_platform(complaint) + ALWAYS
        case "executing" | "verifying":
            return _owed(complaint) + ALWAYS
        case _:
            return _over(complaint)


def _talking(complaint: Complaint) -> tuple[Wish, ...]:
    some: list[Wish] = [
        ("escalate", CONSUMER, 1),
        ("offer", CONSUMER, 0.6),
        ("offer", SELLER, 0.8),
        ("step-in", None, 0.2),
    ]
    if not complaint.answered:
        some += [("answer", SELLER, 3), ("agree", SELLER, 1)]
    if standing := complaint.standing_offer:
        other = SELLER if standing.side == "consumer" else CONSUMER
        some += [("accept", other, 1.5), ("decline", other, 1)]
    return tuple(some)


def _with_platform(complaint: Complaint) -> tuple[Wish, ...]:
    some: list[Wish] = [("claim", None, 0.3), ("request-evidence", None, 0.5)]
    if complaint.exhibits:
        some += [
            ("assess", None, 0.4),
            ("note-first-view", None, 0.5),
            ("show-overlay", None, 0.9 if complaint.views else 0.05),
        ]
    if complaint.claimed_by:
        some += [("hand-back", None, 0.5), ("skip", None, 0.3)]
    if complaint.proposed:
        some += [("approve", None, 2), ("reject", None, 0.7)]
    elif complaint.review and complaint.review.state == "asked":
        some += [_opening(complaint), ("decide-review", None, 3)]
    else:
        some += [_opening(complaint), ("rule", None, 3), ("offer", SELLER, 0.3), ("offer", CONSUMER, 0.1)]
        if standing := complaint.standing_offer:
            some += [("accept", SELLER if standing.side == "consumer" else CONSUMER, 0.5)]
    for request in complaint.open_requests:
        side = CONSUMER if request.of == "consumer" else SELLER
        some += [("submit-asked", side, 3)]
        some += [("grant-excuse", None, 3), ("refuse-excuse", None, 3)] if request.excuse else [("excuse", side, 1.2)]
    for due in (one for one in complaint.deadlines if one.kind == "reply"):
        some += [("submit", CONSUMER if due.on == "consumer" else SELLER, 1.5)]
    if any(one.state == "lost" for one in complaint.requests):
        some += [("submit-asked", SELLER, 0.5), ("submit-asked", CONSUMER, 0.5)]
    return tuple(some)


def _opening(complaint: Complaint) -> Wish:
    """Eager while something is unopened, idle otherwise."""
    unopened = any(one.id not in complaint.opened for one in complaint.exhibits)
    return ("open-exhibits", None, 4 if unopened else 0.05)


def _owed(complaint: Complaint) -> tuple[Wish, ...]:
    some: list[Wish] = [("confirm", CONSUMER, 0.6)]
    if complaint.stage == "verifying":
        some += [("verify", None, 2), ("send-back", None, 0.8)]
    elif complaint.deadline("goods"):
        some += [("send-goods", CONSUMER, 3)]
    elif complaint.obligation and complaint.obligation.on == "platform":
        some += [("prove", None, 1.5), ("prove", SELLER, 0.3), ("rule", None, 0.5), ("open-exhibits", None, 0.4)]
    else:
        some += [("prove", SELLER, 2)]
    if complaint.ruling:
        some += [("ask-review", CONSUMER, 0.4), ("ask-review", SELLER, 0.4)]
    return tuple(some)


def _over(complaint: Complaint) -> tuple[Wish, ...]:
    some: list[Wish] = [
        ("note", None, 0.2),
        ("escalate", CONSUMER, 0.2),
        ("see-contact", None, 0.2),
        ("carry", None, 0.1),
    ]
    if complaint.how == "withdrawn":
        some += [("reopen", CONSUMER, 2)]
    if complaint.ruling:
        some += [
            ("ask-review", CONSUMER, 0.6),
            ("ask-review", SELLER, 0.6),
            ("take-elsewhere", CONSUMER, 0.8),
            ("carry", None, 0.8),
        ]
    if complaint.elsewhere:
        some += [("record-outcome", SELLER, 2)]
    return tuple(some)


def wish(chance: Chance, complaint: Complaint, mood: Mood) -> tuple[str, Actor]:
    """One of them by lot; now and then anything at all by anybody at all."""
    if chance.random() < 0.06:
        return chance.choice(NAMES), chance.choice(ANYBODY)
    some = wishes(complaint)
    factors = mood.factors
    weights = [weight * factors.get(name, 1) for name, _, weight in some]
    name, by, _ = chance.choices(some, weights)[0]
    return name, by or _staff(chance, complaint)


def _staff(chance: Chance, complaint: Complaint) -> Actor:
    if complaint.claimed_by and chance.random() < 0.8:
        return next(one for one in STAFF if one.id == complaint.claimed_by)
    # One of two mostly, so that the same person often comes to a case again.
    return chance.choice(REVIEWERS[:2]) if chance.random() < 0.7 else chance.choice(STAFF)


ALIASES = {"agree": "answer", "submit-asked": "submit"}
"""Wishes that are a verb with certain fields."""


NAMES = tuple(sorted({*PLAIN, *DRAWN}))
