"""Slows whoever guesses: each try takes a ticket first, and after some in vain the next has to wait, longer each time.

Kept in the database, so that all processes count together; under a hash, since addresses and names are personal.
Nothing is ever locked for good, and a browser that its owner signed in with before has a count of its own: what a
stranger tries elsewhere never keeps them out there.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings

from ombud.ledger.connection import connection

TAKE = """
INSERT INTO accounts_tries AS t (key, count, last_at, waits_until) VALUES (%(key)s, 1, %(at)s, %(forgets)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN t.last_at < %(forgets)s THEN 1 ELSE t.count + 1 END,
    last_at = %(at)s,
    waits_until = CASE WHEN t.last_at < %(forgets)s OR t.count < %(free)s THEN t.waits_until
        ELSE %(at)s + make_interval(secs => least(%(longest)s, %(first)s * 2 ^ least(t.count - %(free)s, 30))) END
WHERE t.waits_until <= %(at)s
RETURNING count
"""
"""While tries are free, no wait is set: of several at the same moment one may come late with an earlier instant."""
WAITS = "SELECT waits_until FROM accounts_tries WHERE key = %s AND waits_until > %s"
FORGET = "DELETE FROM accounts_tries WHERE key = %s"
GIVE_BACK = """
UPDATE accounts_tries SET count = greatest(count - 1, 0), waits_until = least(waits_until, %s) WHERE key = %s
"""


class Limit(NamedTuple):
    """How many tries in vain are free, how long the first wait is and the longest, and after which rest all is
    forgotten."""

    free: int
    first: int
    longest: int
    forgets: timedelta = timedelta(hours=24)


class Counted(NamedTuple):
    """One thing that is counted: what, of whom or where, by which limit."""

    what: str
    whose: str
    limit: Limit
    clears: bool = True
    """Whether a try that goes well wipes the slate; else it only gives its own ticket back."""

    @property
    def key(self) -> str:
        """Under what it is kept: nothing can be read from it."""
        named = f"{self.what}\x1f{self.whose}".encode("utf-8", "surrogatepass")
        return hmac.new(settings.SECRET_KEY.encode(), named, sha256).hexdigest()


def take(counted: Sequence[Counted], at: datetime) -> int:
    """A ticket for one try: 0, or the seconds that it has to wait. Taken before the try is looked at, so that many at
    once aren't more than they are one by one."""
    taken: list[Counted] = []
    for one in counted:
        given = {
            "key": one.key,
            "at": at,
            "forgets": at - one.limit.forgets,
            "free": one.limit.free,
            "first": one.limit.first,
            "longest": one.limit.longest,
        }
        if connection().execute(TAKE, given).fetchone() is None:
            for before in taken:
                connection().execute(GIVE_BACK, (at, before.key))
            return _left(one, at)
        taken.append(one)
    return 0


def went_well(counted: Sequence[Counted], at: datetime) -> None:
    """The try was right: it doesn't count."""
    for one in counted:
        if one.clears:
            connection().execute(FORGET, (one.key,))
        else:
            connection().execute(GIVE_BACK, (at, one.key))


def _left(one: Counted, at: datetime) -> int:
    found = connection().execute(WAITS, (one.key, at)).fetchone()
    return max(1, int((found[0] - at).total_seconds() + 0.999)) if found else 1
