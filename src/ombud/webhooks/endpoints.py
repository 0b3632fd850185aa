"""Where a platform's integrators are told: made, changed, stopped, and with secrets that can be exchanged in use."""

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings

from ombud.ledger import fence
from ombud.ledger.connection import connection, one_at_a_time, rows
from ombud.ledger.looked_at import About, recorded
from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import renewed
from ombud.vault.sealing import seal, unseal
from ombud.webhooks.address import PORTS, target_of
from ombud.webhooks.message import types

SOFTWARE = "ombud"
"""Who did it where nobody did: the receiver said that it is gone."""
ENDPOINTS_MAX = 20
LIVE_MAX = 2
"""Secrets at once: the new one, and the one before for as long as a receiver may still know only that."""
GRACE = timedelta(hours=24)
DESCRIPTION_MAX = 200
COLUMNS = """
SELECT platform, id, url, description, wanted, active, stopped, next_idx, made_at, delivered_at, failures,
    failing_since, retry_at FROM webhook_endpoint WHERE platform = %s
"""
PUT = """
INSERT INTO webhook_endpoint (platform, id, url, description, wanted, active, stopped, next_idx, made_at)
SELECT %(platform)s, %(id)s, %(url)s, %(description)s, %(wanted)s, true, '',
    coalesce((SELECT size FROM log_head WHERE platform = %(platform)s), 0), %(at)s
WHERE (SELECT count(*) FROM webhook_endpoint WHERE platform = %(platform)s) < %(most)s
"""
CHANGE = "UPDATE webhook_endpoint SET url = %s, description = %s, wanted = %s WHERE platform = %s AND id = %s"
STOP = "UPDATE webhook_endpoint SET active = false, stopped = %s WHERE platform = %s AND id = %s AND active"
RESUME = """
UPDATE webhook_endpoint SET active = true, stopped = '', failures = 0, failing_since = NULL, retry_at = NULL
WHERE platform = %s AND id = %s AND NOT active
"""
SOON = "UPDATE webhook_delivery SET next_at = %s WHERE platform = %s AND endpoint = %s AND state = 'waiting'"
SECRETS = """
SELECT id, sealed, made_at, until FROM webhook_secret WHERE platform = %s AND endpoint = %s
    AND (until IS NULL OR until > %s) ORDER BY made_at DESC, id LIMIT %s
"""
KEEP_UNTIL = """
INSERT INTO webhook_secret (platform, endpoint, id, sealed, made_at, until) VALUES (%s, %s, %s, %s, %s, %s)
"""
KEEP = "INSERT INTO webhook_secret (platform, endpoint, id, sealed, made_at) VALUES (%s, %s, %s, %s, %s)"
OLD = "DELETE FROM webhook_secret WHERE platform = %s AND endpoint = %s AND until IS NOT NULL"
AS_BEFORE = """
INSERT INTO webhook_endpoint (platform, id, url, description, wanted, active, stopped, next_idx, made_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, 0, %s) ON CONFLICT DO NOTHING
"""
ENDS = "UPDATE webhook_secret SET until = %s WHERE platform = %s AND endpoint = %s AND until IS NULL"
CHANGED = "INSERT INTO webhook_change (platform, endpoint, at, who, what) VALUES (%s, %s, %s, %s, %s)"
CHANGES = """
SELECT at, who, what FROM webhook_change WHERE platform = %s AND endpoint = %s ORDER BY id DESC LIMIT 20
"""


class Endpoint(NamedTuple):
    """One address that is told."""

    platform: int
    id: str
    url: str
    description: str
    wanted: list[str]
    """Things and types of events; empty: all."""
    active: bool
    stopped: str
    """Why it isn't active: `paused` by somebody, or `gone`, as it said itself."""
    next_idx: int
    """Where in the platform's log it is: the first event that hasn't been looked at for it."""
    made_at: datetime
    delivered_at: datetime | None
    failures: int
    """In a row, just now."""
    failing_since: datetime | None
    retry_at: datetime | None
    """Until when it is left in peace."""

    def wants(self, kind: str) -> bool:
        """Whether it is told of this type of event."""
        return not self.wanted or kind in self.wanted or kind.partition(".")[0] in self.wanted


