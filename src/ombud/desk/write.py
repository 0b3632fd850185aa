"""Turns what was decided into what is written: chained events, rows, counts, notices and jobs."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from ombud.core.complaint.audience import audience as of_complaint
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.core.deadlines import next_due_at
from ombud.core.evidence_report.audience import audience as of_evidence_report
from ombud.core.order.state import Order
from ombud.core.order_vault.audience import audience as of_vault
from ombud.core.penalty.audience import audience as of_penalty
from ombud.core.people import Clock, Invited, Reviewer
from ombud.core.report.events import ReportCarried, ReportNoted
from ombud.core.shop.audience import audience as of_shop
from ombud.core.surge.audience import audience as of_surge
from ombud.core.surge.counted import TYPES as COUNTED
from ombud.core.words import Secret, Words
from ombud.desk import memberships, screened
from ombud.desk.commit import (
    AnswerWrite,
    Batch,
    CountWrite,
    EventWrite,
    JobWrite,
    MessageWrite,
    StreamWrite,
    ToCount,
    ToLog,
)
from ombud.desk.decide import Decided, Loaded
from ombud.desk.erasing.jobs import erasing_jobs
from ombud.desk.messages import messages
from ombud.desk.word_keys import WordsWrite
from ombud.ledger.canonical import chained, written
from ombud.ledger.looked_at import LookWrite, kind_of
from ombud.reads import complaint_row, fund_entry, fund_row, order_vault_item, penalty_row, shop_tallies, thing_rows
from ombud.vault.sealing import place_of, seal

SHARDS = 8
"""Rows among which one kept count is spread, so that many writers don't wait for one row."""
DAILY = "order_late"
"""The notice of which a shop gets one a day, for all that became late: pack.trade.remind_at says when."""
EVERYBODY = ("consumer", "merchant", "platform")


class Origin(NamedTuple):
    """Where a command came from, as each of its events remembers it."""

    cause: str
    via: str
    pack: str


def put(batch: Batch, decided: Decided, origin: Origin, words: tuple[Words, ...] = ()) -> int:
    """Add everything one decision writes; returns the stream's version after it."""
    was = decided.loaded
    head = _chain(batch, was, decided.events, origin)
    version = was.version + len(decided.events)
    parent = was.parent.id if was.parent else None
    batch.streams.append(
        StreamWrite(
            was.id,
            was.version,
            version,
            was.thing,
            origin.pack,
            parent,
            decided.state,
            head,
            decided.due_at,
        )
    )
    if was.parent is not None and decided.parent_events:
        _put_parent(batch, was.parent, decided, origin)
    _put_words(batch, decided, words)
    _put_looks(batch, decided, origin.via)
    _put_people(batch, decided)
    batch.to_log.append(ToLog(was.id, was.version + 1, version))
    _put_messages(batch, decided)
    _put_counted(batch, decided)
    batch.screenings += screened.rows_of(was.thing, decided.state, decided.events)
    batch.file_uses += screened.uses_of(was.id, decided.events)
    batch.jobs += erasing_jobs(was, decided.events)
    put_rows(batch, decided, words)
    return version


def put_rows(batch: Batch, decided: Decided, words: tuple[Words, ...] = ()) -> None:
    """Add what lists and counts show of the thing: all of it follows from its state, so that it can be made again."""
    match decided.loaded.thing:
        case "complaint":
            _put_complaint(batch, decided, words)
        case "fund":
            batch.rows.setdefault("fund_row", []).append(fund_row.row_of(decided.state))
            was = decided.loaded
            if entries := fund_entry.rows_of(was.state, was.version, decided.events):
                batch.rows.setdefault("fund_entry", []).extend(entries)
            if counted := fund_row.references_of(decided.state, decided.events):
                batch.rows.setdefault("fund_reference", []).extend(counted)
        case "penalty":
            row = penalty_row.row_of(decided.state, decided.events[-1].at)
            batch.rows.setdefault("penalty_row", []).append(row)
            _put_counts(batch, decided, penalty_row, row)
        case "order":
            _put_row(batch, "order", decided.state)
            _put_rating(batch, decided.state)
            _put_tallies(batch, shop_tallies.of_order(decided.loaded.state), shop_tallies.of_order(decided.state))
        case "order_vault":
            batch.rows.setdefault("order_vault_item", []).extend(order_vault_item.rows_of(decided.state))
        case _:
            _put_row(batch, decided.loaded.thing, decided.state)


