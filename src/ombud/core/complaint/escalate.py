"""A consumer asks the platform to step in.

Who:    the consumer who made the complaint.
When:   from the moment the shop refused, explained or let its time pass, or an offer failed; as often for an order as
        the pack says. A second request is answered with the running or decided case.
Event:  InterventionAsked and PlatformSteppedIn.
Next:   desk/reactions.py, under PlatformSteppedIn.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.intervention import InterventionAsked
from ombud.core.complaint.rungs import closed, not_admitted, not_consumer, unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class EscalateComplaint(Command, frozen=True):
    """The two of us can't settle it."""

    complaint: str
    words: Words = EMPTY


DECIDED = Refusal(
    code="already-decided",
    because="The platform has decided case {number}.",
    way_out="Until {review_until} you can ask for a review of that ruling, if none was asked for yet.",
)
RUNNING = Refusal(
    code="already-with-platform",
    because="The platform has case {number} already and decides it.",
    way_out="Add what is new to the case; after the ruling you can ask for a review.",
)
SETTLED = Refusal(
    code="settlement-running",
    because="What was agreed is being carried out.",
    way_out="If it isn't done by {due_at}, the platform takes the case by itself.",
)
USED_UP = Refusal(
    code="interventions-used-up",
    because="For one order the platform can be asked {interventions_max} time(s) to step in; it was, in case {number}.",
    way_out="Talk on; if that fails, the platform takes this case by itself at {due_at} at the latest.",
)
TOO_EARLY = Refusal(
    code="intervention-too-early",
    because="The shop still has time to act in this complaint.",
    way_out="You can ask from {possible_at}, or as soon as the shop refuses or an offer fails.",
)


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't ask at this instant, the first reason that applies, or None."""
    if refusal := not_consumer(by, complaint):
        return refusal
    if complaint.stage == "platform":
        return RUNNING.given(number=complaint.number)
    if complaint.ruling and complaint.review_until:
        return DECIDED.given(number=complaint.number, review_until=complaint.review_until)
    if refusal := closed(complaint) or not_admitted(complaint):
        return refusal
    if complaint.stage != "negotiating":
        return SETTLED.given(due_at=max(one.due_at for one in complaint.deadlines))
    return _used_up(complaint, policy) or _too_early(complaint, at)


def _used_up(complaint: Complaint, policy: Policy) -> Refusal | None:
    asked = complaint.order.interventions if complaint.order else ()
    most = policy.pack.limits.interventions_max
    if max(len(asked), complaint.interventions) < most:
        return None
    latest = max(one.due_at for one in complaint.deadlines)
    return USED_UP.given(interventions_max=most, number=asked[-1] if asked else complaint.number, due_at=latest)


def _too_early(complaint: Complaint, at: datetime) -> Refusal | None:
    if complaint.answered or any(one.state in ("declined", "lapsed") for one in complaint.offers):
        return None
    waits = [one.due_at for one in complaint.deadlines if one.on in ("merchant", "both")]
    possible_at = min(waits, default=at)
    return TOO_EARLY.given(possible_at=possible_at) if at < possible_at else None


def decide(command: EscalateComplaint, complaint: Complaint, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The platform has the case."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    if refusal := unreadable(command.words, policy, required=False):
        return refusal
    by, at = command.by, command.at
    return (InterventionAsked(by=by, at=at, words=command.words.kept), turns.stepped_in(by, at, "asked", policy))
