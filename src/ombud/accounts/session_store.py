"""Sessions in the database, each under a hash of the key that the browser holds: who reads the table is nobody by it.

A key is 32 letters and digits by lot, 165 bits, so a plain hash is enough; 40 digits of it fit the column.
"""

from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.utils import timezone

DIGITS = 40


def hashed(key: str) -> str:
    """What a session's row is called, by the browser's key."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def end(row: str) -> None:
    """End the session whose row is called so; nothing where it has ended already."""
    Session.objects.filter(session_key=row).delete()


class SessionStore(db.SessionStore):
    """Django's own, save for what the row is called. It only ever takes and tells browsers' keys."""

    def load(self) -> dict[str, Any]:
        """What the session holds; under a key that opens none, nothing, and the next save makes a key."""
        row = hashed(self.session_key or "")
        held = Session.objects.filter(session_key=row, expire_date__gt=timezone.now()).first()
        if held is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(held.session_data)
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return super().exists(hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Its row."""
        row = super().create_model_instance(data)
        row.session_key = hashed(row.session_key)
        return row

    def save(self, must_create: bool = False) -> None:
        """Keep what it holds. Raises UpdateError where it was ended meanwhile, so that nothing ended comes back, and
        only there: a database that is away has ended nothing."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise

    def delete(self, session_key: str | None = None) -> None:
        """End the session of this key, or this one."""
        key = session_key or self.session_key
        if key:
            end(hashed(key))
