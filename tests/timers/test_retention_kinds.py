"""Words of every kind go on their day and not a second sooner, by a moved clock, and the record still proves itself."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ombud.accounts.models import Person
from ombud.accounts.platforms import forget
from ombud.core.policy.retention import Retention
from ombud.desk.handle import Act, Done, handle
from ombud.desk.handle_many import let_time_pass
from ombud.desk.rebuild import rebuild
from ombud.ledger import check as chains
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import said, texts_of
from ombud.timers.retention import purge
from tests.cast import MONDAY, SEED, World, an_order, world
from tests.reads.test_announcements import announcing
from tests.timers.test_retention import stop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SPANS = Retention()


@pytest.fixture
def made(settings: Any, tmp_path: Path) -> World:
    settings.VAULT = tmp_path / "vault"
    return world("weidian")


def well(done: Any) -> Done:
    assert isinstance(done, Done), done
    return done


def purged(made: World, at: datetime) -> dict[str, int]:
    return {kind: n for (_, kind), n in purge(at, only=made.platform.pk).items()}


def goes(made: World, kind: str, stream: str, over: datetime) -> None:
    """All words of this stream that aren't in use go exactly so many days after they were over."""
    day = over + timedelta(days=SPANS.days(kind))
    before = texts_of(made.platform.pk, stream)
    assert kind not in purged(made, day - timedelta(seconds=1))
    assert texts_of(made.platform.pk, stream) == before != {}
    assert purged(made, day)[kind] == 1
    assert len(texts_of(made.platform.pk, stream)) < len(before)
    assert purged(made, day + DAY).get(kind) is None


def proves_itself(made: World) -> None:
    mine = [one for one in (*chains.broken(), *chains.lost()) if one.platform == made.platform.pk]
    assert (mine, rebuild(replace=False, platform=made.platform.pk)) == ([], [])


def a_penalty(made: World) -> str:
    return well(
        made.do("penalty.impose", "", made.rita, shop="mugs", violation="harassing-consumers", facts="F.", reasons="R.")
    ).id


@pytest.mark.requirement("EV-4")
def test_words_about_a_platforms_quick_matters_go_on_their_day(made: World) -> None:
    items = {"shop": "mugs", "link": "https://forum.example/1", "words": "Forty people wait."}
    item = well(made.do("public_item.record", "", made.rita, **items)).id
    backlog = {"waiting": 9, "missed": 8, "answered": 1, "since": MONDAY.isoformat(), "least": 5, "percent": 40}
    raised = {"shop": "mugs", "kind": "backlog", "backlog": backlog}
    alarm = well(handle(Act(made.platform.pk, "surge.raise-alarm", "", SEED, raised, at=MONDAY))).id
    assert purged(made, MONDAY + 500 * DAY) == {}, "an alarm about the shop isn't over"
    well(made.do("surge.dismiss", alarm, made.rita, MONDAY + HOUR, reason="expected", words="A sale."))
    goes(made, "public_items", f"public_item/{item}", MONDAY)
    goes(made, "surges", alarm, MONDAY + HOUR)
    until = MONDAY + 48 * HOUR
    limit = {"reason": "abuse", "words": "Abuse.", "until": until.isoformat()}
    well(made.do("account.limit", "other", made.rita, **limit))
    goes(made, "accounts", "account/other", until)
    well(made.do("erasure.ask", "ana", made.ana, words="I moved on."))
    well(made.do("erasure.refuse", "ana", made.senior, MONDAY + HOUR, ground="legal-duty", words="By law."))
    goes(made, "erasures", "erasure/ana", MONDAY + HOUR)
    proves_itself(made)


@pytest.mark.requirement("EV-4")
def test_a_limit_set_after_an_earlier_one_was_forgotten_goes_in_its_own_time(made: World) -> None:
    for at in (MONDAY, MONDAY + 2000 * DAY):
        limit = {"reason": "abuse", "words": "Abuse.", "until": (at + DAY).isoformat()}
        well(made.do("account.limit", "other", made.rita, at, **limit))
        goes(made, "accounts", "account/other", at + DAY)


@pytest.mark.requirement("EV-4")
def test_letters_that_this_installation_kept_go_with_what_is_known_of_their_sending(made: World) -> None:
    here = (made.platform.pk, MONDAY)
    connection().execute("""INSERT INTO loopback (platform, message, recipient, address, subject, body, at)
        VALUES (%s, 1, 'r', 'ana@example.org', 'S', 'B', %s)""", here)  # fmt: skip
    connection().execute("""INSERT INTO delivery (platform, message, channel, recipient, address, at, result)
        VALUES (%s, 1, 'mail', 'r', 'a**@example.org', %s, 'sent')""", (made.platform.pk, MONDAY))  # fmt: skip
    day = MONDAY + timedelta(days=SPANS.deliveries)
    assert purged(made, day - timedelta(seconds=1)) == {}
    assert purged(made, day) == {"deliveries": 2}


