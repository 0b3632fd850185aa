"""What is installed is pinned with its hashes, and not below the version that closed a hole we know of."""

import re
from pathlib import Path

import pytest

from tests.audit import bill

ONE = r"^([a-z0-9._-]+)(?:\[[^]]*])?==(\S+)"
PINNED = re.compile(ONE + r"(?: ; [^\\\n]+)? \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
LINE = re.compile(r"[a-z0-9._-]+(\[[^]]*])?==|\s+(#|--hash=)|#")
FLOORS = {
    "django": (5, 2, 14),  # CVE-2026-33033, CVE-2026-33034, CVE-2026-1287, CVE-2026-1312
    "pillow": (12, 3, 0),
    "rfc3161-client": (1, 0, 3),  # CVE-2025-52556: a signature that wasn't checked
}


@pytest.fixture
def lock(root: Path) -> str:
    return (root / "requirements.lock").read_text()


@pytest.mark.parametrize("name", ["requirements-audit.lock", "requirements-semgrep.lock", "requirements-faults.lock"])
def test_every_tool_is_pinned_with_its_hashes(root: Path, name: str) -> None:
    text = (root / name).read_text()
    named = {found for found, _version in re.findall(ONE, text, re.MULTILINE)}
    assert named - {found for found, _version, _hashes in PINNED.findall(text)} == set()
    assert [line for line in text.splitlines() if line and not LINE.match(line)] == []


def test_the_bill_of_materials_names_what_is_pinned_and_what_for(root: Path, lock: str) -> None:
    """Where it doesn't: `bin/audit bill`."""
    text = bill.BILL.read_text()
    assert bill.listed(text) == bill.pins(lock)
    assert bill.purposes(text) == bill.scopes_of(lock)


def test_every_package_is_pinned_with_its_hashes(lock: str) -> None:
    named = {name for name, _version in re.findall(ONE, lock, re.MULTILINE)}
    assert len(named) > 60
    assert named - {name for name, _version, _hashes in PINNED.findall(lock)} == set()
    others = [line for line in lock.splitlines() if line and not LINE.match(line)]
    assert others == [], "what isn't pinned to a version of a registry: a path, an address, a range"


def test_what_had_holes_is_above_the_version_that_closed_them(lock: str) -> None:
    pinned = {name: version for name, version, _hashes in PINNED.findall(lock)}
    for name, floor in FLOORS.items():
        assert tuple(int(part) for part in pinned[name].split(".")[:3]) >= floor, name
