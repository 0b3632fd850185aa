"""Which connectors a platform has: added by the command line, which shows the secret once; it lies here sealed."""

from datetime import datetime
from typing import NamedTuple

from ombud.connectors.signing import make_secret
from ombud.ledger import fence
from ombud.ledger.connection import connection, rows
from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import renewed
from ombud.vault.sealing import seal, unseal

PUT = """
INSERT INTO connector (platform, name, secret, shop, made_at) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (platform, name) DO UPDATE SET secret = excluded.secret, shop = excluded.shop, made_at = excluded.made_at
"""
PLATFORM = "SELECT id FROM accounts_platform WHERE slug = %s"
ONE = "SELECT secret, shop FROM connector WHERE platform = %s AND name = %s"
ALL = """
SELECT p.slug, c.name, c.shop, c.made_at, c.heard_at, c.problem
FROM connector c JOIN accounts_platform p ON p.id = c.platform ORDER BY p.slug, c.name
"""
HEARD = "UPDATE connector SET heard_at = %s, problem = %s WHERE platform = %s AND name = %s"
NEWER = """
INSERT INTO connector_order (platform, name, id, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (platform, name, id) DO UPDATE SET at = excluded.at WHERE connector_order.at <= excluded.at RETURNING 1
"""
PROBLEM_MAX = 500


class Kept(NamedTuple):
    """One platform's connector."""

    platform: int
    secret: str
    shop: str
    """Whose orders they are where the sender doesn't say."""


class Listed(NamedTuple):
    """A connector as the command line lists it."""

    platform: str
    name: str
    shop: str
    made_at: datetime
    heard_at: datetime | None
    problem: str


def add(platform: int, name: str, shop: str, at: datetime) -> str:
    """Have a connector, anew where there was one: the old secret opens nothing any more. Returns the secret."""
    secret = make_secret()
    connection().execute(PUT, (platform, name, seal(secret, _place(platform, name)), shop, at))
    return secret


def remove(platform: int, name: str) -> bool:
    """Have it no more; whether there was one."""
    return (
        connection().execute("DELETE FROM connector WHERE platform = %s AND name = %s", (platform, name)).rowcount > 0
    )


def of(slug: str, name: str) -> Kept | None:
    """The connector of this name on the platform of this slug, for which this thread works from now on."""
    known = rows(PLATFORM, (slug,)) if "\x00" not in slug else []
    if not known:
        return None
    platform: int = known[0][0]
    fence.within(platform)
    found = rows(ONE, (platform, name))
    if not found:
        return None
    secret, shop = found[0]
    return Kept(platform, unseal(secret, _place(platform, name)), shop)


def listed() -> list[Listed]:
    """All of them."""
    return [Listed(*row) for row in rows(ALL)]


def note(platform: int, name: str, at: datetime, problem: str) -> None:
    """Keep when it was heard of last, and what couldn't be taken of that."""
    connection().execute(HEARD, (at, problem.replace("\x00", "")[:PROBLEM_MAX], platform, name))


def is_newest(platform: int, name: str, order: str, at: datetime) -> bool:
    """Whether nothing newer was said of this order before; what is said now counts from here on."""
    return bool(rows(NEWER, (platform, name, order, at)))


def _place(platform: int, name: str) -> str:
    return f"connector/{platform}/{name}"


SECRETS = Sealed(
    "secrets of connectors",
    "SELECT platform, name, secret FROM connector WHERE (platform, name) > (%s, %s) ORDER BY platform, name LIMIT %s",
    "UPDATE connector SET secret = %s WHERE platform = %s AND name = %s AND secret = %s",
    (0, ""),
    lambda row: renewed(row[2], _place(row[0], row[1])),
)
