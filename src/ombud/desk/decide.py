"""The middle of the desk, pure: what a command, or time alone, makes of what was loaded.

It knows no database, so that the simulation and the tests of the record run the very same steps in memory.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import next_due_at
from ombud.core.evidence_report.state import Before, EvidenceReport
from ombud.core.order import state as order_state
from ombud.core.order.follow import follow as order_follows
from ombud.core.order.follow_report import follow as order_follows_report
from ombud.core.order.follow_talk import follow as order_follows_talk
from ombud.core.penalty.impose import Grounds
from ombud.core.people import Clock
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shop import state as shop_state
from ombud.core.shop.follow import follow as shop_follows
from ombud.desk.things import THINGS, Verb

TIME = Clock()


class KnownKey(NamedTuple):
    """The key, as it is kept, under which the words of one person in a stream lie; None where there is none yet."""

    stream: str
    person: str
    key: bytes | None


class Loaded(NamedTuple):
    """A stream as it stands. A stream that doesn't exist yet has version 0 and no state."""

    thing: str
    id: str
    """Of its stream: see load.stream_id."""
    version: int
    state: Any
    head: bytes
    pack: str
    parent: "Loaded | None" = None
    """The stream it is about and that follows what happens to it: a complaint's order, a penalty's shop."""
    due_at: datetime | None = None
    ground: "Loaded | None" = None
    """The case that a penalty which begins now, or is agreed to, is carried from."""
    word_key: KnownKey | None = None
    """What was read with it: under which key its actor's words lie."""


class Follows(NamedTuple):
    """How the stream that a thing is about follows what happens to that thing."""

    follow: Callable[[Any, Any, Any], Sequence[Any]]
    evolve: Callable[[Any, Any], Any]


FOLLOWS: Mapping[str, Follows] = {
    "complaint": Follows(order_follows, order_state.evolve),
    "evidence_report": Follows(order_follows_report, order_state.evolve),
    "conversation": Follows(order_follows_talk, order_state.evolve),
    "penalty": Follows(shop_follows, shop_state.evolve),
}


class Decided(NamedTuple):
    """What happened: the stream's events and state after them, and the same for the stream it is about."""

    loaded: Loaded
    events: tuple[Any, ...]
    state: Any
    parent_events: tuple[Any, ...] = ()
    parent_state: Any = None

    @property
    def due_at(self) -> datetime | None:
        """When something follows by itself next."""
        return next_due_at(getattr(self.state, "deadlines", ()))


def decide(verb: Verb, command: Command, loaded: Loaded, policy: Policy) -> Decided | Refusal:
    """What the command does to what was loaded, or why not."""
    outcome = verb.decide(command, _given(loaded), policy)
    return outcome if isinstance(outcome, Refusal) else happened(loaded, outcome)


def may(verb: Verb, by: Any, loaded: Loaded, policy: Policy, at: datetime) -> Refusal | None:
    """Why somebody can't do this now, or None: what pages and API ask before they offer it."""
    refusal: Refusal | None = verb.may(by, _given(loaded), policy, at)
    return refusal


def time_passes(loaded: Loaded, policy: Policy, at: datetime) -> Decided | None:
    """What follows by itself until now, or None."""
    if loaded.state is None or loaded.due_at is None or loaded.due_at > at:
        return None
    lapse = THINGS[loaded.thing].verbs["lapse"]
    command = lapse.command(by=TIME, at=at, **{loaded.thing: loaded.state.id})
    decided = decide(lapse, command, loaded, policy)
    return None if isinstance(decided, Refusal) or not decided.events else decided


def happened(loaded: Loaded, events: Sequence[Any]) -> Decided:
    """The state after the events, and what they mean for the order or shop they are about."""
    evolve = THINGS[loaded.thing].evolve
    state = loaded.state
    follows = FOLLOWS.get(loaded.thing)
    if follows is None or loaded.parent is None:
        for event in events:
            state = evolve(state, event)
        return Decided(loaded, tuple(events), state)
    about = loaded.parent.state
    echoes: list[Any] = []
    for event in events:
        state = evolve(state, event)
        for echo in follows.follow(event, state, about):
            about = follows.evolve(about, echo)
            echoes.append(echo)
    return Decided(loaded, tuple(events), state, tuple(echoes), about)


def after(decided: Decided) -> Loaded:
    """The stream as it stands once this is written; its head is known only to who writes it."""
    was = decided.loaded
    parent = was.parent
    if parent is not None and decided.parent_state is not None:
        parent = parent._replace(version=parent.version + len(decided.parent_events), state=decided.parent_state)
    return was._replace(
        version=was.version + len(decided.events), state=decided.state, parent=parent, due_at=decided.due_at
    )


def _given(loaded: Loaded) -> Any:
    """What the verb's `decide` looks at: the thing, a complaint with its order, or what a new thing is about."""
    about: Any = loaded.parent.state if loaded.parent else None
    if loaded.thing == "penalty" and loaded.state is None:
        ground = loaded.ground
        return Grounds(
            shop=about,
            complaint=ground.state if ground and ground.thing == "complaint" else None,
            report=ground.state if ground and ground.thing == "report" else None,
        )
    if loaded.thing == "evidence_report":
        return _given_report(loaded, about)
    if loaded.thing == "product" and loaded.state is not None:
        return replace(loaded.state, its_shop=about)
    if loaded.thing == "order_vault" and loaded.state is None:
        return about
    if loaded.thing not in ("complaint", "product") and not (loaded.thing == "conversation" and loaded.state is None):
        return loaded.state
    if loaded.state is None:
        return about
    state: Complaint = loaded.state
    return replace(state, order=about)


def _given_report(loaded: Loaded, order: Any) -> Before | EvidenceReport:
    """A report of fake evidence with the case it is linked to; for a new one, what it is about."""
    case: Complaint | None = loaded.ground.state if loaded.ground else None
    if loaded.state is None:
        return Before(order=order, complaint=case)
    report: EvidenceReport = loaded.state
    return replace(report, linked=case)
