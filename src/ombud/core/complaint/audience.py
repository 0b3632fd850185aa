"""Who may see that something happened: one row for every event, fixed when it happens."""

from collections.abc import Mapping
from typing import Any

from ombud.core.complaint.events import ComplaintEvent, doubt, filing, intervention, ruling, talk, work
from ombud.core.complaint.events import execution as done
from ombud.core.people import Party

ALL: tuple[Party, ...] = ("consumer", "merchant", "platform")
STAFF: tuple[Party, ...] = ("platform",)
MERCHANT: tuple[Party, ...] = ("merchant", "platform")

AUDIENCES: Mapping[type[Any], tuple[Party, ...]] = {
    filing.ComplaintFiled: ALL,
    filing.ComplaintAdmitted: ALL,
    filing.ComplaintTurnedAway: ALL,
    filing.ComplaintWithdrawn: ALL,
    filing.ComplaintReopened: ALL,
    filing.ComplaintNudged: ALL,
    filing.ComplaintClosed: ALL,
    talk.MessageSent: ALL,
    talk.CallRecorded: ALL,
    talk.ComplaintAnswered: ALL,
    talk.OfferMade: ALL,
    talk.OfferAccepted: ALL,
    talk.OfferDeclined: ALL,
    talk.OfferLapsed: ALL,
    talk.Settled: ALL,
    talk.TalkAttached: ALL,
    intervention.InterventionAsked: ALL,
    intervention.PlatformSteppedIn: ALL,
    intervention.EvidenceRequested: ALL,
    intervention.EvidenceSubmitted: ALL,
    intervention.ReplyTimeGiven: ALL,
    intervention.EvidenceAssessed: ALL,
    intervention.TurnLost: ALL,
    intervention.ExcuseGiven: ALL,
    intervention.ExcuseGranted: ALL,
    intervention.ExcuseRefused: ALL,
    ruling.RulingProposed: STAFF,
    ruling.RulingSentBack: STAFF,
    ruling.Ruled: ALL,
    ruling.ReviewAsked: ALL,
    ruling.ReviewDecided: ALL,
    done.GoodsSentBack: ALL,
    done.ExecutionProved: ALL,
    done.ExecutionVerified: ALL,
    done.ProofSentBack: ALL,
    done.ReceiptConfirmed: ALL,
    done.LadderClimbed: ALL,
    doubt.EvidenceAccused: ALL,
    doubt.EvidenceAccusedBeyondCap: MERCHANT,
    doubt.EvidenceFoundFake: ALL,
    doubt.LiabilityAdjusted: ALL,
    doubt.AdjustmentProposed: STAFF,
    doubt.AdjustmentSentBack: STAFF,
    work.DeadlineLapsed: ALL,
    work.PartyReminded: ALL,
    work.TurnEscalated: ALL,
    work.DeadlineMoved: ALL,
    work.CaseClaimed: STAFF,
    work.CaseHandedBack: STAFF,
    work.CaseSkipped: STAFF,
    work.CaseNoted: STAFF,
    work.ExhibitsOpened: STAFF,
    work.FirstViewNoted: STAFF,
    work.OverlayShown: STAFF,
    work.ContactSeen: STAFF,
    work.CarriedIntoPenalty: MERCHANT,
    work.TakenElsewhere: ALL,
    work.ElsewhereDecided: ALL,
}


def audience(event: ComplaintEvent) -> tuple[Party, ...]:
    """The parties to which this event is shown. What a call was about stays between the platform and whom it called;
    that evidence was found fake isn't shown to a shop that is told no results."""
    if isinstance(event, talk.CallRecorded):
        return (event.to, "platform")
    if isinstance(event, doubt.EvidenceFoundFake) and event.told == "received":
        return ("consumer", "platform")
    return AUDIENCES[type(event)]
