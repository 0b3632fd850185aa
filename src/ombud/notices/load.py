"""Loads what a notice is about: the event, the thing as it is and as it was right after, and who is to read it."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from ombud.accounts.platforms import Settings, settings_of
from ombud.core.account import state as account
from ombud.core.account.events import AccountEvent
from ombud.core.complaint import state as complaint
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.conversation import state as conversation
from ombud.core.conversation.events import ConversationEvent
from ombud.core.erasure import state as erasure
from ombud.core.erasure.events import ErasureEvent
from ombud.core.evidence_report import state as evidence_report
from ombud.core.evidence_report.events import EvidenceReportEvent
from ombud.core.fund import state as fund
from ombud.core.fund.events import FundEvent
from ombud.core.order import state as order
from ombud.core.order.events import OrderEvent
from ombud.core.order_vault import state as order_vault
from ombud.core.order_vault.events import OrderVaultEvent
from ombud.core.penalty import state as penalty
from ombud.core.penalty.events import PenaltyEvent
from ombud.core.report import state as report
from ombud.core.report.events import ReportEvent
from ombud.core.shop import state as shops
from ombud.core.shop.events import ShopEvent
from ombud.core.surge import state as surge
from ombud.core.surge.events import SurgeEvent
from ombud.ledger.connection import rows
from ombud.notices.links import Reader

READERS: dict[str, Reader] = {"consumer": "consumer", "shop": "merchant", "queue": "platform"}
SHOP = """
CASE s.kind
    WHEN 'complaint' THEN (SELECT shop FROM complaint_row c WHERE c.platform = m.platform AND c.id = m.stream)
    WHEN 'report' THEN (SELECT shop FROM report_row r WHERE r.platform = m.platform AND r.id = m.stream)
    WHEN 'evidence_report' THEN
        (SELECT shop FROM evidence_report_row e WHERE e.platform = m.platform AND e.id = m.stream)
    WHEN 'penalty' THEN (SELECT shop FROM penalty_row p WHERE p.platform = m.platform AND p.id = m.stream)
    WHEN 'surge' THEN (SELECT shop FROM surge_row g WHERE g.platform = m.platform AND g.id = m.stream)
    WHEN 'order' THEN (SELECT shop FROM order_row o WHERE o.platform = m.platform AND o.id = substr(m.stream, 7))
    WHEN 'order_vault' THEN (SELECT shop FROM order_vault_item v WHERE v.platform = m.platform
        AND v.order_id = substring(m.stream FROM '^order_vault/(.*):[a-z]+$') LIMIT 1)
    WHEN 'fund' THEN (SELECT shop FROM fund_row f WHERE f.platform = m.platform AND f.id = substr(m.stream, 6))
    WHEN 'conversation' THEN
        (SELECT shop FROM conversation_row v WHERE v.platform = m.platform AND v.id = substr(m.stream, 14))
    WHEN 'shop' THEN substr(m.stream, 6)
END
"""
"""Which shop a message is about, by what its stream is: one look into one table, where a join of all of them would be
planned anew at each asking."""
WITH_ITS_CASE = f"""
SELECT m.id, m.to_kind, m.to_ref, m.notice, m.at, m.stream, m.seq, s.kind, s.pack, s.state, e.body,
    (SELECT name FROM shop_row h WHERE h.platform = m.platform AND h.id = {SHOP})
FROM {{messages}} m
JOIN stream s ON s.platform = m.platform AND s.id = m.stream
JOIN event e ON e.platform = m.platform AND e.stream = m.stream AND e.seq = m.seq
"""  # noqa: S608 - constants
COLUMNS = WITH_ITS_CASE.format(messages="message")
BY_JOB = (
    COLUMNS
    + "WHERE m.platform = %s AND m.stream = %s AND m.seq = %s AND m.to_kind = %s AND m.to_ref = %s AND m.notice = %s"
)
EVENTS = "SELECT body FROM event WHERE platform = %s AND stream = %s AND seq > %s ORDER BY seq"
ITS_ORDER = """
SELECT p.state FROM stream s JOIN stream p ON p.platform = s.platform AND p.id = s.parent
WHERE s.platform = %s AND s.id = %s
"""


class Told(NamedTuple):
    """One message, with what its words are made of."""

    platform: Settings
    id: int
    to_kind: str
    to_ref: str
    notice: str
    at: datetime
    stream: str
    seq: int
    thing: str
    pack: str
    state: Any
    """The thing as it is now."""
    event: Any
    shop: str
    """The shop's name."""

    @property
    def reader(self) -> Reader:
        """Which party reads it."""
        return READERS[self.to_kind]


