"""Columns of a batch reach PostgreSQL as what they are, and facts told without a key leave no answer behind."""

from datetime import UTC, datetime
from typing import Any

import pytest
from psycopg import RawCursor

from ombud.core.refusal import Refusal
from ombud.desk.arrays import columns, register
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import handle_many
from ombud.ledger.check import broken
from ombud.ledger.connection import connection, rows
from tests.cast import SEED, world

AT = datetime(2026, 3, 9, 1, 2, 3, 456789, UTC)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("text", ["", "青瓷杯", None, "a'\"\\{},\n"]),
        ("bytea", [b"", b"\x00\xff", None]),
        ("smallint", [0, -1, None, 32767]),
        ("int", [0, -1, None, 2**31 - 1]),
        ("bigint", [0, -1, None, 2**63 - 1]),
        ("boolean", [True, False, None]),
        ("timestamptz", [AT, None, datetime(1990, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)]),
    ],
)
def test_a_column_comes_back_as_it_went(kind: str, values: list[Any]) -> None:
    cursor = RawCursor(connection())
    register(cursor.adapters)
    found = cursor.execute(
        f"SELECT unnest($1::{kind}[])".encode(), columns(kind, [(one,) for one in values])
    ).fetchall()
    assert [one for (one,) in found] == values


def test_facts_told_in_a_batch_without_a_key_leave_no_answer_and_are_known_the_next_time() -> None:
    made = world()
    platform = made.platform.pk
    acts = [Act(platform, "order.tell", f"x-{n}", SEED, {"facts": {"number": "N"}, "source": "t"}) for n in range(9)]
    before = rows("SELECT count(*) FROM idempotency WHERE platform = %s", (platform,))
    first, again = handle_many(acts), handle_many(acts)
    assert all(isinstance(one, Done) for one in first)
    assert [one.code for one in again if isinstance(one, Refusal)] == ["already-known"] * 9
    assert rows("SELECT count(*) FROM idempotency WHERE platform = %s", (platform,)) == before
    keyed = [act._replace(target=f"y-{place}", key=f"k-{place}") for place, act in enumerate(acts)]
    assert handle_many(keyed) == handle_many(keyed)
    assert [one for one in broken() if one.platform == platform] == []
