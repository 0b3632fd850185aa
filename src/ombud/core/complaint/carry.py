"""The platform carries a ruling into a penalty: the ruling is the ground, this is the link.

Who:    a reviewer; the desk does it with the penalty itself where that names the case as its ground.
When:   once, where a ruling that isn't under review holds the shop liable, alone or in part.
Event:  CarriedIntoPenalty.
Next:   desk/reactions.py, under CarriedIntoPenalty.
"""

import re
from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint.events.work import CarriedIntoPenalty
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.words import EMPTY, Words

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE_CHARACTERS_MAX = 64
"""Longer than any code that people still tell apart."""


class CarryIntoPenalty(Command, frozen=True):
    """Which violation the ruling shows."""

    complaint: str
    violation: str
    """A code in kebab-case."""
    words: Words = EMPTY
    penalty: str = ""
    """The penalty's id, where it is imposed here."""


NOT_LIABLE = Refusal(
    code="shop-not-liable", because="No ruling in this case holds the shop liable, so there is nothing to penalise."
)
IN_REVIEW = Refusal(
    code="in-review", because="A review of the ruling runs in this case.", way_out="Wait for what it says."
)
CARRIED = Refusal(code="already-carried", because="This ruling was carried into a penalty for “{violation}”.")
NO_CODE = Refusal(
    code="violation-malformed",
    because="A violation's code is small letters, digits and hyphens.",
    way_out="Write it like this: not-as-described",
    field="violation",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't carry it into a penalty at this instant, the first reason that applies, or None."""
    if refusal := not_reviewer(by):
        return refusal
    if complaint.ruling is None or not complaint.ruling.merchant_share:
        return NOT_LIABLE
    if complaint.adjusting or (complaint.review and complaint.review.state == "asked"):
        return IN_REVIEW
    return CARRIED.given(violation=complaint.penalty) if complaint.penalty else None


def decide(command: CarryIntoPenalty, complaint: Complaint, policy: Policy) -> tuple[CarriedIntoPenalty, ...] | Refusal:
    """The link."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if len(command.violation) > CODE_CHARACTERS_MAX or not CODE.fullmatch(command.violation):
        return NO_CODE
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    return (
        CarriedIntoPenalty(
            by=command.by,
            at=command.at,
            violation=command.violation,
            words=command.words.kept,
            penalty=command.penalty,
        ),
    )