@pytest.mark.requirement("EV-4")
def test_on_a_sandbox_they_go_by_its_own_clock(made: World) -> None:
    limit = {"reason": "abuse", "words": "Abuse.", "until": (MONDAY + DAY).isoformat()}
    well(made.do("account.limit", "other", made.rita, **limit))
    day = MONDAY + DAY + timedelta(days=SPANS.accounts)
    ahead = int((day - MONDAY).total_seconds())
    for seconds, gone in ((ahead - 1, {}), (ahead, {"accounts": 1})):
        type(made.platform).objects.filter(pk=made.platform.pk).update(sandbox=True, ahead_seconds=seconds)
        forget(made.platform.pk)
        assert purged(made, MONDAY) == gone


@pytest.mark.requirement("EV-4")
def test_a_penalty_goes_after_its_last_day_and_stays_while_a_measure_is_on_or_it_can_be_appealed(made: World) -> None:
    penalty = a_penalty(made)
    assert purged(made, MONDAY + 9000 * DAY) == {}
    let_time_pass([(made.platform.pk, penalty)], MONDAY + 300 * DAY)
    assert purged(made, MONDAY + 9000 * DAY) == {}, "nobody of the shop has read it yet"
    over = MONDAY + 301 * DAY
    well(made.do("penalty.lift", penalty, made.senior, over, words="It has served its end."))
    guest = Person.objects.create(
        platform=made.platform, ref="guest", login=f"{made.platform.slug}/guest", kind="invited", name="Professor Gu",
        email="gu@example.org", penalty=penalty,
    )  # fmt: skip
    goes(made, "penalties", penalty, over)
    guest.refresh_from_db()
    assert (guest.name, guest.email) == ("", "")
    proves_itself(made)


@pytest.mark.requirement("EV-4")
def test_an_order_loses_its_notes_long_before_its_rating_and_then_the_key_too(made: World) -> None:
    an_order(made)
    well(made.do("order.rate", "o-1", made.ana, stars=2, words="A crack."))
    well(made.do("order.rate", "o-1", made.ana, MONDAY + HOUR, stars=3, words="A small crack."))
    stop(made, "order/o-1")
    keys = "SELECT count(*) FROM word_key WHERE platform = %s AND stream = 'order/o-1'"
    goes(made, "order_words", "order/o-1", MONDAY + HOUR)
    assert set(texts_of(made.platform.pk, "order/o-1").values()) == {"A small crack."}
    assert rows(keys, (made.platform.pk,)) == [(1,)]
    goes(made, "ratings", "order/o-1", MONDAY + HOUR)
    assert rows(keys, (made.platform.pk,)) == [(0,)], "a key goes with the last text that it opens"
    assert rows("SELECT stars FROM order_rating WHERE platform = %s", (made.platform.pk,)) == [(3,)]
    assert [one for one in (*chains.broken(), *chains.lost()) if one.platform == made.platform.pk] == []


@pytest.mark.requirement("EV-4")
def test_what_stands_stays_and_what_was_replaced_or_ended_goes(made: World) -> None:
    news = well(made.do("announcement.publish", "", made.senior, **announcing())).id
    assert "announcements" not in purged(made, MONDAY + 9000 * DAY)
    well(made.do("announcement.withdraw", news, made.senior, MONDAY + DAY, words="We are open."))
    goes(made, "announcements", news, MONDAY + DAY)
    away = {"from_at": MONDAY.isoformat(), "until": (MONDAY + 9 * DAY).isoformat(), "substitute": "viewer"}
    well(made.do("shop.announce-absence", "mugs", made.boris, words="A wedding.", **away))
    goes(made, "shops", "shop/mugs", MONDAY + 9 * DAY)
    money = {"reference": "s-1", "amount": 900}
    well(handle(Act(made.platform.pk, "fund.settle", "mugs:CNY", SEED, money, at=MONDAY)))
    backlog = {"waiting": 9, "missed": 8, "answered": 1, "since": MONDAY.isoformat(), "least": 5, "percent": 40}
    raised = {"shop": "mugs", "kind": "backlog", "backlog": backlog}
    alarm = well(handle(Act(made.platform.pk, "surge.raise-alarm", "", SEED, raised, at=MONDAY)))
    why = {"surge": alarm.id, "amount": 500, "words": "Too many complaints."}
    well(made.do("fund.hold", "mugs:CNY", made.rita, **why))
    assert "funds" not in purged(made, MONDAY + 9000 * DAY)
    well(made.do("fund.release", "mugs:CNY", made.rita, MONDAY + 9 * DAY, surge=alarm.id, words="Put right."))
    goes(made, "funds", "fund/mugs:CNY", MONDAY)
    assert [one.erased_on is None for one in said(made.platform.pk, ["fund/mugs:CNY"])].count(True) == 1
    proves_itself(made)
