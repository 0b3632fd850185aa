"""Planted faults in how an appeal is begun, drawn, reviewed and decided."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ombud.core.penalty.events.appeal import AppealBegun
from ombud.core.penalty.events.imposing import PenaltyImposed
from ombud.core.penalty.events.work import ConsultationAnswered
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.cast import DAY
from tests.simulation.desk import Desk
from tests.simulation.life import Plant
from tests.simulation.penalties.cast import OUTSIDE
from tests.simulation.plant import decides, sees, tells


def _drawn_by_the_list(events: tuple[Any, ...], loaded: Loaded) -> tuple[Any, ...]:
    """The first orders of the list are taken."""

    def first(event: Any) -> Any:
        if not isinstance(event, AppealBegun) or not event.drawn:
            return event
        listed = sorted(one.id for one in loaded.state.imposition.orders)
        return replace(event, drawn=tuple(listed[: len(event.drawn)]))

    return tuple(first(event) for event in events)


def drawn_again(desk: Desk) -> None:
    """Whoever begins a second time gets other orders."""
    decide = desk.decide

    def again(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        if verb.id != "penalty.begin" or loaded.state is None:
            return decide(verb, command, loaded, policy)
        outcome = decide(verb, command, loaded._replace(state=replace(loaded.state, draw=None)), policy)
        return outcome if isinstance(outcome, Refusal) else deciding.happened(loaded, outcome.events)

    desk.decide = again


def proposer_approves(desk: Desk) -> None:
    """Whoever proposed a penalty may be the second person too."""
    decide = desk.decide

    def lenient(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        state = loaded.state
        if verb.id != "penalty.approve" or state is None or command.by.id != state.proposed_by:
            return decide(verb, command, loaded, policy)
        outcome = decide(verb, command, loaded._replace(state=replace(state, proposed_by="somebody")), policy)
        if isinstance(outcome, Refusal):
            return outcome
        who = (state.proposed_by, command.by.id)
        named = [replace(e, decided_by=who) if isinstance(e, PenaltyImposed) else e for e in outcome.events]
        return deciding.happened(loaded, named)

    desk.decide = lenient


def _review_begins_anew(decided: Decided) -> Decided:
    """An answer in the consultation gives the review a week more."""
    if not any(isinstance(one, ConsultationAnswered) for one in decided.events):
        return decided
    deadlines = tuple(
        replace(one, due_at=one.due_at + 7 * DAY) if one.kind == "appeal-review" else one
        for one in decided.state.deadlines
    )
    return decided._replace(state=replace(decided.state, deadlines=deadlines))


def _shown_after_all(penalty: Penalty) -> Penalty:
    if penalty.submission is None or not penalty.under_review:
        return penalty
    return replace(penalty, submission=replace(penalty.submission, nothing_for=()))


APPEALS: Mapping[str, Plant] = {
    "drawn by the order of the list": tells(_drawn_by_the_list),
    "drawn again on beginning again": drawn_again,
    "same reviewer decides": sees(lambda penalty: replace(penalty, decided_by=()), "penalty"),
    "proposer approves": proposer_approves,
    "incomplete and withdrawn use up attempts": sees(
        lambda penalty: replace(penalty, attempts=penalty.submissions), "penalty"
    ),
    "attempts not counted": sees(
        lambda penalty: penalty if penalty.under_review else replace(penalty, attempts=0), "penalty"
    ),
    "an uninvited outsider decides": sees(
        lambda penalty: replace(penalty, outside=(*penalty.outside, OUTSIDE)), "penalty"
    ),
    "upheld with nothing shown": sees(_shown_after_all, "penalty"),
    "consultation resets the review": decides(_review_begins_anew),
    "a second question at once": sees(
        lambda penalty: replace(penalty, deadlines=tuple(one for one in penalty.deadlines if one.kind != "question")),
        "penalty",
    ),
}
