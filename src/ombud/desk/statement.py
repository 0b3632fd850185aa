"""The one statement that writes a batch: a part for each table, put together by which tables get how many rows.

One act writes a few rows in each table, and its statement is always one of a few, so that PostgreSQL plans it once:
there the rows are plain values. A batch of many acts gives each column as an array, and one statement serves any number
of rows.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import NamedTuple

Shape = tuple[tuple[str, int], ...]
"""The parts in order, each with its number of rows; 0 where columns are arrays."""


class Part(NamedTuple):
    """What is done with some rows: `{rows}` in the text stands for them, `$1` for the platform."""

    text: str
    types: str


STREAMS = Part(
    """given AS (SELECT * FROM {rows} AS t(id, was, version, kind, pack, parent, state, head, next_due_at)),
moved AS (UPDATE stream s SET version = t.version, state = t.state, head = t.head, next_due_at = t.next_due_at
    FROM given t WHERE s.platform = $1::int AND s.id = t.id AND s.version = t.was AND t.was > 0 RETURNING 1),
begun AS (INSERT INTO stream (platform, id, kind, version, pack, parent, state, head, next_due_at)
    SELECT $1::int, id, kind, version, pack, parent, state, head, next_due_at FROM given WHERE was = 0 RETURNING 1)""",
    "text int int text text text bytea bytea timestamptz",
)
BEGUN = Part(
    """moved AS (SELECT 1 WHERE false),
begun AS (INSERT INTO stream (platform, id, kind, version, pack, parent, state, head, next_due_at)
    SELECT $1::int, id, kind, version, pack, parent, state, head, next_due_at
    FROM {rows} AS t(id, was, version, kind, pack, parent, state, head, next_due_at) RETURNING 1)""",
    STREAMS.types,
)
"""The same where all of them are new, as in an import: nothing is looked for among the streams there are."""
RECORD: Mapping[str, Part] = {
    "events": Part(
        """told AS (INSERT INTO event (platform, stream, seq, type, at, body, hash)
    SELECT $1::int, * FROM {rows} AS t)""",
        "text int text timestamptz bytea bytea",
    ),
    "words": Part(
        """said AS (INSERT INTO kept_words (platform, stream, digest, person, body, at)
    SELECT $1::int, * FROM {rows} AS t ON CONFLICT DO NOTHING)""",
        "text text text bytea timestamptz",
    ),
    "keys_held": Part(
        """held AS (SELECT 1 FROM {rows} AS t(stream, person, key)
    CROSS JOIN LATERAL (SELECT 1 FROM word_key k WHERE k.platform = $1::int AND k.person = t.person
        AND k.stream = t.stream AND k.key = t.key LIMIT 1 FOR KEY SHARE) AS k)""",
        "text text bytea",
    ),
    "word_keys": Part(
        "keyed AS (INSERT INTO word_key (platform, stream, person, key, at) SELECT $1::int, * FROM {rows} AS t)",
        "text text bytea timestamptz",
    ),
    "messages": Part(
        """noticed AS (INSERT INTO message (platform, to_kind, to_ref, notice, stream, seq, at)
    SELECT $1::int, * FROM {rows} AS t)""",
        "text text text text int timestamptz",
    ),
    "reminders": Part(
        """reminded AS (INSERT INTO message (platform, to_kind, to_ref, notice, stream, seq, at)
    SELECT DISTINCT ON (t.to_kind, t.to_ref, t.notice) $1::int, t.*
    FROM {rows} AS t(to_kind, to_ref, notice, stream, seq, at)
    WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.platform = $1::int AND m.notice = 'order_late'
        AND m.to_ref = t.to_ref AND m.at > t.at - interval '6 hours')
    ORDER BY t.to_kind, t.to_ref, t.notice, t.stream RETURNING to_kind, to_ref, notice, stream, seq, at),
