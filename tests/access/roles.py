"""Who asks: one browser for each role of pages, one key and actor for each role of the API."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.test import Client

from ombud.portals.common.who import CASE_LINK
from tests.access.platform import Side

STRANGER = "stranger"
CONSUMERS, SHOP, STAFF = ("ana", "other"), ("boris", "service", "viewer"), ("rita", "senior", "admin")
ALONE = ("mei", "exmember")
"""Sellers without an open shop: one who applied, one who acts for none (any more)."""
HERE = (*CONSUMERS, "follower", *SHOP, "sam", *ALONE, *STAFF, "invited")
"""Everybody signed in on the platform whose things are asked for."""
ELSEWHERE = ("b.ana", "b.boris", "b.rita")
"""A consumer, a shop's owner and a reviewer of the other platform; each is called as somebody here is."""
GONE = ("exstaff",)
"""Somebody whose account was closed while they were signed in."""
PAGES = (STRANGER, *HERE, *ELSEWHERE, *GONE)
CALLERS = {
    "no-key": ("", ""), "revoked-key": ("revoked", "consumer:ana"),
    "ana": ("consumer", "consumer:ana"), "other": ("consumer", "consumer:other"),
    "boris": ("merchant", "merchant:mugs:boris"), "viewer": ("merchant", "merchant:mugs:viewer"),
    "sam": ("merchant", "merchant:tea:sam"), "rita": ("reviewer", "reviewer:rita"),
    "senior": ("reviewer", "reviewer:senior"), "exstaff": ("reviewer", "reviewer:exstaff"),
    "software": ("system", ""), "out-of-scope": ("consumer", "merchant:mugs:boris"),
    "b.ana": ("consumer", "consumer:ana"), "b.boris": ("merchant", "merchant:mugs:boris"),
    "b.rita": ("reviewer", "reviewer:rita"), "b.software": ("system", ""),
}  # fmt: skip
"""The roles of the API: which key, and whom it speaks for."""


def browsers(a: Side, b: Side) -> dict[str, Client]:
    """A browser for each role of pages, signed in."""
    made = {STRANGER: Client()}
    for role in (*HERE, *ELSEWHERE, *GONE):
        side = b if role.startswith("b.") else a
        ref = {"follower": "ana", "invited": a.made["invited"]}.get(role, role.removeprefix("b."))
        client = Client(raise_request_exception=False)
        client.force_login(side.person(ref), backend="django.contrib.auth.backends.ModelBackend")
        if role == "follower":
            session = client.session
            session[CASE_LINK] = a.made["case.id"]
            session.save()
        made[role] = client
    return made


Call = Callable[..., Any]


def callers(a: Side, b: Side) -> dict[str, Call]:
    """A way to call the API for each of its roles: (method, path, body) → answer."""
    return {role: _caller(b if role.startswith("b.") else a, key, actor) for role, (key, actor) in CALLERS.items()}


def _caller(side: Side, key: str, actor: str) -> Call:
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {side.keys[key]}"} if key else {}
    if actor:
        headers["Ombud-Actor"] = ":".join(quote(part, safe="") for part in actor.split(":"))

    def call(method: str, path: str, body: bytes = b"") -> Any:
        return client.generic(method, path, body, content_type="application/json" if body else "", headers=headers)

    return call
