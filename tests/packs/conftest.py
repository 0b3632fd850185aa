"""Packs of its own for each test, made from the shipped ones, so that a test can break them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.load import PACKS

Change = Callable[[str, str, str], None]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with the shipped packs, and the words they share."""
    root = tmp_path / "packs"
    for name in ("common", "wechat", "weidian", "market"):
        shutil.copytree(PACKS / name, root / name)
    return root


@pytest.fixture
def change(packs: Path) -> Change:
    """Replace a stretch of one of its files that stands there exactly once."""

    def replaced(file: str, old: str, new: str) -> None:
        path = packs / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8")

    return replaced
