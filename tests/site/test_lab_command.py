"""`ombud lab`: a tool by itself, without database, settings or network."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ombud.site.cli import main
from ombud.site.commands import lab
from tests.shared_data import shared_data

pytest.importorskip("cv2")


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.requirement("PD-7")
def test_what_a_picture_says_of_its_past_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    path = shared_data("images/c2pa_py") / "tests__fixtures__C.jpg"
    assert main(["lab", "screen", str(path), "--json", "--only", "c2pa,exif"]) == 0
    (answer,) = told(capsys)
    assert (answer["format"], answer["width"], answer["height"], len(answer["sha256"])) == ("jpeg", 2048, 1365, 64)
    assert [(one["detector"], one["strength"]) for one in answer["findings"]] == [("c2pa", "strong"), ("exif", "none")]


def test_people_read_that_what_is_absent_proves_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "red").save(tmp_path / "plain.jpg")
    assert main(["lab", "screen", str(tmp_path / "plain.jpg"), "--only", "exif,xmp"]) == 0
    assert capsys.readouterr().out.count("which proves nothing") == 2


def test_what_is_no_picture_is_said_and_the_others_are_still_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "note.jpg").write_text("not a picture")
    Image.new("RGB", (64, 48), "red").save(tmp_path / "plain.jpg")
    files = [str(tmp_path / name) for name in ("note.jpg", "plain.jpg", "none.jpg")]
    assert main(["lab", "screen", *files, "--json", "--only", "exif"]) == 1
    answers = told(capsys)
    assert [answer.get("error") for answer in answers] == ["unknown-format", None, "unreadable"]
    assert answers[0]["says"] == "this is no picture that can be read here"


@pytest.mark.requirement("PD-7")
def test_a_copy_is_matched_with_its_source_and_where_it_lies(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    photos = sorted(shared_data("images/clothing").glob("*.jpg"))[:3]
    (tmp_path / "known").mkdir()
    for number, path in enumerate(photos):
        (tmp_path / "known" / f"{number}.jpg").write_bytes(path.read_bytes())
    with Image.open(photos[1]) as picture:
        width, height = picture.size
        picture.crop((0, 0, width * 4 // 5, height * 4 // 5)).save(tmp_path / "copy.jpg", quality=60)
    gallery = ["--gallery", str(tmp_path / "gallery")]
    assert main(["lab", "add", str(tmp_path / "known"), *gallery]) == 0
    assert capsys.readouterr().out.startswith("3 pictures")
    assert main(["lab", "match", str(tmp_path / "copy.jpg"), "--json", *gallery]) == 0
    (answer,) = told(capsys)
    (match,) = (one for one in answer["matches"] if one["strength"] in ("clear", "strong"))
    assert (match["source"], match["mirrored"]) == ("1.jpg", False)
    assert match["matrix"][0] == pytest.approx(1.25, abs=0.05)


def test_a_gallery_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["lab", "match", "x.jpg", "--gallery", str(tmp_path / "none")]) == 2
    assert "make one with ombud lab add" in capsys.readouterr().err


def test_where_the_lab_is_missing_it_says_how_to_install_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab, "NEEDS", ("numpy", "a_package_that_is_not_there"))
    assert main(["lab", "screen", "x.jpg"]) == 2
    assert "missing: a_package_that_is_not_there). Install it with: pip install 'ombud[lab]'" in capsys.readouterr().err


def test_it_needs_neither_django_nor_any_setting(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), "red").save(tmp_path / "plain.jpg")
    look = (
        "import sys; from ombud.site.cli import main; main(['lab', 'screen', sys.argv[1], '--json']); "
        "print('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", look, str(tmp_path / "plain.jpg")],
        env={"PATH": os.environ["PATH"], "OMBUD_DATA": str(tmp_path / "data")},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "False"
    assert not (tmp_path / "data").exists()
