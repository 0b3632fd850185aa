"""What is published through the one door is what new cases run under from its day on; running ones keep theirs."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ombud.accounts import platforms
from ombud.core.refusal import Refusal
from ombud.desk.access import access_complaint
from ombud.desk.handle import Done
from ombud.ledger.connection import rows
from ombud.packs.own import fingerprint, new
from tests.cast import MONDAY, World, a_complaint, a_filing, an_order, world

PUBLISHED = {"pack": "wechat@2023.1", "since": "2026-04-01", "words": "Longer times."}


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OMBUD_PACKS", str(tmp_path))
    return tmp_path


def publish(here: World, verb: str = "publish", at: datetime = MONDAY, **changed: str) -> Done | Refusal:
    outcome: Done | Refusal = here.do(f"rulebook.{verb}", "rules", here.senior, at, **{**PUBLISHED, **changed})
    platforms._kept.clear()
    return outcome


def opened_under(here: World, number: str, at: datetime) -> str:
    order = an_order(here, number, purchased_at=(at - timedelta(days=9)).isoformat())
    done = here.do("complaint.file", "", here.ana, at, **a_filing(order))
    assert isinstance(done, Done), done
    return access_complaint(here.platform.pk, done.id, here.ana, at).complaint.pack


@pytest.mark.requirement("EV-6")
def test_new_cases_run_under_what_was_published_from_its_local_day_on() -> None:
    here = world()
    before = a_complaint(here)
    assert isinstance(publish(here), Done)

    last, first = (datetime.fromisoformat(f"2026-03-31T{one}:00:00+00:00") for one in ("15", "16"))

    assert opened_under(here, "o-8", last) == "wechat@2026.1"
    assert opened_under(here, "o-9", first) == "wechat@2023.1"
    assert access_complaint(here.platform.pk, before.id, here.ana, first).complaint.pack == "wechat@2026.1"
    other = world()
    assert opened_under(other, "o-9", first) == "wechat@2026.1"


def test_it_is_rolled_back_from_a_day_and_everything_stays_on_record() -> None:
    here = world()
    publish(here)
    assert isinstance(publish(here, "roll-back", MONDAY, pack="wechat@2026.1", since="2026-03-10"), Done)

    assert opened_under(here, "o-9", MONDAY + timedelta(days=40)) == "wechat@2026.1"
    told = rows(
        "SELECT type FROM event WHERE platform = %s AND stream = %s ORDER BY seq", (here.platform.pk, "rulebook/rules")
    )
    assert [row[0] for row in told] == ["RulesPublished", "RulesRolledBack"]


def test_a_refusal_writes_nothing_and_keeps_nothing() -> None:
    here = world()
    for changed in ({"since": "2026-03-10"}, {"pack": "wechat@1900.1"}, {"pack": "wechat"}, {"pack": "x\0@1"}):
        assert isinstance(publish(here, **changed), Refusal)
    assert isinstance(publish(here, "roll-back"), Refusal)
    assert rows("SELECT 1 FROM stream WHERE platform = %s AND kind = 'rulebook'", (here.platform.pk,)) == []


def test_an_own_version_is_kept_as_it_is_announced_and_one_with_a_fault_is_not(own: Path) -> None:
    here = world()
    home = new("mine", "wechat", MONDAY.date())
    said = (home / "pack.toml").read_text("utf-8")
    (home / "pack.toml").write_text(said.replace('step = "remind"', 'step = "forgive"'), "utf-8")

    refused = publish(here, pack="mine@1")
    assert isinstance(refused, Refusal)
    assert refused.code == "version-not-in-order"
    assert not (home / "versions").exists()

    (home / "pack.toml").write_text(said, "utf-8")
    assert isinstance(publish(here, pack="mine@1"), Done)
    (home / "pack.toml").write_text(said.replace('["CNY"]', '["CNY", "EUR"]'), "utf-8")

    assert opened_under(here, "o-9", MONDAY + timedelta(days=40)) == "mine@1"
    book = platforms.settings_of(here.platform.pk).rulebook
    assert book is not None
    assert book.changes[0].fingerprint == fingerprint(home / "versions/1") != fingerprint(home)
