"""Whether a caller may know that a thing exists: one answer for each kind of thing."""

from typing import Any

from ombud.core.people import Actor, Consumer, Reviewer
from ombud.desk.access import (
    access_announcement,
    access_complaint,
    access_order,
    access_penalty,
    access_product,
    access_shop,
    fund_party,
)
from ombud.desk.access_surge import access_public_item, access_surge
from ombud.desk.handle import NotFound
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection


def seen(platform: int, thing: str, id: str, by: Actor) -> Any:
    """The thing, for who may see it. Raises NotFound."""
    if "\x00" in id or len(id) > 200:
        raise NotFound
    match thing:
        case "complaint":
            return access_complaint(platform, id, by).complaint
        case "penalty":
            return access_penalty(platform, id, by).penalty
        case "order":
            return access_order(platform, id, by)
        case "shop":
            return access_shop(platform, id)
        case "announcement":
            return access_announcement(platform, id, by)
        case "surge":
            return access_surge(platform, id, by).surge
        case "public_item":
            return access_public_item(platform, id, by)
        case "product":
            return access_product(platform, id)
        case "account":
            return _account(platform, id, by)
        case "rulebook":
            return load(connection(), platform, "rulebook", stream_id("rulebook", id))[0].state
    return _fund(platform, id, by) if thing == "fund" else _made_by(platform, thing, id, by)


def _fund(platform: int, id: str, by: Actor) -> Any:
    """Whoever may know of a fund is told why something can't be done, also where there is none yet."""
    fund_party(id, by)
    return load(connection(), platform, "fund", stream_id("fund", id))[0].state


def _account(platform: int, id: str, by: Actor) -> Any:
    """An account without a stream is one on which no limit ever lay."""
    if isinstance(by, Reviewer) or (isinstance(by, Consumer) and by.id == id):
        return load(connection(), platform, "account", stream_id("account", id))[0].state
    raise NotFound


def _made_by(platform: int, thing: str, id: str, by: Actor) -> Any:
    """Things that only their maker and the platform know of."""
    state = load(connection(), platform, thing, stream_id(thing, id))[0].state
    mine = isinstance(by, Consumer) and by.id == getattr(state, "consumer", None)
    if state is None or not (mine or isinstance(by, Reviewer)):
        raise NotFound
    return state
