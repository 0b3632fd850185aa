"""Pages of the door: signing in, passwords, second factors, sessions, and the platform's people and keys."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.urls import reverse

from ombud.accounts import password_links
from ombud.accounts.handoff import Handoff, signed
from ombud.accounts.models import Person
from tests.portals.demo_world import Demo
from tests.portals.shown import STRANGER, Shown, at


def _link(_world: Demo) -> str:
    """A link to set a password, of somebody who signs in nowhere else."""
    return reverse("new-password", args=[password_links.make(Person.objects.get(login="rio/pilar"), "invited")])


def _handed_over(_world: Demo) -> str:
    """A link of the marketplace that signs in somebody else than who is signed in."""
    until = int((datetime.now(UTC) + timedelta(minutes=4)).timestamp())
    chen = Handoff(platform="tianshan", kind="consumer", ref="chen", nonce=secrets.token_hex(8), exp=until)
    return f"/handoff?t={signed(chen, sha256(b'tianshan').hexdigest())}"


DOORS = [
    at("sign-in", STRANGER),
    at("case-link", STRANGER),
    Shown("follow", STRANGER, lambda world: reverse("follow", args=[world.link])),
    at("follow run out", STRANGER, "no-such-link", status=410),
    Shown("handoff run out", STRANGER, lambda _world: "/handoff?t=nothing", 403),
    Shown("handoff over somebody else", "lin", _handed_over, brief=True),
    at("forgotten", STRANGER),
    Shown("new-password", STRANGER, _link),
    at("new-password run out", STRANGER, "no-such-link", status=410),
    at("sign-in-back not asked for", STRANGER, status=403),
    at("security", "lin"),
    at("security of a shop", "su"),
    at("security of staff", "he"),
    at("security-app", "he"),
    at("review-people", "admin"),
    at("review-people not for seniors", "zhao", status=404),
    at("review-person-invite", "admin"),
    at("review-person", "admin", "he"),
    at("review-person oneself", "admin", "admin"),
    at("review-keys", "admin"),
]

NO_DOOR_PAGES = {
    "sign-in-code": "needs a password first: tests/portals/entry looks at it",
    "sign-in-passkey": "takes a form and goes on",
    "sign-in-passkey-options": "answers the page's script",
    "sign-in-with": "goes to somebody else's page",
    "security-password": "needs a password, which the cast has none of: tests/portals/entry looks at it",
    "security-passkey": "takes a form and goes on",
    "security-passkey-options": "answers the page's script",
    "security-codes": "takes a form and shows what is shown once: tests/portals/entry looks at it",
    "security-remove": "takes a form and goes on",
    "security-end": "takes a form and goes on",
}
