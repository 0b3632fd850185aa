"""From `ombud pack new` to cases that run under one's own rules, by the command line alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ombud.accounts import platforms
from ombud.desk import clock
from ombud.desk.access import access_complaint
from ombud.site.cli import main
from tests.cast import a_filing, an_order, world


@pytest.mark.requirement("EV-6")
def test_rules_of_ones_own_are_made_published_and_called_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OMBUD_PACKS", str(tmp_path))
    here = world()
    slug, today = here.platform.slug, datetime.now(UTC)
    soon, later = ((today + timedelta(days=days)).date().isoformat() for days in (3, 30))
    assert main(["pack", "new", "mine", "--from", "wechat"]) == 0

    def decide(action: str, version: str, since: str, who: str = "senior") -> int:
        capsys.readouterr()
        said = ["--from", since, "--because", "Agreed with the shops.", "--as", f"{slug}/{who}"]
        return main(["pack", action, version, *said])

    assert decide("publish", "mine@1", later, "rita") == 1
    assert capsys.readouterr().err.startswith("ombud pack publish: Your role doesn't include this. Ask whoever")
    assert decide("publish", "mine@1", soon) == 1
    assert "Rules are announced 15 days before they apply. The first day possible is" in capsys.readouterr().err
    assert decide("publish", "mine@9", later) == 1
    assert "There is no version “mine@9” of a pack here." in capsys.readouterr().err
    assert decide("publish", "mine@1", later, "nobody") == 2
    assert decide("publish", "mine@1", later) == 0
    told = f"Announced on {slug}: mine@1 applies to new cases from {later}.\n"
    assert capsys.readouterr().out == told

    def opened_under(number: str, days: int) -> str:
        platforms._kept.clear()
        at = today + timedelta(days=days)
        with clock.at(at):
            order = an_order(here, number, purchased_at=(at - timedelta(days=9)).isoformat())
            done = here.do("complaint.file", "", here.ana, at, **a_filing(order))
            return access_complaint(here.platform.pk, done.id, here.ana, at).complaint.pack

    assert opened_under("o-8", 20) == "wechat@2026.1"
    assert opened_under("o-9", 40) == "mine@1"
    assert decide("roll-back", "wechat@2026.1", soon) == 0
    assert opened_under("o-10", 40) == "wechat@2026.1"
