"""`ombud pack` as people meet it."""

import shutil
from pathlib import Path

import pytest

from ombud.packs.load import PACKS
from ombud.site.cli import main


def test_the_packs_are_listed_with_their_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "market@2026.1\tWeekend marketplace\tfrom 2026-02-01\tin force",
        "pinduoduo@2026.1\tGroup deals\tfrom 2026-02-01\tin force",
        "wechat@2026.1\tMini-program purchases\tfrom 2026-01-01\tin force",
        "wechat@2023.1\tMini-program purchases\tfrom 2023-01-01\tkept for older cases",
        "weidian@2026.1\tMicro-stores\tfrom 2026-02-01\tin force",
        "weixun@2026.1\tShops of public accounts\tfrom 2026-01-01\tin force",
    ]


def test_packs_in_order_pass_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check"]) == 0
    named = ("common", "market", "pinduoduo", "wechat", "weidian", "weixun")
    assert capsys.readouterr().out == "".join(f"{one}: in order\n" for one in named)


def test_a_slip_makes_the_check_fail_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("common", "wechat"):
        shutil.copytree(PACKS / name, tmp_path / name)
    path = tmp_path / "wechat/pack.toml"
    path.write_text(path.read_text("utf-8").replace('step = "remind"', 'step = "forgive"'), "utf-8")

    assert main(["pack", "check", "wechat", "--folder", str(tmp_path)]) == 1

    told = capsys.readouterr()
    assert "wechat: 1 to put right" in told.out
    assert "ladder[1].step: 'forgive' is none of the words it can be" in told.err
    assert main(["pack", "list", "--folder", str(tmp_path)]) == 1


def test_a_pack_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "check", "wechatt"]) == 2
    told = "ombud pack check: there is no pack 'wechatt'; there is market, pinduoduo, wechat, weidian, weixun\n"
    assert capsys.readouterr().err == told


def test_a_pack_of_ones_own_is_made_and_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OMBUD_PACKS", str(tmp_path))

    assert main(["pack", "new", "mine", "--from", "weidian"]) == 0

    assert capsys.readouterr().out == (
        "common: in order\nmine: in order\n\n"
        f"mine@1 lies in {tmp_path}/mine, made from weidian. It applies nowhere yet.\n"
        "Change it there, and hold it against the rules of packs with: ombud pack check mine\n"
        "Have a platform's new cases run under it with: ombud pack publish mine@1 --from DAY\n"
    )
    assert main(["pack", "check", "mine"]) == 0
    assert main(["pack", "new", "wechat", "--from", "weidian"]) == 2
    told = capsys.readouterr().err
    assert told == "ombud pack new: the pack wechat comes with Ombud and stays as it is; give yours another name\n"
    assert main(["pack", "list"]) == 0
    assert "mine@1\tMicro-stores (mine)\tfrom " in capsys.readouterr().out
