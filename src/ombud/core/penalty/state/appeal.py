"""How an appeal changes a penalty."""

from typing import assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline, DueKind, without
from ombud.core.penalty.events.appeal import (
    AppealBegun,
    AppealDecided,
    AppealDeclined,
    AppealEvent,
    AppealFoundIncomplete,
    AppealGrantedOnCondition,
    AppealPrepared,
    AppealWindowClosed,
    AppealWithdrawn,
    ConditionMet,
    PenaltyAppealed,
    PreparedKeptBack,
    QuestionAnswered,
    QuestionAsked,
    QuestionLapsed,
)
from ombud.core.penalty.state.penalty import Draw, Penalty, Prepared, Question

REVIEWING: tuple[DueKind, ...] = ("appeal-review", "question", "condition", "condition-check")
MERCHANT: tuple[DueKind, ...] = ("appeal-opens", "appeal", "prepared")


def evolve_appeal(penalty: Penalty, event: AppealEvent) -> Penalty:
    """The penalty after something happened to the appeal against it."""
    match event:
        case AppealBegun():
            drawn = Draw(number=event.number, seed=event.seed, orders=event.drawn) if event.drawn else None
            return replace(penalty, appeal="begun", declined=False, draw=penalty.draw or drawn)
        case AppealDeclined():
            return replace(penalty, declined=True)
        case AppealPrepared():
            prepared = Prepared(by=event.by.id, submission=event.submission)
            kept = without(penalty.deadlines, "prepared")
            return replace(penalty, prepared=prepared, deadlines=(*kept, event.deadline))
        case PreparedKeptBack():
            return replace(penalty, prepared=None, deadlines=without(penalty.deadlines, "prepared"))
        case PenaltyAppealed():
            return _submitted(penalty, event)
        case AppealWithdrawn():
            return _open_again(replace(penalty, appeal="withdrawn", attempts=penalty.attempts - 1), event.deadline)
        case AppealFoundIncomplete():
            found = replace(
                penalty, appeal="incomplete", attempts=penalty.attempts - 1, complete_until=event.complete_until,
                missing=event.missing,
            )  # fmt: skip
            return _open_again(found, event.deadline)
        case AppealDecided():
            return _decided(penalty, event)
        case AppealWindowClosed():
            return replace(
                penalty,
                appeal="decided" if penalty.outcome else "closed",
                prepared=None,
                deadlines=without(penalty.deadlines, *MERCHANT),
            )
        case _:
            return _evolve_review(penalty, event)


def _evolve_review(
    penalty: Penalty,
    event: QuestionAsked | QuestionAnswered | QuestionLapsed | AppealGrantedOnCondition | ConditionMet,
) -> Penalty:
    match event:
        case QuestionAsked():
            review = penalty.deadline("appeal-review")
            left = int((review.due_at - event.at).total_seconds()) if review else 0
            asked = (*penalty.questions, Question(id=event.question))
            return _due(replace(penalty, questions=asked, left=max(0, left)), event.deadline)
        case QuestionAnswered() | QuestionLapsed():
            state = "answered" if isinstance(event, QuestionAnswered) else "lapsed"
            questions = tuple(
                replace(one, state=state) if one.id == event.question else one for one in penalty.questions
            )
            return _due(replace(penalty, questions=questions, left=0), event.deadline)
        case AppealGrantedOnCondition():
            granted = replace(
                penalty, appeal="granted", condition=event.words, condition_met=False, granted_by=event.by.id
            )
            decided_by = (*penalty.decided_by, event.by.id)
            return _due(replace(granted, decided_by=tuple(dict.fromkeys(decided_by))), event.deadline)
        case ConditionMet():
            return _due(replace(penalty, condition_met=True), event.deadline)
        case _:
            assert_never(event)


def _submitted(penalty: Penalty, event: PenaltyAppealed) -> Penalty:
    kept = without(penalty.deadlines, *MERCHANT)
    return replace(
        penalty,
        appeal="review",
        declined=False,
        prepared=None,
        attempts=event.attempt,
        submissions=penalty.submissions + 1,
        submission=event.submission,
        appealed_at=event.at,
        missing=(),
        questions=(),
        claimed_by="",
        deadlines=(*kept, event.deadline),
    )


def _decided(penalty: Penalty, event: AppealDecided) -> Penalty:
    decided = replace(
        penalty,
        appeal="decided",
        verdicts=event.verdicts,
        outcome=event.outcome,
        restored=tuple(dict.fromkeys((*penalty.restored, *event.restored))),
        decided_by=tuple(dict.fromkeys((*penalty.decided_by, event.by.id))),
    )
    return _open_again(decided, event.deadline)


def _open_again(penalty: Penalty, deadline: Deadline | None) -> Penalty:
    """The review is over; where the window is still open, the merchant's time runs again."""
    kept = without(penalty.deadlines, *REVIEWING)
    return replace(penalty, claimed_by="", overdue=0, left=0, deadlines=(*kept, *((deadline,) if deadline else ())))


def _due(penalty: Penalty, deadline: Deadline) -> Penalty:
    return replace(penalty, deadlines=(*without(penalty.deadlines, *REVIEWING), deadline))
