"""Lays very many penalties of one shop and messages about them by set-wise SQL, as copies of one that ended.

Streams, events, words, rows, messages and counts are laid as the desk would have left them; only the hashes in the
copies are those of the first.
"""

import os

import psycopg

COPY = "convert_to(replace(replace(convert_from({column}, 'UTF8'), '{penalty}', {id}), '{number}', {named}), 'UTF8')"
ID, NUMBER = "'laid-' || g", "'L-' || g"
ROWS = """
INSERT INTO penalty_row SELECT (jsonb_populate_record(p, jsonb_build_object('id', {id}, 'number', {named},
    'sort_at', p.sort_at + g * interval '1 second', 'moved_at', p.moved_at - g * interval '1 second',
    'imposed_at', p.imposed_at - g * interval '1 second'))).*
FROM penalty_row p, generate_series(1, {penalties}) AS g WHERE p.platform = {platform} AND p.id = '{penalty}'
"""
STREAMS = """
INSERT INTO stream (platform, id, kind, version, pack, parent, state, head, next_due_at)
SELECT platform, {id}, kind, version, pack, parent, {state}, head, next_due_at
FROM stream, generate_series(1, {penalties}) AS g WHERE platform = {platform} AND id = '{penalty}'
"""
EVENTS = """
INSERT INTO event (platform, stream, seq, type, at, body, hash)
SELECT platform, {id}, seq, type, at, {body}, hash
FROM event, generate_series(1, {penalties}) AS g WHERE platform = {platform} AND stream = '{penalty}'
"""
WORDS = """
INSERT INTO kept_words (platform, stream, digest, person, body, at)
SELECT platform, {id}, digest, person, body, at
FROM kept_words, generate_series(1, {penalties}) AS g WHERE platform = {platform} AND stream = '{penalty}'
"""
KEYS = """
INSERT INTO word_key (platform, stream, person, key, at)
SELECT platform, {id}, person, key, at
FROM word_key, generate_series(1, {penalties}) AS g WHERE platform = {platform} AND stream = '{penalty}'
"""
MESSAGES = """
INSERT INTO message (platform, to_kind, to_ref, notice, stream, seq, at)
SELECT platform, to_kind, to_ref, notice, 'laid-' || 1 + g % {penalties}, seq, at
FROM message, generate_series(1, {messages}) AS g
WHERE platform = {platform} AND stream = '{penalty}' AND notice = 'penalty_imposed' ORDER BY g
"""
COUNTS = """
INSERT INTO kept_count (platform, scope, bucket, shard, n)
SELECT {platform}, 'penalties:{shop}', tab, g % 8, count(*)
FROM penalty_row, generate_series(1, {penalties}) AS g WHERE platform = {platform} AND id = '{penalty}'
GROUP BY tab, g % 8 ON CONFLICT (platform, scope, bucket, shard) DO UPDATE SET n = kept_count.n + excluded.n
"""
TABLES = ("penalty_row", "stream", "event", "kept_words", "word_key", "message", "kept_count")


def lay(platform: int, penalty: str, shop: str, penalties: int, messages: int) -> int:
    """Lay them beside this penalty, then do what autovacuum would do by and by."""
    with psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True) as owner:
        found = owner.execute("SELECT number FROM penalty_row WHERE platform = %s AND id = %s", (platform, penalty))
        ((number,),) = found.fetchall()
        named = {"platform": platform, "penalty": penalty, "shop": shop, "penalties": penalties, "messages": messages}
        named |= {"id": ID, "named": NUMBER}
        for column in ("state", "body"):
            named[column] = COPY.format(column=column, penalty=penalty, number=number, id=ID, named=NUMBER)
        for statement in (ROWS, STREAMS, EVENTS, WORDS, KEYS, MESSAGES, COUNTS):
            owner.execute(statement.format(**named).encode())
        for table in TABLES:
            owner.execute(f"VACUUM (ANALYZE) {table}".encode())
    return messages
