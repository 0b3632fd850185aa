"""How talk, answers and offers change a complaint."""

from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.complaint.events.talk import (
    CallRecorded,
    ComplaintAnswered,
    MessageSent,
    OfferAccepted,
    OfferDeclined,
    OfferLapsed,
    OfferMade,
    Settled,
    TalkAttached,
    TalkEvent,
)
from ombud.core.complaint.state.complaint import AttachedTalk, Complaint, Offer, at_rest
from ombud.core.complaint.state.filing import further
from ombud.core.deadlines import without
from ombud.core.people import Actor, Consumer, Member, Party


def side_of(by: Actor) -> Party:
    """Which party somebody belongs to."""
    match by:
        case Consumer():
            return "consumer"
        case Member():
            return "merchant"
        case _:
            return "platform"


def evolve_talk(complaint: Complaint, event: TalkEvent) -> Complaint:
    """The complaint after an event of its negotiation."""
    match event:
        case MessageSent():
            return replace(complaint, exhibits=further(complaint, side_of(event.by), event.files))
        case CallRecorded():
            return complaint
        case ComplaintAnswered():
            left = without(complaint.deadlines, "answer", "choice")
            return replace(
                complaint,
                answered=event.stance,
                answered_at=complaint.answered_at or event.at,
                exhibits=further(complaint, "merchant", event.files),
                deadlines=(*left, event.choice) if event.choice else left,
            )
        case OfferMade():
            offer = Offer(id=event.offer, side=event.side, terms=event.terms, at=event.at)
            left = without(complaint.deadlines, "answer", "choice", "offer")
            return replace(
                complaint,
                answered=complaint.answered or ("explains" if event.side == "merchant" else None),
                answered_at=complaint.answered_at or (event.at if event.side == "merchant" else None),
                offers=(*_ended(complaint, event.counters, "countered"), offer),
                deadlines=(*left, event.deadline),
            )
        case OfferAccepted():
            left = without(complaint.deadlines, "offer")
            return replace(complaint, offers=_ended(complaint, event.offer, "accepted"), deadlines=left)
        case OfferDeclined():
            left = (
                without(complaint.deadlines, "offer", "choice") if event.turn else without(complaint.deadlines, "offer")
            )
            return replace(
                complaint,
                offers=_ended(complaint, event.offer, "declined"),
                deadlines=(*left, event.turn) if event.turn else left,
            )
        case OfferLapsed():
            return replace(complaint, offers=_ended(complaint, event.offer, "lapsed"))
        case Settled():
            return _settled(complaint, event)
        case TalkAttached():
            return replace(complaint, talks=(*complaint.talks, _attached(event)))
        case _:
            assert_never(event)


def _attached(event: TalkAttached) -> AttachedTalk:
    platform = side_of(event.by) == "platform"
    return AttachedTalk(
        id=event.talk, side=event.side, excerpt=event.excerpt, at=event.at, words=event.words, by_platform=platform
    )


def _settled(complaint: Complaint, event: Settled) -> Complaint:
    return replace(
        at_rest(complaint),
        stage="executing",
        obligation=event.obligation,
        rung=0,
        proofs=0,
        overdue=0,
        claimed_by="",
        deadlines=(event.deadline,),
    )


def _ended(
    complaint: Complaint, offer: str, state: Literal["accepted", "declined", "countered", "lapsed"]
) -> tuple[Offer, ...]:
    return tuple(replace(one, state=state) if one.id == offer else one for one in complaint.offers)
