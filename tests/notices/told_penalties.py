"""Messages about penalties: one of each notice whose penalty the core's own tests have."""

from datetime import timedelta
from typing import Any

from tests.core.penalty import cast as penalties

OF_PENALTIES: dict[str, tuple[Any, Any, str]] = {
    # notice: the penalty right after, the event, who reads it
    notice: (case.state, next(one for one in reversed(case.events) if type(one).__name__ == name), kind)
    for notice, name, case, kind in (
        ("penalty_imposed", "PenaltyImposed", penalties.IMPOSED, "shop"),
        ("measure_began", "MeasureBegan", penalties.FORBIDDEN.wait(timedelta(days=1)), "shop"),
        ("measure_ended", "MeasureEnded", penalties.IMPOSED.wait(timedelta(days=8)), "shop"),
        ("measures_lifted", "MeasuresLifted", penalties.LIFTED, "shop"),
        ("penalty_revoked", "PenaltyRevoked", penalties.IN_FULL, "shop"),
        ("penalty_appealed", "PenaltyAppealed", penalties.APPEALED, "shop"),
        ("appeal_withdrawn", "AppealWithdrawn", penalties.WITHDRAWN, "shop"),
        ("appeal_found_incomplete", "AppealFoundIncomplete", penalties.INCOMPLETE, "shop"),
        ("question_asked", "QuestionAsked", penalties.ASKED, "shop"),
        ("question_lapsed", "QuestionLapsed", penalties.ASKED.wait(timedelta(days=3)), "shop"),
        ("appeal_granted_on_condition", "AppealGrantedOnCondition", penalties.GRANTED, "shop"),
        ("appeal_decided", "AppealDecided", penalties.IN_PART, "shop"),
        ("appeal_window_closed", "AppealWindowClosed", penalties.IMPOSED.wait(timedelta(days=11)), "shop"),
        ("consultation_answered", "ConsultationAnswered", penalties.CONSULTED, "shop"),
        ("appeal_opened", "AppealOpened", penalties.LATER.wait(timedelta(days=3)), "shop"),
        ("merchant_reminded", "MerchantReminded", penalties.IMPOSED.wait(timedelta(days=9, hours=12)), "shop"),
        ("penalty_turn_escalated", "PenaltyTurnEscalated", penalties.APPEALED.wait(timedelta(days=12)), "shop"),
        ("penalty_deadline_moved", "PenaltyDeadlineMoved", penalties.MOVED, "shop"),
    )
}
