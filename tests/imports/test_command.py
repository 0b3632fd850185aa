"""The command takes a file, says what was done and how to go on, and gives back what it could not take."""

import argparse
import importlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from ombud.imports.report import Report
from ombud.ledger.connection import rows
from tests.cast import world
from tests.imports.test_bad_input import HEADER, MAPPING


def ombud(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "ombud.site.cli", "import", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={
            "DATABASE_URL": settings.DATABASE_URL,
            "OMBUD_DATA": str(settings.DATA),
            "OMBUD_SECRET_KEY": "x" * 50,
            "PYTHONPATH": ":".join(sys.path),
        },
    )


@pytest.mark.requirement("OS-1")
def test_the_command_imports_what_it_can_and_gives_back_the_rest(tmp_path: Path) -> None:
    made = world()
    (tmp_path / "m.toml").write_text(MAPPING.format(more="", tables=""))
    file = tmp_path / "orders.csv"
    file.write_text(HEADER + "x,mugs,ana,paid,2026-03-01,,Mug,1\ny,mugs,ana,gone,2026-03-01,,Mug,1\n")
    told = ("orders", file, "--mapping", tmp_path / "m.toml", "--platform", made.platform.slug)
    dry = ombud(*told, "--dry-run")
    assert dry.returncode == 1, dry.stderr
    assert "2 orders: nothing told (dry run), 1 refused." in dry.stdout
    assert not rows("SELECT 1 FROM order_row WHERE platform = %s AND id = 'x'", (made.platform.pk,))
    done = ombud(*told, "--rejects", tmp_path / "back.csv")
    assert done.returncode == 1
    assert "2 orders: 1 told, 0 known already, 1 refused." in done.stdout
    assert "refused y: state: the mapping has no word for “gone”" in done.stderr
    assert f"Mend {tmp_path / 'back.csv'} and import it again" in done.stderr
    back = (tmp_path / "back.csv").read_text("utf-8-sig").replace("gone,2026", "paid,2026")
    (tmp_path / "back.csv").write_text(back, "utf-8-sig")
    assert ombud(*told[:1], tmp_path / "back.csv", *told[2:]).returncode == 0
    assert "0 told, 1 known already, 1 refused" in ombud(*told).stdout


def test_a_mapping_is_asked_for_with_the_way_to_one(tmp_path: Path) -> None:
    asked = ombud("orders", tmp_path / "orders.csv")
    assert asked.returncode == 2
    assert "`ombud import sniff FILE` proposes one" in asked.stderr


def test_an_interrupt_asks_to_stop_and_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    command = importlib.import_module("ombud.site.commands.import")
    with command._stoppable() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    command._say(Report(told=3, known=1, cancelled=True), argparse.Namespace())
    said = capsys.readouterr()
    assert "Stopping after the orders that are being written" in said.err
    assert "Stopped. 3 orders were told and 1 were known already; nothing is half done." in said.out
    assert "run the same command again" in said.out
