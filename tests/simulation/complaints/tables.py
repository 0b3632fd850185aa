"""What must be so, written down a second time apart from the product: whose each event may be, and who is told."""

from ombud.core.people import Clock, Consumer, Member, Reviewer, System

BY: dict[str, tuple[type, ...]] = {
    "ComplaintFiled": (Consumer,),
    "ComplaintAdmitted": (Consumer, Reviewer, Clock),
    "ComplaintTurnedAway": (Reviewer,),
    "ComplaintWithdrawn": (Consumer,),
    "ComplaintReopened": (Consumer,),
    "ComplaintNudged": (Consumer,),
    "ComplaintClosed": (Consumer, Member, Reviewer, Clock, System),
    "MessageSent": (Consumer, Member, Reviewer),
    "CallRecorded": (Reviewer,),
    "ComplaintAnswered": (Member,),
    "OfferMade": (Consumer, Member),
    "OfferAccepted": (Consumer, Member),
    "OfferDeclined": (Consumer, Member),
    "OfferLapsed": (Clock,),
    "Settled": (Consumer, Member, Clock),
    "InterventionAsked": (Consumer,),
    "PlatformSteppedIn": (Consumer, Reviewer, Clock),
    "EvidenceRequested": (Reviewer,),
    "EvidenceSubmitted": (Consumer, Member),
    "ReplyTimeGiven": (Consumer, Member),
    "EvidenceAssessed": (Reviewer,),
    "TurnLost": (Clock,),
    "ExcuseGiven": (Consumer, Member),
    "ExcuseGranted": (Reviewer, Clock),
    "ExcuseRefused": (Reviewer, Clock),
    "RulingProposed": (Reviewer,),
    "RulingSentBack": (Reviewer,),
    "Ruled": (Reviewer,),
    "ReviewAsked": (Consumer, Member),
    "ReviewDecided": (Reviewer,),
    "GoodsSentBack": (Consumer,),
    "ExecutionProved": (Member, Reviewer),
    "ExecutionVerified": (Reviewer, System),
    "ProofSentBack": (Reviewer,),
    "ReceiptConfirmed": (Consumer,),
    "LadderClimbed": (Clock,),
    "DeadlineLapsed": (Clock,),
    "PartyReminded": (Clock,),
    "TurnEscalated": (Clock,),
    "DeadlineMoved": (Clock, System),
    "CaseClaimed": (Reviewer,),
    "CaseHandedBack": (Reviewer,),
    "CaseSkipped": (Reviewer,),
    "CaseNoted": (Reviewer,),
    "ExhibitsOpened": (Reviewer,),
    "FirstViewNoted": (Reviewer,),
    "OverlayShown": (Reviewer,),
    "ContactSeen": (Reviewer,),
    "CarriedIntoPenalty": (Reviewer,),
    "TakenElsewhere": (Consumer, Member),
    "ElsewhereDecided": (Consumer, Member, Reviewer),
    "TalkAttached": (Consumer, Member, System),
    "EvidenceAccused": (Member,),
    "EvidenceAccusedBeyondCap": (Member,),
    "EvidenceFoundFake": (Reviewer,),
    "LiabilityAdjusted": (Reviewer,),
    "AdjustmentProposed": (Reviewer,),
    "AdjustmentSentBack": (Reviewer,),
}
"""Who may have done it: time among them only where a pack can say what follows when nobody acts."""
DECIDING = {
    "ComplaintAdmitted", "ComplaintTurnedAway", "PlatformSteppedIn", "EvidenceRequested", "EvidenceAssessed",
    "ExcuseGranted", "ExcuseRefused", "RulingProposed", "RulingSentBack", "Ruled", "ReviewDecided",
    "ExecutionVerified", "ProofSentBack", "CaseClaimed", "CarriedIntoPenalty", "EvidenceFoundFake", "LiabilityAdjusted",
    "AdjustmentProposed", "AdjustmentSentBack",
}  # fmt: skip
"""A reviewer needs the right to rule, or to approve, for these."""
STAFF_ONLY = {
    "RulingProposed", "RulingSentBack", "CaseClaimed", "CaseHandedBack", "CaseSkipped", "CaseNoted", "ExhibitsOpened",
    "ContactSeen", "FirstViewNoted", "OverlayShown", "AdjustmentProposed", "AdjustmentSentBack",
}  # fmt: skip
"""No side may ever read these."""

TOLD: dict[str, str] = {
    "ComplaintFiled": "consumer",
    "ComplaintAdmitted": "both",
    "ComplaintTurnedAway": "consumer",
    "ComplaintWithdrawn": "shop",
    "ComplaintReopened": "shop",
    "ComplaintClosed": "both",
    "ComplaintAnswered": "consumer",
    "OfferMade": "other",
    "OfferAccepted": "other",
    "OfferDeclined": "other",
    "Settled": "both",
    "PlatformSteppedIn": "both",
    "EvidenceRequested": "of",
    "EvidenceSubmitted": "other",
    "ReplyTimeGiven": "of",
    "TurnLost": "both",
    "Ruled": "both",
    "ReviewAsked": "both",
    "ReviewDecided": "both",
    "ExecutionProved": "consumer",
    "ProofSentBack": "shop",
    "ExecutionVerified": "both",
    "LadderClimbed": "both",
    "TurnEscalated": "both",
    "DeadlineMoved": "both",
    "CarriedIntoPenalty": "shop",
    "LiabilityAdjusted": "both",
}
"""Who has a notice in the same transaction; events that a deadline or a right hangs on, each."""
SIDE = {"consumer": "consumer", "merchant": "shop"}


def told(event: object, name: str) -> tuple[str, ...]:
    """Who must have a message of this event."""
    match TOLD.get(name):
        case None:
            return ()
        case "both":
            return ("consumer", "shop")
        case "of":
            return (SIDE[event.of],)  # type: ignore[attr-defined]
        case "other":
            return ("shop",) if isinstance(event.by, Consumer) else ("consumer",)  # type: ignore[attr-defined]
        case whom:
            return (whom,)


ENDS = {
    "ComplaintWithdrawn": ("ComplaintClosed",),
    "ComplaintTurnedAway": ("ComplaintClosed",),
    "ExecutionVerified": ("ComplaintClosed",),
    "ReceiptConfirmed": ("ComplaintClosed",),
    "OfferAccepted": ("Settled", "ComplaintClosed"),
    "InterventionAsked": ("PlatformSteppedIn",),
}
"""What must stand in the same batch, one of these."""
NEEDS = {
    "TurnLost": ("DeadlineLapsed",),
    "ReplyTimeGiven": ("EvidenceSubmitted", "MessageSent", "TalkAttached"),
    "OfferLapsed": ("DeadlineLapsed",),
    "LadderClimbed": ("DeadlineLapsed",),
    "TurnEscalated": ("DeadlineLapsed",),
    "Settled": ("OfferAccepted", "ComplaintAnswered", "DeadlineLapsed"),
}
"""What must stand before it in the same batch."""
OPENS = ("ComplaintReopened", "ReviewAsked", "LiabilityAdjusted", "AdjustmentProposed")
AFTER = (
    "CarriedIntoPenalty", "TakenElsewhere", "ElsewhereDecided", "CaseNoted", "ContactSeen", "ExhibitsOpened",
    "FirstViewNoted", "OverlayShown", "EvidenceAccused", "EvidenceAccusedBeyondCap", "EvidenceFoundFake",
    "TalkAttached",
)  # fmt: skip
"""What may still happen to a closed case: what opens it again, and what doesn't."""
