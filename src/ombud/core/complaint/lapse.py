"""Time passes over a complaint: reminders, and what the pack says follows when nobody acts.

Who:    time itself; the desk lets it pass before every act, and the timer loop where nobody acts.
When:   at or after the earliest instant at which something is due.
Event:  PartyReminded, or DeadlineLapsed with what follows from it.
Next:   desk/reactions.py, under each of them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.execution import LadderClimbed
from ombud.core.complaint.events.filing import ComplaintClosed
from ombud.core.complaint.events.intervention import ExcuseGranted, ExcuseRefused, TurnLost
from ombud.core.complaint.events.talk import OfferLapsed
from ombud.core.complaint.events.work import DeadlineLapsed, PartyReminded, TurnEscalated
from ombud.core.complaint.state import Complaint, evolve
from ombud.core.deadlines import Deadline, DueKind
from ombud.core.people import Actor, Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import NOTHING

TIME = Clock()
Events = tuple[ComplaintEvent, ...]
STEPS_MAX = 64
"""More consequences at one instant than any procedure has; beyond it the pack goes round in circles."""


class LetTimePass(Command, frozen=True):
    """Let everything follow that is due by now."""

    complaint: str


ONLY_TIME = Refusal(code="clock-only", because="Only time itself does this.")
NOTHING_DUE = Refusal(code="nothing-due", because="Nothing is due yet.")


def may(by: Actor, complaint: Complaint, policy: Policy, at: datetime) -> Refusal | None:
    """Why nothing follows at this instant, or None."""
    if not isinstance(by, Clock):
        return ONLY_TIME
    return None if _earliest(complaint, at) else NOTHING_DUE


def decide(command: LetTimePass, complaint: Complaint, policy: Policy) -> Events | Refusal:
    """Everything that follows by itself until now, in the order in which it fell due."""
    if refusal := may(command.by, complaint, policy, command.at):
        return refusal
    happened: list[ComplaintEvent] = []
    for _ in range(STEPS_MAX):
        due = _earliest(complaint, command.at)
        if due is None:
            break
        for event in _follows(due, complaint, policy, command.at):
            happened.append(event)
            complaint = evolve(complaint, event)
    return tuple(happened)


def _earliest(complaint: Complaint, at: datetime) -> Deadline | None:
    """The deadline at which something follows first, its reminder before its end, if that is due by now."""
    due = [one for one in complaint.deadlines if min(one.remind_at or one.due_at, one.due_at) <= at]
    return min(due, key=lambda one: (min(one.due_at, at), one.kind, one.about), default=None)


def _follows(deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    if at < deadline.due_at:
        return (PartyReminded(by=TIME, at=at, kind=deadline.kind, about=deadline.about, on=deadline.on),)
    lapsed = DeadlineLapsed(by=TIME, at=at, kind=deadline.kind, about=deadline.about, due_at=deadline.due_at)
    return (lapsed, *CONSEQUENCES[deadline.kind](deadline, complaint, policy, at))


def _admit(_deadline: Deadline, _complaint: Complaint, policy: Policy, at: datetime) -> Events:
    """The platform's silence doesn't keep a complaint from the shop."""
    return (turns.admitted(TIME, at, policy),)


def _merchant_silent(_deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    if policy.pack.lapses.merchant_silent == "close-for-consumer" and complaint.asked.refund <= complaint.refundable():
        return turns.settled(TIME, at, complaint.asked, policy)
    return (turns.stepped_in(TIME, at, "merchant-silent", policy),)


def _consumer_silent(_deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    if policy.pack.lapses.consumer_silent == "close":
        return (ComplaintClosed(by=TIME, at=at, how="lapsed"),)
    return (turns.stepped_in(TIME, at, "consumer-silent", policy),)


def _offer_unanswered(deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    lapsed = OfferLapsed(by=TIME, at=at, offer=deadline.about)
    if complaint.stage != "negotiating":
        return (lapsed,)
    if deadline.on == "consumer":
        return (lapsed, *_consumer_silent(deadline, complaint, policy, at))
    return (lapsed, turns.stepped_in(TIME, at, "offer-unanswered", policy))


def _talk_ended(_deadline: Deadline, _complaint: Complaint, policy: Policy, at: datetime) -> Events:
    return (turns.stepped_in(TIME, at, "negotiation-ended", policy),)


def _turn_lost(deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    request = complaint.request(deadline.about)
    assert request is not None, "an evidence deadline is about a request"
    return (TurnLost(by=TIME, at=at, request=request.id, of=request.of),)


def _excuse_unanswered(deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    request = complaint.request(deadline.about)
    assert request is not None, "an excuse is about a request"
    if policy.pack.lapses.excuse_unanswered == "refused" or request.excuse == "cannot":
        # Unanswered, a party's *can't* is not taken as true; it has the time that was left to it instead.
        back = turns.given_back(request, at)
        return (ExcuseRefused(by=TIME, at=at, request=request.id, words=NOTHING, deadline=back),)
    return (ExcuseGranted(by=TIME, at=at, request=request.id, deadline=turns.more_time(request, policy, at)),)


def _no_reply(_deadline: Deadline, _complaint: Complaint, _policy: Policy, _at: datetime) -> Events:
    """Nobody has to reply: the platform decides on what is there."""
    return ()


def _escalate(deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    """The platform's own turn: both sides see that it is overdue, and the senior queue has it."""
    again = policy.deadline(deadline.kind, "platform", policy.pack.windows.senior, at, about=deadline.about)
    return (TurnEscalated(by=TIME, at=at, deadline=again),)