def put_answer(batch: Batch, principal: str, key: str, command: bytes, answer: bytes, decided: Decided) -> None:
    """Add the answer that the same command gets again under the same key."""
    batch.answers.append(AnswerWrite(principal, key, command, answer, decided.events[0].at))


def _chain(batch: Batch, was: Loaded, events: tuple[Any, ...], origin: Origin) -> bytes:
    head = was.head
    for seq, event in enumerate(events, was.version + 1):
        seen = audience_of(was.thing, event)
        body = written(
            event, stream=was.id, seq=seq, pack=origin.pack, cause=origin.cause, via=origin.via, audience=seen
        )
        head = chained(head, body)
        batch.events.append(EventWrite(was.id, seq, type(event).__name__, event.at, body, head))
    return head


def audience_of(thing: str, event: Any) -> tuple[str, ...]:
    """Who may read the event: fixed here for ever."""
    if thing == "complaint":
        return of_complaint(event)
    if thing == "penalty":
        return of_penalty(event)
    if thing == "surge":
        return of_surge(event)
    if thing == "fund":
        return ("merchant", "platform")
    if thing == "public_item":
        return ("platform",)
    if thing == "shop":
        return of_shop(event)
    if thing in ("report", "account"):
        return ("platform",) if isinstance(event, ReportNoted | ReportCarried) else ("consumer", "platform")
    if thing == "order_vault":
        return of_vault(event)
    if thing == "evidence_report":
        return of_evidence_report(event)
    if thing == "conversation":
        return ("consumer", "merchant")  # the platform reads what a side puts into a case, and no more
    if thing == "announcement":
        return ("platform",)  # one may show later, or to merchants alone: its page decides, not its events
    return EVERYBODY  # of an erasure too: the person may buy or act for a shop, and nobody else is let to it


def _put_parent(batch: Batch, parent: Loaded, decided: Decided, origin: Origin) -> None:
    head = _chain(batch, parent, decided.parent_events, origin._replace(pack=parent.pack))
    version = parent.version + len(decided.parent_events)
    batch.streams.append(
        StreamWrite(
            parent.id,
            parent.version,
            version,
            parent.thing,
            parent.pack,
            None,
            decided.parent_state,
            head,
            next_due_at(getattr(decided.parent_state, "deadlines", ())),
        )
    )
    batch.to_log.append(ToLog(parent.id, parent.version + 1, version))


def _put_words(batch: Batch, decided: Decided, words: tuple[Words, ...]) -> None:
    # Time may have passed over it in the same act: it says nothing.
    acts = (one for one in decided.events if not isinstance(one.by, Clock))
    stream, first = decided.loaded.id, next(acts, decided.events[0])
    # What the staff write down for a caller is the caller's: law erases it with what they wrote themselves.
    at, by = first.at, getattr(first, "on_behalf_of", "") or first.by.id
    for one in words:
        text = seal(one.text, place_of(stream, one.kept)) if isinstance(one, Secret) else one.text
        batch.words.append(WordsWrite(stream, one.kept, by, one.salt, text.encode(), at))
    if words and decided.loaded.word_key is not None:
        batch.known_keys.append(decided.loaded.word_key)


def _put_looks(batch: Batch, decided: Decided, via: str) -> None:
    """Add what the staff did to the list of who saw and did what."""
    thing = decided.loaded.thing
    for event in decided.events:
        if isinstance(event.by, Reviewer | Invited):
            kind, state = type(event).__name__, decided.state
            name = getattr(state, "number", "") or getattr(state, "id", thing)
            batch.looks.append(LookWrite(event.at, event.by.id, kind_of(thing, kind), kind, thing, name, via))


