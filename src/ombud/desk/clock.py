"""What time it is, for the desk alone: the one place that asks, so that a test can say.

On a sandbox it is later than elsewhere, by as much as its clock was put forward. Whatever is decided, shown or due on a
platform asks for that platform's time; what is of this world (signatures, links, sessions) asks without one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ombud.accounts.platforms import ahead_of

_set: list[datetime] = []


def now(platform: int | None = None) -> datetime:
    """This instant, UTC: on a platform, as its clock has it."""
    instant = _set[-1] if _set else datetime.now(UTC)
    return instant if platform is None else instant + ahead_of(platform)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within, it is this instant for everybody in this process: for tests and the seeding of the demo world."""
    _set.append(instant)
    try:
        yield
    finally:
        _set.pop()
