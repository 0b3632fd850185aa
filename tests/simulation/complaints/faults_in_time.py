"""Planted faults in what follows by itself, and when."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.complaint.events import work
from ombud.core.deadlines import next_due_at
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.desk import Desk
from tests.simulation.life import Plant

INSTANT = timedelta(microseconds=1)


def the_boundary_belongs_to_the_party(desk: Desk) -> None:
    """An act at the very instant of its deadline is taken as in time."""
    passes, decide = desk.time_passes, desk.decide

    def longer(loaded: Loaded, at: datetime) -> Loaded:
        if loaded.state is None:
            return loaded
        deadlines = tuple(
            replace(one, due_at=at + INSTANT) if one.due_at == at else one for one in loaded.state.deadlines
        )
        return loaded._replace(state=replace(loaded.state, deadlines=deadlines), due_at=next_due_at(deadlines))

    def passing(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
        passed = passes(longer(loaded, at), policy, at)
        return deciding.happened(loaded, passed.events) if passed else None

    def generous(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        outcome = decide(verb, command, longer(loaded, command.at), policy)
        return outcome if isinstance(outcome, Refusal) else deciding.happened(loaded, outcome.events)

    desk.time_passes, desk.decide = passing, generous


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


def lapses_a_minute_early(desk: Desk) -> None:
    """The timer's clock is a minute fast."""
    passes, due = desk.time_passes, desk.memory.due
    minute = timedelta(minutes=1)
    desk.due = lambda at: due(at + minute)
    desk.time_passes = lambda loaded, policy, at: _restamped(passes(loaded, policy, at + minute), at)


def _restamped(decided: Decided | None, at: datetime) -> Decided | None:
    if decided is None:
        return None
    return deciding.happened(decided.loaded, [replace(event, at=at) for event in decided.events])


def escalated_twice(desk: Desk) -> None:
    """The platform's own turn is handed on twice for one lapse."""
    passes = desk.time_passes

    def twice(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
        passed = passes(loaded, policy, at)
        if passed is None or not isinstance(passed.events[-1], work.TurnEscalated):
            return passed
        return deciding.happened(loaded, (*passed.events, passed.events[-1]))

    desk.time_passes = twice


def lapse_of_the_past_again(desk: Desk) -> None:
    """Two timers settle the same stream without looking at its version."""
    passes = desk.time_passes
    desk.time_passes = lambda loaded, policy, at: _doubled(passes(loaded, policy, at))


def _doubled(decided: Decided | None) -> Decided | None:
    if decided is None or not isinstance(decided.events[0], work.DeadlineLapsed):
        return decided
    return deciding.happened(decided.loaded, (decided.events[0], *decided.events))


def consumer_s_silence_closes(desk: Desk) -> None:
    """A rule of one platform is applied on another."""
    passes = desk.time_passes

    def closing(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
        lapses = replace(policy.pack.lapses, consumer_silent="close")
        return passes(loaded, replace(policy, pack=replace(policy.pack, lapses=lapses)), at)

    desk.time_passes = closing


TIME: Mapping[str, Plant] = {
    "boundary belongs to the party": the_boundary_belongs_to_the_party,
    "the timer decides": the_timer_decides,
    "lapses a minute early": lapses_a_minute_early,
    "lapse recorded twice": lapse_of_the_past_again,
    "escalated twice": escalated_twice,
    "consumer's silence closes": consumer_s_silence_closes,
}
