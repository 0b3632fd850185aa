"""Browsers that somebody signed in with before: a signed cookie says so, and dies with the password it was made under.

It lets nobody in. It only keeps a stranger's wrong passwords from making its owner wait, and tells a sign-in from
somewhere new.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from ombud.accounts.models import Person

LIFE = timedelta(days=365)
SALT = "ombud.accounts.browsers"
PEOPLE_MAX = 8
"""As many people on one browser: a shop's computer has several, a cookie has 4 kB."""


def browser_known(request: HttpRequest, person: Person) -> str:
    """The mark of this browser, if this person signed in with it before; else nothing."""
    for mark, id, state in _marks(request):
        if id == str(person.pk) and state == _state(person):
            return mark
    return ""


def remember(request: HttpRequest, answer: HttpResponse, person: Person) -> None:
    """This browser is one of this person's from now on."""
    kept = [one for one in _marks(request) if one[1] != str(person.pk)][: PEOPLE_MAX - 1]
    mark = browser_known(request, person) or secrets.token_urlsafe(9)
    answer.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps([[mark, str(person.pk), _state(person)], *kept], salt=SALT, compress=True),
        max_age=LIFE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[list[str]]:
    try:
        said = signing.loads(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return []
    return [one for one in said if isinstance(one, list) and len(one) == 3]


def _state(person: Person) -> str:
    """Changes with the password: who lost theirs starts anew on every browser."""
    return person.get_session_auth_hash()[:16]
