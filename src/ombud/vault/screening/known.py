"""What a platform's pictures are found again by, in the database: for every machine, and for galleries made anew.

Each lies encrypted under a key of its own, wrapped as files' keys are. Rows are numbered in the order in which they
were committed: whoever writes one holds the platform's head row until then. A picture that is forgotten leaves an
empty row with a new number, so that every machine forgets it too.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ombud.ledger.connection import connection, rows
from ombud.ledger.renewing import Sealed
from ombud.vault.file_keys import NONCE_BYTES, Shut, new_key, renewed, unwrapped, wrapped

WHAT = "picture"
"""In the place of a digest, where a key is bound to what it opens."""
NONCE = bytes(NONCE_BYTES)
"""A key seals one thing alone."""
BATCH = 100
BEGIN = "INSERT INTO picture_head (platform, n) VALUES (%s, 0) ON CONFLICT DO NOTHING"
HOLD = "SELECT n FROM picture_head WHERE platform = %s FOR UPDATE"
NEXT = "UPDATE picture_head SET n = n + 1 WHERE platform = %s RETURNING n"
HEAD = "SELECT n FROM picture_head WHERE platform = %s"
HEADS = "SELECT platform, n FROM picture_head"
PUT = """
INSERT INTO picture_known (platform, file, n, key, described) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, file) DO UPDATE SET n = excluded.n, key = excluded.key, described = excluded.described
"""
GONE = """
UPDATE picture_known AS k SET n = h.n + 1, key = '', described = '' FROM picture_head h
WHERE h.platform = k.platform AND k.platform = %s AND k.file = %s AND k.key <> ''
"""
SINCE = """
SELECT n, file, key, described FROM picture_known WHERE platform = %s AND n > %s ORDER BY n LIMIT %s
"""


class Known(NamedTuple):
    """One picture, or that it is forgotten: then without a description."""

    n: int
    file: UUID
    described: bytes


def hold(platform: int) -> None:
    """Until the end of the transaction nobody else makes a picture of this platform known, or forgets one."""
    connection().execute(BEGIN, (platform,))
    connection().execute(HOLD, (platform,))


def put(platform: int, file: UUID, described: bytes) -> None:
    """Make it known, in a transaction that holds."""
    key = new_key()
    sealed = AESGCM(key).encrypt(NONCE, described, None)
    connection().execute(PUT, (platform, file, _next(platform), wrapped(key, platform, file, WHAT), sealed))


def forget(platform: int, file: UUID) -> None:
    """Let nothing be left that it would be found by; the others hear of it with the next number."""
    with connection().transaction():
        hold(platform)
        if connection().execute(GONE, (platform, file)).rowcount:
            _next(platform)


def since(platform: int, n: int, most: int = BATCH) -> Sequence[Known]:
    """What came to be known or was forgotten after that number, in order. What no key opens is as if forgotten."""
    found = rows(SINCE, (platform, n, most))
    return [Known(at, file, _opened(platform, file, bytes(key), bytes(kept))) for at, file, key, kept in found]


def head(platform: int) -> int:
    """The newest number of the platform; 0 where there is none."""
    found = rows(HEAD, (platform,))
    return int(found[0][0]) if found else 0


def heads() -> dict[int, int]:
    """The newest number of each platform."""
    return dict(rows(HEADS))


KEYS = Sealed(
    "keys of what pictures are found by",
    "SELECT platform, file, key FROM picture_known WHERE (platform, file) > (%s, %s) AND key <> '' "
    "ORDER BY platform, file LIMIT %s",
    "UPDATE picture_known SET key = %s WHERE platform = %s AND file = %s AND key = %s",
    (-(2**31), UUID(int=0)),
    lambda row: renewed(bytes(row[2]), row[0], row[1], WHAT),
)


def _next(platform: int) -> int:
    found = connection().execute(NEXT, (platform,)).fetchone()
    assert found is not None, "whoever writes holds"
    return int(found[0])


def _opened(platform: int, file: UUID, key: bytes, kept: bytes) -> bytes:
    if not key:
        return b""
    try:
        return AESGCM(unwrapped(key, platform, file, WHAT)).decrypt(NONCE, kept, None)
    except (Shut, InvalidTag):
        return b""
