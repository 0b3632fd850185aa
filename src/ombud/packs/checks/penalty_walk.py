"""Walk every penalty under a pack with nobody acting: from each turn, time alone must lead to rest."""

from collections.abc import Iterator

from ombud.core.deadlines import next_due_at
from ombud.core.penalty.lapse import TIME, LetTimePass, decide
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.packs.checks.penalty_turns import turns_of
from ombud.packs.checks.turns import start
from ombud.packs.checks.walk import ROUNDS_MAX
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile


def silence(found: PackFile) -> Iterator[Fault]:
    """Every turn of a penalty that can't be reached, or after which nobody acts and it hangs."""
    rules = found.pack.penalties
    policy = Policy(pack=found.pack, calendar=found.calendar)
    for index, violation in enumerate(rules.violations if rules else ()):
        way = ("penalties", "violations", index, "code")
        for name, turn in turns_of(violation, policy, start(found)).items():
            if isinstance(turn, Refusal):
                told = f"there is no way to the turn “{name}” ({turn.code}{f' at {turn.field}' if turn.field else ''})"
                yield found.said_in.fault(way, told)
                break
            if (problem := stuck(turn, policy)) is not None:
                yield found.said_in.fault(way, f"from the turn “{name}” on, if nobody acts: {problem}")


def stuck(penalty: Penalty, policy: Policy, rounds_max: int = ROUNDS_MAX) -> str | None:
    """What is wrong, where time alone doesn't bring this penalty to rest or to the senior queue."""
    for _ in range(rounds_max):
        if penalty.overdue and all(one.on == "platform" for one in penalty.deadlines):
            return None
        at = next_due_at(penalty.deadlines)
        if at is None:
            return _waiting(penalty)
        events = decide(LetTimePass(by=TIME, at=at, penalty=penalty.id), penalty, policy)
        if isinstance(events, Refusal):
            return f"nothing follows at its deadline ({events.code})"
        for event in events:
            penalty = evolve(penalty, event)
    return "it goes round in circles"


def _waiting(penalty: Penalty) -> str | None:
    """What a penalty without any deadline still waits for. One that stands, or has ended, waits for nothing."""
    if penalty.stage == "proposed":
        return "it waits for a second person without a deadline"
    if penalty.under_review:
        return "its appeal waits without a deadline"
    if penalty.in_force and penalty.terms is not None and penalty.appeal in ("none", "begun", "incomplete"):
        return "its window to appeal never closes"
    return None
