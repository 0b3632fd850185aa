"""Replay a recorded complaint under another version of its pack, and say where its course would have been another."""

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from ombud.core.complaint.events import ComplaintEvent, DoubtEvent
from ombud.core.complaint.events.execution import LadderClimbed
from ombud.core.complaint.events.filing import ComplaintAdmitted, ComplaintFiled, ComplaintTurnedAway
from ombud.core.complaint.events.intervention import ExcuseGranted, ExcuseRefused
from ombud.core.complaint.events.ruling import Ruled
from ombud.core.complaint.events.talk import Settled
from ombud.core.complaint.events.work import DeadlineLapsed, PartyReminded, TurnEscalated
from ombud.core.complaint.lapse import TIME, LetTimePass, decide
from ombud.core.complaint.state import Complaint, evolve
from ombud.core.deadlines import Deadline
from ombud.core.order.state import Order
from ombud.core.people import Clock
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.core.refusal import Refusal
from ombud.packs import replay_told as told
from ombud.packs.replay_told import Difference, Told

__all__ = ["Difference", "difference"]
Events = Sequence[ComplaintEvent]


def difference(events: Events, policy: Policy, order: Order | None = None) -> Difference | None:
    """The first point at which this complaint would have gone another way under this policy, else the first time limit
    of an open one that would end at another instant, or None."""
    complaint, recorded = None, None
    for _, group in groupby(events, key=lambda event: (event.at, event.by)):
        batch = tuple(group)
        instead = _unlike(complaint, batch, policy)
        if instead:
            first = batch[0]
            about = (complaint.id, complaint.number) if complaint else _filed(batch)
            return Difference(id=about[0], number=about[1], at=first.at, event=type(first).__name__, told=instead)
        for event in batch:
            complaint, recorded = evolve(complaint, _again(event, complaint, policy)), evolve(recorded, event)
        assert complaint is not None, "the first batch files it"
        complaint = replace(complaint, order=order)
    return _redated(complaint, recorded, events)


def _redated(new: Complaint | None, old: Complaint | None, events: Events) -> Difference | None:
    """The first open time limit that would end at another instant."""
    assert new is not None, "a complaint begins with its filing"
    assert old is not None, "the same"
    for one in sorted(old.deadlines, key=lambda one: one.due_at):
        other = new.deadline(one.kind, one.about)
        if other is not None and other.due_at != one.due_at:
            said = told.OTHER_DATE.given(kind=one.kind, at=other.due_at, was=one.due_at)
            last = events[-1]
            return Difference(
                id=new.id, number=new.number, at=last.at, event=type(last).__name__, told=said, dates_only=True
            )
    return None


def _unlike(complaint: Complaint | None, batch: Events, policy: Policy) -> Told | None:
    """What would have been instead of this batch; None where it would have been the same."""
    for event in batch:
        if unknown := _unknown(event, policy):
            return unknown
    if complaint is None:
        admitted = any(isinstance(event, ComplaintAdmitted) for event in batch)
        by_reviewer = admitted and policy.pack.admission == "by-reviewer"
        return told.HELD if by_reviewer else None
    if isinstance(batch[0].by, Clock):
        return _unlike_silence(complaint, batch, policy)
    past = [one for one in complaint.deadlines if one.due_at <= batch[0].at]
    if not past or isinstance(batch[0], DoubtEvent):  # a report of fake evidence keeps to time limits of its own
        return None
    first = min(past, key=lambda one: one.due_at)
    return told.TOO_LATE.given(kind=first.kind, at=first.due_at)


def _unlike_silence(complaint: Complaint, batch: Events, policy: Policy) -> Told | None:
    lapsed = next((event for event in batch if isinstance(event, DeadlineLapsed)), None)
    if lapsed is None:
        return None
    deadline = complaint.deadline(lapsed.kind, lapsed.about)
    if deadline is None or deadline.due_at > lapsed.at:
        return told.NOT_YET.given(kind=lapsed.kind, at=deadline.due_at) if deadline else told.NEVER.given(
            kind=lapsed.kind)  # fmt: skip
    followed = decide(LetTimePass(by=TIME, at=lapsed.at, complaint=complaint.id), complaint, policy)
    then, now = _names(batch), () if isinstance(followed, Refusal) else _names(followed)
    if then == now:
        return None
    return told.FOLLOWS.given(events=now) if now else told.NOTHING


def _unknown(event: ComplaintEvent, policy: Policy) -> Told | None:
    """What the policy doesn't know or allow of what an event names."""
    pack = policy.pack
    match event:
        case ComplaintFiled():
            reason = pack.reason(event.reason)
            if reason is None:
                return told.NO_REASON.given(code=event.reason)
            return None if event.asked.remedy in reason.remedies else told.NO_REMEDY.given(code=event.asked.remedy)
        case ComplaintTurnedAway():
            return None if event.reason in pack.turn_away else told.NO_TURNING_AWAY.given(code=event.reason)
        case Ruled():
            if event.ruling.reason not in pack.ruling_reasons:
                return told.NO_RULING_REASON.given(code=event.ruling.reason)
            if gone := [rule for rule in event.ruling.rules if rule not in pack.rules]:
                return told.NO_RULE.given(code=", ".join(gone))
            alone = event.decided_by == getattr(event.by, "id", "")
            if alone and event.ruling.terms.amount > pack.limits.two_people_above:
                return told.SECOND_SIGNATURE
    return None


def _again(event: ComplaintEvent, complaint: Complaint | None, policy: Policy) -> ComplaintEvent:
    """The same event with its deadlines counted by this policy."""
    changed: dict[str, Deadline | tuple[Deadline, ...]] = {}
    for name in event.__struct_fields__:
        match getattr(event, name):
            case Deadline() as one:
                changed[name] = _recounted(one, event, complaint, policy)
            case (Deadline(), *_) as several:
                changed[name] = tuple(_recounted(one, event, complaint, policy) for one in several)
    return replace(event, **changed) if changed else event


def _recounted(old: Deadline, event: ComplaintEvent, complaint: Complaint | None, policy: Policy) -> Deadline:
    span = _span(old, event, complaint, policy)
    return policy.deadline(old.kind, old.on, span, old.from_at, about=old.about) if span else old


def _span(old: Deadline, event: ComplaintEvent, complaint: Complaint | None, policy: Policy) -> Span | None:
    """The window that this deadline of this event is counted by; None where it gives back time that was left."""
    windows = policy.pack.windows
    match event:
        case LadderClimbed():
            return next((rung.span for rung in policy.pack.ladder if rung.step == event.step), None)
        case TurnEscalated():
            return windows.senior
        case ExcuseGranted():
            return windows.more_time
        case ExcuseRefused():
            return None
        case Settled() if old.kind == "execution":
            return windows.settlement
    if old.kind == "reply":
        return policy.pack.reply.time if policy.pack.reply else None
    owed = complaint.obligation if complaint else None
    if old.kind == "execution" and owed is not None and owed.ground == "settlement":
        return windows.settlement
    found: Span = getattr(windows, old.kind)
    return found


def _names(events: Events) -> tuple[str, ...]:
    """What happened, without the reminders, whose moment is of no consequence."""
    return tuple(type(one).__name__ for one in events if not isinstance(one, PartyReminded))


def _filed(batch: Events) -> tuple[str, str]:
    first = batch[0]
    assert isinstance(first, ComplaintFiled), "a complaint begins with its filing"
    return first.complaint, first.number