class Secret(NamedTuple):
    """A secret that holds now."""

    id: str
    made_at: datetime
    until: datetime | None
    """None for the one in use; the one before holds until then."""


class Full(Exception):
    """The platform has as many endpoints as it may have."""


class UnknownType(ValueError):
    """There is no such thing, and no event of this type."""


class NotChosen(ValueError):
    """A description is too long, or holds what can't be printed."""


def make(
    platform: int, url: str, wanted: Sequence[str], description: str, who: str, at: datetime
) -> tuple[Endpoint, str]:
    """A new endpoint, told of what happens from now on, and its secret, which is shown this once.

    Raises AddressRefused, UnknownType, NotChosen, Full.
    """
    asked = {"url": url, "description": description, "wanted": checked(url, wanted, description)}
    id = f"we_{secrets.token_hex(8)}"
    with connection().transaction():
        one_at_a_time(f"webhook endpoints of {platform}")  # several that count at once would each find room for itself
        made = connection().execute(PUT, {**asked, "platform": platform, "id": id, "at": at, "most": ENDPOINTS_MAX})
        if not made.rowcount:
            raise Full
        secret = _new_secret(platform, id, at)
        changed(platform, id, "made", who, at)
    endpoint = of(platform, id)
    assert endpoint is not None
    return endpoint, secret


def checked(url: str, wanted: Sequence[str], description: str) -> list[str]:
    """What is wanted, each once, if all of it can be. Raises as `make`."""
    target_of(url, ports=ports(), inside=inside())
    known = {*types(), *(one.partition(".")[0] for one in types())}
    for one in wanted:
        if one not in known:
            raise UnknownType(one)
    if len(description) > DESCRIPTION_MAX or not (description.isprintable() or not description):
        raise NotChosen("description")
    return list(dict.fromkeys(wanted))


def change(endpoint: Endpoint, url: str, wanted: Sequence[str], description: str, who: str, at: datetime) -> None:
    """Another address, description or choice, for what comes from now on. Raises as `make`."""
    chosen = checked(url, wanted, description)
    connection().execute(CHANGE, (url, description, chosen, endpoint.platform, endpoint.id))
    changed(endpoint.platform, endpoint.id, "changed", who, at)


def rotate(endpoint: Endpoint, who: str, at: datetime) -> str:
    """A new secret, shown this once; the one before holds for another day, and one before that no more."""
    with connection().transaction():
        connection().execute(OLD, (endpoint.platform, endpoint.id))
        connection().execute(ENDS, (at + GRACE, endpoint.platform, endpoint.id))
        secret = _new_secret(endpoint.platform, endpoint.id, at)
        changed(endpoint.platform, endpoint.id, "rotated", who, at)
    return secret


def stop(endpoint: Endpoint, why: str, who: str, at: datetime) -> bool:
    """Send nothing more; what happens meanwhile waits in the log. Whether it was active."""
    if not connection().execute(STOP, (why, endpoint.platform, endpoint.id)).rowcount:
        return False
    changed(endpoint.platform, endpoint.id, why, who, at)
    return True


def resume(endpoint: Endpoint, who: str, at: datetime) -> bool:
    """Go on where it stopped; whether it wasn't active."""
    if not connection().execute(RESUME, (endpoint.platform, endpoint.id)).rowcount:
        return False
    connection().execute(SOON, (at, endpoint.platform, endpoint.id))
    changed(endpoint.platform, endpoint.id, "resumed", who, at)
    return True


def remove(endpoint: Endpoint, who: str, at: datetime) -> None:
    """Have it no more, with its secrets and with what was waiting for it."""
    changed(endpoint.platform, endpoint.id, "removed", who, at)
    _forgotten(endpoint)