def _not_paid_ahead(deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    """The platform is late with what it took over; the shop, which never did it, meets what is left of the ladder."""
    escalated = _escalate(deadline, complaint, policy, at)
    obligation = complaint.obligation
    assert obligation is not None, "something is owed while the platform pays ahead"
    if complaint.rung >= len(policy.pack.ladder) or obligation.ground == "settlement":
        return escalated
    rung = policy.pack.ladder[complaint.rung]
    again = policy.deadline("advance", "platform", rung.span, at)
    return (LadderClimbed(by=TIME, at=at, step=rung.step, obligation=obligation, deadline=again), *escalated)


def _goods_not_sent(_deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    return (turns.stepped_in(TIME, at, "goods-not-sent", policy),)


def _not_executed(_deadline: Deadline, complaint: Complaint, policy: Policy, at: datetime) -> Events:
    """The pack's ladder: remind, pay ahead from what the shop is owed, penalty."""
    obligation = complaint.obligation
    assert obligation is not None, "something is owed while execution is due"
    if obligation.ground == "settlement":
        # A broken settlement is no ruling yet: the platform decides first.
        return (turns.stepped_in(TIME, at, "settlement-broken", policy),)
    rung = policy.pack.ladder[min(complaint.rung, len(policy.pack.ladder) - 1)]
    ends = policy.end(rung.span, at)
    if rung.step == "advance" and obligation.terms.amount:
        ahead = replace(obligation, on="platform")
        deadline = Deadline(kind="advance", on="platform", from_at=at, due_at=ends)
        return (
            LadderClimbed(
                by=TIME, at=at, step="advance", obligation=ahead, deadline=deadline, loss=obligation.terms.amount
            ),
        )
    # A ladder that only reminds ends with the platform all the same: no case hangs on a shop that doesn't act.
    last = rung.step != "remind" or complaint.rung >= len(policy.pack.ladder)
    on: Literal["merchant", "platform"] = "platform" if last else "merchant"
    deadline = Deadline(kind="advance" if last else "execution", on=on, from_at=at, due_at=ends)
    owed_by = replace(obligation, on=on)
    return (LadderClimbed(by=TIME, at=at, step=rung.step, obligation=owed_by, deadline=deadline),)


Consequence = Callable[[Deadline, Complaint, Policy, datetime], Events]

CONSEQUENCES: Mapping[DueKind, Consequence] = {
    "admission": _admit,
    "answer": _merchant_silent,
    "choice": _consumer_silent,
    "offer": _offer_unanswered,
    "negotiation": _talk_ended,
    "evidence": _turn_lost,
    "excuse": _excuse_unanswered,
    "reply": _no_reply,
    "ruling": _escalate,
    "approval": _escalate,
    "goods": _goods_not_sent,
    "execution": _not_executed,
    "advance": _not_paid_ahead,
    "verification": _escalate,
    "review": _escalate,
}
