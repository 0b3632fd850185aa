"""Replay a recorded penalty under another version of its pack, and say where its course would have been another.

Looked at are violation, measures, the second person, the appeal's window, attempts and draw, every turn's time, and
what follows silence. Not looked at is whether an appeal would have filled in another form: nobody was asked for it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from msgspec.structs import replace

from ombud.core.deadlines import Deadline
from ombud.core.penalty.events import PenaltyEvent, imposing, work
from ombud.core.penalty.events import appeal as appeals
from ombud.core.penalty.impose import needs_two
from ombud.core.penalty.rungs import rules_of
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.penalty.terms import imposed, measure_deadline, review_again, turn, window_again
from ombud.core.people import Clock
from ombud.core.policy.policy import Policy
from ombud.core.policy.span import Span
from ombud.packs import replay_told as told
from ombud.packs.replay_told import Difference, Told

Events = Sequence[PenaltyEvent]
Imposing = imposing.PenaltyProposed | imposing.PenaltyImposed


def difference(events: Events, policy: Policy) -> Difference | None:
    """The first point at which this penalty would have gone another way under this policy, else the first time limit of
    an open one that would end at another instant, or None."""
    penalty, recorded = None, None
    for _, group in groupby(events, key=lambda event: (event.at, event.by)):
        for event in group:
            instead = _unlike(penalty, event, policy)
            if instead is not None:
                return _parted(events, event, instead)
            penalty, recorded = evolve(penalty, _again(event, penalty, policy)), evolve(recorded, event)
    return _redated(penalty, recorded, events)


def _unlike(penalty: Penalty | None, event: PenaltyEvent, policy: Policy) -> Told | None:
    """What would have been instead of this event; None where it would have been the same."""
    if isinstance(event, Imposing):
        return _unlike_imposed(penalty, event, policy)
    assert penalty is not None, "a penalty begins with being proposed or imposed"
    if isinstance(event.by, Clock):
        return _unlike_silence(penalty, event)
    if isinstance(event, appeals.AppealBegun | appeals.PenaltyAppealed) and (instead := _unlike_appeal(penalty, event)):
        return instead
    past = [one for one in penalty.deadlines if one.due_at <= event.at and one.kind not in ("measure", "appeal-opens")]
    first = min(past, key=lambda one: one.due_at, default=None)
    return told.TOO_LATE.given(kind=first.kind, at=first.due_at) if first else None


def _unlike_imposed(penalty: Penalty | None, event: Imposing, policy: Policy) -> Told | None:
    if policy.pack.penalties is None:
        return told.NO_PENALTIES
    said = event.imposition
    violation = rules_of(policy).violation(said.violation)
    if violation is None:
        return told.NO_VIOLATION.given(code=said.violation)
    for measure in said.measures:
        known = violation.measure(measure.code)
        if known is None or (known.kind, known.about) != (measure.kind, measure.about):
            return told.NO_MEASURE.given(code=measure.code)
    if penalty is None and needs_two(said, policy) != isinstance(event, imposing.PenaltyProposed):
        return told.SECOND_PERSON if isinstance(event, imposing.PenaltyImposed) else told.ONE_PERSON
    return None


def _unlike_appeal(penalty: Penalty, event: appeals.AppealBegun | appeals.PenaltyAppealed) -> Told | None:
    terms = penalty.terms
    if terms is None:
        return told.NOT_APPEALABLE
    if event.at < terms.opens_at:
        return told.TOO_EARLY.given(at=terms.opens_at)
    if isinstance(event, appeals.PenaltyAppealed):
        return told.NO_ATTEMPT if event.attempt > terms.attempts_max else None
    wanted = min(terms.drawn_max, len(penalty.imposition.orders)) if terms.slots == "orders" else 0
    return told.DRAWN.given(n=wanted, was=len(event.drawn)) if wanted != len(event.drawn) else None


def _unlike_silence(penalty: Penalty, event: PenaltyEvent) -> Told | None:
    """What time did must have fallen due here too."""
    waited = _waited_for(event)
    if waited is None:
        return None
    kind, about = waited
    deadline = penalty.deadline(kind, about)  # type: ignore[arg-type]  # one of the core's own kinds
    if deadline is None:
        return told.NEVER.given(kind=kind)
    return None if deadline.due_at <= event.at else told.NOT_YET.given(kind=kind, at=deadline.due_at)


def _waited_for(event: PenaltyEvent) -> tuple[str, str] | None:
    """Which deadline ran out where time itself made this event."""
    match event:
        case imposing.MeasureBegan() | imposing.MeasureEnded():
            return "measure", event.measure
        case work.AppealOpened():
            return "appeal-opens", ""
        case appeals.AppealWindowClosed():
            return "appeal", ""
        case appeals.PenaltyAppealed():
            return "prepared", ""
        case appeals.QuestionLapsed():
            return "question", event.question
        case appeals.AppealDecided():
            return "condition", ""
        case work.PenaltyTurnEscalated():
            return event.kind, ""
    return None


def _again(event: PenaltyEvent, penalty: Penalty | None, policy: Policy) -> PenaltyEvent:
    """The same event with its terms and time limits by this policy."""
    if isinstance(event, imposing.PenaltyImposed):
        return imposed(
            event.by, event.at, event.penalty, event.number, event.imposition, event.decided_by, policy
        )  # fmt: skip
    old = getattr(event, "deadline", None)
    if not isinstance(old, Deadline):
        return event
    changed: dict[str, Deadline | datetime | None] = {"deadline": _recounted(old, event, penalty, policy)}
    new = changed["deadline"]
    if isinstance(event, appeals.AppealFoundIncomplete) and isinstance(new, Deadline):
        changed["complete_until"] = new.due_at
    return replace(event, **changed)


def _recounted(old: Deadline, event: PenaltyEvent, penalty: Penalty | None, policy: Policy) -> Deadline | None:
    windows = rules_of(policy).windows
    if penalty is None or isinstance(event, imposing.PenaltyProposed):
        return turn("penalty-approval", "platform", windows.approval, policy, event.at)
    spans: dict[type[PenaltyEvent], Span] = {
        appeals.PenaltyAppealed: windows.review,
        appeals.QuestionAsked: windows.question,
        appeals.AppealGrantedOnCondition: windows.condition,
        appeals.ConditionMet: windows.senior,
        appeals.AppealFoundIncomplete: windows.completion,
        work.ConsultationAsked: windows.consultation,
        work.PenaltyTurnEscalated: windows.senior,
    }
    if span := spans.get(type(event)):
        fresh = turn(old.kind, old.on, span, policy, event.at, about=old.about)  # type: ignore[arg-type]
        longer = isinstance(event, appeals.AppealFoundIncomplete) and (penalty.closes_at or event.at) > fresh.due_at
        return replace(fresh, due_at=penalty.closes_at) if longer else fresh
    match event:
        case appeals.QuestionAnswered() | appeals.QuestionLapsed():
            return review_again(penalty, policy, event.at)
        case appeals.AppealWithdrawn() | appeals.AppealDecided():
            return window_again(penalty, policy, event.at)
        case imposing.MeasureBegan():
            terms = next((one.terms for one in penalty.measures if one.terms.id == event.measure), None)
            return measure_deadline(terms, event.at) if terms else old
    return old


def _redated(new: Penalty | None, old: Penalty | None, events: Events) -> Difference | None:
    """What an open penalty would grant otherwise: whether and until when it can be appealed, what is due when."""
    assert new is not None, "a penalty begins with being proposed or imposed"
    assert old is not None, "the same"
    if old.terms is None and new.terms is not None and old.in_force:
        return _parted(events, events[-1], told.APPEALABLE.given(at=new.terms.closes_at), dates_only=True)
    if old.terms is not None and new.terms is None and old.in_force:
        return _parted(events, events[-1], told.NOT_APPEALABLE, dates_only=True)
    for one in sorted(old.deadlines, key=lambda one: one.due_at):
        other = new.deadline(one.kind, one.about)
        if other is not None and other.due_at != one.due_at:
            said = told.OTHER_DATE.given(kind=one.kind, at=other.due_at, was=one.due_at)
            return _parted(events, events[-1], said, dates_only=True)
    return None


def _parted(events: Events, event: PenaltyEvent, instead: Told, *, dates_only: bool = False) -> Difference:
    first = events[0]
    assert isinstance(first, Imposing), "a penalty begins with being proposed or imposed"
    return Difference(
        id=first.penalty, number=first.number, at=event.at, event=type(event).__name__, told=instead,
        dates_only=dates_only,
    )  # fmt: skip
