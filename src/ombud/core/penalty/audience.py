"""Who may see that something happened to a penalty: one row for every event, fixed when it happens."""

from collections.abc import Mapping
from typing import Any

from ombud.core.penalty.events import PenaltyEvent, appeal, imposing, work
from ombud.core.people import Party

BOTH: tuple[Party, ...] = ("merchant", "platform")
STAFF: tuple[Party, ...] = ("platform",)

AUDIENCES: Mapping[type[Any], tuple[Party, ...]] = {
    imposing.PenaltyProposed: STAFF,
    imposing.PenaltyDropped: STAFF,
    imposing.PenaltyImposed: BOTH,
    imposing.NoticeOpened: BOTH,
    imposing.MeasureBegan: BOTH,
    imposing.MeasureEnded: BOTH,
    imposing.MeasuresLifted: BOTH,
    imposing.PenaltyRevoked: BOTH,
    imposing.FreezeLookedAt: BOTH,
    imposing.MeasureForfeited: BOTH,
    appeal.AppealBegun: BOTH,
    appeal.AppealDeclined: BOTH,
    appeal.AppealPrepared: ("merchant",),
    appeal.PreparedKeptBack: ("merchant",),
    appeal.PenaltyAppealed: BOTH,
    appeal.AppealWithdrawn: BOTH,
    appeal.AppealFoundIncomplete: BOTH,
    appeal.QuestionAsked: BOTH,
    appeal.QuestionAnswered: BOTH,
    appeal.QuestionLapsed: BOTH,
    appeal.AppealGrantedOnCondition: BOTH,
    appeal.ConditionMet: BOTH,
    appeal.AppealDecided: BOTH,
    appeal.AppealWindowClosed: BOTH,
    work.ConsultationAsked: BOTH,
    work.ConsultationAnswered: BOTH,
    work.AppealOpened: BOTH,
    work.MerchantReminded: BOTH,
    work.PenaltyTurnEscalated: BOTH,
    work.PenaltyDeadlineMoved: BOTH,
    work.PenaltyClaimed: STAFF,
    work.PenaltyHandedBack: STAFF,
    work.PenaltyNoted: STAFF,
    work.OutsideInvited: STAFF,
}


def audience(event: PenaltyEvent) -> tuple[Party, ...]:
    """The parties to which this event is shown. A prepared appeal is the shop's own until it is sent."""
    return AUDIENCES[type(event)]