class _Body(msgspec.Struct):
    event: (
        ComplaintEvent | ReportEvent | AccountEvent | PenaltyEvent | SurgeEvent | OrderEvent | ShopEvent | FundEvent
        | ConversationEvent | OrderVaultEvent | EvidenceReportEvent | ErasureEvent
    )  # fmt: skip
    cause: str


class _Kind(NamedTuple):
    """How one kind of thing is read."""

    state: Any
    fold: Any


@cache
def _kinds() -> dict[str, _Kind]:
    return {
        "complaint": _Kind(msgspec.json.Decoder(complaint.Complaint), complaint.fold),
        "conversation": _Kind(msgspec.json.Decoder(conversation.Conversation), conversation.fold),
        "erasure": _Kind(msgspec.json.Decoder(erasure.Erasure), erasure.fold),
        "evidence_report": _Kind(msgspec.json.Decoder(evidence_report.EvidenceReport), evidence_report.fold),
        "fund": _Kind(msgspec.json.Decoder(fund.Fund), fund.fold),
        "order": _Kind(msgspec.json.Decoder(order.Order), order.fold),
        "order_vault": _Kind(msgspec.json.Decoder(order_vault.OrderVault), order_vault.fold),
        "penalty": _Kind(msgspec.json.Decoder(penalty.Penalty), penalty.fold),
        "report": _Kind(msgspec.json.Decoder(report.Report), report.fold),
        "shop": _Kind(msgspec.json.Decoder(shops.Shop), shops.fold),
        "surge": _Kind(msgspec.json.Decoder(surge.Surge), surge.fold),
        "account": _Kind(msgspec.json.Decoder(account.Account), account.fold),
    }


_read = msgspec.json.Decoder(_Body).decode


def by_job(platform: int, stream: str, seq: int, to_kind: str, to_ref: str, notice: str) -> Told | None:
    """The message that a job in the outbox speaks of."""
    found = rows(BY_JOB, (platform, stream, seq, to_kind, to_ref, notice))
    return told(platform, found)[0] if found else None


def event_of(body: bytes) -> Any:
    """The event in a body of the record."""
    return _read(bytes(body)).event


def told(platform: int, found: Sequence[Any]) -> list[Told]:
    """Messages from rows of `COLUMNS`."""
    settings = settings_of(platform)
    return [_told(settings, row) for row in found]


def _told(settings: Settings, row: Sequence[Any]) -> Told:
    id, to_kind, to_ref, notice, at, stream, seq, thing, pack, state, body, shop = row
    now = _kinds()[thing].state.decode(bytes(state))
    event = event_of(body)
    return Told(settings, id, to_kind, to_ref, notice, at, stream, seq, thing, pack, now, event, shop or "")


def right_after(message: Told) -> Any:
    """The thing as it was when all that came in one act with the event had happened; a complaint with its order."""
    bodies = [_read(bytes(row[0])) for row in rows(EVENTS, (message.platform.id, message.stream, 0))]
    end = message.seq
    while end < len(bodies) and bodies[end].cause == bodies[message.seq - 1].cause:
        end += 1
    state = _kinds()[message.thing].fold(one.event for one in bodies[:end])
    if message.thing != "complaint":
        return state
    found = rows(ITS_ORDER, (message.platform.id, message.stream))
    return replace(state, order=_kinds()["order"].state.decode(bytes(found[0][0])) if found else None)
