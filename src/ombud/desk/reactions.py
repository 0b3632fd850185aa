"""What follows: every event, and everything the platform does because of it, in one table."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from ombud.core.account import events as account
from ombud.core.announcement import events as announcement
from ombud.core.complaint.events import doubt, filing, intervention, ruling, talk, work
from ombud.core.complaint.events import execution as done
from ombud.core.conversation import events as conversation
from ombud.core.erasure import events as erasure
from ombud.core.evidence_report import events as fake
from ombud.core.fund import events as fund
from ombud.core.order import events as order
from ombud.core.order_vault import events as vault
from ombud.core.penalty.events import appeal, imposing
from ombud.core.penalty.events import work as around
from ombud.core.public_item import events as public
from ombud.core.report import events as report
from ombud.core.rulebook import events as rulebook
from ombud.core.shop import keeping_events as keeping
from ombud.core.shop import opening_events as opening
from ombud.core.surge import events as surge
from ombud.core.transparency_report import events as transparency

Whom = Literal[
    "consumer", "merchant", "both", "other", "across", "named", "senior", "told", "noticed", "opened", "held",
    "unread", "keeper", "reporter",
]  # fmt: skip


class Tell(NamedTuple):
    """A notice for somebody, by the name of its folder in `notices/`.

    `keeper` is the side that keeps it, `other` the side that did not act, `across` the shop, or the consumer where the
    shop acts, `named` the side that the event itself names. The shop alone: `told` once it knows of the penalty,
    `noticed` unless what was decided only lies in its account unread, `opened` once it knows of the intervention,
    `held` where a ruling or a surge keeps its money back, since a penalty has its own notice, `reporter` where the
    pack has it told what was found of the evidence that it reported.
    """

    whom: Whom
    notice: str


def _both(notice: str) -> tuple[Tell, ...]:
    return (Tell("consumer", notice), Tell("merchant", notice))


REACTIONS: Mapping[type[Any], tuple[Tell, ...]] = {
    filing.ComplaintFiled: (Tell("consumer", "complaint_filed"),),
    filing.ComplaintAdmitted: (Tell("consumer", "complaint_admitted"), Tell("merchant", "complaint_to_answer")),
    filing.ComplaintTurnedAway: (Tell("consumer", "complaint_turned_away"),),
    filing.ComplaintWithdrawn: (Tell("merchant", "complaint_withdrawn"),),
    filing.ComplaintReopened: (Tell("merchant", "complaint_reopened"),),
    filing.ComplaintNudged: (Tell("named", "complaint_nudged"),),
    filing.ComplaintClosed: _both("complaint_closed"),
    talk.MessageSent: (Tell("other", "message_sent"),),
    talk.CallRecorded: (),
    talk.ComplaintAnswered: (Tell("consumer", "complaint_answered"),),
    talk.OfferMade: (Tell("other", "offer_made"),),
    talk.OfferAccepted: (Tell("other", "offer_accepted"),),
    talk.OfferDeclined: (Tell("other", "offer_declined"),),
    talk.OfferLapsed: _both("offer_lapsed"),
    talk.Settled: _both("settled"),
    talk.TalkAttached: (Tell("other", "talk_attached"),),
    intervention.InterventionAsked: (Tell("merchant", "intervention_asked"),),
    intervention.PlatformSteppedIn: _both("platform_stepped_in"),
    intervention.EvidenceRequested: (Tell("named", "evidence_requested"),),
    intervention.EvidenceSubmitted: (Tell("other", "evidence_submitted"),),
    intervention.ReplyTimeGiven: (Tell("named", "reply_time_given"),),
    intervention.EvidenceAssessed: _both("evidence_assessed"),
    intervention.TurnLost: _both("turn_lost"),
    intervention.ExcuseGiven: (),
    intervention.ExcuseGranted: (Tell("named", "excuse_granted"),),
    intervention.ExcuseRefused: (Tell("named", "excuse_refused"),),
    ruling.RulingProposed: (),
    ruling.RulingSentBack: (),
    ruling.Ruled: _both("ruled"),
    ruling.ReviewAsked: _both("review_asked"),
    ruling.ReviewDecided: _both("review_decided"),
    done.GoodsSentBack: (Tell("merchant", "goods_sent_back"),),
    done.ExecutionProved: (Tell("consumer", "execution_proved"),),
    done.ExecutionVerified: _both("execution_verified"),
    done.ProofSentBack: (Tell("merchant", "proof_sent_back"),),
    done.ReceiptConfirmed: (Tell("merchant", "receipt_confirmed"),),
    done.LadderClimbed: _both("ladder_climbed"),
    work.DeadlineLapsed: (),
    work.PartyReminded: (Tell("named", "party_reminded"),),
    work.TurnEscalated: (*_both("turn_escalated"), Tell("senior", "turn_escalated")),
    work.DeadlineMoved: _both("deadline_moved"),
    work.CaseClaimed: (),
    work.CaseHandedBack: (),
    work.CaseSkipped: (),
    work.CaseNoted: (),
    work.ExhibitsOpened: (),
    work.FirstViewNoted: (),
    work.OverlayShown: (),
    work.ContactSeen: (),
    work.CarriedIntoPenalty: (Tell("merchant", "carried_into_penalty"),),
    work.TakenElsewhere: (Tell("other", "taken_elsewhere"),),
    work.ElsewhereDecided: _both("elsewhere_decided"),
    conversation.ConversationBegun: (),
    conversation.MessageSaid: (Tell("unread", "message_said"),),
    conversation.MessagesRead: (),
    report.ReportFiled: (Tell("consumer", "report_filed"),),
    report.ReportAdded: (),
    report.ReportConcluded: (Tell("consumer", "report_concluded"),),
    report.ReportOverdue: (Tell("consumer", "report_overdue"), Tell("senior", "report_overdue")),
    report.ReportNoted: (),
    report.ReportCarried: (),
    account.AccountLimited: (Tell("consumer", "account_limited"),),
    account.LimitContested: (Tell("senior", "limit_contested"),),
    account.LimitLifted: (Tell("consumer", "limit_lifted"),),
    account.LimitUpheld: (Tell("consumer", "limit_upheld"),),
    erasure.ErasureAsked: (Tell("consumer", "erasure_asked"), Tell("senior", "erasure_asked")),
    erasure.ErasureWithdrawn: (),
    erasure.ErasureGranted: (Tell("consumer", "erasure_decided"),),
    erasure.ErasureRefused: (Tell("consumer", "erasure_decided"),),
    erasure.ErasureOverdue: (Tell("consumer", "erasure_overdue"), Tell("senior", "erasure_overdue")),
    erasure.ErasureDue: (),
    erasure.ErasureCarriedOut: (Tell("consumer", "erasure_carried_out"),),
    order.OrderMovedOn: (),
    order.DetailsFilledIn: (),
    order.MoveUndone: (),
    order.MoveTold: (Tell("consumer", "order_moved_on"),),
    order.LateOrderReminded: (Tell("merchant", "order_late"),),
    order.OrderUrged: (Tell("merchant", "order_urged"),),
    order.ShopContacted: (Tell("across", "shop_contacted"),),
    order.ReceiptAsked: (Tell("consumer", "receipt_asked"),),
    order.OrderReceived: (),
    order.OrderNotReceived: (Tell("merchant", "order_not_received"),),
    fund.FundOpened: (),
    fund.FundsSettled: (),
    fund.FundsPaidOut: (),
    fund.FundsHeld: (Tell("held", "funds_held"),),
    fund.HoldToppedUp: (),
    fund.HoldReleased: (),
    fund.HoldForfeited: (),
    fund.ForfeitReturned: (),
    fund.PaymentOrdered: (Tell("merchant", "payment_ordered"),),
    fund.PaymentExecuted: (),
    fund.PaymentMismatched: (Tell("senior", "payment_mismatched"),),
    fund.PaymentCancelled: (),
    fund.DebtRecouped: (),
    opening.ShopApplied: (Tell("merchant", "shop_applied"),),
    opening.DutiesAccepted: (),
    opening.QualificationSubmitted: (Tell("merchant", "qualification_submitted"),),
    opening.CredentialsSeen: (),
    opening.ShopVerified: (Tell("merchant", "shop_verified"),),
    opening.ShopRefused: (Tell("merchant", "shop_refused"),),
    opening.VerificationOverdue: (Tell("merchant", "verification_overdue"), Tell("senior", "verification_overdue")),
    opening.ShopReminded: (Tell("merchant", "shop_reminded"),),
    opening.ApplicationLapsed: (Tell("merchant", "application_lapsed"),),
    opening.ShopOpened: (Tell("merchant", "shop_opened"),),
    opening.ShopDeadlineMoved: (Tell("merchant", "shop_deadline_moved"),),
    keeping.ShopSetUp: (),
    keeping.AbsenceAnnounced: (Tell("merchant", "absence_announced"),),
    keeping.AbsenceEnded: (),
    keeping.MemberInvited: (),
    keeping.MemberJoined: (Tell("merchant", "member_joined"),),
    keeping.RoleChanged: (),
    keeping.MemberRemoved: (),
    keeping.ShopHandedOver: (Tell("merchant", "shop_handed_over"),),
    rulebook.RulesPublished: (),
    rulebook.RulesRolledBack: (),
    order.OrderRated: (Tell("merchant", "order_rated"),),
    order.RatingAnswered: (Tell("consumer", "rating_answered"),),
    announcement.AnnouncementPublished: (),
    announcement.AnnouncementRevised: (),
    announcement.AnnouncementWithdrawn: (),
    transparency.TransparencyReportPublished: (),
    imposing.PenaltyProposed: (),
    imposing.PenaltyDropped: (),
    imposing.PenaltyImposed: (Tell("noticed", "penalty_imposed"),),
    imposing.NoticeOpened: (),
    imposing.MeasureBegan: (Tell("merchant", "measure_began"),),
    imposing.MeasureEnded: (Tell("merchant", "measure_ended"),),
    imposing.MeasuresLifted: (Tell("merchant", "measures_lifted"),),
    imposing.PenaltyRevoked: (Tell("merchant", "penalty_revoked"),),
    imposing.FreezeLookedAt: (Tell("noticed", "freeze_looked_at"),),
    imposing.MeasureForfeited: (Tell("merchant", "measure_forfeited"),),
    appeal.AppealBegun: (),
    appeal.AppealDeclined: (),
    appeal.AppealPrepared: (),
    appeal.PreparedKeptBack: (),
    appeal.PenaltyAppealed: (Tell("merchant", "penalty_appealed"),),
    appeal.AppealWithdrawn: (Tell("merchant", "appeal_withdrawn"),),
    appeal.AppealFoundIncomplete: (Tell("merchant", "appeal_found_incomplete"),),
    appeal.QuestionAsked: (Tell("merchant", "question_asked"),),
    appeal.QuestionAnswered: (),
    appeal.QuestionLapsed: (Tell("merchant", "question_lapsed"),),
    appeal.AppealGrantedOnCondition: (Tell("merchant", "appeal_granted_on_condition"),),
    appeal.ConditionMet: (),
    appeal.AppealDecided: (Tell("merchant", "appeal_decided"),),
    appeal.AppealWindowClosed: (Tell("merchant", "appeal_window_closed"),),
    around.ConsultationAsked: (),
    around.ConsultationAnswered: (Tell("merchant", "consultation_answered"),),
    around.AppealOpened: (Tell("merchant", "appeal_opened"),),
    around.MerchantReminded: (Tell("merchant", "merchant_reminded"),),
    around.PenaltyTurnEscalated: (Tell("told", "penalty_turn_escalated"), Tell("senior", "penalty_turn_escalated")),
    around.PenaltyDeadlineMoved: (Tell("told", "penalty_deadline_moved"),),
    around.PenaltyClaimed: (),
    around.PenaltyHandedBack: (),
    around.PenaltyNoted: (),
    around.OutsideInvited: (),
    surge.SurgeRaised: (Tell("senior", "surge_raised"),),
    surge.SurgeLookedAt: (),
    surge.SurgeNoted: (),
    surge.CasesGathered: (),
    surge.SurgeDismissed: (),
    surge.InterventionOpened: (Tell("merchant", "intervention_opened"),),
    surge.InterventionAnswered: (),
    surge.InterventionUnanswered: (Tell("merchant", "intervention_unanswered"),),
    surge.InterventionClosed: (Tell("merchant", "intervention_closed"),),
    surge.SurgeOverdue: (Tell("opened", "surge_overdue"), Tell("senior", "surge_overdue")),
    fake.EvidenceReportFiled: (Tell("consumer", "evidence_accused"), Tell("merchant", "evidence_report_filed")),
    fake.EvidenceReportBeyondCap: (Tell("merchant", "evidence_report_beyond_cap"),),
    fake.EvidenceReportAnswered: (),
    fake.AccusedSilent: (),
    fake.EvidenceReportConcluded: (
        Tell("consumer", "evidence_report_concluded"),
        Tell("reporter", "evidence_report_concluded"),
    ),
    fake.EvidenceReportOverdue: (
        Tell("consumer", "evidence_report_overdue"),
        Tell("reporter", "evidence_report_overdue"),
        Tell("senior", "evidence_report_overdue"),
    ),
    fake.EvidenceReportDeadlineMoved: (
        Tell("consumer", "evidence_report_deadline_moved"),
        Tell("reporter", "evidence_report_deadline_moved"),
    ),
    fake.EvidenceReportWithdrawn: (Tell("consumer", "evidence_report_withdrawn"),),
    fake.EvidenceReportNoted: (),
    fake.AccusedViewed: (),
    fake.AccusedOverlayShown: (),
    fake.EvidenceReportClaimed: (),
    fake.EvidenceReportHandedBack: (),
    doubt.EvidenceAccused: (),
    doubt.EvidenceAccusedBeyondCap: (),
    doubt.EvidenceFoundFake: (),
    doubt.LiabilityAdjusted: _both("liability_adjusted"),
    doubt.AdjustmentProposed: (),
    doubt.AdjustmentSentBack: (),
    order.EvidenceReported: (),
    public.PublicItemRecorded: (),
    public.PublicItemTakenBack: (),
    vault.EvidenceKept: (),
    vault.EvidenceLetGo: (),
    vault.EvidenceDrawn: (),
    vault.KeepingReminded: (Tell("keeper", "keeping_reminded"),),
    vault.KeepingEnded: (),
}
