"""What must be so with penalties, written down apart from the product: whose each event may be, and who is told."""

from ombud.core.people import Clock, Invited, Member, Reviewer, System

BY: dict[str, tuple[type, ...]] = {
    "PenaltyProposed": (Reviewer, System),
    "PenaltyDropped": (Reviewer,),
    "PenaltyImposed": (Reviewer, System),
    "NoticeOpened": (Member,),
    "MeasureBegan": (Clock,),
    "MeasureEnded": (Clock,),
    "MeasuresLifted": (Reviewer,),
    "PenaltyRevoked": (Reviewer, Invited),
    "AppealBegun": (Member,),
    "AppealDeclined": (Member,),
    "AppealPrepared": (Member,),
    "PreparedKeptBack": (Member,),
    "PenaltyAppealed": (Member, Clock),
    "AppealWithdrawn": (Member,),
    "AppealFoundIncomplete": (Reviewer, Invited),
    "QuestionAsked": (Reviewer, Invited),
    "QuestionAnswered": (Member,),
    "QuestionLapsed": (Clock,),
    "AppealGrantedOnCondition": (Reviewer, Invited),
    "ConditionMet": (Member,),
    "AppealDecided": (Reviewer, Invited, Clock),
    "AppealWindowClosed": (Clock,),
    "ConsultationAsked": (Member,),
    "ConsultationAnswered": (Reviewer,),
    "AppealOpened": (Clock,),
    "MerchantReminded": (Clock,),
    "PenaltyTurnEscalated": (Clock,),
    "PenaltyDeadlineMoved": (Clock, System),
    "PenaltyClaimed": (Reviewer,),
    "PenaltyHandedBack": (Reviewer,),
    "PenaltyNoted": (Reviewer,),
    "OutsideInvited": (Reviewer,),
    "FreezeLookedAt": (Reviewer,),
    "MeasureForfeited": (Reviewer,),
}
"""Who may have done it: time among them only where a pack can say what follows when nobody acts."""
STAFF_ONLY = {
    "PenaltyProposed", "PenaltyDropped", "PenaltyClaimed", "PenaltyHandedBack", "PenaltyNoted", "OutsideInvited",
}  # fmt: skip
"""The shop may never read these."""
SHOP_ONLY = {"AppealPrepared", "PreparedKeptBack"}
"""A prepared appeal is the shop's own until it is sent."""
TOLD = {
    "PenaltyImposed", "MeasureBegan", "MeasureEnded", "MeasuresLifted", "PenaltyRevoked", "PenaltyAppealed",
    "AppealWithdrawn", "AppealFoundIncomplete", "QuestionAsked", "QuestionLapsed", "AppealGrantedOnCondition",
    "AppealDecided", "AppealWindowClosed", "ConsultationAnswered", "AppealOpened", "MerchantReminded",
    "FreezeLookedAt", "MeasureForfeited",
}  # fmt: skip
"""The shop has a notice of these in the same transaction."""
TOLD_ONCE_IMPOSED = {"PenaltyTurnEscalated", "PenaltyDeadlineMoved"}
"""Of these too, unless the penalty is a proposal that the shop doesn't know of."""
UNTOLD_UNREAD = {"PenaltyImposed", "FreezeLookedAt", "PenaltyTurnEscalated", "PenaltyDeadlineMoved"}
"""Of these the shop hears nothing while the penalty only lies in its account and nobody there has read it."""
APPEALING = {
    "AppealBegun", "AppealDeclined", "AppealPrepared", "PreparedKeptBack", "PenaltyAppealed", "AppealWithdrawn",
    "QuestionAnswered", "ConditionMet",
}  # fmt: skip
"""A member of the shop needs the right to appeal for these."""
PLATFORM_TURNS = ("penalty-approval", "appeal-review", "condition-check", "consultation", "freeze-look")
"""What time hands on to more senior people, and never decides."""
ANY_TIME = {"ConsultationAsked", "ConsultationAnswered", "NoticeOpened", "PenaltyNoted", "PenaltyClaimed",
    "PenaltyHandedBack", "PenaltyTurnEscalated", "PenaltyDeadlineMoved"}  # fmt: skip
"""May still happen once a penalty has ended."""
