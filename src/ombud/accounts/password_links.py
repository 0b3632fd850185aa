"""Links by which somebody sets a password: signed, good for a while, and worth nothing once the password has changed.

Nothing is kept of them: what they are bound to (password, last sign-in, rights, address) changes when they are used.
"""

from datetime import timedelta
from hashlib import sha256
from typing import Literal

from django.core import signing
from django.core.exceptions import ValidationError

from ombud.accounts.models import Person

For = Literal["reset", "invited"]
LIVES: dict[str, timedelta] = {"reset": timedelta(hours=1), "invited": timedelta(days=7)}
SALT = "ombud.accounts.password_links"
TOKEN_MAX = 400


def make(person: Person, what: For) -> str:
    """A new link's token."""
    return signing.dumps([what, str(person.pk), _state(person)], salt=SALT)


def whose(token: str) -> tuple[Person, str] | None:
    """Whose password it sets and what for, while it holds."""
    try:
        what, id, state = signing.loads(token[:TOKEN_MAX], salt=SALT, max_age=max(LIVES.values()))
        signing.loads(token, salt=SALT, max_age=LIVES[what])
        person = Person.objects.filter(pk=id, is_active=True).exclude(kind="invited").first()
    except (signing.BadSignature, KeyError, TypeError, ValueError, ValidationError):
        return None
    return (person, what) if person is not None and _state(person) == state else None


def _state(person: Person) -> str:
    seen = person.last_login.isoformat() if person.last_login else ""
    bound = "\x1f".join((person.get_session_auth_hash(), seen, str(person.rights_version), person.email))
    return sha256(bound.encode()).hexdigest()[:24]