def _put_people(batch: Batch, decided: Decided) -> None:
    """Add who acts for a shop from now on: rights follow in the same transaction."""
    for event in decided.events if decided.loaded.thing == "shop" else ():
        batch.roles += memberships.roles(decided.state.id, event)
        batch.leaves += memberships.leaves(decided.state.id, event)
        batch.stand_ins += memberships.stand_ins(decided.state.id, event)


def _put_complaint(batch: Batch, decided: Decided, words: tuple[Words, ...]) -> None:
    row = complaint_row.row_of(decided.state, decided.events[-1].at)
    batch.rows.setdefault("complaint_row", []).append(row._replace(title=_storable(row.title)))
    _put_counts(batch, decided, complaint_row, row)
    _put_tallies(batch, shop_tallies.of_complaint(decided.loaded.state), shop_tallies.of_complaint(decided.state))
    for event in decided.events:
        if isinstance(event, ComplaintFiled):
            _put_contact(batch, event, words)


def _put_counts(batch: Batch, decided: Decided, reads: Any, row: Any) -> None:
    """Take the thing out of the counts it was in, and into those that its row is in now; `reads` makes rows of it."""
    was = decided.loaded
    before = reads.buckets(reads.row_of(was.state, decided.events[-1].at)) if was.state is not None else ()
    now = reads.buckets(row)
    if before == now:
        return
    shard = crc32(was.id.encode()) % SHARDS
    batch.counts += [CountWrite(scope, bucket, shard, -1) for scope, bucket in before]
    batch.counts += [CountWrite(scope, bucket, shard, 1) for scope, bucket in now]


def _put_tallies(batch: Batch, before: Sequence[shop_tallies.Bucket], now: Sequence[shop_tallies.Bucket]) -> None:
    """The same for a shop's public record, in one row a figure and day: its page reads 90 days of them."""
    if before != now:
        batch.counts += [CountWrite(scope, bucket, 0, -1) for scope, bucket in before]
        batch.counts += [CountWrite(scope, bucket, 0, 1) for scope, bucket in now]


def _put_rating(batch: Batch, order: Order) -> None:
    if order.rating is not None:
        batch.rows.setdefault("order_rating", []).append(thing_rows.of_rating(order, order.rating))


def _put_messages(batch: Batch, decided: Decided) -> None:
    was = decided.loaded
    for seq, event in enumerate(decided.events, was.version + 1):
        for message in messages(event, decided.state):
            if message.notice == DAILY:
                batch.reminders.append(MessageWrite(*message, was.id, seq, event.at))
                continue
            batch.messages.append(MessageWrite(*message, was.id, seq, event.at))
            payload = msgspec.json.encode({"to": message.to_kind, "ref": message.to_ref, "notice": message.notice})
            batch.jobs.append(JobWrite(was.id, seq, "notice", payload, event.at))


def _put_counted(batch: Batch, decided: Decided) -> None:
    """One row for all of it that series and tallies take; who counts takes the row away as it counts."""
    was = decided.loaded
    seqs = [seq for seq, one in enumerate(decided.events, was.version + 1) if type(one).__name__ in COUNTED]
    if seqs:
        batch.to_count.append(ToCount(was.id, msgspec.json.encode(seqs), decided.events[-1].at))


def _put_contact(batch: Batch, event: ComplaintFiled, words: tuple[Words, ...]) -> None:
    said = {one.kept: one.text for one in words}
    digits = "".join(one for one in said.get(event.contact.phone, "") if one.isdigit())
    name = _storable(said.get(event.contact.name, ""))[:200]
    batch.rows.setdefault("complaint_contact", []).append((event.complaint, name, digits[-4:]))


def _put_row(batch: Batch, thing: str, state: Any) -> None:
    if thing in thing_rows.WITHOUT:
        return
    table, row_of = thing_rows.ROWS[thing]
    batch.rows.setdefault(table, []).append(_storable_row(row_of(state)))


def _storable(text: str) -> str:
    """PostgreSQL's text holds every character but NUL; the record itself keeps the words byte by byte."""
    return text.replace("\x00", "�")


def _storable_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([_storable(one) if type(one) is str and "\x00" in one else one for one in row])
