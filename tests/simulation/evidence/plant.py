"""How faults of evidence are planted: on the shelf, in what reports see and mean, and in what a case draws on."""

from collections.abc import Callable
from typing import Any

from ombud.core.refusal import Refusal
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided, Loaded, happened
from ombud.ledger.canonical import chained
from tests.simulation.desk import Desk
from tests.simulation.evidence.desk import EvidenceDesk
from tests.simulation.evidence.shelf import Shelf
from tests.simulation.life import Plant
from tests.simulation.plant import seeing, written

Events = tuple[Any, ...]


def on_the_shelf(change: Callable[[Shelf], None]) -> Plant:
    """The vault does something else."""

    def plant(desk: Desk) -> None:
        assert isinstance(desk, EvidenceDesk)
        change(desk.shelf)

    return plant


def sees_case(change: Callable[[Any], Any]) -> Plant:
    """Who concludes a report sees another state of the case it is linked to."""

    def plant(desk: Desk) -> None:
        def seen(loaded: Loaded, _command: Any) -> Loaded:
            if loaded.thing != "evidence_report" or loaded.ground is None:
                return loaded
            return loaded._replace(ground=loaded.ground._replace(state=change(loaded.ground.state)))

        seeing(desk, seen)

    return plant


def brings(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Plant:
    """What the desk fills in is something else."""

    def plant(desk: Desk) -> None:
        stamps = desk.stamps
        desk.stamps = lambda act, loaded: change(stamps(act, loaded))

    return plant


def means(change: Callable[[Events, Decided], Events]) -> Plant:
    """A report means something else for its case."""

    def plant(desk: Desk) -> None:
        assert isinstance(desk, EvidenceDesk)
        carry = desk.carry

        def otherwise(decided: Decided, command: Any, batch: Batch) -> Decided | Refusal | None:
            carried = carry(decided, command, batch)
            if not isinstance(carried, Decided):
                return carried
            events = change(carried.events, decided)
            return happened(carried.loaded, events) if events else None

        desk.carry = otherwise

    return plant


def draws(change: Callable[[Decided, EvidenceDesk], list[Decided]]) -> Plant:
    """A case draws on something else."""

    def plant(desk: Desk) -> None:
        assert isinstance(desk, EvidenceDesk)
        held = desk
        held.draw = lambda decided: change(decided, held)

    return plant


def shown_to(event: str, audience: tuple[str, ...]) -> Plant:
    """An event is written down as for more than whom it is for."""

    def leak(batch: Batch, decided: Decided) -> None:
        loaded = decided.loaded
        if not any(type(one).__name__ == event for one in decided.events):
            return
        head, told = loaded.head, []
        for one in batch.events:
            if one.stream == loaded.id:
                body = one.body
                if one.type == event:
                    before, _, rest = body.partition(b'"audience":[')
                    named = ",".join(f'"{party}"' for party in audience).encode()
                    body = before + b'"audience":[' + named + b"]" + rest.partition(b"]")[2]
                head = chained(head, body)
                one = one._replace(body=body, hash=head)  # noqa: PLW2901 - the same event, told to more
            told.append(one)
        batch.events = told
        batch.streams = [one._replace(head=head) if one.id == loaded.id else one for one in batch.streams]

    return written(leak)
