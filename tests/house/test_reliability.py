"""The page that says what may be relied on names its tests: each of them must be there."""

import re
from pathlib import Path

NAMED = re.compile(r"`(tests/[\w/]+\.py)?::(test_\w+)`")
CRITERIA, INVARIANTS = 25, 44


def test_every_test_that_the_page_names_is_there(root: Path) -> None:
    gone, path = [], ""
    found = NAMED.findall(page(root))
    assert len(found) > 60
    for file, name in found:
        path = file or path  # a name alone is of the file named before it
        place = root / path
        if not place.is_file() or f"\ndef {name}(" not in place.read_text().replace("    def ", "def "):
            gone.append(f"{path}::{name}")
    assert gone == []


def test_each_criterion_and_each_invariant_has_its_row(root: Path) -> None:
    rows = re.findall(r"^\| ([I0-9, P]+) \|", page(root), re.MULTILINE)
    told = {one.strip() for row in rows for one in row.split(",")}
    assert {str(n) for n in range(1, CRITERIA + 1)} - told == set()
    assert {f"I{n}" for n in range(1, INVARIANTS + 1)} - told == set()


def page(root: Path) -> str:
    return (root / "docs" / "reliability.md").read_text()
