"""Planted faults in when something is in time, and in what follows by itself."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.deadlines import next_due_at
from ombud.core.penalty.events.appeal import AppealDecided, QuestionAnswered, QuestionLapsed
from ombud.core.penalty.events.imposing import PenaltyRevoked
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.cast import INSTANT, SECOND
from tests.simulation.desk import Desk
from tests.simulation.life import Plant
from tests.simulation.plant import tells


def _longer(penalty: Penalty, at: datetime) -> Penalty:
    """A penalty of which nothing ends just now."""
    deadlines = tuple(replace(one, due_at=at + INSTANT) if one.due_at == at else one for one in penalty.deadlines)
    longer = replace(penalty, deadlines=deadlines)
    if penalty.terms is not None and penalty.terms.closes_at == at:
        longer = replace(longer, terms=replace(penalty.terms, closes_at=at + INSTANT))
    return replace(longer, complete_until=at + INSTANT) if penalty.complete_until == at else longer


def closed_only_after_its_instant(desk: Desk) -> None:
    """An appeal at the very instant of the close is taken as in time."""
    passes, decide, settle = desk.time_passes, desk.decide, desk.settle
    by_timer: list[bool] = []

    def settling(at: datetime) -> int:
        by_timer.append(True)
        try:
            return settle(at)
        finally:
            by_timer.pop()

    def generous(loaded: Loaded, at: datetime) -> Loaded:
        if not isinstance(loaded.state, Penalty):
            return loaded
        state = _longer(loaded.state, at)
        return loaded._replace(state=state, due_at=next_due_at(state.deadlines))

    def passing(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
        passed = passes(loaded if by_timer else generous(loaded, at), policy, at)
        return deciding.happened(loaded, passed.events) if passed else None

    def deciding_so(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        outcome = decide(verb, command, generous(loaded, command.at), policy)
        return outcome if isinstance(outcome, Refusal) else deciding.happened(loaded, outcome.events)

    desk.time_passes, desk.decide, desk.settle = passing, deciding_so, settling  # type: ignore[method-assign]


def closed_a_minute_early(desk: Desk) -> None:
    """What comes in the last minute is refused."""
    decide = desk.decide

    def hasty(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        if verb.id not in ("penalty.begin", "penalty.appeal"):
            return decide(verb, command, loaded, policy)
        return decide(verb, replace(command, at=command.at + 60 * SECOND), loaded, policy)

    def at_its_instant(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        early = hasty(verb, command, loaded, policy)
        return early if isinstance(early, Refusal) else decide(verb, command, loaded, policy)

    desk.decide = at_its_instant


def prepared_comes_too_late(desk: Desk) -> None:
    """What was prepared in time is refused where the timer comes after the close."""
    passes = desk.time_passes

    def late(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
        state = loaded.state
        closes_at = getattr(state, "closes_at", None)
        if closes_at is None or at < closes_at or state.prepared is None:
            return passes(loaded, policy, at)
        left = tuple(one for one in state.deadlines if one.kind != "prepared")
        passed = passes(loaded._replace(state=replace(state, prepared=None, deadlines=left)), policy, at)
        return deciding.happened(loaded, passed.events) if passed else None

    desk.time_passes = late


def measure_s_end_only_in_memory(desk: Desk) -> None:
    """When a measure ends is remembered by the process: after a restart nobody knows."""
    due, forgotten = desk.memory.due, set[str]()

    def crash() -> None:
        for id, row in desk.memory.streams.items():
            nearest = [
                one.kind for one in getattr(desk.memory.state(id), "deadlines", ()) if one.due_at == row.next_due_at
            ]
            if "measure" in nearest:
                forgotten.add(id)

    desk.crash = crash
    desk.due = lambda at: [id for id in due(at) if id not in forgotten]


def the_timer_decides(desk: Desk) -> None:
    """An act is in time as long as no timer came by."""
    passes, settle = desk.time_passes, desk.settle
    by_timer: list[bool] = []

    def settling(at: datetime) -> int:
        by_timer.append(True)
        try:
            return settle(at)
        finally:
            by_timer.pop()

    desk.settle = settling  # type: ignore[method-assign]
    desk.time_passes = lambda loaded, policy, at: passes(loaded, policy, at) if by_timer else None


def _lapse_revokes(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """Nobody met the condition in time, and the penalty is revoked all the same."""
    told: list[Any] = []
    for one in events:
        if isinstance(one, AppealDecided):
            verdicts = tuple(replace(verdict, upheld=True) for verdict in one.verdicts)
            told += [
                replace(one, outcome="full", verdicts=verdicts, deadline=None),
                PenaltyRevoked(by=one.by, at=one.at),
            ]
        else:
            told.append(one)
    return tuple(told)


def _no_standstill(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """A question costs the reviewer the time that the merchant took."""

    def shorter(event: Any) -> Any:
        if not isinstance(event, QuestionAnswered | QuestionLapsed):
            return event
        return replace(event, deadline=replace(event.deadline, due_at=event.at + timedelta(hours=1)))

    return tuple(shorter(event) for event in events)


TIME: Mapping[str, Plant] = {
    "closed only after its instant": closed_only_after_its_instant,
    "closed a minute early": closed_a_minute_early,
    "prepared appeal comes too late": prepared_comes_too_late,
    "a measure's end only in memory": measure_s_end_only_in_memory,
    "the timer decides": the_timer_decides,
    "a condition's lapse revokes": tells(_lapse_revokes, time=True, acts=False),
    "a question doesn't stop the clock": tells(_no_standstill, time=True),
}
