"""Makes what was asked for, one file after the other; what a killed worker was at is taken up again at once.

Whoever makes a file holds a lock in the database, which goes with their connection. The file goes into the store in
pieces, sealed with a key of its own, each written down before it is put: so none is ever there that nobody would take
away again, and with its row goes what opens them.
"""

import logging
import secrets
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from typing import IO, Any, NamedTuple
from uuid import UUID

import django.db
import msgspec
import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ombud.ledger.connection import connection, rows
from ombud.vault.file_keys import NONCE_BYTES, new_key, unwrapped, wrapped
from ombud.vault.made.asked import KEPT_FOR, ONE, SOME, Asked, Piece
from ombud.vault.store import vault_store
from ombud.vault.stored import Away, Damaged

log = logging.getLogger(__name__)
PLACE = "made"
"""For what its key is wrapped."""
PIECE_BYTES = 8_000_000
"""Of a file, in memory at a time."""
TRIES_MAX = 3
"""A file at which the worker died so often is given up, and says so: it must not keep the others waiting."""
WAITING = f"{SOME} WHERE state IN ('waiting', 'running') AND until > %s ORDER BY asked_at LIMIT 20"
OLD = f"{SOME} WHERE until <= %s ORDER BY until LIMIT 100"
LOST = (psycopg.OperationalError, psycopg.InterfaceError, django.db.OperationalError, django.db.InterfaceError)
"""The database went away, and with it the lock: whoever comes first takes it up again."""
LOCK, UNLOCK = (f"SELECT pg_{name}(%s, hashtext(%s))" for name in ("try_advisory_lock", "advisory_unlock"))
TAKE = """
UPDATE made_file SET state = 'running', step = '', done = 0, of = 0, tries = tries + 1
WHERE platform = %s AND id = %s
    AND state IN ('waiting', 'running')"""
BEAT = "UPDATE made_file SET step = %s, done = %s, of = %s WHERE platform = %s AND id = %s"
NAME = "UPDATE made_file SET pieces = pieces || %s::text WHERE platform = %s AND id = %s AND until > %s"
BARE = "UPDATE made_file SET pieces = '{}', files = '', key = '' WHERE platform = %s AND id = %s"
NAMED = "SELECT DISTINCT unnest(pieces) FROM made_file"
KEY = "UPDATE made_file SET key = %s WHERE platform = %s AND id = %s"
FAIL = """
UPDATE made_file SET state = 'failed', problem = %s, ended_at = %s WHERE platform = %s AND id = %s AND state = 'running'
"""
READY = """
UPDATE made_file SET state = 'ready', files = %s, ended_at = %s, until = CASE WHEN until > %s THEN %s ELSE until END
WHERE platform = %s AND id = %s AND state = 'running'
"""
BACK = """
UPDATE made_file SET state = 'waiting', tries = tries - 1 WHERE platform = %s AND id = %s AND state = 'running'
"""
GONE = "DELETE FROM made_file WHERE platform = %s AND id = %s"


class Made(NamedTuple):
    """One file as it was made; it is closed once it is kept."""

    name: str
    media_type: str
    data: IO[bytes]


Progress = Callable[[str, int, int], None]
"""Which step, and how far it is."""
Make = Callable[[Asked, Progress], Generator[Made]]
"""What makes the files. Raises NotMade."""


