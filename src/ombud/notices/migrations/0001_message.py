"""The message centre: a notice is recorded here in the transaction that makes it."""

from django.db import migrations

SQL = """
CREATE TABLE message (
    platform integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    to_kind text NOT NULL,
    to_ref text NOT NULL,
    notice text NOT NULL,
    stream text NOT NULL,
    seq integer NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, id)
);
CREATE INDEX message_of ON message (platform, to_kind, to_ref, id);
CREATE INDEX message_about ON message (platform, stream, id);

CREATE TABLE message_read (
    platform integer NOT NULL,
    message bigint NOT NULL,
    person text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, message, person)
);
"""


class Migration(migrations.Migration):
    initial = True
    operations = [migrations.RunSQL(SQL, "DROP TABLE message_read, message")]
