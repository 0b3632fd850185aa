"""What the watch knows of evidence kept for an order: whose it is, who sees it, until when, and that it stays for the
staff."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.core.policy.policy import Policy
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.cast import CONSUMER, SELLER
from tests.simulation.desk import Act

WHO = {"consumer": CONSUMER.id, "merchant": SELLER.id}


class Item(NamedTuple):
    """One file that a side put by."""

    sha256: str
    shown: str
    stage: str
    drawn: tuple[str, ...]
    until: datetime | None
    """None where no time of its own ends it any more."""


class Keeping:
    """For one order."""

    def __init__(self, policy: Policy) -> None:
        self.rules = policy.pack.keeping
        self.policy = policy
        self.items: dict[str, dict[str, Item]] = {"consumer": {}, "merchant": {}}

    def committed(self, decided: Decided, at: datetime, act: Act | None) -> None:
        """Check what was put by, let go, drawn on or has ended. Raises Breach."""
        state = decided.state
        its = self.items[state.side]
        if act is not None:
            over = [id for id, one in its.items() if one.until is not None and one.until <= at]
            hold(not over, "I8 what has ended is over before anybody acts", (over, at))
        for event in decided.events:
            hold(event.side == state.side, "I15 each side keeps its own", event)
            getattr(self, f"_{type(event).__name__}")(its, event, at)
        self._stands(state, its)

    def _EvidenceKept(self, its: dict[str, Item], event: Any, at: datetime) -> None:  # noqa: N802 - named after its event
        assert self.rules is not None
        hold(event.by.id == WHO[event.side], "I15 each side keeps its own", event)
        live = [one.sha256 for one in its.values() if one.stage == "kept"]
        new = [one.sha256 for one in event.files]
        hold(len({*live, *new}) == len(live) + len(new), "I21 the same bytes are no new item", (live, new))
        hold(len(live) + len(new) <= self.rules.files_max, "I21 kept within the pack's number", len(live) + len(new))
        until = self.policy.end(self.rules.kept, at)
        hold(all(one.due_at == until for one in event.deadlines), "I10 kept as long as the pack says", event)
        for one in event.files:
            before = its[one.file].drawn if one.file in its else ()
            its[one.file] = Item(one.sha256, event.shown, "kept", before, until)

    def _EvidenceLetGo(self, its: dict[str, Item], event: Any, _at: datetime) -> None:  # noqa: N802 - the same
        hold(event.by.id == WHO[event.side], "I15 each side lets go of its own", event)
        for id in event.items:
            hold(its[id].stage == "kept", "I7 let go once", (id, its[id]))
            its[id] = its[id]._replace(stage="let-go", until=None)

    def _EvidenceDrawn(self, its: dict[str, Item], event: Any, _at: datetime) -> None:  # noqa: N802 - the same
        for id in event.items:
            hold(its[id].stage == "kept", "I23 a case draws only on what its side keeps", (id, its[id]))
            its[id] = its[id]._replace(drawn=(*its[id].drawn, event.complaint), until=None)

    def _KeepingReminded(self, its: dict[str, Item], event: Any, at: datetime) -> None:  # noqa: N802 - the same
        for id in event.items:
            until = its[id].until
            hold(until is not None and at < until, "I9 reminded before the end", (id, its[id], at))

    def _KeepingEnded(self, its: dict[str, Item], event: Any, at: datetime) -> None:  # noqa: N802 - the same
        for id in event.items:
            until = its[id].until
            hold(until is not None and until <= at, "I9 never ended before its instant", (id, its[id], at))
            hold(not its[id].drawn, "I24 what a case draws on stays as long as the case", (id, its[id]))
            its[id] = its[id]._replace(stage="ended", until=None)

    def _stands(self, state: Any, its: dict[str, Item]) -> None:
        """The state is what the events made it: nobody sees more, and nothing is gone."""
        have = {one.file: one for one in state.items}
        hold(have.keys() == its.keys(), "I24 what was let go stays for the staff", (have.keys(), its.keys()))
        for id, one in its.items():
            held = have[id]
            seen = (held.shown, bool(held.drawn), held.stage)
            hold(seen == (one.shown, bool(one.drawn), one.stage), "I23 who may see it never widens", (held, one))
            hold(
                held.drawn == one.drawn and held.sha256 == one.sha256, "I24 what a case draws on is known", (held, one)
            )
        ends = {one.about: one.due_at for one in state.deadlines}
        hold(ends == {id: one.until for id, one in its.items() if one.until}, "I13 what is kept has its end", ends)
