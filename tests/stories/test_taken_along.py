"""What each side takes along can be checked by anybody, is in its language, and holds nothing of the other's person."""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from ombud.accounts.models import Person
from ombud.desk import clock
from ombud.desk.handle import Done
from ombud.ledger.connection import rows
from ombud.ledger.log import standalone
from ombud.ledger.log.verify import examine
from ombud.timers import sequencer
from ombud.vault.deposit import deposit
from tests.cast import MONDAY, World, a_complaint, world
from tests.pdfa import faults, flowing, text_of
from tests.portals.clients import signed_in

HOUR = timedelta(hours=1)
ANAS = ("林安娜", "13800001234", "ana-canary@example.org", "ANA-SERIAL-7731", "ana-file-name")
BORIS = ("Boris Kanarek", "13700005678", "boris-canary@example.org", "BORIS-SERIAL-8842", "boris-file-name")
STAFFS = ("note-canary-of-staff", "Rita Canaria")
TAKEN = "SELECT who FROM looked_at WHERE platform = %s AND name = %s AND what = 'file-taken-along'"
SAYS = {
    "en": ("Complaint file", "The decision and its reasons", "The evidence"),
    "zh-hans": ("投诉卷宗", "裁决及理由", "凭证"),
    "zh-hant": ("投訴卷宗", "裁決及理由", "憑證"),
    "es": ("Expediente del reclamo", "La decisión y sus motivos", "Las pruebas"),
}


def camera_photo(serial: str, colour: str) -> bytes:
    """As a phone makes it: with its own number, and where it was."""
    picture = Image.new("RGB", (400, 300), colour)
    told = Image.Exif()
    told[0xA431] = told[0x010E] = serial
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=told)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def lived(database: Any) -> tuple[World, str]:
    """A case through talk, call, note and ruling, with canaries in every private place of both sides and the staff."""
    made = world()
    people = {"ana": ANAS, "boris": BORIS, "rita": (STAFFS[1], "", "")}
    for ref, (name, phone, email, *_rest) in people.items():
        Person.objects.filter(platform=made.platform, ref=ref).update(name=name, phone=phone, email=email)
    with clock.at(MONDAY):
        files = {ref: _deposited(made, ref, *people[ref][3:]) for ref in ("ana", "boris")}
        filed = a_complaint(
            made,
            problem=f"The mug has a crack. {' '.join(ANAS[:3])}",
            contact={"name": ANAS[0], "phone": ANAS[1], "email": ANAS[2]},
            files=[{"file": files["ana"], "kind": "photo-goods"}],
        )
    _lead(made, filed.id, *files.values())
    sequencer.settle_all(MONDAY + 4 * HOUR)
    return made, filed.number


def _deposited(made: World, ref: str, serial: str, name: str) -> str:
    colour = "teal" if ref == "ana" else "maroon"
    kept = deposit(made.platform.pk, camera_photo(serial, colour), f"{name}.jpg", ref, MONDAY)
    assert not hasattr(kept, "because"), kept
    return str(kept.file.id)


def _lead(made: World, id: str, photo: str, file: str) -> None:
    def do(verb: str, by: Any, hours: float, **fields: Any) -> None:
        done = made.do(verb, id, by, MONDAY + hours * HOUR, **fields)
        assert isinstance(done, Done), done

    theirs = " ".join(BORIS[:3])
    said = made.do("conversation.say", "o-1", made.boris, MONDAY + 0.2 * HOUR, words=f"Ask me: {theirs}")
    assert isinstance(said, Done), said
    do("complaint.attach-talk", made.ana, 0.4, words="See.")
    do("complaint.answer", made.boris, 1, stance="refuses", words=f"It was whole. {theirs}",
       files=[{"file": file, "kind": "dispatch-check"}])  # fmt: skip
    do("complaint.escalate", made.ana, 1.2, words="Please decide.")
    do("complaint.note", made.rita, 1.3, words=STAFFS[0])
    do("complaint.record-call", made.rita, 1.4, to="merchant", called_at=(MONDAY + HOUR).isoformat(), phone=BORIS[1],
       answered=True, who=BORIS[0], said=f"{BORIS[0]} says it was whole.")  # fmt: skip
    do("complaint.open-exhibits", made.rita, 1.5, exhibits=[photo, file])
    do("complaint.rule", made.rita, 2, liability="merchant", merchant_share=100,
       terms={"remedy": "refund", "amount": 16800}, reason="goods-faulty",
       facts=f"{ANAS[0]} showed the crack; {BORIS[0]} did not.", reasons="Rule 5.1 applies.", rules=["5.1"],
       relied_on=[photo])  # fmt: skip


Taken = Callable[[str, str], Mapping[str, bytes]]


