"""The way to a single event, for a receipt of it: who may see its thing, and is in the audience it was written for."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ombud.core.order_vault.rungs import parts_of
from ombud.core.people import Actor, Consumer, Member, Party, Reviewer, System
from ombud.desk.access import (
    access_complaint,
    access_fund,
    access_order,
    access_penalty,
)
from ombud.desk.access_conversation import access_conversation
from ombud.desk.access_erasure import access_erasure
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.access_surge import access_surge
from ombud.desk.handle import NotFound
from ombud.desk.load import load_many
from ombud.ledger.connection import connection, rows

EVENTS = """
SELECT e.seq, e.at, e.body, e.hash, l.idx, l.at FROM event e
LEFT JOIN log_leaf l ON l.platform = e.platform AND l.stream = e.stream AND l.seq = e.seq
WHERE e.platform = %s AND e.stream = %s ORDER BY e.seq
"""
NAMED = """
SELECT id FROM complaint_row WHERE platform = %(platform)s AND number = %(name)s
UNION ALL SELECT id FROM penalty_row WHERE platform = %(platform)s AND number = %(name)s
UNION ALL SELECT id FROM evidence_report_row WHERE platform = %(platform)s AND number = %(name)s
"""
STREAM_MAX = 300


class _Body(msgspec.Struct):
    audience: tuple[str, ...]


_read = msgspec.json.Decoder(_Body).decode


class Recorded(NamedTuple):
    """One event as its receipt's page shows it."""

    seq: int
    at: datetime
    hash: bytes
    leaf: int | None
    """Its place in the log; None while it waits."""
    entered_at: datetime | None


def access_events(platform: int, stream: str, by: Actor) -> list[Recorded]:
    """The events of a stream that this reader may see, oldest first. Raises NotFound where there is none."""
    if "\x00" in stream or len(stream) > STREAM_MAX:
        raise NotFound
    loaded = load_many(connection(), platform, [stream]).get(stream)
    if loaded is None or loaded.state is None:
        raise NotFound
    party = WAYS.get(loaded.thing, _own)(platform, loaded.state, by)
    found = [
        Recorded(seq, at, bytes(hashed), leaf, entered_at)
        for seq, at, body, hashed, leaf, entered_at in rows(EVENTS, (platform, stream))
        if party in _read(bytes(body)).audience
    ]
    if not found:
        raise NotFound
    return found


def stream_of(platform: int, name: str) -> str:
    """The stream of this id, or that people know by this number; the name itself where there is none."""
    if "\x00" in name or len(name) > STREAM_MAX:
        raise NotFound
    found = rows(NAMED, {"platform": platform, "name": name})
    return str(found[0][0]) if found else name


def access_event(platform: int, stream: str, seq: int, by: Actor) -> Recorded:
    """One event, for who may see it. Raises NotFound."""
    found = next((one for one in access_events(platform, stream, by) if one.seq == seq), None)
    if found is None:
        raise NotFound
    return found


def party_for(by: Actor) -> Party:
    """Whose eyes somebody reads with."""
    match by:
        case Consumer():
            return "consumer"
        case Member():
            return "merchant"
        case _:
            return "platform"


def _conversation(platform: int, talk: Any, by: Actor) -> Party:
    return access_conversation(platform, talk.id, by).side


def _order(platform: int, order: Any, by: Actor) -> Party:
    if isinstance(by, System):  # the platform's own software told of it
        return "platform"
    access_order(platform, order.id, by)
    return party_for(by)


def _vault(platform: int, vault: Any, by: Actor) -> Party:
    access_order(platform, parts_of(vault.id)[0], by)
    return party_for(by)


def _shop(_platform: int, shop: Any, by: Actor) -> Party:
    """Its public facts anybody may see, but the record of how they came about is its own and the platform's."""
    return _of_shop(shop.id, by)


def _product(_platform: int, product: Any, by: Actor) -> Party:
    return _of_shop(product.facts.shop, by)


def _of_shop(shop: str, by: Actor) -> Party:
    if not isinstance(by, Reviewer | System) and not (isinstance(by, Member) and by.shop == shop):
        raise NotFound
    return party_for(by)


def _erasure(platform: int, erasure: Any, by: Actor) -> Party:
    if access_erasure(platform, erasure.id, by) is None:
        raise NotFound
    return party_for(by)


def _own(_platform: int, state: Any, by: Actor) -> Party:
    """Things that only their maker, where they have one, and the platform know of."""
    if isinstance(by, Consumer) and by.id == getattr(state, "consumer", None):
        return "consumer"
    if isinstance(by, Reviewer | System):
        return "platform"
    raise NotFound


def _account(platform: int, account: Any, by: Actor) -> Party:
    return "consumer" if isinstance(by, Consumer) and by.id == account.id else _own(platform, account, by)


WAYS: Mapping[str, Callable[[int, Any, Actor], Party]] = {
    "complaint": lambda platform, case, by: access_complaint(platform, case.id, by).party,
    "penalty": lambda platform, penalty, by: access_penalty(platform, penalty.id, by).party,
    "evidence_report": lambda platform, report, by: access_evidence_report(platform, report.id, by).party,
    "fund": lambda platform, fund, by: access_fund(platform, fund.id, by).party,
    "surge": lambda platform, surge, by: access_surge(platform, surge.id, by).party,
    "conversation": _conversation,
    "order": _order,
    "order_vault": _vault,
    "shop": _shop,
    "product": _product,
    "account": _account,
    "erasure": _erasure,
}
"""To each kind of thing its own way; all others are known to their maker and the platform alone."""
