"""What the watch knows of the talk about an order: who said how much, who has read it, what of it became evidence."""

from typing import Any

from ombud.desk.commit import Batch
from ombud.desk.decide import Decided
from tests.simulation.breach import hold
from tests.simulation.cast import CONSUMER, SELLER

OTHER = {"consumer": "merchant", "merchant": "consumer"}


class Talk:
    """Of one order."""

    def __init__(self) -> None:
        self.events = 0
        self.said: list[tuple[int, str]] = []
        """The number of each message, and whose it is."""
        self.read_to = {"consumer": 0, "merchant": 0}
        self.hashes: dict[int, str] = {}
        self.files: list[str] = []

    def committed(self, decided: Decided, batch: Batch) -> None:
        """Check what was said or read. Raises Breach."""
        state = decided.state
        for one in batch.events:
            if one.stream == decided.loaded.id:
                self.hashes[one.seq] = one.hash.hex()
        for event in decided.events:
            self.events += 1
            name = type(event).__name__
            if name == "MessageSaid":
                who = {"consumer": CONSUMER.id, "merchant": SELLER.id}[event.side]
                hold(event.by.id == who, "I15 each side speaks for itself", event)
                self._waits(event.side, batch)
                self.said.append((self.events, event.side))
                self.files += [one.file for one in event.files]
            elif name == "MessagesRead":
                hold(event.by.id in (CONSUMER.id, SELLER.id), "I15 only its two sides read a talk", event)
                hold(event.up_to <= self.events, "I9 nobody has read what wasn't said", event)
                self.read_to[event.side] = event.up_to
        for side in OTHER:
            hold(state.unread(side) == self.unread(side), "I1 what waits to be read is counted", (side, state))

    def unread(self, side: Any) -> int:
        """Messages of the other side after the last that this one has read."""
        return sum(1 for seq, whose in self.said if whose == OTHER[side] and seq > self.read_to[side])

    def _waits(self, side: Any, batch: Batch) -> None:
        """A first unread message is told; the next ones wait with it."""
        told = [one for one in batch.messages if one.notice == "message_said"]
        first = self.unread(OTHER[side]) == 0
        hold(len(told) == (1 if first else 0), "I17 told of the first message that waits, and once", (side, told))

    def attached(self, decided: Decided) -> None:
        """What of the talk lies in a case is what was said, with its context, up to a hash of the record."""
        for event in decided.events:
            if type(event).__name__ != "TalkAttached":
                continue
            part = event.excerpt
            between = [seq for seq, _ in self.said if part.first <= seq <= part.last]
            hold(bool(between) and between[0] == part.first, "I1 an excerpt begins with a message", (event, self.said))
            hold(between[-1] == part.last and part.messages == len(between), "I1 an excerpt is whole", event)
            hold(part.shown_first <= part.first <= part.last <= part.shown_last, "I1 an excerpt has its context", event)
            hold(self.hashes[part.shown_last] == part.hash, "I43 an excerpt can be checked against the record", event)

    def whole(self, case: Any) -> bool:
        """Whether all that was said lies in this case, or nothing was said."""
        if not self.said:
            return True
        first, last = self.said[0][0], self.said[-1][0]
        return any((one.excerpt.first, one.excerpt.last) == (first, last) for one in case.talks)
