"""What time it is, for the desk alone: the one place that asks, so that a test can say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_set: list[datetime] = []


def now() -> datetime:
    """This instant, UTC."""
    return _set[-1] if _set else datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within, it is this instant for everybody in this process: for tests and the seeding of the demo world."""
    _set.append(instant)
    try:
        yield
    finally:
        _set.pop()
