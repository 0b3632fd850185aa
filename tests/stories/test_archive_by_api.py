"""The file to take along comes by API as it comes from the page, to its sides and the staff."""

import io
import zipfile
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from ombud.accounts.keys import KINDS, make_key
from ombud.desk import clock
from ombud.portals.common.along import page
from ombud.portals.common.press import setting
from tests.api.caller import named
from tests.cast import MONDAY, World, a_complaint, world
from tests.vault.made import photo


class Door:
    """A key of the platform, on the addresses of the whole site."""

    def __init__(self, made: World) -> None:
        self.made = made
        self.token = make_key(made.platform, "test", KINDS)[1]

    def __call__(self, method: str, path: str, by: Any, data: bytes = b"", kind: str = "") -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Ombud-Actor": named(by)}
        return Client().generic(method, f"/api/v1{path}", data, content_type=kind, headers=headers)


@pytest.fixture
def door() -> Any:
    with clock.at(MONDAY):
        yield Door(world())


@pytest.mark.requirement("EV-5")
@pytest.mark.requirement("CG-3")
def test_the_archive_holds_form_timeline_originals_and_their_fingerprints(door: Door) -> None:
    made = door.made
    kept = door("POST", "/files", made.ana, photo(), "image/jpeg").json()["id"]
    filed = a_complaint(made, files=[{"file": kept, "kind": "photo-goods"}])
    answer = door("GET", f"/complaints/{filed.id}/archive", made.ana)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{filed.number}.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        names = packed.namelist()
        assert names[:4] == ["complaint.pdf", "record.json", "verify.py", "how-to-check.txt"]
        assert names[-1] == "manifest.txt"
        (original,) = (name for name in names if name.startswith("originals/"))
        assert packed.read(original) == photo()
        for line in packed.read("manifest.txt").decode().splitlines():
            digest, name = line.split("  ")
            assert sha256(packed.read(name)).hexdigest() == digest


@pytest.mark.requirement("EV-2")
@pytest.mark.parametrize("who", ["sam", "other"])
def test_nobody_but_the_sides_and_the_staff_takes_it_along(door: Door, who: str) -> None:
    filed = a_complaint(door.made)
    for what in ("archive", "paper"):
        assert door("GET", f"/complaints/{filed.id}/{what}", getattr(door.made, who)).status_code == 404


@pytest.mark.requirement("EV-5")
def test_without_type_or_a_library_the_archive_holds_pages_for_a_browser_and_the_pdf_says_why(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "lacking", lambda: ("fonts-noto-cjk",))
    monkeypatch.setattr(page, "lacking", lambda: ("fonts-noto-cjk",))
    filed = a_complaint(door.made)
    answer = door("GET", f"/complaints/{filed.id}/paper", door.made.ana)
    assert (answer.status_code, answer.json()["code"]) == (503, "no-pdf")
    assert "ombud doctor" in answer.json()["detail"]
    answer = door("GET", f"/complaints/{filed.id}/archive", door.made.boris)
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        told = packed.read("complaint.html").decode()
    assert "The mug has a crack." in told
    assert "13800001234" not in told
