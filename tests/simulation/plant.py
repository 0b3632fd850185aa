"""How faults are planted: in what verbs see, in what they decide, in what time does, and in what is written."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk import decide as deciding
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded
from ombud.desk.things import Verb
from ombud.ledger.canonical import chained
from tests.simulation.desk import Desk
from tests.simulation.life import Plant

Change = Callable[[Any], Any]


def seeing(desk: Desk, change: Callable[[Loaded, Any], Loaded]) -> None:
    """Verbs decide on something else than what was loaded; what follows is applied to what is true."""
    honest = desk.decide

    def decide(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        if loaded.state is None and loaded.parent is None:
            return honest(verb, command, loaded, policy)
        decided = honest(verb, command, change(loaded, command), policy)
        return decided if isinstance(decided, Refusal) else deciding.happened(loaded, decided.events)

    desk.decide = decide


def sees(change: Change, thing: str) -> Plant:
    """Verbs see another state of the thing."""

    def plant(desk: Desk) -> None:
        def seen(loaded: Loaded, _command: Any) -> Loaded:
            its = loaded.state is not None and loaded.thing == thing
            return loaded._replace(state=change(loaded.state)) if its else loaded

        seeing(desk, seen)

    return plant


def sees_parent(change: Change) -> Plant:
    """Verbs see another state of what the thing is about."""

    def plant(desk: Desk) -> None:
        def seen(loaded: Loaded, _command: Any) -> Loaded:
            assert loaded.parent is not None
            return loaded._replace(parent=loaded.parent._replace(state=change(loaded.parent.state)))

        seeing(desk, seen)

    return plant


def decides(change: Callable[[Decided], Decided], *, time: bool = False, acts: bool = True) -> Plant:
    """Something else than was decided is written."""

    def plant(desk: Desk) -> None:
        decide, passes = desk.decide, desk.time_passes

        def decided_otherwise(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
            decided = decide(verb, command, loaded, policy)
            return decided if isinstance(decided, Refusal) else change(decided)

        def passed_otherwise(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
            passed = passes(loaded, policy, at)
            return change(passed) if passed else None

        if acts:
            desk.decide = decided_otherwise
        if time:
            desk.time_passes = passed_otherwise

    return plant


def tells(
    change: Callable[[tuple[Any, ...], Loaded], tuple[Any, ...]], *, time: bool = False, acts: bool = True
) -> Plant:
    """Other events than were decided are written, with all that follows from them."""
    return decides(
        lambda decided: deciding.happened(decided.loaded, change(decided.events, decided.loaded)), time=time, acts=acts
    )


def written(change: Callable[[Batch, Decided], None]) -> Plant:
    """What is to be written is changed on its way."""

    def plant(desk: Desk) -> None:
        put = desk.put

        def otherwise(batch: Batch, decided: Decided, *given: Any) -> int:
            version = put(batch, decided, *given)
            change(batch, decided)
            return version

        desk.put = otherwise  # type: ignore[assignment]

    return plant


def without_message(notice: str) -> Plant:
    """A notice is forgotten."""

    def forget(batch: Batch, _decided: Decided) -> None:
        batch.messages = [one for one in batch.messages if one.notice != notice]
        batch.jobs = batch.jobs[: len(batch.messages)]

    return written(forget)


def shown_to_all(audience: str) -> Plant:
    """What is for one side only is written down as for everybody."""

    def leak(batch: Batch, decided: Decided) -> None:
        heads = {decided.loaded.id: decided.loaded.head}
        told = []
        its = [
            one for one in batch.events if one.stream in (decided.loaded.id, getattr(decided.loaded.parent, "id", ""))
        ]
        for one in its:
            body = one.body.replace(f'"audience":["{audience}"]'.encode(), b'"audience":["merchant","platform"]')
            before = heads.get(one.stream) or (decided.loaded.parent.head if decided.loaded.parent else b"")
            heads[one.stream] = chained(before, body)
            told.append(one._replace(body=body, hash=heads[one.stream]))
        batch.events = [one for one in batch.events if one not in its] + told
        batch.streams = [one._replace(head=heads.get(one.id, one.head)) for one in batch.streams]

    return written(leak)


def parent_s_version_not_compared(kind: str) -> Plant:
    """Only the thing's own stream is guarded."""

    def plant(desk: Desk) -> None:
        commit = desk.commit

        def half_guarded(batch: Batch) -> None:
            parents = [one for one in batch.streams if one.kind == kind]
            batch.streams = [one for one in batch.streams if one.kind != kind]
            commit(batch)
            desk.memory.streams.update({one.id: one for one in parents})

        desk.commit = half_guarded

    return plant
