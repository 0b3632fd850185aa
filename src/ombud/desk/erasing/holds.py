"""Which streams something holds, so that nothing of them is erased now: by themselves, or by a case of their order."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from ombud.core.erasure.holds import LIVE, Hold, hold_of
from ombud.desk.decide import Loaded
from ombud.desk.load import load_many
from ombud.ledger.connection import connection, rows

OF_PERSON = """
SELECT stream FROM word_key WHERE platform = %(platform)s AND person = %(person)s
UNION SELECT u.stream FROM evidence_file f JOIN file_use u ON u.platform = f.platform AND u.file = f.id::text
    WHERE f.platform = %(platform)s AND f.uploaded_by = %(person)s AND f.erased_on IS NULL
UNION SELECT id FROM complaint_row WHERE platform = %(platform)s AND consumer = %(person)s
"""
"""Where somebody said something, where a file of theirs is named, and their cases, which also the staff may file."""
CASES = """
SELECT id FROM complaint_row WHERE platform = %(platform)s AND order_number = ANY(%(orders)s)
UNION SELECT id FROM evidence_report_row WHERE platform = %(platform)s AND order_number = ANY(%(orders)s)
"""
ALARMS = "SELECT DISTINCT shop FROM surge_row WHERE platform = %s AND shop = ANY(%s) AND NOT over"
OWN = "erasure/"
"""The stream of the erasure itself holds nothing: what was said there goes with the rest."""


def streams_of(platform: int, person: str) -> list[str]:
    """Every stream in which anything of this person lies, but for that of the erasure itself."""
    found = rows(OF_PERSON, {"platform": platform, "person": person})
    return sorted(stream for (stream,) in found if not stream.startswith(OWN))


def holds_of(platform: int, streams: Iterable[str], at: datetime) -> dict[str, Hold]:
    """What holds which of these streams at an instant. A case holds all that lies about its order."""
    own = load_many(connection(), platform, sorted(streams))
    orders = {order_of(one) for one in own.values()} - {""}
    cases = own | _loaded(platform, _cases(platform, orders) - own.keys())
    penalties = _loaded(platform, {id for one in cases.values() if (id := getattr(one.state, "penalty_id", ""))})
    return among(own, cases, penalties, at, _watched(platform, own))


def among(
    own: Mapping[str, Loaded],
    cases: Mapping[str, Loaded],
    penalties: Mapping[str, Loaded],
    at: datetime,
    watched: Mapping[str, Hold],
) -> dict[str, Hold]:
    """The same of what was loaded: somebody's own streams, these with every case of their orders, penalties that any of
    them was carried into, and what else holds something."""
    held = {id: hold for id, one in cases.items() if (hold := _hold(one, penalties, at))} | dict(watched)
    # What a side keeps for an order, or an order's own date, holds itself, and no closed case beside it.
    by_order = {order_of(one): held[id] for id, one in cases.items() if id in held and one.thing in LIVE}
    by_order.pop("", None)
    found = {}
    for id, one in own.items():
        if id in held:
            found[id] = held[id]
        elif of := by_order.get(order_of(one)):
            found[id] = Hold(stream=id, why="with-case", until=of.until)
    return found


def _watched(platform: int, own: dict[str, Loaded]) -> dict[str, Hold]:
    """What was said of a shop in public, while an alarm about that shop isn't over."""
    items = {id: one.state.shop for id, one in own.items() if one.thing == "public_item"}
    shops = {shop for (shop,) in rows(ALARMS, (platform, sorted(set(items.values()))))} if items else set()
    return {id: Hold(stream=id, why="with-case") for id, shop in items.items() if shop in shops}


def order_of(loaded: Loaded) -> str:
    """The number of the order that a stream is about; empty where it is about none."""
    state: Any = loaded.state
    if loaded.thing == "order":
        return str(state.facts.number)
    if loaded.thing == "conversation":
        return str(state.number)
    return str(getattr(state, "order_number", ""))


def _hold(one: Loaded, penalties: Mapping[str, Loaded], at: datetime) -> Hold | None:
    if own := hold_of(one.thing, one.id, one.state, at):
        return own
    penalty = penalties.get(getattr(one.state, "penalty_id", ""))
    its = hold_of("penalty", penalty.id, penalty.state, at) if penalty else None
    # That it still has effect holds what the shop itself said; a consumer's words aren't kept for as long as that.
    return replace(its, stream=one.id, why="penalty") if its and its.why != "in-force" else None


def _cases(platform: int, orders: Collection[str]) -> set[str]:
    asked = {"platform": platform, "orders": sorted(orders)}
    return {id for (id,) in rows(CASES, asked)} if orders else set()


def _loaded(platform: int, ids: Collection[str]) -> dict[str, Loaded]:
    return load_many(connection(), platform, sorted(ids)) if ids else {}
