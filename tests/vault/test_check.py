"""`ombud vault check`: finds every way in which stored bytes can differ from what rows and record say."""

import argparse
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ombud.core.shapes import Shape
from ombud.ledger.connection import connection, rows
from ombud.site.commands import vault as command
from ombud.vault import check
from ombud.vault.deposit import Deposited, deposit
from ombud.vault.intake import intake_of
from ombud.vault.models import EvidenceFile
from ombud.vault.redact import Author, cover
from ombud.vault.store import FolderStore
from tests.cast import an_order, world
from tests.vault import made
from tests.vault.lying import blobs_of, lay_in_plain, path_of

NOON = datetime(2026, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def file(platform: int, vault: Path) -> EvidenceFile:
    kept = deposit(platform, made.photo(400 + platform % 1000, 300), "a.jpg", "ana", NOON)
    assert isinstance(kept, Deposited)
    cover(kept.file, {"page-1": (Shape(kind="ellipse", left=0, top=0, width=900, height=900),)},
          Author(id="ana", party="consumer"), "A number.", NOON)  # fmt: skip
    return kept.file


def wrong(file: EvidenceFile, vault: Path) -> set[str]:
    """What is wrong with this test's own file; other tests' files have vaults of their own and are missing here."""
    mine = [one for one in check.check(rows, FolderStore(vault)) if isinstance(one, check.Wrong)]
    return {one.what for one in mine if str(file.id) in one.where or not one.where}


def test_what_was_kept_covered_and_lifted_is_all_named_and_sound(file: EvidenceFile, vault: Path) -> None:
    assert wrong(file, vault) == set()
    *_, counted = check.check(rows, FolderStore(vault))
    assert isinstance(counted, check.Counted)
    assert counted.files >= 1
    assert counted.digests >= 5


def flip(path: Path) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def lose(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(("harm", "expected"), [(flip, "damaged"), (lose, "missing")])
@pytest.mark.parametrize("which", ["original", "covered", "uncovered"])
def test_one_changed_or_lost_file_is_named(
    file: EvidenceFile, vault: Path, harm: Callable[[Path], None], expected: str, which: str
) -> None:
    assert file.uncovered
    digests = {"original": file.sha256, "covered": file.pictures["page-1"]["sha256"],
               "uncovered": file.uncovered["page-1"]["sha256"]}  # fmt: skip
    harm(path_of(file, digests[which]))
    assert wrong(file, vault) == {expected}


def test_bytes_that_nothing_names_are_listed_and_do_no_harm(file: EvidenceFile, vault: Path) -> None:
    FolderStore(vault).put(b"left by a crash")
    assert wrong(file, vault) == {"unnamed"}


def test_a_row_that_was_changed_differs_from_the_record(vault: Path) -> None:
    its = world("weidian")
    an_order(its)
    kept = deposit(its.platform.pk, made.photo(733, 419), "a.jpg", "ana", NOON)  # bytes that no other row names
    assert isinstance(kept, Deposited)
    its.do("order_vault.keep", "o-1:consumer", its.ana, files=[{"file": str(kept.file.id), "kind": "other"}])
    assert wrong(kept.file, vault) == set()
    intake = intake_of(kept.file)
    other = intake.put(b"something else")
    intake.write_down(connection().cursor(), NOON)
    EvidenceFile.objects.filter(platform=its.platform.pk, id=kept.file.id).update(sha256=other, size_bytes=14)
    assert wrong(kept.file, vault) == {"says otherwise"}


def test_the_command_fails_where_anything_is_wrong(
    file: EvidenceFile, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = argparse.Namespace(what="check", json=False)
    lose(path_of(file, file.sha256))
    assert command.run(asked) == 1
    shown = capsys.readouterr().out
    assert f"{file.sha256} (file {file.platform}/{file.id}) is not there." in shown
    assert shown.splitlines()[-1].endswith("wrong.")


def test_the_command_seals_what_lies_in_plain(
    file: EvidenceFile, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_in_plain(file)
    command.run(argparse.Namespace(what="seal", json=True))
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert min(told["sealed"], told["removed"]) >= len(blobs_of(file)) > 3
    assert sorted(FolderStore(vault).digests()) == sorted(blobs_of(file).values())
    assert wrong(file, vault) == set()
