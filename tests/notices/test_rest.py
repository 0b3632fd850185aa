"""Letters wait where their reader chose so, and never where a clock runs: quiet hours, and one digest a day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ombud.accounts.models import Person
from ombud.core.people import Actor
from ombud.ledger.connection import rows
from ombud.notices import gather, rest
from ombud.notices.deliver import deliver
from tests.cast import MONDAY, World, a_complaint, world

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
TEN = datetime(2026, 3, 10, 2, tzinfo=UTC)
"""Tuesday, 10:00 in Shanghai."""


@pytest.fixture
def bazaar() -> World:
    return world("weidian")


def chooses(made: World, who: Actor, **choices: Any) -> None:
    Person.objects.filter(platform=made.platform, ref=who.id).update(choices=choices)


def deliver_all(made: World, at: datetime) -> None:
    found = rows("SELECT stream, seq, payload FROM outbox WHERE platform = %s AND done_at IS NULL", (made.platform.pk,))
    for stream, seq, payload in found:
        deliver(made.platform.pk, stream, seq, bytes(payload), at)


def letters(made: World, to: Actor) -> list[str]:
    addresses = [to.id, "1"] if to.id == "ana" else [to.id]  # the complaint's own contact is hers too
    found = rows(
        "SELECT subject FROM loopback WHERE platform = %s AND address = ANY(%s) ORDER BY id",
        (made.platform.pk, addresses),
    )
    return [row[0] for row in found]


def told_of(made: World, to: Actor) -> int:
    """Messages whose delivery to them is recorded."""
    found = rows(
        "SELECT count(DISTINCT message) FROM delivery d JOIN message m ON m.platform = d.platform AND m.id = d.message"
        " WHERE d.platform = %s AND m.to_ref = %s AND d.result = 'sent'",
        (made.platform.pk, to.id if to.id == "ana" else "mugs"),
    )
    return int(found[0][0])


def test_a_daily_digest_gathers_what_starts_no_clock_and_records_each_delivery(bazaar: World) -> None:
    chooses(bazaar, bazaar.ana, digest="daily")
    complaint = a_complaint(bazaar, contact={"phone": "1"}).id
    for n in range(3):
        bazaar.do("complaint.message", complaint, bazaar.boris, MONDAY + n * HOUR, words=f"Word {n}.")
    deliver_all(bazaar, MONDAY + 3 * HOUR)
    before = told_of(bazaar, bazaar.ana)
    assert gather.send_due(TEN - timedelta(microseconds=1)) == 0
    assert gather.send_due(TEN) == 1
    digest = rows(
        "SELECT subject, body FROM loopback WHERE platform = %s ORDER BY id DESC LIMIT 1", (bazaar.platform.pk,)
    )
    assert digest[0][0].endswith("messages from Bazaar")
    assert digest[0][1].count("• A new message in complaint") == 3
    assert told_of(bazaar, bazaar.ana) == before + 4, "and that the complaint was received"
    assert gather.send_due(TEN + HOUR) == 0, "it is sent once"
    assert rows("SELECT 1 FROM held_letter WHERE platform = %s", (bazaar.platform.pk,)) == []


@pytest.mark.requirement("WD-1")
def test_what_starts_a_clock_never_waits(bazaar: World) -> None:
    chooses(bazaar, bazaar.boris, digest="daily", quiet=["00:00", "23:59"])
    a_complaint(bazaar)
    bazaar.do("penalty.impose", "", bazaar.rita, shop="mugs", violation="harassing-consumers", facts="F.", reasons="R.")
    deliver_all(bazaar, MONDAY)
    mine = letters(bazaar, bazaar.boris)
    assert len(mine) == 2, "the complaint to answer and the penalty"
    assert rows("SELECT 1 FROM held_letter WHERE platform = %s AND person = 'boris'", (bazaar.platform.pk,)) == []


def test_in_quiet_hours_a_letter_waits_for_the_morning_as_itself(bazaar: World) -> None:
    chooses(bazaar, bazaar.ana, quiet=["22:00", "08:00"])
    complaint = a_complaint(bazaar, contact={"phone": "1"}).id
    deliver_all(bazaar, MONDAY)
    before = len(letters(bazaar, bazaar.ana))
    late = datetime(2026, 3, 9, 15, tzinfo=UTC)  # 23:00 in Shanghai
    bazaar.do("complaint.message", complaint, bazaar.boris, late, words="Good night.")
    deliver_all(bazaar, late)
    held = rows("SELECT until FROM held_letter WHERE platform = %s AND person = 'ana'", (bazaar.platform.pk,))
    assert held == [(datetime(2026, 3, 10, tzinfo=UTC),)], "08:00 in Shanghai; what was sent before isn't kept again"
    gather.send_due(datetime(2026, 3, 10, tzinfo=UTC))
    assert len(letters(bazaar, bazaar.ana)) > before
    assert "messages from" not in letters(bazaar, bazaar.ana)[-1]


@pytest.mark.parametrize(
    ("choices", "local", "until"),
    [
        ({}, "2026-03-09T12:00", None),
        ({"digest": "at-once"}, "2026-03-09T12:00", None),
        ({"digest": "daily"}, "2026-03-09T09:59", "2026-03-09T10:00"),
        ({"digest": "daily"}, "2026-03-09T10:00", "2026-03-10T10:00"),
        ({"quiet": ["22:00", "08:00"]}, "2026-03-09T21:59", None),
        ({"quiet": ["22:00", "08:00"]}, "2026-03-09T22:00", "2026-03-10T08:00"),
        ({"quiet": ["22:00", "08:00"]}, "2026-03-10T07:59", "2026-03-10T08:00"),
        ({"quiet": ["22:00", "08:00"]}, "2026-03-10T08:00", None),
        ({"quiet": ["12:00", "14:00"]}, "2026-03-09T13:00", "2026-03-09T14:00"),
        ({"quiet": ["12:00", "14:00"], "digest": "daily"}, "2026-03-09T13:00", "2026-03-10T10:00"),
        ({"quiet": "nonsense"}, "2026-03-09T13:00", None),
        ({"quiet": ["25:00", "x"]}, "2026-03-09T13:00", None),
    ],
)
def test_until_when_a_letter_waits(choices: dict[str, Any], local: str, until: str | None) -> None:
    now = datetime.fromisoformat(local).replace(tzinfo=SHANGHAI)
    wanted = datetime.fromisoformat(until).replace(tzinfo=SHANGHAI) if until else None
    assert rest.held_until(choices, SHANGHAI, now) == wanted


def test_quiet_hours_are_kept_only_where_they_are_a_span() -> None:
    assert rest.quiet_of("22:00", "08:00") == ["22:00", "08:00"]
    assert rest.quiet_of("22:00", "22:00") is None
    assert rest.quiet_of("late", "08:00") is None
    assert msgspec.json.encode(rest.quiet_of("22:00", "08:00"))
