"""What keeps something from being erased: a case that lives, a time that still runs, a court that has it.

Sources: GDPR Art. 17(3)(b) and (e), PIPL Art. 47(2).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from ombud.core.struct import Value

Why = Literal["live-case", "time-runs", "elsewhere", "penalty", "with-case", "open", "in-force", "member"]
"""The case isn't closed; a review, reopening or appeal can still be asked for; it was taken to a court or an authority;
a penalty was carried from it that isn't final; it belongs to an order or a shop whose case holds it; something of it is
due; what it decided still has effect; the person still acts for that shop."""
LIVE: Mapping[str, tuple[str, ...]] = {
    "complaint": ("closed",),
    "report": ("concluded",),
    "evidence_report": ("concluded", "withdrawn", "beyond-cap"),
    "penalty": ("dropped", "in-force", "revoked", "lifted"),
    "surge": ("dismissed", "closed"),
}
"""Stages in which nothing of a thing is to be decided any more."""


class Hold(Value, frozen=True):
    """One thing that stays for now, and why."""

    stream: str
    why: Why
    until: datetime | None = None
    """When it ends by itself; None where that depends on what happens."""


def hold_of(thing: str, stream: str, state: Any, at: datetime) -> Hold | None:
    """What keeps this thing from being erased at an instant, or None."""
    if getattr(state, "elsewhere", "") and not getattr(state, "outcome", ""):
        return Hold(stream=stream, why="elsewhere")
    if thing in LIVE and state.stage not in LIVE[thing]:
        return Hold(stream=stream, why="live-case")
    ends = (getattr(state, name, None) for name in ("review_until", "reopen_until"))
    if running := [one for one in ends if one is not None and one > at]:
        return Hold(stream=stream, why="time-runs", until=max(running))
    if due := [one.due_at for one in getattr(state, "deadlines", ())]:
        return Hold(stream=stream, why="open", until=max(due) if max(due) > at else None)
    return _has_effect(thing, stream, state, at)


def _has_effect(thing: str, stream: str, state: Any, at: datetime) -> Hold | None:
    """Where nothing is due, but what was decided still has effect, or can still be appealed."""
    if thing == "account" and state.until is not None and state.until > at:
        return Hold(stream=stream, why="in-force", until=state.until)
    if thing != "penalty" or not state.in_force:
        return None
    if state.on:
        return Hold(stream=stream, why="in-force")
    if state.unread:
        return Hold(stream=stream, why="time-runs")
    closes_at = state.closes_at
    return Hold(stream=stream, why="time-runs", until=closes_at) if closes_at and closes_at > at else None


def next_look(holds: tuple[Hold, ...], at: datetime, latest: datetime) -> datetime:
    """When it is worth looking again: as the first of them ends, and no later than `latest`."""
    return min([latest, *(one.until for one in holds if one.until is not None and one.until > at)])
