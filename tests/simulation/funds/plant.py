"""How faults of funds are planted: in what moves, and in what decisions about cases see of the fund."""

from collections.abc import Callable
from typing import Any

from ombud.core.fund.state import Fund
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.decide import Decided, Loaded, happened
from ombud.desk.purse import Purse
from ombud.desk.things import Verb
from tests.simulation.desk import Desk
from tests.simulation.life import Plant

Events = tuple[Any, ...]
Move = Callable[[Events, Fund | None], Events]


def moves(change: Move) -> Plant:
    """Other events move the fund than were decided, be it by a verb of its own or by what follows from a case."""

    def plant(desk: Desk) -> None:
        follow, decide = desk.follow, desk.decide

        def otherwise(moved: Decided) -> Decided:
            return happened(moved.loaded, change(moved.events, moved.loaded.state))

        def followed(purse: Purse, decided: Decided) -> Decided | None:
            moved = follow(purse, decided)
            other = otherwise(moved) if moved else None
            return other if other and other.events else None

        def decided_otherwise(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
            decided = decide(verb, command, loaded, policy)
            return decided if isinstance(decided, Refusal) or loaded.thing != "fund" else otherwise(decided)

        desk.follow = followed
        desk.decide = decided_otherwise

    return plant


def follows(
    case: Callable[[Any], Any] = lambda state: state, fund: Callable[[Fund], Fund] = lambda fund: fund
) -> Plant:
    """What follows from a case is worked out from another state of the case, or of the fund."""

    def plant(desk: Desk) -> None:
        follow = desk.follow

        def followed(_purse: Purse, decided: Decided) -> Decided | None:
            def seen(id: str) -> Loaded | None:
                loaded = desk.memory.stream(id)
                return loaded._replace(state=fund(loaded.state)) if loaded else None

            moved = follow(Purse(seen), decided._replace(state=case(decided.state)))
            if moved is None:
                return None
            return happened(desk.memory.stream(moved.loaded.id) or moved.loaded, moved.events)

        desk.follow = followed

    return plant


def each(change: Callable[[Any, Fund | None], Events]) -> Move:
    """One event at a time; of those before it in the same act the fund isn't told."""
    return lambda events, fund: tuple(one for event in events for one in change(event, fund))
