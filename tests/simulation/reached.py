"""What a run must have reached before its silence means anything: every event, every verb, every way a case ends."""

from collections import Counter

from ombud.desk.things import THINGS

PER_THOUSAND = 0.8
"""So often in a thousand lives each at least: 16 times in the short run, 80 in the long one."""
COMPLAINT = THINGS["complaint"]
EVENTS = tuple(kind.__name__ for kind in COMPLAINT.event.__args__)
VERBS = tuple(verb.id for name, verb in COMPLAINT.verbs.items() if name != "lapse")
"""Time is nobody's act; its events are counted."""


def missing(coverage: Counter[str], lives: int) -> list[str]:
    """Events and verbs that came up too rarely, with their counts."""
    least = lives * PER_THOUSAND / 1000
    return [f"{name}: {coverage[name]}" for name in (*EVENTS, *VERBS) if coverage[name] < least]
