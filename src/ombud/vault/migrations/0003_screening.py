"""Screenings: which files the lab looks at, how far it is, and what it found on each."""

from django.db import migrations

SQL = """
CREATE TABLE screening (
    platform integer NOT NULL,
    file uuid NOT NULL,
    role text NOT NULL,
    shop text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT 'waiting',
    done integer NOT NULL DEFAULT 0,
    of integer NOT NULL DEFAULT 0,
    tries integer NOT NULL DEFAULT 0,
    problem text NOT NULL DEFAULT '',
    likeness bytea NOT NULL DEFAULT '',
    asked_at timestamptz NOT NULL,
    beat_at timestamptz,
    ended_at timestamptz,
    PRIMARY KEY (platform, file)
);
CREATE INDEX screening_waiting ON screening (asked_at) WHERE state IN ('waiting', 'running');
CREATE INDEX screening_goods ON screening (platform, shop, file) WHERE role = 'goods' AND likeness <> '';
CREATE TABLE screening_finding (
    platform integer NOT NULL,
    file uuid NOT NULL,
    detector text NOT NULL,
    version text NOT NULL,
    finding bytea NOT NULL,
    overlay text NOT NULL DEFAULT '',
    at timestamptz NOT NULL,
    PRIMARY KEY (platform, file, detector)
);
CREATE TABLE screening_match (
    platform integer NOT NULL,
    file uuid NOT NULL,
    source uuid NOT NULL,
    match bytea NOT NULL,
    PRIMARY KEY (platform, source, file)
);
"""


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_redactions")]
    operations = [migrations.RunSQL(SQL, "DROP TABLE screening; DROP TABLE screening_finding; DROP TABLE screening_match")]
