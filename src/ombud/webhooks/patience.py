"""When a delivery that failed is tried again, and when an endpoint that fails is left in peace for a while."""

import random
from datetime import datetime, timedelta

GIVEN_UP_AFTER = timedelta(days=3)
"""From the first attempt: a weekend and a working day, in which somebody can mend a receiver."""
FIRST = timedelta(seconds=5)
GROWTH = 4
LONGEST = timedelta(hours=12)
JITTER = 0.2
"""Up to a fifth earlier or later, so that what failed at once doesn't come back at once."""
BROKEN = 5
"""Failures one after the other, of whatever delivery, after which an endpoint is only probed."""
PROBE_FIRST, PROBE_LONGEST = timedelta(seconds=10), timedelta(minutes=10)


def next_try(tries: int, first_at: datetime, now: datetime) -> datetime | None:
    """When to try again after this many tries, the last of them now; None where it is given up.

    The last try of all comes three days after the first.
    """
    last = first_at + GIVEN_UP_AFTER
    if now >= last:
        return None
    wait = min(LONGEST, FIRST * float(GROWTH ** min(tries - 1, 10)))
    return min(last, now + wait * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 - nothing is to be kept secret


def next_probe(failures: int, now: datetime) -> datetime | None:
    """Until when nothing is sent to an endpoint that failed so often in a row; None where it isn't broken."""
    if failures < BROKEN:
        return None
    return now + min(PROBE_LONGEST, PROBE_FIRST * float(2 ** min(failures - BROKEN, 10)))
