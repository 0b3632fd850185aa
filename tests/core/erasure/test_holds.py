"""What keeps something from being erased, and until when."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ombud.core.deadlines import Deadline
from ombud.core.erasure.holds import Hold, hold_of, next_look

NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def due(days: int) -> Deadline:
    return Deadline(kind="order-late", on="merchant", from_at=NOW - 9 * DAY, due_at=NOW + days * DAY)


@pytest.mark.parametrize(
    ("thing", "state", "why", "until"),
    [
        ("complaint", {"stage": "ruled"}, "live-case", None),
        ("complaint", {"stage": "closed", "elsewhere": "court", "outcome": ""}, "elsewhere", None),
        ("complaint", {"stage": "closed", "elsewhere": "court", "outcome": "settled"}, None, None),
        ("complaint", {"stage": "closed", "review_until": NOW + DAY}, "time-runs", NOW + DAY),
        ("complaint", {"stage": "closed", "review_until": NOW + DAY, "reopen_until": NOW + 3 * DAY}, "time-runs",
         NOW + 3 * DAY),
        ("complaint", {"stage": "closed", "review_until": NOW}, None, None),
        ("evidence_report", {"stage": "heard"}, "live-case", None),
        ("evidence_report", {"stage": "beyond-cap"}, None, None),
        ("report", {"stage": "received"}, "live-case", None),
        ("order", {"deadlines": (due(2), due(5))}, "open", NOW + 5 * DAY),
        ("penalty", {"stage": "in-force", "deadlines": (due(-1),)}, "open", None),
        ("penalty", {"stage": "proposed"}, "live-case", None),
        ("penalty", {"stage": "in-force", "in_force": True, "on": ("m",)}, "in-force", None),
        ("penalty", {"stage": "in-force", "in_force": True, "on": (), "unread": True}, "time-runs", None),
        ("penalty", {"stage": "in-force", "in_force": True, "on": (), "unread": False, "closes_at": NOW + DAY},
         "time-runs", NOW + DAY),
        ("penalty", {"stage": "in-force", "in_force": True, "on": (), "unread": False, "closes_at": NOW}, None, None),
        ("penalty", {"stage": "revoked", "in_force": False}, None, None),
        ("surge", {"stage": "intervention"}, "live-case", None),
        ("surge", {"stage": "dismissed"}, None, None),
        ("account", {"until": NOW + DAY}, "in-force", NOW + DAY),
        ("account", {"until": NOW}, None, None),
        ("conversation", {}, None, None),
    ],
)  # fmt: skip
def test_what_holds_a_thing_and_until_when(thing: str, state: dict[str, Any], why: str | None, until: Any) -> None:
    found = hold_of(thing, "s", SimpleNamespace(**state), NOW)
    assert found == (Hold(stream="s", why=why, until=until) if why else None)  # type: ignore[arg-type]


def test_it_is_looked_at_again_when_the_first_ends_and_no_later_than_that() -> None:
    holds = (Hold(stream="a", why="time-runs", until=NOW + 3 * DAY), Hold(stream="b", why="live-case"))
    assert next_look(holds, NOW, NOW + 30 * DAY) == NOW + 3 * DAY
    assert next_look(holds, NOW + 3 * DAY, NOW + 33 * DAY) == NOW + 33 * DAY
