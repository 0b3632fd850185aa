"""What the desk brings to acts about evidence, out of the ledger in memory.

As desk/kept.py, talked.py and doubt.py bring it from the database.
"""

from datetime import datetime
from typing import Any

from ombud.core.complaint.state import Complaint
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.conversation.state import Conversation
from ombud.core.evidence_report.events import Accused
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.order.state import Order
from ombud.core.order_vault.rungs import id_of, side_of
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor, Consumer, Member
from ombud.desk.decide import Loaded
from ombud.desk.load import stream_id
from ombud.desk.talked import AROUND
from tests.simulation.desk import Act
from tests.simulation.evidence.shelf import Shelf
from tests.simulation.memory import Memory
from tests.simulation.replay import read_event

NONE: frozenset[str] = frozenset()
LINKS = ("evidence_report.file", "evidence_report.conclude")
INT_MAX = 2**31 - 1


class Bringing:
    """For one order."""

    def __init__(self, memory: Memory, shelf: Shelf) -> None:
        self.memory = memory
        self.shelf = shelf

    def stamps(self, act: Act, loaded: Loaded) -> dict[str, Any]:
        """What is filled in besides who, when and about what."""
        if "excerpt" in act.verb.stamped:
            return {"excerpt": self.excerpt(loaded.state.order_id, act.fields) if loaded.state else None}
        if act.verb.id != LINKS[0] or loaded.parent is None:
            return {}
        order: Order = loaded.parent.state
        return {
            "accused": self.accused(order, loaded.ground, act.fields["file"]),
            "groundless_at": self.groundless(order.facts.shop),
        }

    def ground(self, act: Act, loaded: Loaded) -> Loaded | None:
        """The case that a report is linked to."""
        if loaded.state is not None:
            id = loaded.state.complaint
            return self.memory.stream(id) if id else None
        assert loaded.parent is not None, "a report is filed about an order"
        order: Order = loaded.parent.state
        cases = [self.memory.stream(one.id) for one in order.complaints]
        known = [one for one in cases if one is not None and (one.state.admitted or one.state.intervened)]
        holds = [one for one in known if one.state.exhibit(act.fields["file"]) is not None]
        named = act.fields.get("complaint")
        if named:
            return next((one for one in known if one.id == named), None)
        return next(reversed(holds or known), None)

    def accused(self, order: Order, ground: Loaded | None, file: str) -> Accused | None:
        """A picture that the order's consumer put into the case or into the talk."""
        case: Complaint | None = ground.state if ground else None
        exhibit = case.exhibit(file) if case else None
        if exhibit is not None:
            if exhibit.side != "consumer":
                return None
            return Accused(file=file, place="complaint", sha256=exhibit.sha256, media_type=exhibit.media_type)
        talk = self._talk(order.id)
        held = self.shelf.rows.get(file)
        if talk is None or talk.sender_of(file) != "consumer" or held is None or held.quarantined:
            return None
        return Accused(file=file, place="conversation", sha256=held.sha256, media_type="image/jpeg")

    def groundless(self, shop: str) -> tuple[datetime, ...]:
        """When reports of this shop were found groundless, newest first."""
        found = [self.memory.state(id) for id, one in self.memory.streams.items() if one.kind == "evidence_report"]
        its: list[EvidenceReport] = [one for one in found if one.shop == shop and one.groundless]
        return tuple(sorted((one.concluded_at for one in its if one.concluded_at), reverse=True))

    def excerpt(self, order: str, fields: Any) -> Excerpt | None:
        """The messages from `first` to `last`, as the record holds them."""
        stream = stream_id("conversation", order)
        events = self.memory.events.get(stream, [])
        every = [one for one in events if one.type == "MessageSaid"]
        first, last = fields.get("first") or 1, fields.get("last") or INT_MAX
        between = [one for one in every if first <= one.seq <= last]
        if not between:
            return None
        before = [one for one in every if one.seq < between[0].seq][-AROUND:]
        after = [one for one in every if one.seq > between[-1].seq][:AROUND]
        shown = [*before, *between, *after]
        return Excerpt(
            conversation=order,
            first=between[0].seq,
            last=between[-1].seq,
            shown_first=shown[0].seq,
            shown_last=shown[-1].seq,
            hash=shown[-1].hash.hex(),
            messages=len(between),
            files=sum(len(read_event(one).files) for one in between),
            first_at=between[0].at,
            last_at=between[-1].at,
        )

    def nameable(self, loaded: Loaded, by: Actor) -> frozenset[str]:
        """Files that somebody may name besides those they brought."""
        order = loaded.parent.state if loaded.parent else None
        if not isinstance(by, Consumer | Member) or not isinstance(order, Order) or side_of(by, order) is None:
            return NONE
        if loaded.thing == "order_vault":
            return self._seen(order, by)
        if loaded.thing == "complaint":
            vault = self.vault(order, by)
            return frozenset(one.file for one in vault.live) if vault else NONE
        return NONE

    def vault(self, order: Order, by: Actor) -> OrderVault | None:
        """What this side keeps for the order."""
        side = side_of(by, order)
        id = stream_id("order_vault", id_of(order.id, side)) if side else ""
        found: OrderVault | None = self.memory.state(id) if id in self.memory.streams else None
        return found

    def _seen(self, order: Order, by: Actor) -> frozenset[str]:
        talk = self._talk(order.id)
        said = (*talk.consumer_part.files, *talk.merchant_part.files) if talk else ()
        cases = [self.memory.state(one.id) for one in order.complaints]
        shown = [one for one in cases if isinstance(by, Consumer) or one.admitted or one.intervened]
        return frozenset(said) | {one.id for case in shown for one in case.exhibits}

    def _talk(self, order: str) -> Conversation | None:
        id = stream_id("conversation", order)
        found: Conversation | None = self.memory.state(id) if id in self.memory.streams else None
        return found
