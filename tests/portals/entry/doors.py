"""People with passwords and second factors, and browsers that are nobody's yet."""

import json
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from ombud.accounts import factors, totp
from ombud.accounts.door_models import SecondFactor
from ombud.accounts.models import Person
from ombud.ledger.connection import rows
from tests.cast import World

PASSWORD = "four words in a row"
HERE, THERE = "192.0.2.10", "198.51.100.77"


def person(made: World, ref: str, *, password: str = PASSWORD, email: str = "") -> Person:
    """Somebody of the cast with a password."""
    found = Person.objects.get(platform=made.platform, ref=ref)
    found.set_password(password)
    found.email = email
    found.save(update_fields=["password", "email"])
    return found


def armed(made: World, ref: str, **more: Any) -> tuple[Person, str]:
    """Somebody with a password and an app with codes, and the app's secret."""
    found, secret = person(made, ref, **more), totp.new_secret()
    factors.set_up_codes(found, secret, -1, datetime.now(UTC))
    return found, secret


def code(secret: str, of: Person | None = None) -> str:
    """What the app shows now; with `of`, earlier uses in this half minute are forgotten."""
    if of is not None:
        SecondFactor.objects.filter(person=of, kind="codes").update(counter=-1)
    return totp.code_of(secret, totp.step_of(datetime.now(UTC)))


def come(who: Person, secret: str = "", *, password: str = PASSWORD, address: str = HERE) -> Client:
    """A browser in which they signed in by password, and by a code where they have an app."""
    client = Client(REMOTE_ADDR=address)
    answer = client.post("/sign-in", {"login": who.login, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    if secret:
        assert answer.headers["Location"] == "/sign-in/code"
        answer = client.post("/sign-in/code", {"code": code(secret, who)})
        assert answer.status_code == 302, answer.content.decode()
    return client


def letters(who: Person) -> list[str]:
    """What letters were asked for about their door, in order."""
    found = rows(
        "SELECT payload FROM outbox WHERE platform = %s AND job = 'door-letter' ORDER BY id", (who.platform_id,)
    )
    return [one["what"] for one in (json.loads(bytes(row[0])) for row in found) if one["person"] == str(who.pk)]
