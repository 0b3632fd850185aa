"""How intervention, evidence requests and their answers change a complaint."""

from math import ceil
from typing import assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.intervention import (
    EvidenceAssessed,
    EvidenceRequested,
    EvidenceSubmitted,
    ExcuseGiven,
    ExcuseGranted,
    ExcuseRefused,
    InterventionAsked,
    InterventionEvent,
    PlatformSteppedIn,
    ReplyTimeGiven,
    TurnLost,
)
from ombud.core.complaint.state.complaint import Complaint, Request, at_rest, replied, to_reply
from ombud.core.complaint.state.filing import further
from ombud.core.deadlines import Deadline, without


def evolve_intervention(complaint: Complaint, event: InterventionEvent) -> Complaint:
    """The complaint after an event of the platform's part in it."""
    match event:
        case InterventionAsked():
            return replace(complaint, interventions=complaint.interventions + 1)
        case PlatformSteppedIn():
            return _taken(complaint, event)
        case EvidenceRequested():
            asked = Request(id=event.request, of=event.of, items=event.items, until=event.deadline.due_at)
            return replace(
                complaint, requests=(*complaint.requests, asked), deadlines=(*complaint.deadlines, event.deadline)
            )
        case EvidenceSubmitted():
            return _submitted(complaint, event)
        case ReplyTimeGiven():
            return to_reply(complaint, event.of, event.deadline)
        case EvidenceAssessed():
            return replace(
                complaint,
                exhibits=tuple(
                    replace(one, counts=event.counts) if one.id == event.exhibit else one for one in complaint.exhibits
                ),
            )
        case TurnLost():
            lost = _with(complaint, event.request, state="lost", excuse="")
            return replace(lost, deadlines=_done(lost, event.request))
        case ExcuseGiven():
            own = complaint.deadline("evidence", event.request)
            left = ceil((own.due_at - event.at).total_seconds()) if own else 0
            waiting = _with(complaint, event.request, excuse=event.kind, excuses=1, left=left)
            stopped = without(waiting.deadlines, "evidence", about=event.request)
            return replace(waiting, deadlines=(*stopped, event.deadline))
        case ExcuseGranted():
            if event.deadline is None:
                excused = _with(complaint, event.request, state="excused", excuse="")
                return replace(excused, deadlines=_done(excused, event.request))
            return _answered(complaint, event.request, event.deadline)
        case ExcuseRefused():
            return _answered(complaint, event.request, event.deadline)
        case _:
            assert_never(event)


def _taken(complaint: Complaint, event: PlatformSteppedIn) -> Complaint:
    # What was owed before and not carried out is decided anew, so there is no ruling left to be reviewed either.
    return replace(
        at_rest(complaint),
        stage="platform",
        intervened=event.ground,
        obligation=None,
        review_until=None,
        overdue=0,
        deadlines=(event.ruling,),
    )


def _submitted(complaint: Complaint, event: EvidenceSubmitted) -> Complaint:
    files = further(complaint, event.side, event.files, late=event.late)
    if not event.request:
        # What answers the platform's own question may have been made before the other side's evidence was there.
        return replace(replied(complaint, event.side), exhibits=files)
    if event.late:
        return replace(complaint, exhibits=files)
    answered = _with(complaint, event.request, state="answered", excuse="")
    return replace(answered, exhibits=files, deadlines=_done(answered, event.request))


def _with(complaint: Complaint, request: str, **changed: object) -> Complaint:
    return replace(
        complaint,
        requests=tuple(replace(one, **changed) if one.id == request else one for one in complaint.requests),
    )


def _done(complaint: Complaint, request: str) -> tuple[Deadline, ...]:
    return without(complaint.deadlines, "evidence", "excuse", about=request)


def _answered(complaint: Complaint, request: str, deadline: Deadline) -> Complaint:
    """An excuse was answered: the request is open still, and its side's time runs again."""
    settled = _with(complaint, request, excuse="", until=deadline.due_at)
    return replace(settled, deadlines=(*without(settled.deadlines, "excuse", about=request), deadline))
