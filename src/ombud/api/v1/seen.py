"""Whether a caller may know that a thing exists: one answer for each kind of thing."""

from collections.abc import Callable, Mapping
from typing import Any

from ombud.core.order_vault.rungs import parts_of
from ombud.core.people import Actor, Consumer, Reviewer
from ombud.desk.access import (
    access_announcement,
    access_complaint,
    access_known_shop,
    access_order,
    access_penalty,
    access_product,
    fund_party,
)
from ombud.desk.access_conversation import access_conversation
from ombud.desk.access_erasure import access_erasure
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.access_report import access_account, access_report
from ombud.desk.access_surge import access_public_item, access_surge
from ombud.desk.handle import NotFound
from ombud.desk.load import load, stream_id
from ombud.ledger.connection import connection


def seen(platform: int, thing: str, id: str, by: Actor) -> Any:
    """The thing, for who may see it. Raises NotFound."""
    if "\x00" in id or len(id) > 200:
        raise NotFound
    look = LOOKS.get(thing)
    return look(platform, id, by) if look else _made_by(platform, thing, id, by)


def _fund(platform: int, id: str, by: Actor) -> Any:
    """Whoever may know of a fund is told why something can't be done, also where there is none yet."""
    fund_party(id, by)
    return load(connection(), platform, "fund", stream_id("fund", id))[0].state


def _erasure(platform: int, id: str, by: Actor) -> Any:
    """What somebody asked to have erased, for themselves and for who oversees; nothing where they never did."""
    return access_erasure(platform, id, by)


def _made_by(platform: int, thing: str, id: str, by: Actor) -> Any:
    """Things that only their maker and the platform know of."""
    state = load(connection(), platform, thing, stream_id(thing, id))[0].state
    mine = isinstance(by, Consumer) and by.id == getattr(state, "consumer", None)
    if state is None or not (mine or isinstance(by, Reviewer)):
        raise NotFound
    return state


def _talk(platform: int, id: str, by: Actor) -> Any:
    """Where nobody has said anything yet, its order: whoever may begin the talk is told why they can't."""
    its = access_conversation(platform, id, by)
    return its.conversation or its.order


def _rulebook(platform: int, id: str, _by: Actor) -> Any:
    return load(connection(), platform, "rulebook", stream_id("rulebook", id))[0].state


def _transparency(platform: int, id: str, _by: Actor) -> Any:
    return load(connection(), platform, "transparency_report", stream_id("transparency_report", id))[0].state


LOOKS: Mapping[str, Callable[[int, str, Actor], Any]] = {
    "evidence_report": lambda platform, id, by: access_evidence_report(platform, id, by).report,
    "complaint": lambda platform, id, by: access_complaint(platform, id, by).complaint,
    "penalty": lambda platform, id, by: access_penalty(platform, id, by).penalty,
    "order": access_order,
    "order_vault": lambda platform, id, by: access_order(platform, parts_of(id)[0], by),
    "shop": access_known_shop,
    "announcement": access_announcement,
    "surge": lambda platform, id, by: access_surge(platform, id, by).surge,
    "public_item": access_public_item,
    "product": lambda platform, id, _by: access_product(platform, id),
    "conversation": _talk,
    "account": access_account,
    "report": access_report,
    "erasure": _erasure,
    "rulebook": _rulebook,
    "transparency_report": _transparency,
    "fund": _fund,
}
"""The way to each kind of thing; all others are known to their maker and the platform alone."""
