"""A shop takes the file of its penalty along: notice, appeal and result, with proofs; what staff note stays inside."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from ombud.core.people import Member
from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.ledger.log.verify import examine
from ombud.portals.common.press import setting
from ombud.timers import sequencer
from tests.cast import MONDAY
from tests.portals.clients import signed_in
from tests.portals.merchant.penalised import HOUR, appealed, decide, impose, path, penalised

BUYER = "13800001234"


@pytest.fixture(autouse=True)
def _on_monday(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(setting, "lacking", lambda: ("fonts-noto-cjk",))  # how a page is set has its own tests
    with clock.at(MONDAY + 3 * HOUR):
        yield


def taken(made: Any, who: str, address: str, language: str = "en") -> dict[str, bytes]:
    answer = signed_in(made, who, **{"Accept-Language": language}).get(address)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.requirement("EV-3")
@pytest.mark.requirement("WD-1")
def test_the_file_of_a_penalty_tells_it_from_notice_to_result_and_can_be_checked() -> None:
    made = penalised()
    done = impose(made, facts=f"Forty parcels weighed nothing; a buyer ({BUYER}) said so.")
    appealed(made, done, none=(2, 3))
    noted = made.do("penalty.note", done.id, made.rolf, clock.now(), words="note-canary-of-staff")
    assert isinstance(noted, Done), noted
    decide(made, done, True, False, False)
    sequencer.settle_all(clock.now())

    files = taken(made, "boris", path(done, "/file.zip"))
    page = files["penalty.html"].decode()
    told_in_it = (
        "Forty parcels weighed nothing", "No goods were sent.", "Penalty file", "How the appeal came out",
        "It weighs what a mug weighs.", "Each was looked at.", done.number,
    )  # fmt: skip
    assert [words for words in told_in_it if words not in page] == []
    assert len([name for name in files if name.startswith("originals/")]) == 3
    record = files["record.json"].decode()
    told = page + record
    assert "note-canary-of-staff" not in told
    assert BUYER not in told
    assert "*******1234" in page
    assert "No goods were sent." in record
    found = examine(files["record.json"], files.get)
    assert {one.grade for one in found} == {"ok", "note"}
    assert sum(1 for one in found if (one.grade, one.code) == ("ok", "file")) == 3

    outside = taken(made, "rita", f"/review/penalties/{done.number}/file.zip", "zh-hans")
    assert "处罚卷宗" in outside["penalty.html"].decode()
    assert "note-canary-of-staff" not in outside["penalty.html"].decode() + outside["record.json"].decode()
    assert not [name for name in outside if name.startswith("originals/")]


@pytest.mark.requirement("EV-2")
def test_another_shop_finds_no_such_file() -> None:
    made = penalised()
    done = impose(made)
    assert isinstance(made.sam, Member)
    for page in ("/file", "/file.pdf", "/file.zip"):
        assert signed_in(made, "sam").get(path(done, page)).status_code == 404
        assert signed_in(made, "ana").get(path(done, page)).status_code == 404