def _forgotten(endpoint: Endpoint) -> None:
    with connection().transaction():
        for statement in (
            "DELETE FROM webhook_secret WHERE platform = %s AND endpoint = %s",
            "DELETE FROM webhook_delivery WHERE platform = %s AND endpoint = %s",
            "DELETE FROM webhook_attempt WHERE platform = %s AND endpoint = %s",
            "DELETE FROM webhook_change WHERE platform = %s AND endpoint = %s",
            "DELETE FROM webhook_endpoint WHERE platform = %s AND id = %s",
        ):
            connection().execute(statement, (endpoint.platform, endpoint.id))


def follow(old: int, fresh: int, at: datetime) -> None:
    """Have the endpoints of a sandbox that was made anew tell of the fresh one: same ids, same secrets."""
    for one in listed(old):
        found = zip(live(one, at), secrets_of(old, one.id, at), strict=True)
        with fence.looking_at(fresh):
            about = (fresh, one.id, one.url, one.description, one.wanted, one.active, one.stopped, one.made_at)
            connection().execute(AS_BEFORE, about)
            for secret, opened in found:
                sealed = seal(opened, _place(fresh, one.id, secret.id))
                connection().execute(KEEP_UNTIL, (fresh, one.id, secret.id, sealed, secret.made_at, secret.until))
        _forgotten(one)


def of(platform: int, id: str) -> Endpoint | None:
    """The platform's endpoint of this id."""
    found = rows(COLUMNS + " AND id = %s", (platform, id)) if "\x00" not in id else []
    return Endpoint(*found[0]) if found else None


def listed(platform: int) -> list[Endpoint]:
    """All of a platform's, the oldest first."""
    return [Endpoint(*row) for row in rows(COLUMNS + " ORDER BY made_at, id", (platform,))]


def live(endpoint: Endpoint, at: datetime) -> list[Secret]:
    """The secrets that hold now, without themselves."""
    found = rows(SECRETS, (endpoint.platform, endpoint.id, at, LIVE_MAX))
    return [Secret(id, made_at, until) for id, _sealed, made_at, until in found]


def secrets_of(platform: int, endpoint: str, at: datetime) -> list[str]:
    """The secrets that hold now, opened: to sign with, never to show."""
    found = rows(SECRETS, (platform, endpoint, at, LIVE_MAX))
    return [unseal(sealed, _place(platform, endpoint, id)) for id, sealed, _made_at, _until in found]


def changes(endpoint: Endpoint) -> list[tuple[datetime, str, str]]:
    """When who did what to it, the newest first."""
    return [(at, who, what) for at, who, what in rows(CHANGES, (endpoint.platform, endpoint.id))]


def changed(platform: int, endpoint: str, what: str, who: str, at: datetime) -> None:
    """Write down who did what to it; what people and keys did stands on the list of who saw and did what, too."""
    if who != SOFTWARE:
        what_kind = f"webhook-{what.partition(' ')[0]}"
        recorded(platform, who, what_kind, About("webhook", endpoint), at, kind="key")
    connection().execute(CHANGED, (platform, endpoint, at, who, what))


def ports() -> tuple[int, ...]:
    """The ports that may be sent to."""
    return (*PORTS, *settings.WEBHOOK_PORTS)


def inside() -> tuple[str, ...]:
    """Hosts of the development machine that may be sent to, with their ports."""
    return tuple(settings.WEBHOOK_INSIDE)


def _new_secret(platform: int, endpoint: str, at: datetime) -> str:
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    id = secrets.token_hex(8)
    connection().execute(KEEP, (platform, endpoint, id, seal(secret, _place(platform, endpoint, id)), at))
    return secret


def _place(platform: int, endpoint: str, id: str) -> str:
    """What a secret is sealed for, so that it opens in no other row."""
    return f"webhook/{platform}/{endpoint}/{id}"


SEALED = Sealed(
    "secrets of webhooks",
    "SELECT platform, endpoint, id, sealed FROM webhook_secret WHERE (platform, endpoint, id) > (%s, %s, %s) "
    "ORDER BY platform, endpoint, id LIMIT %s",
    "UPDATE webhook_secret SET sealed = %s WHERE platform = %s AND endpoint = %s AND id = %s AND sealed = %s",
    (0, "", ""),
    lambda row: renewed(row[3], _place(row[0], row[1], row[2])),
)
