"""Who acts for a shop from now on, because of what happened to it: written with the event, so rights follow at once."""

from datetime import datetime
from typing import Any, NamedTuple

from ombud.core.shop import keeping_events as keeping
from ombud.core.shop.opening_events import ShopApplied
from ombud.ledger.connection import Connection

COLLEAGUES = """
SELECT p.ref FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id
WHERE m.platform_id = %s AND m.shop = %s AND p.is_active
"""
LISTED = "SELECT count(*) FROM product_row WHERE platform = %s AND shop = %s AND up"


class RoleWrite(NamedTuple):
    """Somebody has this role in the shop; nothing where we don't know them yet."""

    shop: str
    ref: str
    role: str


class LeaveWrite(NamedTuple):
    """Somebody no longer acts for the shop."""

    shop: str
    ref: str


class StandInWrite(NamedTuple):
    """Who owns the shop from here on, where that changes, and who stands in for the owner until when."""

    shop: str
    owner: str
    before: str
    substitute: str
    from_at: datetime | None
    until: datetime | None


def roles(shop: str, event: Any) -> list[RoleWrite]:
    """Roles that somebody has because of it."""
    match event:
        case ShopApplied():
            return [RoleWrite(shop, event.by.id, "owner")]
        case keeping.MemberJoined() | keeping.RoleChanged():
            return [RoleWrite(shop, event.member, event.role)]
    return []


def leaves(shop: str, event: Any) -> list[LeaveWrite]:
    """Who goes because of it."""
    return [LeaveWrite(shop, event.member)] if isinstance(event, keeping.MemberRemoved) else []


def stand_ins(shop: str, event: Any) -> list[StandInWrite]:
    """Who stands in from now on, or no longer."""
    match event:
        case keeping.ShopHandedOver():
            return [StandInWrite(shop, event.member, event.before, "", None, None)]
        case keeping.AbsenceAnnounced():
            return [StandInWrite(shop, "", "", event.substitute, event.from_at, event.until)]
        case keeping.AbsenceEnded():
            return [StandInWrite(shop, "", "", "", None, None)]
    return []


def stamps(connection: Connection, platform: int, stamped: frozenset[str], shop: str) -> dict[str, Any]:
    """What the desk knows of a shop's people and goods, for the commands that ask."""
    found: dict[str, Any] = {}
    if "colleagues" in stamped:
        found["colleagues"] = tuple(ref for (ref,) in connection.execute(COLLEAGUES, (platform, shop)).fetchall())
    if "listed_now" in stamped:
        row = connection.execute(LISTED, (platform, shop)).fetchone()
        found["listed_now"] = row[0] if row else 0
    return found
