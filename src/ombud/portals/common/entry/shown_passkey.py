"""Reads what a browser answers about a passkey, and whether it shows one."""

from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils import timezone

from ombud.accounts import passkeys
from ombud.accounts.models import Person

ASKED = "passkey"
"""Where a session keeps what was asked of the browser, until it answers once."""


def shown(request: HttpRequest, person: Person, field: str) -> bool:
    """Whether the browser's answer in this input shows one of this person's passkeys."""
    return passkeys.proves(person, *answer(request, field), timezone.now())


def answer(request: HttpRequest, field: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was asked, which is forgotten by that, and what the browser answered."""
    state = request.session.pop(ASKED, {})
    try:
        said = msgspec.json.decode(request.POST.get(field, ""))
    except (msgspec.DecodeError, RecursionError):
        said = {}
    return state, said if isinstance(said, dict) else {}
