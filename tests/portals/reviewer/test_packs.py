"""Rules in hand: read, compared, drawn, tried, published and rolled back by pages."""

import re
from pathlib import Path

import pytest

from ombud.packs.own import new
from tests.cast import MONDAY, world
from tests.portals.reviewer.desks import now, reviewer


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OMBUD_PACKS", str(tmp_path))
    return tmp_path


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]


def test_every_page_about_every_pack_is_there(own: Path) -> None:
    new("mine", "weidian", MONDAY.date())
    with now():
        client = reviewer(world("weidian"))
        listed = text(client.get("/review/packs"))
        for pack in ("weidian@2026.1", "mine@1", "wechat@2023.1", "market@2026.1"):
            assert f"/review/packs/{pack}" in listed
            for rest in ("", "?tab=penalties", "?tab=staff", "?tab=words", "?tab=words&group=rule", "/procedure", "/try",
                         "/compare", "/compare?with=weidian@2026.1"):  # fmt: skip
                if pack != "wechat@2023.1" or "penalties" not in rest:
                    assert client.get(f"/review/packs/{pack}{rest}").status_code == 200, (pack, rest)
        for missing in (
            "nothing@1",
            "weidian",
            "weidian@1",
            "mine@..",
            "weidian@2026.1?tab=x",
            "mine@1/compare?with=x@1",
        ):
            assert client.get(f"/review/packs/{missing}").status_code == 404, missing
