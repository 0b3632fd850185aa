"""How filing, acceptance, withdrawal and closing change a complaint."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.filing import (
    ComplaintAdmitted,
    ComplaintClosed,
    ComplaintFiled,
    ComplaintNudged,
    ComplaintReopened,
    ComplaintTurnedAway,
    ComplaintWithdrawn,
    FilingEvent,
)
from ombud.core.complaint.state.complaint import Complaint, Exhibit, Stage, at_rest
from ombud.core.files import File
from ombud.core.people import Party


def exhibits(side: Party, files: tuple[File, ...], *, late: bool = False) -> tuple[Exhibit, ...]:
    """Deposited files as exhibits of one side."""
    return tuple(
        Exhibit(id=one.file, side=side, kind=one.kind, sha256=one.sha256, media_type=one.media_type, late=late)
        for one in files
    )


def further(complaint: Complaint, side: Party, files: tuple[File, ...], *, late: bool = False) -> tuple[Exhibit, ...]:
    """All exhibits of the case, with further ones of one side. What was found fake before it came in is marked."""
    fake = {one.file: one.told for one in complaint.fakes}
    new = exhibits(side, files, late=late)
    return complaint.exhibits + tuple(replace(one, fake=fake[one.id]) if one.id in fake else one for one in new)


def filed(event: ComplaintFiled) -> Complaint:
    """A new complaint."""
    return Complaint(
        id=event.complaint,
        number=event.number,
        order_id=event.order,
        order_number=event.order_number,
        shop=event.shop,
        consumer=event.consumer,
        pack=event.pack,
        reason=event.reason,
        lines=event.lines,
        asked=event.asked,
        currency=event.currency,
        filed_at=event.at,
        held=event.held,
        exhibits=exhibits("consumer", event.files),
        deadlines=(event.deadline,) if event.deadline else (),
    )


def evolve_filing(complaint: Complaint, event: FilingEvent) -> Complaint:
    """The complaint after an event of its filing."""
    match event:
        case ComplaintAdmitted():
            deadlines = (event.answer, event.negotiation)
            return replace(
                complaint, stage="negotiating", held="", admitted=True, admitted_at=event.at, deadlines=deadlines
            )
        case ComplaintTurnedAway():
            return replace(complaint, deadlines=())
        case ComplaintWithdrawn():
            return replace(complaint, reopen_until=event.reopen_until, deadlines=())
        case ComplaintReopened():
            return replace(
                complaint,
                stage=_stage_again(complaint),
                how=None,
                closed_at=None,
                reopened=True,
                reopen_until=None,
                deadlines=event.deadlines,
            )
        case ComplaintNudged():
            return replace(complaint, nudged_at=event.at)
        case ComplaintClosed():
            return replace(
                at_rest(complaint),
                # Whoever takes the complaint back and reopens it doesn't end the other side's time to reply by that.
                replies=complaint.replies if event.how == "withdrawn" else (),
                stage="closed",
                how=event.how,
                closed_at=event.at,
                overdue=0,
                deadlines=(),
                claimed_by="",
            )
        case ComplaintFiled():
            raise AssertionError("a complaint is filed once")
        case _:
            assert_never(event)


def _stage_again(complaint: Complaint) -> Stage:
    """Where a withdrawn complaint goes on: one that nobody had accepted yet still waits for that."""
    if not complaint.admitted:
        return "received"
    return "platform" if complaint.intervened else "negotiating"
