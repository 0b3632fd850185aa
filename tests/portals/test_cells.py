"""What somebody wrote never becomes a formula in a file for a spreadsheet, wherever one is written."""

from pathlib import Path

import pytest

from ombud.portals.common.cells import plain

ROOT = Path(__file__).resolve().parents[2] / "src" / "ombud"
COUNTS_ALONE = {
    "portals/common/transparency/pages.py": "codes of the pack and numbers",
    "site/commands/words.py": "sentences of ours, for their translators",
}


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_work_out_is_kept_as_text(begins: str) -> None:
    assert plain(f"{begins}1+1") == f"'{begins}1+1"
    assert plain(f"1{begins}1") == f"1{begins}1"


def test_whoever_writes_such_a_file_guards_its_cells() -> None:
    written = {path for path in ROOT.rglob("*.py") if "csv.writer(" in path.read_text()}
    assert len(written) >= 5, "the search isn't blind"
    guards = ("plain(", "map(plain", "guarded(")
    without = {path for path in written if not any(one in path.read_text() for one in guards)}
    assert {str(path.relative_to(ROOT)) for path in without} <= set(COUNTS_ALONE)
