"""What a run must have reached before its silence means anything: every event and every verb of the thing."""

from collections import Counter

from ombud.desk.things import THINGS

PER_THOUSAND = 0.8
"""So often in a thousand lives each at least: 10 times in the short run of complaints, 80 in the long one."""


def missing(thing: str, coverage: Counter[str], lives: int) -> list[str]:
    """Events and verbs that came up too rarely, with their counts. Time is nobody's act; its events are counted."""
    its = THINGS[thing]
    events = [kind.__name__ for kind in its.event.__args__]
    verbs = [verb.id for name, verb in its.verbs.items() if name != "lapse"]
    least = lives * PER_THOUSAND / 1000
    return [f"{name}: {coverage[name]}" for name in (*events, *verbs) if coverage[name] < least]
