"""A key for what each person says in each case, and all words that lie there already encrypted under theirs."""

from typing import Any

from django.db import migrations

from ombud.ledger.words import Key, new_key, seal_words

KEYS = """
CREATE TABLE word_key (
    platform integer NOT NULL,
    stream text NOT NULL,
    person text NOT NULL,
    key bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, person, stream)
);
"""
ERASED = "ALTER TABLE kept_words ADD COLUMN erased_on date"
NO_SALT = "ALTER TABLE kept_words DROP COLUMN salt"
BATCH = 1000
SOME = """
SELECT platform, stream, digest, person, salt, body, at FROM kept_words
WHERE (platform, stream, digest) > (%s, %s, %s) ORDER BY platform, stream, digest LIMIT %s
"""
PUT = "UPDATE kept_words SET body = %s WHERE platform = %s AND stream = %s AND digest = %s"
PUT_KEY = "INSERT INTO word_key (platform, stream, person, key, at) VALUES (%s, %s, %s, %s, %s)"


def encrypt(_apps: Any, editor: Any, size: int = BATCH) -> None:
    """All words, a batch at a time, in the order of their streams: a stream's keys are all that has to be held."""
    after: tuple[int, str, str] = (-(2**31), "", "")
    keys: dict[tuple[int, str, str], Key] = {}
    with editor.connection.cursor() as cursor:
        while True:
            cursor.execute(SOME, (*after, size))
            found = cursor.fetchall()
            if not found:
                return
            last = (found[-1][0], found[-1][1])
            made, put = [], []
            for platform, stream, digest, person, salt, body, at in found:
                place = (platform, stream, person)
                if place not in keys:
                    keys[place] = new_key()
                    made.append((*place, keys[place].kept, at))
                put.append((seal_words(keys[place], digest, bytes(salt), bytes(body)), platform, stream, digest))
            cursor.executemany(PUT_KEY, made)
            cursor.executemany(PUT, put)
            keys = {place: key for place, key in keys.items() if place[:2] == last}
            after = (*last, found[-1][2])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_witness")]
    operations = [
        migrations.RunSQL(KEYS, "DROP TABLE word_key"),
        migrations.RunSQL(ERASED, "ALTER TABLE kept_words DROP COLUMN erased_on"),
        migrations.RunPython(encrypt),
        migrations.RunSQL(NO_SALT, migrations.RunSQL.noop),
    ]
