"""What calls about the sandbox answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import Empty, When


class SandboxPerson(msgspec.Struct):
    """Somebody for whom a call can speak on a sandbox. `shop` is empty for whoever acts for none."""

    id: str
    kind: Literal["consumer", "member", "reviewer", "admin"]
    role: Literal["", "owner", "service", "reviewer", "senior", "admin"]
    """Empty for consumers."""
    shop: str


class SandboxScript(msgspec.Struct):
    """A script that can be played under the platform's rules."""

    id: str
    title: str
    """In the reader's language."""


class Sandbox(msgspec.Struct):
    """A sandbox: what time it is there, when the next thing follows by itself, its people and its scripts."""

    now: When
    next_due_at: When | None
    people: list[SandboxPerson]
    scripts: list[SandboxScript]


class PlayedAct(msgspec.Struct):
    """An act of a script, with the events that it gave."""

    verb: str
    by: str
    """One of the sandbox's people, or `platform` for its software."""
    id: str
    """Of the thing that it was done to."""
    number: str
    events: list[str]


class PlayedScript(msgspec.Struct):
    """What a script did, act by act. `id` is that of the thing it is about."""

    script: str
    thing: Literal["order", "complaint", "penalty"]
    id: str
    acts: list[PlayedAct]


WHOLE: dict[str, Any] = {
    "read-sandbox": Sandbox,
    "move-clock": Sandbox,
    "play-script": PlayedScript,
    "reset-sandbox": Empty,
}
ROWS: dict[str, Any] = {}