@pytest.fixture(scope="module")
def archive(lived: Any) -> Taken:
    """The files in somebody's archive, and the archive itself under no name; each is made once."""
    made, number = lived
    where = {
        "ana": f"/complaints/{number}",
        "boris": f"/merchant/complaints/{number}",
        "rita": f"/review/cases/{number}",
    }

    @cache
    def take(ref: str, language: str) -> Mapping[str, bytes]:
        client = signed_in(made, ref, **{"Accept-Language": language})
        with clock.at(MONDAY + 3 * HOUR):
            answer = client.get(f"{where[ref]}/file.zip")
            data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {"": data} | {name: packed.read(name) for name in packed.namelist()}

    return take


def everything(files: Mapping[str, bytes]) -> str:
    """All that anybody could read in any of them: bytes, text of pages, what lies inside, names, metadata."""
    told = []
    for name, data in files.items():
        if not name:
            continue
        told += [name, data.decode(errors="ignore")]
        if name.endswith(".pdf"):
            told += [text_of(data), flowing(text_of(data))]
            with pikepdf.open(io.BytesIO(data)) as pdf:
                told += [one.get_file().read_bytes().decode() for one in pdf.attachments.values()]
                told.append(str(dict(pdf.docinfo)) + str(pdf.open_metadata()))
        if name.endswith(".jpg"):
            told.append(str(dict(Image.open(io.BytesIO(data)).getexif())))
    return "\n".join(told)


@pytest.mark.requirement("EV-2")
@pytest.mark.requirement("EV-1")
@pytest.mark.requirement("CG-3")
@pytest.mark.parametrize(
    ("ref", "language", "hidden", "own"),
    [
        ("ana", "zh-hans", (*BORIS, *STAFFS), ANAS),
        ("boris", "es", (*ANAS, *STAFFS), BORIS[:3]),
        ("rita", "en", (*ANAS, *BORIS, *STAFFS), ()),
    ],
)
def test_nothing_of_the_others_person_is_in_any_file_of_an_archive(
    archive: Taken, ref: str, language: str, hidden: tuple[str, ...], own: tuple[str, ...]
) -> None:
    files = archive(ref, language)
    told = everything(files)
    assert [one for one in hidden if one in told] == []
    assert [one for one in own if one not in told] == [], "one's own words stay as they were written"
    assert "*******5678" in told or ref == "boris"
    paper = files["complaint.pdf"]
    assert faults(paper) == []
    for words in SAYS[language]:
        assert flowing(words) in flowing(text_of(paper)), words
    originals = [name for name in files if name.startswith("originals/")]
    assert len(originals) == (0 if ref == "rita" else 1)
    assert len([name for name in files if name.startswith("copies/")]) == (2 if ref == "rita" else 1)


@pytest.mark.requirement("EV-3")
def test_an_archive_is_checked_by_the_script_in_it_and_by_ours_and_a_changed_one_is_told(
    archive: Taken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = archive("ana", "zh-hans")
    assert files["verify.py"] == Path(standalone.__file__).read_bytes()
    found = examine(files["record.json"], files.get)
    assert {one.grade for one in found} <= {"ok", "note"}
    counted = {code: sum(1 for one in found if (one.grade, one.code) == ("ok", code)) for code in ("words", "file")}
    assert counted["file"] == 1, "the original, as the event of its filing names it"
    assert counted["words"] >= 6
    for line in files["manifest.txt"].decode().splitlines():
        if not line.startswith("#"):
            digest, name = line.split("  ")
            assert re.fullmatch("[0-9a-f]{64}", digest)
            assert name in files
    place = tmp_path / "taken.zip"
    place.write_bytes(files[""])
    monkeypatch.setattr(sys, "argv", ["verify.py", str(place)])
    assert standalone.main() == 0
    changed = files["record.json"].replace(b'\\"stance\\":\\"refuses\\"', b'\\"stance\\":\\"agrees\\"')
    assert changed != files["record.json"]
    assert ("bad", "chain") in {one[:2] for one in examine(changed, files.get)}
    assert "chain" in capsys.readouterr().out


@pytest.mark.requirement("EV-1")
def test_the_pdf_alone_comes_in_traditional_chinese_with_the_record_inside(lived: Any) -> None:
    made, number = lived
    with clock.at(MONDAY + 3 * HOUR):
        answer = signed_in(made, "ana", **{"Accept-Language": "zh-hant"}).get(f"/complaints/{number}/file.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert faults(answer.content) == []
    told = flowing(text_of(answer.content))
    assert [words for words in SAYS["zh-hant"] if flowing(words) not in told] == []
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        record = pdf.attachments["record.json"].get_file().read_bytes()
    assert {one.grade for one in examine(record, lambda _path: None)} == {"ok", "note"}, "the PDF alone can be checked"


@pytest.mark.requirement("EV-2")
def test_that_the_platforms_own_people_took_a_file_is_on_record(lived: Any, archive: Taken) -> None:
    made, number = lived
    archive("rita", "en")
    with clock.at(MONDAY + 3 * HOUR):
        assert signed_in(made, "rita").get(f"/review/cases/{number}/file").status_code == 200
    assert rows(TAKEN, (made.platform.pk, number)) == [("rita",)], "once: the page itself tells nothing of a person"
