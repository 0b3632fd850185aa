"""Planted faults in what a penalty does to its shop, its orders and its lists, and in who is told."""

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce
from typing import Any

from msgspec.structs import replace

from ombud.core.penalty.events.appeal import AppealDecided, Verdict
from ombud.core.penalty.events.imposing import PenaltyImposed, PenaltyRevoked
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop.events import MeasureSwitchedOff
from ombud.core.shop.state import evolve
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from tests.simulation.desk import Act, Desk
from tests.simulation.life import Plant
from tests.simulation.plant import (
    decides,
    parent_s_version_not_compared,
    shown_to_all,
    tells,
    without_message,
    written,
)

DAY = timedelta(days=1)


def _revokes(decided: Decided) -> bool:
    return any(isinstance(one, PenaltyRevoked) for one in decided.events)


def _all_lifted(decided: Decided) -> Decided:
    """Revoking one penalty lifts what other penalties imposed."""
    if not _revokes(decided):
        return decided
    about = decided.parent_state
    first = decided.events[-1]
    more = [
        MeasureSwitchedOff(by=first.by, at=first.at, penalty=one.penalty, measure=one.measure) for one in about.measures
    ]
    return decided._replace(parent_events=(*decided.parent_events, *more), parent_state=reduce(evolve, more, about))


def _measures_stay(decided: Decided) -> Decided:
    """The penalty is revoked, and its measures stay on the shop."""
    if not _revokes(decided) or decided.loaded.parent is None:
        return decided
    return decided._replace(parent_events=(), parent_state=decided.loaded.parent.state)


def _all_restored(events: tuple[Any, ...], loaded: Loaded) -> tuple[Any, ...]:
    """Where some are upheld, all orders count again."""

    def more(event: Any) -> Any:
        if not isinstance(event, AppealDecided) or not event.restored:
            return event
        return replace(event, restored=tuple(one.id for one in loaded.state.imposition.orders))

    return tuple(more(event) for event in events)


def _some_suffice(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """One that is upheld revokes the penalty."""
    first = events[0]
    if not isinstance(first, AppealDecided) or first.outcome != "part":
        return events
    full = replace(first, outcome="full", restored=(), deadline=None)
    return (full, PenaltyRevoked(by=first.by, at=first.at))


def _decided_only(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """An appeal is upheld in full, and the penalty goes on."""
    return tuple(one for one in events if not isinstance(one, PenaltyRevoked))


def _one_verdict_less(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    def less(event: Any) -> Any:
        if not isinstance(event, AppealDecided) or len(event.verdicts) < 2:
            return event
        return replace(event, verdicts=(*event.verdicts[:-1], Verdict(slot=event.verdicts[0].slot, upheld=True)))

    return tuple(less(event) for event in events)


def _clock_before_notice(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """The time to appeal runs from the day before."""

    def earlier(event: Any) -> Any:
        if not isinstance(event, PenaltyImposed) or event.terms is None:
            return event
        deadlines = tuple(
            replace(one, from_at=one.from_at - DAY, due_at=one.due_at - DAY) if one.kind == "appeal" else one
            for one in event.deadlines
        )
        return replace(event, terms=replace(event.terms, closes_at=event.terms.closes_at - DAY), deadlines=deadlines)

    return tuple(earlier(event) for event in events)


def _end_not_written(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """A measure that lasts a week is never taken off."""

    def endless(event: Any) -> Any:
        if not isinstance(event, PenaltyImposed):
            return event
        return replace(event, deadlines=tuple(one for one in event.deadlines if one.kind != "measure"))

    return tuple(endless(event) for event in events)


def _counts_twice(batch: Batch, _decided: Decided) -> None:
    batch.counts += batch.counts


def _counts_left_behind(batch: Batch, _decided: Decided) -> None:
    batch.counts = [one for one in batch.counts if one.n > 0]


def one_person_is_enough(desk: Desk) -> None:
    """The limit above which a second person agrees is not looked at."""
    decide = desk.decide

    def alone(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        rules = policy.pack.penalties
        if rules is None or verb.id != "penalty.impose":
            return decide(verb, command, loaded, policy)
        limits = replace(rules.limits, two_people_for=(), funds_two_people_above=10**12)
        lenient = replace(policy, pack=replace(policy.pack, penalties=replace(rules, limits=limits)))
        return decide(verb, command, loaded, lenient)

    desk.decide = alone


def penalised_twice(desk: Desk) -> None:
    """Nobody looks whether an order is penalised for the same already."""
    stamps = desk.stamps

    def blind(act: Act, loaded: Loaded) -> dict[str, Any]:
        found = stamps(act, loaded)
        return {**found, "penalised": ()} if "penalised" in found else found

    desk.stamps = blind


def ground_not_linked(desk: Desk) -> None:
    """The case that a penalty is carried from is written in a transaction of its own, which is lost."""
    commit = desk.commit

    def alone(batch: Batch) -> None:
        if any(one.kind == "penalty" for one in batch.streams):
            batch.streams = [one for one in batch.streams if one.kind != "complaint"]
            batch.events = [one for one in batch.events if one.type != "CarriedIntoPenalty"]
        commit(batch)

    desk.commit = alone


EFFECTS: Mapping[str, Plant] = {
    "revoking lifts other penalties' measures": decides(_all_lifted),
    "measures stay on after revoking": decides(_measures_stay),
    "in part restores all orders": tells(_all_restored),
    "one upheld revokes": tells(_some_suffice),
    "upheld in full and not revoked": tells(_decided_only),
    "a slot without its verdict": tells(_one_verdict_less),
    "clock starts before the notice": tells(_clock_before_notice),
    "a measure's end not written": tells(_end_not_written),
    "counts moved twice": written(_counts_twice),
    "counts left behind": written(_counts_left_behind),
    "imposed without notice": without_message("penalty_imposed"),
    "decided without notice": without_message("appeal_decided"),
    "prepared appeal shown to the platform": shown_to_all("merchant"),
    "shop's version not compared": parent_s_version_not_compared("shop"),
    "one person is enough": one_person_is_enough,
    "an order penalised twice": penalised_twice,
    "a ground not linked": ground_not_linked,
}
