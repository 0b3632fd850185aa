"""Looks at every erasure with a memory of its own: nothing goes that something holds, and all goes that should."""

from datetime import datetime, timedelta
from typing import Any

from ombud.core.erasure.events import (
    ErasureAsked,
    ErasureCarriedOut,
    ErasureDue,
    ErasureGranted,
    ErasureOverdue,
    ErasureRefused,
)
from ombud.core.erasure.holds import Hold
from ombud.core.people import Clock, Consumer, Reviewer
from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from ombud.ledger.words import holds, said_of
from tests.simulation.breach import hold
from tests.simulation.desk import Act
from tests.simulation.erasing.cabinet import Cabinet, Row
from tests.simulation.evidence.watch import EvidenceWatch
from tests.simulation.memory import Memory

PERSON = "ana"
OWN = f"erasure/{PERSON}"
ANSWER = timedelta(days=28)
ENDED = ("closed", "concluded", "withdrawn", "beyond-cap")
RUNS = ("review_until", "reopen_until")


class Copy:
    """Words as they were sealed, and as they were said; whether they were erased since."""

    def __init__(self, row: Row, said: str) -> None:
        self.row = row
        self.said = said
        self.erased = False


class ErasingWatch(EvidenceWatch):
    """Everything about one order, and what its consumer has erased of it."""

    memory: Memory
    cabinet: Cabinet
    gone: set[str]
    """Streams of which this person's words were erased, as long as they have said nothing there since."""
    told: list["Copy"]
    held_then: dict[str, str]
    """What held each stream when the worker looked, which is before others act and it writes down what it did."""
    since: set[str]
    """Streams in which this person has said something since then."""
    granted: Any = None
    """The decision that is carried out; None while there is none."""
    due_at: datetime | None = None

    def erases(self, memory: Memory, cabinet: Cabinet) -> "ErasingWatch":
        """What else it looks at."""
        self.memory, self.cabinet, self.gone, self.told = memory, cabinet, set(), []
        self.held_then, self.since = {}, set()
        return self

    def committed(self, decided: Decided, batch: Batch, at: datetime, act: Act | None) -> None:
        self._said(batch)
        if decided.loaded.thing != "erasure":
            super().committed(decided, batch, at, act)
            return
        self.heard(decided.loaded.id, [type(event).__name__ for event in decided.events], at, act)
        work = sum(isinstance(event, ErasureGranted | ErasureDue) for event in decided.events)
        hold(len(batch.jobs) == len(batch.messages) + work, "I41 what is granted is carried out by somebody", work)
        for event in decided.events:
            hold(event.at == at, "I2 an event bears the instant of its receipt", event)
            self._erasure(event, at)
        self.due_at = decided.state.deadlines[0].due_at if decided.state.deadlines else None

    def _said(self, batch: Batch) -> None:
        """Keep a copy of what lies sealed now, as a backup would, and of what was said."""
        for one in batch.words:
            row = self.cabinet.rows[one.stream, one.person, one.digest]
            self.told.append(Copy(row, one.body.decode()))
            if one.person == PERSON:
                self.gone.discard(one.stream)
                self.since.add(one.stream)

    def shredded(self, person: str, streams: tuple[str, ...], at: datetime) -> None:
        """Keys of these streams are about to be destroyed. Raises Breach."""
        given = self.granted
        hold(person == PERSON and given is not None, "I41 nothing is erased that nobody granted", person)
        hold("words" not in given.keep or not streams, "I41 what law has kept stays", streams)
        for stream in streams:
            hold(not self.held(stream, at), "I41 what a hold keeps isn't erased", (stream, self.held(stream, at)))
        self.held_then, self.since = {id: self.held(id, at) for id in self.memory.streams}, set()
        self.gone |= set(streams)
        for one in self.told:
            if one.row.person == person and one.row.stream in streams:
                one.erased = True

    def held(self, stream: str, at: datetime) -> str:
        """What holds what a person said there, told once more: nothing of the order may be open, due or running."""
        states = {id: self.memory.state(id) for id, one in self.memory.streams.items() if _is_case(one.kind)}
        for id, state in states.items():
            if why := _alive(state, at):
                return f"{id} {why}"
        state = self.memory.state(stream)
        return f"{stream} has a deadline" if stream != OWN and getattr(state, "deadlines", ()) else ""

    def _erasure(self, event: Any, at: datetime) -> None:
        by = event.by
        match event:
            case ErasureAsked():
                hold(isinstance(by, Consumer) and by.id == PERSON, "I41 one asks for oneself", by)
                hold(event.deadline.due_at == at + ANSWER, "I41 it is answered within the law's month", event)
            case ErasureGranted() | ErasureRefused():
                hold(isinstance(by, Reviewer) and "oversee" in by.rights, "I15 the privacy desk decides", by)
                self.granted = event if isinstance(event, ErasureGranted) else None
            case ErasureOverdue() | ErasureDue():
                hold(self.due_at is not None and at >= self.due_at, "I9 nothing lapses before its instant", event)
            case ErasureCarriedOut():
                hold(isinstance(by, Clock), "I41 what was erased is told by who erased it", by)
                self._carried_out(event)

    def _carried_out(self, event: ErasureCarriedOut) -> None:
        keep = self.granted.keep
        for one in event.left:
            hold(bool(self.held_then.get(one.stream)), "I41 nothing is held that nothing holds", one)
        listed = {one.stream for one in event.left}
        if "words" not in keep:
            there = {stream for stream in self.cabinet.of(PERSON) if stream != OWN} - self.since
            hold(there <= listed, "I41 what is held is listed as pending", (there, listed))
        if event.deadline is None:
            hold(not event.left, "I41 what is held is looked at again", event)

    def ended(self) -> None:
        """All words once more. Raises Breach."""
        super().ended()
        last = {one.row[:3]: one for one in self.told}
        for one in self.told:
            row = one.row
            now, key = self.cabinet.rows[row[:3]], self.cabinet.keys.get(row[:2])
            if one.erased:
                # Whoever kept a copy has no key for it any more, and none is made again.
                hold(not holds(row.digest, row.body, key), "I41 no key is left for what was erased", row.stream)
                said_again = last[row[:3]] is not one and not last[row[:3]].erased
                hold(said_again or now.body == b"", "I41 erased words are gone", row.stream)
            else:
                text = said_of(row.stream, row.digest, now.body, key, now.erased_on).text
                hold(text == one.said, "I41 words that nobody had erased can be read", row.stream)
        for stream in self.gone:
            hold((stream, PERSON) not in self.cabinet.keys, "I41 no key is left for what was erased", stream)

    def settled(self, stage: str, left: tuple[Hold, ...], at: datetime) -> None:
        """Once nothing more happens, what was granted is done, or held by what can end only by somebody's act."""
        hold(stage != "granted", "I41 what was granted is carried out", stage)
        for one in left if stage == "held" else ():
            hold(bool(self.held(one.stream, at)), "I41 a hold that ended lets go", one)


def _is_case(kind: str) -> bool:
    return kind in ("complaint", "evidence_report")


def _alive(state: Any, at: datetime) -> str:
    if getattr(state, "elsewhere", "") and not getattr(state, "outcome", ""):
        return "is before a court"
    if state.stage not in ENDED:
        return f"is at {state.stage}"
    if any((end := getattr(state, name, None)) and end > at for name in RUNS):
        return "can still be reopened or reviewed"
    return "has a deadline" if state.deadlines else ""
