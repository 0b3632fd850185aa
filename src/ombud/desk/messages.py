"""Who gets a notice that the table of reactions names: each side by the reference that its messages lie under."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ombud.core.people import Consumer, Member, across
from ombud.desk.reactions import REACTIONS, Whom


class Message(NamedTuple):
    """A notice as it is recorded: to a consumer, to a shop, or to a queue of the staff's."""

    to_kind: str
    to_ref: str
    notice: str


def messages(event: Any, state: Any) -> list[Message]:
    """The notices that an event leads to, each to whom it names, if it is known who that is. `state` is the thing after
    the event."""
    tells = REACTIONS.get(type(event), ())
    refs = _refs(state) if tells else {}
    sides = ((side, tell.notice) for tell in tells for side in _sides(tell.whom, event, state))
    return [Message(side, refs[side], notice) for side, notice in sides if refs[side]]


def _refs(state: Any) -> dict[str, str]:
    """Whom a notice about this thing can go to. An account's owner is its id."""
    return {"consumer": getattr(state, "consumer", state.id), "shop": getattr(state, "shop", ""), "queue": "senior"}


def _sides(whom: Whom, event: Any, state: Any) -> tuple[str, ...]:
    if whom in ALWAYS:
        return ALWAYS[whom]
    match whom:
        case "other" if not isinstance(event.by, Consumer | Member):
            return ("consumer", "shop")
        case "other" | "across":
            return ("consumer",) if isinstance(event.by, Member) else ("shop",)
        case "named":
            return _named(event, state)
        case "unread":
            reader = across(event.side)
            return (SIDE[reader],) if state.unread(reader) == 1 else ()
        case "reporter":
            return ("shop",) if event.told == "result" else ()
        case "keeper":
            return ("consumer",) if event.side == "consumer" else ("shop",)
        case _:
            return ("shop",) if _shop_hears(whom, event, state) else ()


SIDE = {"consumer": "consumer", "merchant": "shop"}
ALWAYS: Mapping[Whom, tuple[str, ...]] = {
    "consumer": ("consumer",),
    "merchant": ("shop",),
    "both": ("consumer", "shop"),
    "senior": ("queue",),
}


def _shop_hears(whom: Whom, event: Any, state: Any) -> bool:
    """Whether a notice that a shop doesn't always get is for it this time."""
    match whom:
        case "told":
            return bool(state.imposed and _noticed(state))
        case "noticed":
            return _noticed(state)
        case "opened":
            return state.opened_at is not None
        case _:
            return event.cause.kind in ("complaint", "surge")


def _noticed(penalty: Any) -> bool:
    """Whether the shop has the notice: it was sent, or somebody has read it where it lies."""
    return penalty.imposition.told == "notice" or bool(penalty.opened_by)


def _named(event: Any, state: Any) -> tuple[str, ...]:
    request = state.request(event.request) if hasattr(event, "request") else None
    side = request.of if request else getattr(event, "of", getattr(event, "on", ""))
    named: dict[str, tuple[str, ...]] = {
        "consumer": ("consumer",),
        "merchant": ("shop",),
        "both": ("consumer", "shop"),
    }
    return named.get(side, ())
