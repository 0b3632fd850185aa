"""What the staff did, by the event it left: a phrase each, in the words of the timelines where they have one."""

from django.utils.translation import gettext as _

from ombud.desk.line_words import line_words


def act_words(event: str) -> str:
    """What was done; empty for an event that the staff never leave. A phrase needs no full stop."""
    found = _cases().get(event) or _penalties().get(event) or _around().get(event) or line_words(event)
    return "" if found == event else found.rstrip(".。")


def _cases() -> dict[str, str]:
    """Complaints, reports of fake evidence, reports of shops, waves."""
    return {
        "ComplaintFiled": _("Filed the complaint for the consumer"),
        "ComplaintAdmitted": _("Accepted the complaint and passed it to the shop"),
        "ComplaintTurnedAway": _("Turned the complaint away"),
        "ComplaintClosed": _("Closed the case with it"),
        "CaseClaimed": _("Took the case."),
        "CaseHandedBack": _("Handed the case back."),
        "CaseSkipped": _("Skipped the case."),
        "CaseNoted": _("Wrote an internal note."),
        "MessageSent": _("Wrote a message"),
        "CallRecorded": _("Wrote down a call"),
        "PlatformSteppedIn": _("Stepped in"),
        "EvidenceRequested": _("Asked for evidence"),
        "ExcuseGranted": _("Accepted why evidence is late or missing"),
        "ExcuseRefused": _("Didn’t accept why evidence is late or missing"),
        "ReplyTimeGiven": _("Gave the other side time to reply"),
        "EvidenceAssessed": _("Said whether something counts as evidence"),
        "FirstViewNoted": _("Noted a first view of evidence"),
        "RulingProposed": _("Drew up a ruling, for a second person to sign"),
        "RulingSentBack": _("Didn’t sign the ruling and sent it back"),
        "Ruled": _("Ruled on the case"),
        "ReviewDecided": _("Decided the review"),
        "EvidenceFoundFake": _("Found evidence to be fake"),
        "AdjustmentProposed": _("Drew up an adjustment, for a second person to sign"),
        "LiabilityAdjusted": _("Adjusted who is responsible"),
        "AdjustmentSentBack": _("Didn’t agree to the adjustment. What was decided stands."),
        "ExecutionProved": _("Showed that it was carried out"),
        "ExecutionVerified": _("Found that it was carried out"),
        "ProofSentBack": _("Sent the proof back"),
        "CarriedIntoPenalty": _("Carried the case into a penalty"),
        "ElsewhereDecided": _("Wrote down what was decided outside the platform"),
        "EvidenceReportClaimed": _("Took the report to work on it."),
        "EvidenceReportHandedBack": _("Handed the report back."),
        "EvidenceReportNoted": _("Wrote an internal note."),
        "EvidenceReportConcluded": _("Concluded the report."),
        "AccusedViewed": _("Noted a first view of evidence"),
        "ReportNoted": _("Wrote an internal note."),
        "ReportConcluded": _("Concluded the report."),
        "ReportCarried": _("Carried the report into a penalty."),
        "SurgeLookedAt": _("Took the alarm to look at."),
        "SurgeNoted": _("Wrote an internal note."),
        "SurgeDismissed": _("Dismissed the alarm."),
        "CasesGathered": _("Changed which cases are gathered."),
        "InterventionOpened": _("Opened an intervention and turned to the shop."),
        "InterventionClosed": _("Concluded the intervention."),
    }


def _penalties() -> dict[str, str]:
    return {
        "PenaltyProposed": _("Proposed the penalty, for a second person to sign"),
        "PenaltyImposed": _("Imposed the penalty"),
        "PenaltyDropped": _("Dropped the proposed penalty"),
        "PenaltyClaimed": _("Took the penalty to work on it"),
        "PenaltyHandedBack": _("Handed the penalty back"),
        "PenaltyNoted": _("Wrote an internal note."),
        "ConsultationAnswered": _("Answered the shop’s question"),
        "QuestionAsked": _("Asked the shop a question"),
        "AppealFoundIncomplete": _("Sent the appeal back as incomplete"),
        "AppealGrantedOnCondition": _("Granted the appeal on a condition"),
        "AppealDecided": _("Decided the appeal"),
        "PenaltyRevoked": _("Revoked the penalty"),
        "MeasuresLifted": _("Lifted measures"),
        "MeasureForfeited": _("Took held money for good"),
        "FreezeLookedAt": _("Looked at the freeze again and left it"),
        "OutsideInvited": _("Invited a reviewer from outside to decide the appeal"),
    }


def _around() -> dict[str, str]:
    """Accounts, shops, orders, money, rules, and what is published."""
    return {
        "AccountLimited": _("Limited the account"),
        "LimitLifted": _("Lifted the limit"),
        "LimitUpheld": _("Left the limit as it is"),
        "ShopVerified": _("Found the documents in order."),
        "ShopRefused": _("Sent the documents back."),
        "OrderUrged": _("Urged the shop to go on with it."),
        "ShopContacted": _("Wrote to the shop."),
        "OrderReceived": _("Wrote down that the order came"),
        "OrderNotReceived": _("Wrote down that the order didn’t come"),
        "OrderMovedOn": _("Moved the order on"),
        "MoveUndone": _("Took the order’s last step back"),
        "FundOpened": _("Opened the shop’s fund"),
        "FundsHeld": _("Held money of the shop"),
        "HoldReleased": _("Freed money of the shop"),
        "PublicItemRecorded": _("Wrote down what was said in public"),
        "PublicItemTakenBack": _("Took back what was written down as said in public"),
        "AnnouncementPublished": _("Published the announcement"),
        "AnnouncementRevised": _("Changed the announcement"),
        "AnnouncementWithdrawn": _("Withdrew the announcement"),
        "TransparencyReportPublished": _("Published the figures of a period"),
        "RulesPublished": _("Announced new rules"),
        "RulesRolledBack": _("Announced that earlier rules apply again"),
        "ErasureGranted": _("Granted the erasure"),
        "ErasureRefused": _("Refused the erasure"),
    }
