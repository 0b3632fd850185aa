"""What a stream is about, as people call it: its thing, and its number or its order's; of a shop, its name."""

from collections.abc import Iterable

from ombud.desk.load import load_many
from ombud.ledger.connection import connection


def names_of(platform: int, streams: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Thing and number of each of these streams; those that aren't there are missing."""
    found = {}
    for id, one in load_many(connection(), platform, sorted(streams)).items():
        number = getattr(one.state, "number", "") or getattr(one.state, "order_number", "")
        facts = getattr(one.state, "facts", None)
        found[id] = (one.thing, str(number or getattr(facts, "number", "") or getattr(facts, "name", "")))
    return found
