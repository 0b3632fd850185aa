"""What an installation that isn't a demo refuses to start with: each with its way out."""

import sys
from collections.abc import Iterator

from django.conf import settings

KEY_LENGTH_MIN, KEY_LETTERS_MIN = 32, 8
TOKEN_LENGTH_MIN = 16
KNOWN = ("insecure", "changeme", "change-me", "change_me", "example", "secret-key", "secret_key", "password")
"""What keys copied from a page have in them."""


def refusals() -> Iterator[str]:
    """Everything that would make a promise void from the first request on. A database that may forget is refused by
    whoever connects to it (`postgres.assert_durable`)."""
    if not _asserting():
        yield "Python runs with -O (or PYTHONOPTIMIZE): what stops us where we are wrong is left out. Start without."
    if settings.DEBUG:
        yield "OMBUD_DEBUG is on: every error would show what is inside. Start without it."
    if any("*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        yield f"OMBUD_HOSTS is {','.join(settings.ALLOWED_HOSTS)}: name each host by itself, without a wildcard."
    if _guessable(settings.SECRET_KEY):
        yield f"OMBUD_SECRET_KEY can be guessed: give {KEY_LENGTH_MIN} letters or more by chance, or leave it out."
    if any(_guessable(key) for key in settings.SEAL_KEYS[:1]):
        yield f"OMBUD_SEAL_KEYS begins with a key that can be guessed: give {KEY_LENGTH_MIN} letters or more by chance."
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < TOKEN_LENGTH_MIN:
        yield f"OMBUD_METRICS_TOKEN can be guessed: give {TOKEN_LENGTH_MIN} letters or more by chance."
    if not settings.WITHOUT_UPLOADS and not _isolated():
        yield (
            "Strangers' files can't be opened safely here: install bubblewrap or use a kernel with landlock, or say "
            "OMBUD_WITHOUT_UPLOADS=1 to serve without taking files."
        )


def _guessable(key: str) -> bool:
    low = key.lower()
    return len(key) < KEY_LENGTH_MIN or len(set(key)) < KEY_LETTERS_MIN or any(word in low for word in KNOWN)


def _asserting() -> bool:
    return not sys.flags.optimize


def _isolated() -> bool:
    from ombud.vault import isolation

    return isolation.available()
