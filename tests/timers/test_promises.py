"""Whether a promise is broken is told by PostgreSQL's clock alone: that of the machine that looks may be wrong."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest

from ombud.ledger.connection import connection, forget
from ombud.ledger.log.receipt import oldest_waiting, waiting_of
from ombud.site.doctor import log as doctor
from ombud.timers import sequencer
from tests.cast import World, a_complaint, world
from tests.portals.clients import signed_in

ALARM = "A promise to the parties is broken"
OVERDUE = "This should be in the log by now"
BEGAN = "UPDATE to_log SET since = now() WHERE platform = %s"
"""By whichever clock PostgreSQL has at that moment, as when a commit is written."""

AHEAD = "SELECT pg_catalog.now() + ''{}''::interval"


@contextmanager
def clock_of_postgres(off: str) -> Iterator[None]:
    """Within, PostgreSQL's clock is off by that much from this machine's, for statements of this thread."""
    name = f"clock_{uuid4().hex}"
    with psycopg.connect(os.environ["OMBUD_OWNER_DATABASE_URL"], autocommit=True) as owner:
        for one in (
            f"CREATE SCHEMA {name}",
            f"GRANT USAGE ON SCHEMA {name} TO PUBLIC",
            f"CREATE FUNCTION {name}.now() RETURNS timestamptz LANGUAGE sql STABLE AS '{AHEAD.format(off)}'",
        ):
            owner.execute(one)
        try:
            connection().execute(f"SET search_path = {name}, public, pg_catalog")
            yield
        finally:
            forget()
            owner.execute(f"DROP SCHEMA {name} CASCADE")


def told(made: World, number: str, caplog: pytest.LogCaptureFixture) -> dict[str, bool]:
    """Who says that a promise of this platform is broken: the worker, the doctor, a page, a receipt."""
    platform, slug = made.platform.pk, made.platform.slug
    caplog.clear()
    with caplog.at_level(logging.ERROR):
        sequencer._look_for_broken_promises()
    return {
        "worker": f"A commit of platform {platform} waits" in caplog.text,
        "doctor": any(one.says.startswith(f"{slug}: a commit waits") for one in doctor.findings()),
        "page": ALARM in signed_in(made, "senior").get("/review/").content.decode(),
        "receipt": OVERDUE in signed_in(made, "ana").get(f"/receipts/1/of/{number}").content.decode(),
    }


def test_a_machine_whose_clock_is_ahead_finds_no_promise_broken_that_is_not(caplog: pytest.LogCaptureFixture) -> None:
    made = world()
    case = a_complaint(made)
    with clock_of_postgres("-1 hour"):
        connection().execute(BEGAN, (made.platform.pk,))
        assert set(told(made, case.number, caplog).values()) == {False}


def test_a_machine_whose_clock_is_behind_finds_each_promise_that_is_broken(caplog: pytest.LogCaptureFixture) -> None:
    made = world()
    case = a_complaint(made)
    with clock_of_postgres("1 hour"):
        connection().execute(BEGAN, (made.platform.pk,))
        assert set(told(made, case.number, caplog).values()) == {False}
    with clock_of_postgres("1 hour 61 seconds"):
        assert set(told(made, case.number, caplog).values()) == {True}


def test_what_is_in_the_log_waits_no_more() -> None:
    made = world()
    case = a_complaint(made)
    assert waiting_of(made.platform.pk, case.id, 1) is not None
    assert oldest_waiting(made.platform.pk) is not None
    sequencer.settle_all()
    assert waiting_of(made.platform.pk, case.id, 1) is oldest_waiting(made.platform.pk) is None