reminding AS (INSERT INTO outbox (platform, stream, seq, job, payload, at)
    SELECT $1::int, stream, seq, 'notice',
        convert_to(json_build_object('to', to_kind, 'ref', to_ref, 'notice', notice)::text, 'UTF8'), at
    FROM reminded)""",
        "text text text text int timestamptz",
    ),
    "jobs": Part(
        "sent AS (INSERT INTO outbox (platform, stream, seq, job, payload, at) SELECT $1::int, * FROM {rows} AS t)",
        "text int text bytea timestamptz",
    ),
    "to_log": Part(
        """to_be_logged AS (INSERT INTO to_log (platform, stream, first_seq, last_seq)
    SELECT $1::int, * FROM {rows} AS t)""",
        "text int int",
    ),
    "screenings": Part(
        """screened AS (INSERT INTO screening (platform, file, role, shop, asked_at)
    SELECT $1::int, t.file::uuid, t.role, t.shop, t.at FROM {rows} AS t(file, role, shop, at)
    ON CONFLICT DO NOTHING)""",
        "text text text timestamptz",
    ),
    "file_uses": Part(
        """used AS (INSERT INTO file_use (platform, file, stream) SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT DO NOTHING)""",
        "text text",
    ),
    "answers": Part(
        """answered AS (INSERT INTO idempotency (platform, principal, key, command, answer, at)
    SELECT $1::int, * FROM {rows} AS t)""",
        "text text bytea bytea timestamptz",
    ),
    "roles": Part(
        """joined AS (INSERT INTO accounts_membership (platform_id, person_id, shop, role)
    SELECT $1::int, p.id, t.shop, t.role FROM {rows} AS t(shop, ref, role)
    JOIN accounts_person p ON p.platform_id = $1::int AND p.ref = t.ref AND p.kind = 'member'
    ON CONFLICT (platform_id, person_id, shop) DO UPDATE SET role = excluded.role)""",
        "text text text",
    ),
    "leaves": Part(
        """left_it AS (DELETE FROM accounts_membership m USING {rows} AS t(shop, ref), accounts_person p
    WHERE p.platform_id = $1::int AND p.ref = t.ref AND m.platform_id = $1::int AND m.person_id = p.id
        AND m.shop = t.shop)""",
        "text text",
    ),
    "stand_ins": Part(
        """stood_in AS (UPDATE accounts_membership m SET
        role = CASE WHEN p.ref = t.owner THEN 'owner' WHEN p.ref = t.before THEN 'service' ELSE m.role END,
        stands_in_from = CASE WHEN p.ref = t.substitute THEN t.from_at END,
        stands_in_until = CASE WHEN p.ref = t.substitute THEN t.until END
    FROM {rows} AS t(shop, owner, before, substitute, from_at, until), accounts_person p
    WHERE m.platform_id = $1::int AND m.shop = t.shop AND p.id = m.person_id)""",
        "text text text text timestamptz timestamptz",
    ),
    "looks": Part(
        """looked AS (INSERT INTO looked_at (platform, at, who, kind, what, thing, name, via, part, why)
    SELECT $1::int, t.*, '', '' FROM {rows} AS t)""",
        "timestamptz text text text text text text",
    ),
    "to_count": Part(
        "waits AS (INSERT INTO to_count (platform, stream, seqs, at) SELECT $1::int, * FROM {rows} AS t)",
        "text bytea timestamptz",
    ),
    "counts": Part(
        """counted AS (INSERT INTO kept_count (platform, scope, bucket, shard, n) SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, scope, bucket, shard) DO UPDATE SET n = kept_count.n + excluded.n)""",
        "text text smallint bigint",
    ),
}
ROWS: Mapping[str, Part] = {
    "complaint_row": Part(
        """complaint_rows AS (INSERT INTO complaint_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET stage = excluded.stage, queue = excluded.queue, turn = excluded.turn,
        due_kind = excluded.due_kind, due_at = excluded.due_at, amount = excluded.amount, how = excluded.how,
        held = excluded.held, overdue = excluded.overdue, claimed_by = excluded.claimed_by,
        moved_at = excluded.moved_at)""",
        "text text text text text text text text text text text timestamptz bigint text text text int text timestamptz "
        "timestamptz",
    ),
    "complaint_contact": Part(
        "contacts AS (INSERT INTO complaint_contact SELECT $1::int, * FROM {rows} AS t ON CONFLICT DO NOTHING)",
        "text text text",
    ),
    "order_row": Part(
        """order_rows AS (INSERT INTO order_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET number = excluded.number, shop = excluded.shop,
        consumer = excluded.consumer, title = excluded.title, picture = excluded.picture, paid = excluded.paid,
        currency = excluded.currency, status = excluded.status, purchased_at = excluded.purchased_at,
        complete = excluded.complete, kind = excluded.kind, since = excluded.since, late_at = excluded.late_at,
        reminded_at = excluded.reminded_at, urged_at = excluded.urged_at, undo_until = excluded.undo_until,
        receipt = excluded.receipt, missing = excluded.missing)""",
        "text text text text text text bigint text text timestamptz boolean text timestamptz timestamptz timestamptz "
        "timestamptz timestamptz text boolean",
    ),
    "shop_row": Part(
        """shop_rows AS (INSERT INTO shop_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET name = excluded.name, category = excluded.category,
        verified = excluded.verified, stage = excluded.stage, owner = excluded.owner, queue = excluded.queue,
        due_at = excluded.due_at, submitted_at = excluded.submitted_at, invited = excluded.invited)""",
        "text text text boolean text text text timestamptz timestamptz text",
    ),
    "report_row": Part(
        """report_rows AS (INSERT INTO report_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET outcome = excluded.outcome, overdue = excluded.overdue,
        due_at = excluded.due_at)""",
        "text text text text text text int timestamptz timestamptz",
    ),
    "evidence_report_row": Part(
        """evidence_report_rows AS (INSERT INTO evidence_report_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET stage = excluded.stage, outcome = excluded.outcome,
        turn = excluded.turn, queue = excluded.queue, due_at = excluded.due_at, overdue = excluded.overdue,
        claimed_by = excluded.claimed_by, groundless_at = excluded.groundless_at,
        withdrawn_at = excluded.withdrawn_at, moved_at = excluded.moved_at)""",
        "text text text text text text text text text text text text text text timestamptz int text timestamptz "
        "timestamptz timestamptz timestamptz",
    ),
    "account_row": Part(
        """account_rows AS (INSERT INTO account_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET reason = excluded.reason, until = excluded.until,
        objection = excluded.objection)""",
        "text text timestamptz text",
    ),
    "erasure_row": Part(
        """erasure_rows AS (INSERT INTO erasure_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET stage = excluded.stage, overdue = excluded.overdue,
        left_over = excluded.left_over, due_at = excluded.due_at, asked_at = excluded.asked_at)""",
        "text text int int timestamptz timestamptz",
    ),
    "fund_row": Part(
        """fund_rows AS (INSERT INTO fund_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET outside = excluded.outside, available = excluded.available,
        held = excluded.held, ordered = excluded.ordered, owed = excluded.owed, forfeited = excluded.forfeited,
        frozen = excluded.frozen, rank = excluded.rank)""",
        "text text text bigint bigint bigint bigint bigint bigint boolean smallint",
    ),
    "fund_entry": Part(
        "fund_entries AS (INSERT INTO fund_entry SELECT $1::int, * FROM {rows} AS t)",
        "text text int timestamptz text text bigint bigint bigint bigint bigint bigint bigint text text text text text "
        "text text",
    ),
    "fund_reference": Part(
        "fund_references AS (INSERT INTO fund_reference SELECT $1::int, * FROM {rows} AS t)",
        "text",
    ),
    "penalty_row": Part(
        """penalty_rows AS (INSERT INTO penalty_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET stage = excluded.stage, tab = excluded.tab, rank = excluded.rank,
        sort_at = excluded.sort_at, appealable = excluded.appealable, opens_at = excluded.opens_at,
        closes_at = excluded.closes_at, queue = excluded.queue, due_kind = excluded.due_kind,
        due_at = excluded.due_at, overdue = excluded.overdue, claimed_by = excluded.claimed_by,
        opened_by = excluded.opened_by, uncounted = excluded.uncounted, imposed_at = excluded.imposed_at,
        moved_at = excluded.moved_at, penalised = excluded.penalised)""",
        "text text text text text text smallint timestamptz boolean timestamptz timestamptz text text timestamptz int "
        "text text text timestamptz timestamptz text",
    ),
    "order_rating": Part(
        """order_ratings AS (INSERT INTO order_rating SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET shop = excluded.shop, stars = excluded.stars, words = excluded.words,
        answered_at = excluded.answered_at, answer = excluded.answer)""",
        "text text smallint timestamptz text timestamptz text",
    ),
    "order_vault_item": Part(
        """vault_items AS (INSERT INTO order_vault_item SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET kind = excluded.kind, shown = excluded.shown, stage = excluded.stage,
        drawn = excluded.drawn, kept_at = excluded.kept_at, until = excluded.until)""",
        "text text text text text text text text text boolean timestamptz timestamptz",
    ),
    "announcement_row": Part(
        """announcement_rows AS (INSERT INTO announcement_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET category = excluded.category, audience = excluded.audience,
        shows_at = excluded.shows_at, moved_at = excluded.moved_at, withdrawn = excluded.withdrawn)""",
        "text text text text timestamptz timestamptz boolean",
    ),
    "conversation_row": Part(
        """conversation_rows AS (INSERT INTO conversation_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET last_at = excluded.last_at, last_seq = excluded.last_seq,
        last_by = excluded.last_by, last_words = excluded.last_words, said = excluded.said,
        consumer_waits = excluded.consumer_waits, consumer_unread = excluded.consumer_unread,
        shop_waits = excluded.shop_waits, shop_unread = excluded.shop_unread, files = excluded.files)""",
        "text text text text timestamptz int text text int boolean int boolean int int",
    ),
    "surge_row": Part(
        """surge_rows AS (INSERT INTO surge_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET stage = excluded.stage, over = excluded.over, told = excluded.told,
        due_kind = excluded.due_kind, due_at = excluded.due_at, overdue = excluded.overdue,
        claimed_by = excluded.claimed_by, moved_at = excluded.moved_at)""",
        "text text text text text boolean boolean int int int text timestamptz int text timestamptz timestamptz",
    ),
    "public_item_row": Part(
        """public_item_rows AS (INSERT INTO public_item_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET taken_back = excluded.taken_back)""",
        "text text text text bigint timestamptz timestamptz boolean",
    ),
    "product_row": Part(
        """product_rows AS (INSERT INTO product_row SELECT $1::int, * FROM {rows} AS t
    ON CONFLICT (platform, id) DO UPDATE SET shop = excluded.shop, title = excluded.title, price = excluded.price,
        currency = excluded.currency, picture = excluded.picture, up = excluded.up, stock = excluded.stock,
        version = excluded.version)""",
        "text text text bigint text text boolean bigint int",
    ),
}
"""Read models, by the name of their table."""
PARTS: Mapping[str, Part] = {"streams": STREAMS, "begun": BEGUN, **RECORD, **ROWS}
END = "SELECT 1 / (CASE WHEN (SELECT count(*) FROM moved) + (SELECT count(*) FROM begun){} = $2::int THEN 1 ELSE 0 END)"
"""Fails where a stream, or a key, wasn't as it was read: `$2` is how many there are."""
HELD = " + (SELECT count(*) FROM held)"


@lru_cache(maxsize=512)
def statement(shape: Shape) -> bytes:
    """The statement; after platform and number of streams come each part's rows, or its columns, as parameters."""
    number, parts = count(3), []
    for name, rows in shape:
        types = PARTS[name].types.split()
        source = _values(types, rows, number) if rows else _arrays(types, number)
        parts.append(PARTS[name].text.format(rows=source))
    end = END.format(HELD if any(name == "keys_held" for name, _ in shape) else "")
    return f"WITH {', '.join(parts)} {end}".encode()


def _values(types: list[str], rows: int, number: Iterator[int]) -> str:
    made = (", ".join(f"${next(number)}::{one}" for one in types) for _ in range(rows))
    return f"(VALUES {', '.join(f'({row})' for row in made)})"


def _arrays(types: list[str], number: Iterator[int]) -> str:
    return f"unnest({', '.join(f'${next(number)}::{one}[]' for one in types)})"