class NotMade(Exception):
    """It can't be made; `why` is told to the one who asked."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _LeavingError(Exception):
    """The worker is to end: what it was at waits again."""


def make_next(make: Make, now: datetime, leaving: Callable[[], bool] = lambda: False) -> bool:
    """Make one file, if one waits that nobody else is at; whether one was."""
    for one in (Asked(*row) for row in rows(WAITING, (now,))):
        if leaving():
            return False
        if not connection().execute(LOCK, (one.platform, one.id)).fetchone()[0]:  # type: ignore[index]
            continue
        try:
            if not connection().execute(TAKE, (one.platform, one.id)).rowcount:
                continue
            _make(_now(one), make, now, leaving)
            return True
        except _LeavingError:
            connection().execute(BACK, (one.platform, one.id))
            return False
        except Away:  # that says nothing about the file
            connection().execute(BACK, (one.platform, one.id))
            raise
        finally:
            connection().execute(UNLOCK, (one.platform, one.id))
    return False


def forget_old(now: datetime) -> int:
    """Take away what is over, bytes first; how many."""
    old = [Asked(*row) for row in rows(OLD, (now,))]
    for one in old:
        if connection().execute(LOCK, (one.platform, one.id)).fetchone()[0]:  # type: ignore[index]
            try:
                _take_away(one)
                connection().execute(GONE, (one.platform, one.id))
            finally:
                connection().execute(UNLOCK, (one.platform, one.id))
    return len(old)


def read(one: Asked, file: Piece) -> Iterator[bytes]:
    """The bytes of a file of it, a piece at a time. Raises Missing, Damaged."""
    cipher, store = AESGCM(unwrapped(bytes(one.key), one.platform, UUID(one.id), PLACE)), vault_store()
    for digest in file.pieces:
        sealed = store.get(digest)
        try:
            yield cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], one.id.encode())
        except InvalidTag:
            raise Damaged(digest) from None


def pieces_named(run: Callable[[str], Sequence[Any]] = rows) -> set[str]:
    """Every digest in the store that is a piece of such a file: no evidence, and in no backup."""
    return {digest for (digest,) in run(NAMED)}


def _make(one: Asked, make: Make, now: datetime, leaving: Callable[[], bool]) -> None:
    _take_away(one)
    if one.tries > TRIES_MAX:
        _fail(one, "interrupted", now)
        return

    def progress(step: str, done: int, of: int) -> None:
        if leaving():
            raise _LeavingError
        connection().execute(BEAT, (step, done, of, one.platform, one.id))

    raw = new_key()
    connection().execute(KEY, (wrapped(raw, one.platform, UUID(one.id), PLACE), one.platform, one.id))
    try:
        with closing(make(one, progress)) as made:
            files = [_kept(one, file, AESGCM(raw), now) for file in made]
    except NotMade as problem:
        _fail(one, problem.why, now)
    except (_LeavingError, Away, *LOST):
        raise
    except Exception:
        log.exception("File %s of platform %s couldn't be made", one.id, one.platform)
        _fail(one, "failed", now)
    else:
        told = msgspec.json.encode(files).decode()
        connection().execute(READY, (told, now, now, now + KEPT_FOR, one.platform, one.id))


def _kept(one: Asked, made: Made, cipher: AESGCM, now: datetime) -> Piece:
    store, digests, size = vault_store(), [], 0
    with made.data as data:
        while piece := data.read(PIECE_BYTES):
            nonce = secrets.token_bytes(NONCE_BYTES)
            sealed = nonce + cipher.encrypt(nonce, piece, one.id.encode())
            digest = sha256(sealed).hexdigest()
            if not connection().execute(NAME, (digest, one.platform, one.id, now)).rowcount:
                raise NotMade("gone")  # it was taken back meanwhile
            store.put(sealed)
            digests.append(digest)
            size += len(piece)
    return Piece(made.name, made.media_type, size, tuple(digests))


def _fail(one: Asked, why: str, now: datetime) -> None:
    log.warning("File %s of platform %s couldn't be made: %s", one.id, one.platform, why)
    _take_away(_now(one))
    connection().execute(FAIL, (why, now, one.platform, one.id))


def _take_away(one: Asked) -> None:
    for digest in one.pieces:
        vault_store().remove(digest)
    connection().execute(BARE, (one.platform, one.id))


def _now(one: Asked) -> Asked:
    """As its row stands in this moment, which stays as long as somebody holds its lock."""
    return Asked(*rows(ONE, (one.platform, one.id))[0])
