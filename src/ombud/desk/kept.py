"""What the desk brings to evidence that is kept for an order: which files a side may name, and what a case draws on."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ombud.core.complaint.state import Complaint
from ombud.core.evidence_report.events import EvidenceReportAnswered, EvidenceReportFiled
from ombud.core.files import File
from ombud.core.order.state import Order
from ombud.core.order_vault.draw import DrawOnKept
from ombud.core.order_vault.draw import decide as draw
from ombud.core.order_vault.rungs import id_of, side_of
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor, Consumer, Member
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.decide import Decided, Loaded, happened
from ombud.desk.load import load_many, stream_id
from ombud.desk.penalise import evidence_of
from ombud.ledger.connection import Connection, connection

TALK = "SELECT body FROM event WHERE platform = %s AND stream = %s ORDER BY seq"
NONE: frozenset[str] = frozenset()
NO_FILES: tuple[File, ...] = ()


class _Body(msgspec.Struct):
    audience: tuple[str, ...]
    event: Any


_read = msgspec.json.Decoder(_Body).decode


def nameable(connection: Connection, platform: int, loaded: Loaded, by: Actor, fields: Any) -> frozenset[str]:
    """Ids of files that somebody may name in an act besides those they uploaded: to keep, what their side sees of the
    order's talk and cases; to a complaint and a report of fake evidence, what their side keeps for its order; to a
    penalty, what lies in the case it is carried from."""
    if not isinstance(by, Consumer | Member):
        return evidence_of(loaded)
    if loaded.thing == "order_vault" and fields.get("files"):
        order = loaded.parent.state if loaded.parent else None
        return _seen(connection, platform, order, by) if isinstance(order, Order) else NONE
    if loaded.thing in ("complaint", "evidence_report") and (fields.get("files") or fields.get("claims")):
        about = loaded.parent.state if loaded.parent else None
        vault = _vault(connection, platform, about, by) if isinstance(about, Order) else None
        return frozenset(one.file for one in vault.state.live) if vault else NONE
    return NONE


def drawn(find: Any, decided: Decided, policy: Policy) -> list[Decided]:
    """What a case or a report of fake evidence draws on from what its sides keep, by the files that its events name;
    `find` loads a stream."""
    found = []
    for event in decided.events:
        files, case = _named(event, decided)
        order = decided.parent_state or (decided.loaded.parent.state if decided.loaded.parent else None)
        side = side_of(event.by, order) if files and order is not None else None
        if order is None or side is None:
            continue
        loaded = find(stream_id("order_vault", id_of(order.id, side)))
        if loaded is None or loaded.state is None:
            continue
        vault: OrderVault = loaded.state
        items = tuple(one.file for one in files if (kept := vault.item(one.file)) and kept.live)
        command = DrawOnKept(by=event.by, at=event.at, order_vault=vault.id, items=items, complaint=case)
        outcome = draw(command, vault, policy) if items else ()
        if outcome and not isinstance(outcome, Refusal):
            found.append(happened(loaded, outcome))
    return found


def _named(event: Any, decided: Decided) -> tuple[tuple[File, ...], str]:
    """The files that somebody puts forward by this event for all who see the thing, and what draws on them by that: a
    case, or a report where it is about none. What a report shows one side alone is drawn on by nobody: being drawn on
    shows a file to both."""
    if decided.loaded.thing == "complaint":
        return getattr(event, "files", ()), decided.state.id
    if decided.loaded.thing == "evidence_report":
        report, files = decided.state, NO_FILES
        if isinstance(event, EvidenceReportFiled):
            files = tuple(one for claim in event.claims for one in claim.files)
        elif isinstance(event, EvidenceReportAnswered) and report.told == "result":
            files = event.files
        return files, report.complaint or report.id
    return (), ""


def _vault(connection: Connection, platform: int, order: Order, by: Actor) -> Loaded | None:
    side = side_of(by, order)
    if side is None:
        return None
    stream = stream_id("order_vault", id_of(order.id, side))
    return load_many(connection, platform, [stream]).get(stream)


def _seen(connection: Connection, platform: int, order: Order, by: Actor) -> frozenset[str]:
    """The files that this side of the order sees already: in the talk about it, and in the cases about it."""
    side = side_of(by, order)
    if side is None:
        return NONE
    seen: set[str] = set()
    for (body,) in connection.execute(TALK, (platform, stream_id("conversation", order.id))).fetchall():
        read = _read(bytes(body))
        if side in read.audience:
            seen.update(_files_in(read.event))
    cases = load_many(connection, platform, [one.id for one in order.complaints])
    for case in cases.values():
        complaint = case.state
        if isinstance(complaint, Complaint) and (side == "consumer" or complaint.admitted or complaint.intervened):
            seen.update(one.id for one in complaint.exhibits)
    return frozenset(seen)


def _files_in(told: Any) -> Iterator[str]:
    """Every file that an event names, however deep: what has both an id and a digest."""
    if isinstance(told, dict):
        if isinstance(told.get("file"), str) and "sha256" in told:
            yield told["file"]
        for one in told.values():
            yield from _files_in(one)
    elif isinstance(told, list):
        for one in told:
            yield from _files_in(one)


def may_name(platform: int, order: Order, by: Actor, file: Any) -> bool:
    """Whether somebody may keep this file for the order: their own, or one that their side sees about it."""
    return file.uploaded_by == by.id or str(file.id) in _seen(connection(), platform, order, by)
