"""The things that have streams, and their verbs: found by one loop over `core`, not registered."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import msgspec

from ombud import core
from ombud.core.command import Command

STAMPED = {
    "by", "at", "number", "limited_until", "filed_today", "seed", "known_orders", "penalised", "fingerprint", "faults",
    "counted_before",
    "colleagues", "listed_now", "excerpt", "accused", "groundless_at",
    "sent_in_minute", "sent_in_day", "reported_in_day", "strangers",
}  # fmt: skip
"""Fields that the desk fills in besides the id of the thing; a client never does."""


class Verb(NamedTuple):
    """One thing that can be done: its command, who may, and what then happens."""

    thing: str
    name: str
    """The file's name with hyphens: `ask-review`."""
    command: type[Command]
    may: Callable[..., Any]
    decide: Callable[..., Any]
    module: ModuleType

    @property
    def id(self) -> str:
        """Thing and verb: `complaint.ask-review`."""
        return f"{self.thing}.{self.name}"

    @property
    def asked(self) -> tuple[msgspec.structs.FieldInfo, ...]:
        """The fields a client fills in."""
        return _fields(self.command, self.thing)[0]

    @property
    def stamped(self) -> frozenset[str]:
        """The names of those that the desk fills in."""
        return _fields(self.command, self.thing)[1]


@cache
def _fields(command: type[Command], thing: str) -> tuple[tuple[msgspec.structs.FieldInfo, ...], frozenset[str]]:
    # Kept, since msgspec reads the annotations anew each time, which costs more than the decision itself.
    fields = msgspec.structs.fields(command)
    stamped = frozenset(field.name for field in fields) & (STAMPED | {thing})
    return tuple(field for field in fields if field.name not in stamped), stamped


class Thing(NamedTuple):
    """One kind of stream: its state, how that is folded, and its verbs."""

    name: str
    state: type[Any]
    event: Any
    evolve: Callable[[Any, Any], Any]
    verbs: Mapping[str, Verb]
    read_state: Callable[[bytes], Any]
    read_event: Callable[[bytes], Any]


def _verbs(thing: str, package: ModuleType) -> dict[str, Verb]:
    found = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        if info.ispkg or not (hasattr(module, "decide") and hasattr(module, "may")):
            continue
        commands = [
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, Command) and one.__module__ == module.__name__
        ]
        assert len(commands) == 1, f"{module.__name__} holds one command"
        name = info.name.replace("_", "-")
        found[name] = Verb(thing, name, commands[0], module.may, module.decide, module)
    return found


def _thing(name: str) -> Thing | None:
    package = importlib.import_module(f"{core.__name__}.{name}")
    if importlib.util.find_spec(f"{package.__name__}.state") is None:
        return None
    state = importlib.import_module(f"{package.__name__}.state")
    events = importlib.import_module(f"{package.__name__}.events")
    title = "".join(part.capitalize() for part in name.split("_"))
    event = getattr(events, f"{title}Event")
    state_type = getattr(state, title)
    return Thing(
        name=name,
        state=state_type,
        event=event,
        evolve=state.evolve,
        verbs=_verbs(name, package),
        read_state=msgspec.json.Decoder(state_type).decode,
        read_event=msgspec.json.Decoder(event).decode,
    )


def _things() -> dict[str, Thing]:
    found = (_thing(info.name) for info in pkgutil.iter_modules(core.__path__) if info.ispkg)
    return {thing.name: thing for thing in found if thing is not None and thing.verbs}


THINGS: Mapping[str, Thing] = _things()
VERBS: Mapping[str, Verb] = {verb.id: verb for thing in THINGS.values() for verb in thing.verbs.values()}
"""Every verb by thing and name: `complaint.answer`."""
EVENT_TYPES: Mapping[str, type[Any]] = {
    one.__struct_config__.tag: one
    for thing in THINGS.values()
    for one in (thing.event.__args__ if hasattr(thing.event, "__args__") else (thing.event,))
}
"""Every event type by its tag."""
