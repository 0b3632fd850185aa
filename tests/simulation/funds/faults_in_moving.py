"""Planted faults in what is held, freed, taken for good and paid out."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from ombud.core.fund.events import (
    DebtRecouped,
    Entry,
    ForfeitReturned,
    FundsHeld,
    HoldForfeited,
    HoldReleased,
    HoldToppedUp,
)
from ombud.core.fund.state import Fund
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.desk import Desk
from tests.simulation.funds.plant import Events, each, follows, moves
from tests.simulation.life import Plant
from tests.simulation.plant import sees

Change = Callable[[Any, Fund | None], Events]


def _twice(kind: type[Any]) -> Change:
    """What it moves is moved twice."""

    def change(event: Any, _fund: Fund | None) -> Events:
        if not isinstance(event, kind) or not event.entries:
            return (event,)
        return (replace(event, entries=tuple(replace(one, amount=2 * one.amount) for one in event.entries)),)

    return change


def _without(kind: type[Any], cause: str = "") -> Change:
    return lambda event, _fund: () if isinstance(event, kind) and cause in ("", event.cause.kind) else (event,)


def _another_s_hold(event: Any, fund: Fund | None) -> Events:
    """The oldest hold is freed, whosever it is."""
    if not isinstance(event, HoldReleased) or fund is None or not fund.holds or fund.holds[0].id == event.hold:
        return (event,)
    oldest = fund.holds[0]
    entries = (Entry(debit="held", credit="available", amount=oldest.kept),) if oldest.kept else ()
    return (replace(event, hold=oldest.id, cause=oldest.cause, entries=entries),)


def _only_what_was_there(event: Any, fund: Fund | None) -> Events:
    """A freeze in whole keeps what was there when it began."""
    frozen = [one.id for one in fund.holds if one.wanted is None] if fund else []
    return () if isinstance(event, HoldToppedUp) and event.hold in frozen else (event,)


def _a_cent_stays(event: Any, _fund: Fund | None) -> Events:
    """Whoever frees a hold rounds down."""
    if not isinstance(event, HoldReleased) or not event.entries or event.entries[0].amount < 2:
        return (event,)
    (one,) = event.entries
    return (replace(event, entries=(replace(one, amount=one.amount - 1),)),)


def _of_what_is_free(event: Any, fund: Fund | None) -> Events:
    """What is taken for good is taken from what is free, and the hold stays."""
    if not isinstance(event, HoldForfeited) or fund is None:
        return (event,)
    return (replace(event, entries=tuple(replace(one, debit="available") for one in event.entries)),)


def taken_while_it_can_be_appealed(desk: Desk) -> None:
    """Whoever takes money for good doesn't look whether the penalty can still be appealed."""
    honest = desk.decide

    def decide(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        if verb.id != "penalty.forfeit" or not isinstance(loaded.state, Penalty):
            return honest(verb, command, loaded, policy)
        seen = loaded._replace(state=replace(loaded.state, deadlines=(), appeal="none"))
        decided = honest(verb, command, seen, policy)
        return decided if isinstance(decided, Refusal) else deciding.happened(loaded, decided.events)

    desk.decide = decide


def _lifted(penalty: Any) -> Any:
    """Whatever ends a measure is taken for its time."""
    if not isinstance(penalty, Penalty):
        return penalty
    measures = tuple(replace(one, ended="time") if one.ended else one for one in penalty.measures)
    return replace(penalty, measures=measures)


MOVING: Mapping[str, Plant] = {
    "a hold takes twice": moves(each(_twice(FundsHeld))),
    "a top-up takes twice": moves(each(_twice(HoldToppedUp))),
    "a debt is recouped twice": moves(each(_twice(DebtRecouped))),
    "another's hold is freed": moves(each(_another_s_hold)),
    "what ends a penalty doesn't free its hold": moves(each(_without(HoldReleased, "penalty"))),
    "what ends a case doesn't free its hold": moves(each(_without(HoldReleased, "complaint"))),
    "a freeze misses what comes in later": moves(each(_only_what_was_there)),
    "a cent stays held": moves(each(_a_cent_stays)),
    "what was taken doesn't come back": moves(each(_without(ForfeitReturned))),
    "what was wrong is over by time": follows(case=_lifted),
    "taken from what is free": moves(each(_of_what_is_free)),
    "taken while it can be appealed": taken_while_it_can_be_appealed,
    "held money is paid out": sees(lambda fund: replace(fund, available=fund.available + fund.held, held=0), "fund"),
}
"""Each by its name."""
