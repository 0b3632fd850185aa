"""Packs of one's own: made from another, valid at once, kept version by version, never in place of a shipped one."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ombud.packs.check import check
from ombud.packs.homes import SHIPPED
from ombud.packs.load import UnknownPackError, load_pack, load_version, names, texts, versions
from ombud.packs.own import OwnPackError, fingerprint, kept, new

TODAY = date(2026, 3, 9)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OMBUD_PACKS", str(tmp_path))
    return tmp_path


def refusal(wanted: str, source: str = "weidian") -> str:
    with pytest.raises(OwnPackError) as caught:
        new(wanted, source, TODAY)
    return str(caught.value)


@pytest.mark.parametrize("source", ["weidian", "wechat@2023.1", "market"])
def test_a_new_pack_is_in_order_at_once_whatever_it_is_made_from(own: Path, source: str) -> None:
    assert new("mine", source, TODAY) == own / "mine"

    assert check("mine") == ()
    pack = load_pack("mine").pack
    assert (pack.id, pack.announced_on, pack.in_force_from) == ("mine@1", "2026-03-09", "2026-03-24")
    assert pack.reasons == load_version(source).pack.reasons if "@" in source else load_pack(source).pack.reasons
    assert "mine" in names()


def test_its_name_can_be_told_from_the_other_in_each_language(own: Path) -> None:
    new("mine", "weidian", TODAY)

    said = [texts("mine@1").say("pack", lang) for lang in ("en", "zh-Hans", "zh-Hant", "es")]

    assert said == ["Micro-stores (mine)", "微店（mine）", "微店（mine）", "Microtiendas (mine)"]
    first = (own / "mine/texts.en.toml").read_text("utf-8").partition("\n")[0]
    assert first.startswith("# The words of the pack mine, English.")


def test_names_that_would_not_do_are_refused_and_say_which_would(own: Path) -> None:
    new("mine", "weidian", TODAY)

    assert refusal("wechat") == "the pack wechat comes with Ombud and stays as it is; give yours another name"
    assert refusal("checks") == "'checks' is taken by Ombud itself; give your pack another name"
    assert refusal("../x").startswith("'../x' is no name of a pack; write small letters and digits")
    assert refusal("mine").endswith("or make a new version with ombud pack new mine@… --from mine@1")
    assert refusal("mine@1", "mine") == "there is a version mine@1 already; take a number that isn't 1"
    assert refusal("mine@two", "mine") == "'two' is no version; write numbers with dots, such as mine@2"
    known = "there is no pack 'nope'; there is market, mine, pinduoduo, wechat, weidian, weixun"
    with pytest.raises(UnknownPackError, match=known):
        new("other", "nope", TODAY)


def test_a_new_version_keeps_the_one_before_and_applies_nowhere_by_lying_there(own: Path) -> None:
    new("mine", "weidian", TODAY)
    first = fingerprint(own / "mine")

    new("mine@2", "mine", TODAY)

    assert fingerprint(own / "mine/versions/1") == first
    assert check("mine") == ()
    assert load_pack("mine", on=date(2030, 1, 1)).pack.id == "mine@1"
    assert versions("mine") == ["mine@1", "mine@2"]
    assert load_version("mine@2").pack.version == "2"
    assert load_pack("mine@2").pack.version == "2"


def test_what_is_changed_while_a_server_runs_is_read_anew_and_what_is_kept_never_changes(own: Path) -> None:
    path = new("mine", "weidian", TODAY) / "pack.toml"
    assert load_version("mine@1").pack.currencies == ("CNY",)

    path.write_text(path.read_text("utf-8").replace('["CNY"]', '["CNY", "EUR"]'), "utf-8")
    assert load_version("mine@1").pack.currencies == ("CNY", "EUR")

    assert kept("mine@1") == own / "mine/versions/1"
    path.write_text(path.read_text("utf-8").replace('["CNY", "EUR"]', '["CNY"]'), "utf-8")
    assert load_version("mine@1").pack.currencies == ("CNY", "EUR")
    with pytest.raises(OwnPackError, match="mine@1 was kept as it was, and "):
        kept("mine@1")
    assert [fault.problem for fault in check("mine")] == ["it was changed, and 1 is kept as it was in versions/1"]


def test_a_pack_under_a_shipped_name_is_not_used_and_the_check_says_so(own: Path) -> None:
    shutil.copytree(SHIPPED / "market", own / "market")
    text = (own / "market/pack.toml").read_text("utf-8").replace('version = "2026.1"', 'version = "2099.1"')
    (own / "market/pack.toml").write_text(text, "utf-8")

    assert load_pack("market").pack.version == "2026.1"
    assert names() == ["market", "pinduoduo", "wechat", "weidian", "weixun"]
    told = "\n".join(str(fault) for fault in check("market")) + "\n"
    assert told == (Path(__file__).parent / "golden_own/shadowed.txt").read_text("utf-8")


def test_no_version_leads_out_of_the_packs_folder(own: Path) -> None:
    new("mine", "weidian", TODAY)

    for pack_id in ("mine@..", "mine@../mine", "..@1"):
        with pytest.raises(UnknownPackError):
            load_version(pack_id)
